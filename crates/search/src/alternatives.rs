//! The smallest changes to a query that would find more, for queries that find little or nothing.

use directory::need::normalized;
use directory::{Area, AttributeId, Coverage, Level, Need, Payment, ProgramType, State};

use crate::error::SearchError;
use crate::names::NameMatches;
use crate::query::{Hit, MatchFilter, Query, Sort, Totals};
use crate::snapshot::Snapshot;

/// Alternatives are offered for queries that find fewer facilities than this.
const FEW: u32 = 3;

/// The largest radius that a query can have, in miles.
const FARTHEST_MILES: f64 = 500.0;

/// More than half of the Earth's circumference, in miles. Nothing is farther away.
const HALF_AROUND_MILES: f64 = 12_500.0;

/// The most kinds of payment that are offered.
const MOST_PAYMENTS: usize = 3;

/// One change to a query.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum NeedChange {
    /// Search within this many miles.
    Radius(f64),
    /// Search all of another state: that of the nearest facility that matches, which is this many miles away.
    State(State, f64),
    /// Accept this way to pay, too.
    Insurance(Payment),
    /// Drop a required attribute.
    Without(AttributeId),
    /// Search for another program type instead of this one.
    Program {
        /// The type that was asked for.
        from: ProgramType,
        /// The type to ask for.
        to: ProgramType,
    },
    /// Include telehealth in this state.
    Telehealth(State),
    /// Search for another level of care.
    Level(Level),
    /// Accept both confirmed and possible matches.
    AnyMatch,
}

/// A change and what it would find.
#[derive(Debug, Clone, PartialEq)]
pub struct Alternative {
    /// The change.
    pub change: NeedChange,
    /// What the changed query finds.
    pub totals: Totals,
    /// The changed query.
    pub query: Query,
}

impl Snapshot {
    /// The changes that would find more facilities than `found`, which is what the query found. Empty if it found enough.
    ///
    /// # Errors
    /// As [`Snapshot::search`].
    pub fn alternatives(&self, query: &Query, found: Totals) -> Result<Vec<Alternative>, SearchError> {
        // A search for nothing but a name has no condition to change.
        let is_only_name = query.need == Need::anything() && query.keep == MatchFilter::Any;
        if found.facilities >= FEW || is_only_name {
            return Ok(Vec::new());
        }
        let query = Query { after: None, facets: Vec::new(), limit: 0, ..query.clone() };
        let mut alternatives = Vec::new();
        let mut payments = Vec::new();
        let names = self.named(&query)?;
        for (change, query) in self.changed(&query, names.as_ref())? {
            let totals = self.totals(&query, names.as_ref());
            if totals.facilities > found.facilities {
                let alternative = Alternative { change, totals, query };
                let is_payment = matches!(change, NeedChange::Insurance(_));
                if is_payment { &mut payments } else { &mut alternatives }.push(alternative);
            }
        }
        payments.sort_by_key(|alternative: &Alternative| std::cmp::Reverse(alternative.totals.facilities));
        payments.truncate(MOST_PAYMENTS);
        alternatives.extend(payments);
        Ok(alternatives)
    }

    fn changed(
        &self,
        query: &Query,
        names: Option<&NameMatches>,
    ) -> Result<Vec<(NeedChange, Query)>, SearchError> {
        let need = &query.need;
        let with = |change, need: Need| (change, Query { need, ..query.clone() });
        let mut changed = Vec::new();
        changed.extend(self.wider(query, names)?);
        if let (Some(home), false) = (need.home, need.telehealth) {
            let need = Need { telehealth: true, ..need.clone() };
            if need.telehealth_state().is_some() {
                changed.push(with(NeedChange::Telehealth(home), need));
            }
        }
        if query.keep != MatchFilter::Any {
            changed.push((NeedChange::AnyMatch, Query { keep: MatchFilter::Any, ..query.clone() }));
        }
        for &attribute in &need.attributes {
            let attributes = need.attributes.iter().copied().filter(|other| *other != attribute).collect();
            changed.push(with(NeedChange::Without(attribute), Need { attributes, ..need.clone() }));
        }
        for &from in &need.programs {
            for &to in other_programs(from) {
                let others = need.programs.iter().copied().filter(|program| *program != from);
                let programs = normalized(others.chain([to]).collect());
                changed.push(with(NeedChange::Program { from, to }, Need { programs, ..need.clone() }));
            }
        }
        let mut levels: Vec<Level> =
            need.levels.iter().flat_map(|level| other_levels(*level)).copied().collect();
        levels.sort();
        levels.dedup();
        for level in levels.into_iter().filter(|level| !need.levels.contains(level)) {
            changed.push(with(NeedChange::Level(level), Need { levels: vec![level], ..need.clone() }));
        }
        let asked: Vec<Payment> = need.insurance.iter().map(|coverage| coverage.payment()).collect();
        for payment in other_payments(&asked) {
            let insurance = need.insurance.iter().copied().chain([Coverage::Kind(payment)]).collect();
            changed.push(with(NeedChange::Insurance(payment), Need { insurance, ..need.clone() }));
        }
        Ok(changed)
    }

