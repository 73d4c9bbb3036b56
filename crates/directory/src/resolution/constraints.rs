//! People's decisions, applied to the present listings.

use std::collections::{BTreeSet, HashMap};

use uuid::Uuid;

use super::decision::{Decision, DecisionSide, Fingerprint, Verdict, fingerprint};
use super::former::Former;
use super::known_listing::KnownListing;
use crate::listing::{Content, ListingId};

/// Groups of listings that are joined step by step, and the pairs of groups that must stay apart.
#[derive(Debug)]
pub(super) struct ListingGroups {
    parents: Vec<u32>,
    members: Vec<Vec<u32>>,
    apart: Vec<BTreeSet<u32>>,
}

impl ListingGroups {
    /// Each listing in a group of its own.
    pub(super) fn new(len: usize) -> ListingGroups {
        ListingGroups {
            parents: (0..len as u32).collect(),
            members: (0..len as u32).map(|at| vec![at]).collect(),
            apart: vec![BTreeSet::new(); len],
        }
    }

    /// The group of a listing, identified by its smallest member.
    pub(super) fn root(&self, mut at: u32) -> u32 {
        while self.parents[at as usize] != at {
            at = self.parents[at as usize];
        }
        at
    }

    /// The members of the group with this root.
    pub(super) fn members(&self, root: u32) -> &[u32] {
        &self.members[root as usize]
    }

    /// Whether the groups of two listings must not join.
    pub(super) fn are_apart(&self, a: u32, b: u32) -> bool {
        let (a, b) = (self.root(a), self.root(b));
        self.apart[a as usize].contains(&b)
    }

    /// Joins two groups that may be joined.
    pub(super) fn join(&mut self, a: u32, b: u32) {
        let (a, b) = (self.root(a), self.root(b));
        if a == b {
            return;
        }
        let (root, child) = (a.min(b), a.max(b));
        self.parents[child as usize] = root;
        let moved = std::mem::take(&mut self.members[child as usize]);
        // The path of each member stays one step long.
        moved.iter().for_each(|at| self.parents[*at as usize] = root);
        self.members[root as usize].extend(moved);
        for other in std::mem::take(&mut self.apart[child as usize]) {
            self.apart[other as usize].remove(&child);
            self.keep_apart(root, other);
        }
    }

    fn keep_apart(&mut self, a: u32, b: u32) {
        let (a, b) = (self.root(a), self.root(b));
        if a != b {
            self.apart[a as usize].insert(b);
            self.apart[b as usize].insert(a);
        }
    }
}

/// The groups that the decisions form among `listings`. Of two decisions that contradict each other, the later one wins.
pub(super) fn decided(
    listings: &[(&ListingId, &Content)],
    former: &Former<'_>,
    known: &[KnownListing<'_>],
    decisions: &[Decision],
) -> ListingGroups {
    let mut groups = ListingGroups::new(listings.len());
    if decisions.is_empty() {
        return groups;
    }
    let decided = DecidedListings::new(listings, former, known);
    for decision in decisions.iter().rev() {
        let (a, b) = decided.sides(decision);
        for &a in &a {
            for &b in b.iter().filter(|b| **b != a) {
                match decision.verdict {
                    Verdict::Same if !groups.are_apart(a, b) => groups.join(a, b),
                    Verdict::Different => groups.keep_apart(a, b),
                    Verdict::Same => {}
                }
            }
        }
    }
    groups
}

/// Finds the listings that a decision is about: by id, or else by fingerprint, or else by the program that the listing
/// belonged to.
struct DecidedListings<'a> {
    by_id: HashMap<&'a ListingId, u32>,
    by_fingerprint: HashMap<Fingerprint, Vec<u32>>,
    by_program: HashMap<Uuid, Vec<u32>>,
    program_of: HashMap<&'a ListingId, Uuid>,
}

impl<'a> DecidedListings<'a> {
    fn new(listings: &[(&'a ListingId, &Content)], former: &Former<'_>, known: &[KnownListing<'a>]) -> Self {
        let mut by_fingerprint: HashMap<Fingerprint, Vec<u32>> = HashMap::new();
        let mut by_program: HashMap<Uuid, Vec<u32>> = HashMap::new();
        for (at, (_, content)) in listings.iter().enumerate() {
            by_fingerprint.entry(fingerprint(content)).or_default().push(at as u32);
            if let Some(known) = former.continued[at] {
                by_program.entry(known.placement.program).or_default().push(at as u32);
            }
        }
        DecidedListings {
            by_id: listings.iter().enumerate().map(|(at, (id, _))| (*id, at as u32)).collect(),
            by_fingerprint,
            by_program,
            program_of: known.iter().map(|known| (known.id, known.placement.program)).collect(),
        }
    }

    /// The listings of both sides. A listing that would be on both is on neither.
    fn sides(&self, decision: &Decision) -> (BTreeSet<u32>, BTreeSet<u32>) {
        let programs = (self.program(&decision.a), self.program(&decision.b));
        let by_fingerprint = decision.a.fingerprint != decision.b.fingerprint;
        let by_program = programs.0 != programs.1;
        let side = |side: &DecisionSide, program: Option<Uuid>| -> BTreeSet<u32> {
            if let Some(at) = self.by_id.get(&side.listing) {
                return BTreeSet::from([*at]);
            }
            // A fingerprint or program that both sides share can't tell them apart.
            let with_fingerprint = self.by_fingerprint.get(&side.fingerprint).filter(|_| by_fingerprint);
            let in_program = program.filter(|_| by_program).and_then(|program| self.by_program.get(&program));
            with_fingerprint.or(in_program).into_iter().flatten().copied().collect()
        };
        let (a, b) = (side(&decision.a, programs.0), side(&decision.b, programs.1));
        (&a - &b, &b - &a)
    }

    fn program(&self, side: &DecisionSide) -> Option<Uuid> {
        self.program_of.get(&side.listing).copied()
    }
}
