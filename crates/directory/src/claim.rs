//! Claims: who says what about a program, and which of it is believed.
//!
//! A claim is one statement about one program: its [`Claimant`] says yes or no to an attribute as of some day, either
//! outright or because it follows from something else the claimant says (its [`Basis`]). Everything that is said about
//! programs becomes claims, and [`believe`] alone turns claims into facts. Claims that are not believed are kept beside
//! the ones that are, so that people can see who agrees and who disagrees.
//!
//! # Which claim is believed
//!
//! For each attribute, among the claimants that say anything about it:
//!
//! 1. A claim dated after today is not believed: its date is a mistake, or its time has not come.
//! 2. The newest day wins. Claimants without a day come after all that have one; among those without, the
//!    one retrieved last wins.
//! 3. On the same day, an outright claim beats a derived one.
//! 4. Then the claimant with the smallest key wins, so that the result never depends on the order of the claims.
//!
//! One rule overrides rule 2: a derived claim never overrules an outright `no`, however new the derived claim is. If a
//! state's list says that a clinic has no intensive outpatient program, then neither a clinic's name ("Hope IOP") nor
//! next year's service codes make it a `yes`. Only a newer outright `yes` does.

use std::cmp::Reverse;

use jiff::civil::Date;

use crate::fact::{AttributeSet, Fact, FactSet};
use crate::listing::{Listing, ListingId, Recency};
use crate::vocabulary::AttributeId;

/// Who makes a claim.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Claimant<'a> {
    /// A publisher, through one listing of a source.
    Listing(&'a Listing),
}

impl<'a> Claimant<'a> {
    /// Sorts claimants so that the most believed comes first.
    fn rank(self, today: Date) -> (Reverse<Recency>, &'a ListingId) {
        match self {
            Claimant::Listing(listing) => (Reverse(listing.recency(today)), &listing.id),
        }
    }

    fn is_dated_after(self, today: Date) -> bool {
        match self {
            Claimant::Listing(listing) => listing.is_dated_after(today),
        }
    }
}

/// Whether a claimant says something explicitly, or it follows from something else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    /// The claimant says so explicitly.
    Outright,
    /// It follows from something else the claimant says: from service codes, or from a name.
    Derived,
}

/// One statement about a program.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Claim<'a> {
    /// Who says so.
    pub claimant: Claimant<'a>,
    /// What it is about.
    pub attribute: AttributeId,
    /// `yes` or `no`.
    pub fact: Fact,
    /// Whether it is said outright.
    pub basis: Basis,
    /// Whether it is the claim that the program's fact comes from.
    pub is_believed: bool,
}

/// Everything one claimant says about one program: at most one claim for each attribute.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ClaimSet {
    outright: FactSet,
    derived: FactSet,
}

impl ClaimSet {
    /// The claims made outright, and the derived ones about all other attributes.
    pub fn new(outright: FactSet, derived: FactSet) -> ClaimSet {
        let about = outright.stated();
        let derived = FactSet::new(derived.yes().without(&about), derived.no().without(&about));
        ClaimSet { outright, derived }
    }

    /// What the claimant says, whether outright or derived.
    pub fn facts(&self) -> FactSet {
        let mut facts = self.outright;
        facts.fill_gaps(&self.derived);
        facts
    }

    /// What the claimant says about one attribute, and on which basis.
    pub fn get(&self, id: AttributeId) -> Option<(Fact, Basis)> {
        let both = [(self.outright.get(id), Basis::Outright), (self.derived.get(id), Basis::Derived)];
        both.into_iter().find(|(fact, _)| *fact != Fact::NotStated)
    }
}

/// What is believed about a program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Belief {
    /// The program's facts.
    pub facts: FactSet,
    /// For each set of claims, in the order they were given: the attributes whose fact comes from it.
    pub believed: Vec<AttributeSet>,
}

/// Decides which of the claims about one program are believed today.
pub fn believe(claims: &[(Claimant<'_>, ClaimSet)], today: Date) -> Belief {
    let mut order: Vec<usize> = (0..claims.len()).filter(|at| !claims[*at].0.is_dated_after(today)).collect();
    order.sort_by_key(|at| claims[*at].0.rank(today));
    let denied = denied_outright(order.iter().map(|at| &claims[*at].1));
    let recency = |at: usize| claims[at].0.rank(today).0;

    let mut facts = FactSet::default();
    let mut believed = vec![AttributeSet::default(); claims.len()];
    for same_age in order.chunk_by(|a, b| recency(*a) == recency(*b)) {
        for at in same_age {
            believed[*at] = facts.fill_gaps(&claims[*at].1.outright);
        }
        for at in same_age {
            let derived = &claims[*at].1.derived;
            let admitted = FactSet::new(derived.yes().without(&denied), *derived.no());
            believed[*at] = believed[*at].or(&facts.fill_gaps(&admitted));
        }
    }
    Belief { facts, believed }
}

/// The attributes about which the most believed outright claim is `no`.
fn denied_outright<'a>(most_believed_first: impl Iterator<Item = &'a ClaimSet>) -> AttributeSet {
    let mut outright = FactSet::default();
    for claims in most_believed_first {
        outright.fill_gaps(&claims.outright);
    }
    *outright.no()
}

#[cfg(test)]
mod tests;