    /// The radius in whole miles that would find a few facilities; if even the largest radius finds none, the state of the
    /// nearest one.
    fn wider(
        &self,
        query: &Query,
        names: Option<&NameMatches>,
    ) -> Result<Option<(NeedChange, Query)>, SearchError> {
        let Area::Within { center, miles } = query.need.area else { return Ok(None) };
        let within = |miles: f64| Need { area: Area::Within { center, miles }, ..query.need.clone() };
        let nearest = |miles: f64| {
            let need = Need { telehealth: false, ..within(miles) };
            let query = Query { need, sort: Sort::Distance, limit: FEW as usize, ..query.clone() };
            self.search_named(&query, names).map(|results| results.hits)
        };
        // Small circles are faster to search, and usually suffice.
        let mut reach = (2.0 * miles).min(FARTHEST_MILES);
        let mut hits = nearest(reach)?;
        while hits.len() < FEW as usize && reach < FARTHEST_MILES {
            reach = (2.0 * reach).min(FARTHEST_MILES);
            hits = nearest(reach)?;
        }
        if let Some(last) = hits.last() {
            let wider = last.miles.map(f64::ceil).filter(|wider| *wider > miles && *wider <= FARTHEST_MILES);
            return Ok(wider
                .map(|miles| (NeedChange::Radius(miles), Query { need: within(miles), ..query.clone() })));
        }
        let hits = nearest(HALF_AROUND_MILES)?;
        let Some((state, miles)) = hits.first().and_then(|hit| Some((self.state_of(hit)?, hit.miles?)))
        else {
            return Ok(None);
        };
        let need = Need { area: Area::Anywhere, state: Some(state), ..query.need.clone() };
        let sort = if query.sort == Sort::Distance { Sort::Best } else { query.sort };
        Ok(Some((NeedChange::State(state, miles.ceil()), Query { need, sort, ..query.clone() })))
    }

    fn state_of(&self, hit: &Hit) -> Option<State> {
        let row = hit.programs.first()?.row as usize;
        Some(self.columns.traits(row).place())
    }
}

/// Program types that may serve instead of a narrower one. Nobody is offered a program for something other than what
/// they need help with, or for another age.
fn other_programs(program: ProgramType) -> &'static [ProgramType] {
    match program {
        ProgramType::DualDiagnosis => &[ProgramType::Addiction, ProgramType::MentalHealth],
        ProgramType::EatingDisorder => &[ProgramType::MentalHealth],
        ProgramType::Addiction | ProgramType::MentalHealth | ProgramType::Teen => &[],
    }
}

/// Levels of care that may serve instead. People ask for detox, residential or hospital care when they are in danger, so
/// nothing lower is offered for those.
fn other_levels(level: Level) -> &'static [Level] {
    match level {
        Level::IntensiveOutpatient => &[Level::PartialHospitalization, Level::Outpatient],
        Level::Outpatient => &[Level::IntensiveOutpatient],
        Level::PartialHospitalization => &[Level::IntensiveOutpatient, Level::Residential],
        Level::Residential => &[Level::Inpatient],
        _ => &[],
    }
}

/// Ways to pay that may serve as well. Help with the cost is for everyone, and people with public insurance may also have
/// private insurance. Other kinds of insurance help nobody who does not have them, and cash is no help at all.
fn other_payments(asked: &[Payment]) -> impl Iterator<Item = Payment> {
    use Payment::*;
    let is_public = |payment: &Payment| matches!(payment, Medicaid | Medicare | Military | Va | IhsTribal);
    let private = asked.iter().any(is_public).then_some(Private);
    let help = if asked.is_empty() { &[][..] } else { &[SlidingFee, PaymentAssistance, Free, StateFinanced] };
    let offered = private.into_iter().chain(help.iter().copied());
    offered.filter(|payment| !asked.contains(payment))
}
