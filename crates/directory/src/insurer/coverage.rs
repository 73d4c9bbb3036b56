//! A requested way to pay, and whether a program's facts meet it.

use std::fmt;

use super::plan_kind::PlanKind;
use super::table::{InsurerEntry, InsurerId, InsurerMeaning, Insurers};
use crate::fact::{Fact, Facts};
use crate::state::State;
use crate::vocabulary::{Payment, Vocabulary};

/// How likely it is that a program that takes an insurer's kind of payment is in the network of one of its plans. A
/// judgment, until networks are known.
const IN_NETWORK: f64 = 0.5;

/// Ways to pay that use a state's own money and are of little use in another state.
const STATE_BOUND: [Payment; 3] = [Payment::Medicaid, Payment::StateFinanced, Payment::PublicFunds];

/// A requested way to pay: a kind of payment, or one product of an insurer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Coverage {
    /// A kind of payment that listings can state.
    Kind(Payment),
    /// A product of an insurer, or a public program by its own name.
    Plan(Plan),
}

/// A product of an insurer, from the table of insurers.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Plan {
    id: InsurerId,
    kind: PlanKind,
}

/// What a person still has to ask a program about one way to pay.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CoverageQuestion {
    /// Whether it takes this kind of payment.
    Kind(Payment),
    /// Whether it takes this plan. Its listing states the plan's kind of payment.
    Network(Plan),
    /// Whether it takes the plan's kind of payment, which its listing does not state, and this plan.
    KindAndNetwork(Plan),
    /// Whether it takes this kind of payment, which it lists, from another state.
    OtherState(Payment),
}

impl Plan {
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
    /// The kind of payment that listings state for it.
    pub fn payment(self) -> Payment {
        match self {
            Coverage::Kind(payment) => payment,
            Coverage::Plan(plan) => plan.kind.payment(),
        }
    }

    /// Whether a program that lists the kind of payment certainly takes this coverage. An insurer's plan is not
    /// certain: the program might be outside its network.
    pub fn is_sure(self) -> bool {
        match self {
            Coverage::Kind(_) => true,
            Coverage::Plan(plan) => plan.kind.is_sure(),
        }
    }

    /// Whether a program in the state `place` takes it: the fact for its kind of payment, except that `yes` becomes
    /// `not_stated` if [`Coverage::is_sure`] is false, or if it does not pay in that state. `home` is the person's state.
    pub fn fact(self, facts: &impl Facts, home: Option<State>, place: State) -> Fact {
        match facts.fact(self.payment().id()) {
            Fact::Yes if !self.is_sure() || !self.pays_in(home, place) => Fact::NotStated,
            fact => fact,
        }
    }

    /// Whether it may pay in the state `place`, as far as is known. Coverage that a state pays for is valid in one
    /// state only. For a plan that is sold in a single state, it is that state; otherwise it is the person's home
    /// state. A plan that is not sold in the home state, or whose owner's home state is unknown, may pay wherever it is
    /// sold.
    pub fn pays_in(self, home: Option<State>, place: State) -> bool {
        if !self.is_state_bound() {
            return true;
        }
        let states = match self {
            Coverage::Kind(_) => &[][..],
            Coverage::Plan(plan) => Insurers::embedded().entry(plan.id).states.as_slice(),
        };
        match home.filter(|home| states.is_empty() || states.contains(home)) {
            Some(home) if states.len() != 1 => home == place,
            _ => states.is_empty() || states.contains(&place),
        }
    }

    /// Whether it is valid in one state only.
    pub fn is_state_bound(self) -> bool {
        STATE_BOUND.contains(&self.payment())
    }

    /// How likely it is that a program takes it, from 0 to 1, if the share of programs that take its kind of payment is
    /// `share`. That a plan does not pay in a state is not counted here: [`Caution::OtherState`] has a factor for it.
    ///
    /// [`Caution::OtherState`]: crate::Caution::OtherState
    pub(crate) fn likelihood(self, facts: &impl Facts, share: f64) -> f64 {
        let kind = match facts.fact(self.payment().id()) {
            Fact::Yes => 1.0,
            Fact::NotStated => share,
            Fact::No => 0.0,
        };
        if self.is_sure() { kind } else { kind * IN_NETWORK }
    }

