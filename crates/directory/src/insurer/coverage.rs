//! A requested way to pay, and whether a program's facts meet it.

use std::fmt;

use super::{InsurerId, Insurers, PlanKind};
use crate::fact::{Fact, Facts};
use crate::state::State;
use crate::vocabulary::{Payment, Vocabulary};

/// Ways to pay that use a state's own money and are of little use in another state.
const STATE_BOUND: [Payment; 3] = [Payment::Medicaid, Payment::StateFinanced, Payment::PublicFunds];

/// A requested way to pay: a kind of payment, or one product of an insurer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Coverage {
    /// A kind of payment, as listings know it.
    Kind(Payment),
    /// A product of an insurer, or a public program by its own name.
    Plan(Plan),
}

/// A product of an insurer, from the table of insurers.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Plan {
    pub(super) id: InsurerId,
    kind: PlanKind,
}

/// What remains to be asked of a program about one way to pay.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CoverageQuestion {
    /// Whether it takes this kind of payment.
    Kind(Payment),
    /// Whether it takes this plan. It lists the plan's kind of payment.
    Network(Plan),
    /// Whether it takes the plan's kind of payment, which its listing does not state, and this plan.
    KindAndNetwork(Plan),
}

impl Plan {
    pub(super) fn new(id: InsurerId, kind: PlanKind) -> Plan {
        Plan { id, kind }
    }

    /// What sort of insurance it is.
    pub fn kind(self) -> PlanKind {
        self.kind
    }

    /// Its name in the API.
    pub fn slug(self) -> &'static str {
        &Insurers::embedded().entry(self.id).slug
    }

    /// The name to show.
    pub fn name(self) -> &'static str {
        Insurers::embedded().entry(self.id).name()
    }

    /// Its name in a question on the phone: "are you in network with …?"
    pub fn spoken(self) -> &'static str {
        Insurers::embedded().entry(self.id).spoken()
    }
}

impl fmt::Debug for Plan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.slug())
    }
}

impl From<Payment> for Coverage {
    fn from(payment: Payment) -> Self {
        Coverage::Kind(payment)
    }
}

impl Coverage {
    /// The kind of payment under which listings know it.
    pub fn payment(self) -> Payment {
        match self {
            Coverage::Kind(payment) => payment,
            Coverage::Plan(plan) => plan.kind.payment(),
        }
    }

    /// Whether a program that lists the kind of payment certainly takes it. For an insurer, a listing never says so.
    pub fn is_sure(self) -> bool {
        match self {
            Coverage::Kind(_) => true,
            Coverage::Plan(plan) => plan.kind.is_sure(),
        }
    }

    /// Whether a program takes it: the fact of its kind of payment, except that `yes` becomes `not_stated` if
    /// [`Coverage::is_sure`] is false.
    pub fn fact(self, facts: &impl Facts) -> Fact {
        match facts.fact(self.payment().id()) {
            Fact::Yes if !self.is_sure() => Fact::NotStated,
            fact => fact,
        }
    }

    /// Whether it may pay in the state of a place, as far as known. A state's own money pays only in the person's home
    /// state, and a plan only where it is sold.
    pub fn pays_in(self, home: Option<State>, place: State) -> bool {
        if !STATE_BOUND.contains(&self.payment()) {
            return true;
        }
        let is_sold = match self {
            Coverage::Kind(_) => true,
            Coverage::Plan(plan) => Insurers::embedded().entry(plan.id).is_sold_in(Some(place)),
        };
        is_sold && home.is_none_or(|home| home == place)
    }

    /// What remains to be asked; `None` if the program's facts answer it.
    pub fn question(self, facts: &impl Facts) -> Option<CoverageQuestion> {
        match (self, facts.fact(self.payment().id())) {
            (_, Fact::No) => None,
            (Coverage::Kind(payment), fact) => (fact != Fact::Yes).then_some(CoverageQuestion::Kind(payment)),
            (Coverage::Plan(plan), Fact::NotStated) => Some(CoverageQuestion::KindAndNetwork(plan)),
            (Coverage::Plan(plan), Fact::Yes) => (!self.is_sure()).then_some(CoverageQuestion::Network(plan)),
        }
    }

    /// Its name in the API.
    pub fn slug(self) -> &'static str {
        match self {
            Coverage::Kind(payment) => payment.slug(),
            Coverage::Plan(plan) => plan.slug(),
        }
    }

    /// The name to show.
    pub fn name(self) -> &'static str {
        match self {
            Coverage::Kind(payment) => &Vocabulary::embedded().attribute(payment.id()).label,
            Coverage::Plan(plan) => plan.name(),
        }
    }
}

impl CoverageQuestion {
    /// The question to ask on the phone.
    pub fn text(self) -> &'static str {
        match self {
            CoverageQuestion::Kind(payment) => &Vocabulary::embedded().attribute(payment.id()).ask,
            CoverageQuestion::Network(plan) => &Insurers::embedded().entry(plan.id).questions.0,
            CoverageQuestion::KindAndNetwork(plan) => &Insurers::embedded().entry(plan.id).questions.1,
        }
    }
}
