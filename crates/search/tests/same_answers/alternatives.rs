//! Every alternative that a snapshot offers is compared with a plain evaluation of the changed query.

use directory::{Area, Coordinate, Coverage, Facility, Need, Payment, ProgramType};
use proptest::prelude::*;
use search::{MatchFilter, NeedChange, Query};

use super::{generate, reference, snapshot};

/// How many facilities a query finds.
fn count(facilities: &[Facility], query: &Query) -> u32 {
    reference::answer(facilities, query).totals.facilities
}

/// The kinds of payment to accept as well: at most three, ordered by how many facilities they find.
fn payments(facilities: &[Facility], query: &Query, found: u32) -> Vec<NeedChange> {
    let need = &query.need;
    if need.insurance.is_empty() {
        return Vec::new();
    }
    use Payment::*;
    let is_asked = |payment: Payment| need.insurance.iter().any(|coverage| coverage.payment() == payment);
    let is_publicly_insured = [Medicaid, Medicare, Military, Va, IhsTribal].into_iter().any(is_asked);
    let others = [Private, SlidingFee, PaymentAssistance, Free, StateFinanced].into_iter();
    let others = others.filter(|other| !is_asked(*other) && (*other != Private || is_publicly_insured));
    let with = |payment: Payment| {
        let insurance = need.insurance.iter().copied().chain([Coverage::Kind(payment)]).collect();
        let query = Query { need: Need { insurance, ..need.clone() }, ..query.clone() };
        (count(facilities, &query), NeedChange::Insurance(payment))
    };
    let mut offered: Vec<_> = others.map(with).filter(|(more, _)| *more > found).collect();
    offered.sort_by_key(|(more, _)| std::cmp::Reverse(*more));
    offered.into_iter().map(|(_, change)| change).take(3).collect()
}

/// The other changes that do not depend on distance.
fn other_changes(facilities: &[Facility], query: &Query, found: u32) -> Vec<NeedChange> {
    let need = &query.need;
    let mut changed = Vec::new();
    let mut add = |change: NeedChange, need: Need, keep: MatchFilter| {
        changed.push((change, Query { need, keep, ..query.clone() }));
    };
    add(NeedChange::AnyMatch, need.clone(), MatchFilter::Any);
    for attribute in need.attributes.iter().copied() {
        let attributes = need.attributes.iter().copied().filter(|other| *other != attribute).collect();
        add(NeedChange::Without(attribute), Need { attributes, ..need.clone() }, query.keep);
    }
    use ProgramType::*;
    for (from, to) in
        [(DualDiagnosis, Addiction), (DualDiagnosis, MentalHealth), (EatingDisorder, MentalHealth)]
    {
        if need.programs.contains(&from) {
            let others = need.programs.iter().copied().filter(|program| *program != from);
            let programs = directory::need::normalized(others.chain([to]).collect());
            add(NeedChange::Program { from, to }, Need { programs, ..need.clone() }, query.keep);
        }
    }
    if let Some(home) = need.home {
        add(NeedChange::Telehealth(home), Need { telehealth: true, ..need.clone() }, query.keep);
    }
    changed.retain(|(_, query)| count(facilities, query) > found);
    changed.into_iter().map(|(change, _)| change).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]

    #[test]
    fn alternatives_are_those_of_a_plain_evaluation(
        facilities in generate::facilities(),
        needs in prop::collection::vec((generate::need(), generate::keep()), 16),
    ) {
        let (_folder, snapshot) = snapshot(&facilities);
        for (need, keep) in needs {
            let query = Query { keep, ..Query::for_need(need) };
            let found = snapshot.search(&query).expect("a query that can be answered").totals;
            let offered = snapshot.alternatives(&query, found).expect("queries that can be answered");
            if found.facilities >= 3 {
                prop_assert!(offered.is_empty());
                continue;
            }
            for alternative in &offered {
                prop_assert_eq!(alternative.totals.facilities, count(&facilities, &alternative.query));
                prop_assert!(alternative.totals.facilities > found.facilities);
            }
            let changes = |wanted: &dyn Fn(&NeedChange) -> bool| -> Vec<NeedChange> {
                offered.iter().map(|alternative| alternative.change).filter(wanted).collect()
            };
            let is_payment = |change: &NeedChange| matches!(change, NeedChange::Insurance(_));
            prop_assert_eq!(changes(&is_payment), payments(&facilities, &query, found.facilities));
            for change in other_changes(&facilities, &query, found.facilities) {
                prop_assert!(changes(&|_| true).contains(&change), "{:?} for {:?}", change, query);
            }
            let Area::Within { center, miles } = query.need.area else { continue };
            let farthest = Need { area: Area::Within { center, miles: 500.0 }, ..query.need.clone() };
            let is_reachable = count(&facilities, &Query { need: farthest, ..query.clone() }) > found.facilities;
            let wider = changes(&|change| matches!(change, NeedChange::Radius(_)));
            prop_assert!(!(is_reachable && wider.is_empty() && !query.need.telehealth), "{:?}", query);
            prop_assert!(wider.iter().all(|change| matches!(change,
                NeedChange::Radius(wider) if *wider > miles && *wider <= 500.0 && wider.fract() == 0.0)));
        }
    }
}

#[test]
fn another_state_is_not_offered_if_the_largest_radius_finds_something() {
    let (attu, juneau) = ((52.83, 173.17), (58.3, -134.42));
    let mut facilities = generate::near_austin(4);
    for (facility, (latitude, longitude)) in facilities.iter_mut().zip([attu, juneau, juneau, juneau]) {
        let coordinate = Coordinate::new(latitude, longitude).expect("on the Earth");
        facility.location = generate::located(coordinate, "AK");
    }
    let (_folder, snapshot) = snapshot(&facilities);
    let center = Coordinate::new(attu.0, attu.1).expect("on the Earth");
    let area = Area::Within { center, miles: 500.0 };
    let query = Query::for_need(Need { area, ..Need::anything() });
    let found = snapshot.search(&query).expect("a query that can be answered").totals;
    assert_eq!(found.facilities, 1);
    let offered = snapshot.alternatives(&query, found).expect("queries that can be answered");
    assert!(offered.is_empty(), "{offered:?}");
}