    /// The largest possible [`likelihood`](Coverage::likelihood) for a program that does not state whether it takes it.
    pub(crate) fn most_if_open(self, share: f64) -> f64 {
        match (self.is_sure(), self.is_state_bound()) {
            (false, _) => IN_NETWORK,
            // It is listed, but for another state.
            (true, true) => 1.0,
            (true, false) => share,
        }
    }

    /// What a person still has to ask a program in the state `place`; `None` if the program's facts answer it.
    pub fn question(self, facts: &impl Facts, home: Option<State>, place: State) -> Option<CoverageQuestion> {
        let fact = facts.fact(self.payment().id());
        if fact == Fact::No || self.fact(facts, home, place) == Fact::Yes {
            return None;
        }
        Some(match self {
            Coverage::Kind(payment) if fact == Fact::Yes => CoverageQuestion::OtherState(payment),
            Coverage::Kind(payment) => CoverageQuestion::Kind(payment),
            Coverage::Plan(plan) if fact == Fact::NotStated => CoverageQuestion::KindAndNetwork(plan),
            Coverage::Plan(plan) => CoverageQuestion::Network(plan),
        })
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
            CoverageQuestion::OtherState(Payment::Medicaid) => "Do you take Medicaid from another state?",
            CoverageQuestion::OtherState(_) => "Do you treat people whose treatment another state pays for?",
        }
    }
}

impl InsurerEntry {
    /// What a program must take; any one suffices. Empty if the person must choose first, or if it is not a way to pay.
    pub fn coverages(&self) -> Vec<Coverage> {
        match &self.meaning {
            InsurerMeaning::Payment(payment) => vec![Coverage::Kind(*payment)],
            InsurerMeaning::Plan(kind) => vec![Coverage::Plan(Plan { id: self.id, kind: *kind })],
            InsurerMeaning::Payments(payments) => payments.iter().copied().map(Coverage::Kind).collect(),
            InsurerMeaning::Asks | InsurerMeaning::NotAPayer => Vec::new(),
        }
    }
}

impl Insurers {
    /// The entries that people can mean by the name of `entry`; empty if they mean only `entry` itself. If any of them
    /// is sold in `state`, the others are left out.
    ///
    /// If `entry` is itself a plan, most people mean that plan, so there are choices only if one of them is for
    /// Medicaid.
    pub fn choices(&self, entry: &InsurerEntry, state: Option<State>) -> Vec<&InsurerEntry> {
        let all = || entry.several.iter().map(|id| self.entry(*id));
        let there: Vec<&InsurerEntry> = all().filter(|entry| entry.is_sold_in(state)).collect();
        let choices = if there.is_empty() { all().collect() } else { there };
        let is_medicaid = |choice: &&InsurerEntry| self.payments(choice).contains(&Payment::Medicaid);
        let asks =
            entry.meaning == InsurerMeaning::Asks || (choices.len() > 1 && choices.iter().any(is_medicaid));
        if asks { choices } else { Vec::new() }
    }

    /// The kinds of payment of an entry or, if the person must say which entry they mean, of all the choices, each
    /// once, in the order of the table. Empty if it is not a way to pay.
    pub fn payments(&self, entry: &InsurerEntry) -> Vec<Payment> {
        if entry.meaning != InsurerMeaning::Asks {
            return entry.coverages().into_iter().map(Coverage::payment).collect();
        }
        let mut payments: Vec<Payment> = Vec::new();
        for payment in entry.several.iter().flat_map(|id| self.payments(self.entry(*id))) {
            if !payments.contains(&payment) {
                payments.push(payment);
            }
        }
        payments
    }
}
