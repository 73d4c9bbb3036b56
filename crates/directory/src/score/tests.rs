use super::*;
use crate::age::AgeGroup;
use crate::derivation::claims_from;
use crate::fact::FactSet;
use crate::testing::listing;
use crate::vocabulary::{Payment, Vocabulary};
use crate::{Coverage, Insurers};

const RANK: Rank = Rank {
    first: false,
    by: Reach::Visit,
    class: MatchClass::Confirmed,
    name: 0.0,
    score: 0.5,
    miles: Some(3.0),
    id: Uuid::nil(),
};

#[test]
fn the_order_is_first_then_name_then_visits_then_score_then_distance_then_id() {
    let ordered = [
        Rank { first: true, by: Reach::Telehealth, score: 0.0, ..RANK },
        Rank { name: 0.9, score: 0.1, ..RANK },
        Rank { score: 0.6, class: MatchClass::Possible, ..RANK },
        RANK,
        Rank { id: Uuid::from_u128(1), ..RANK },
        Rank { miles: Some(4.0), ..RANK },
        Rank { by: Reach::Telehealth, score: 1.0, ..RANK },
    ];
    assert!(ordered.is_sorted_by(|a, b| a.best(b) == Ordering::Less));
}

#[test]
fn a_facility_takes_its_confirmed_program_before_one_to_put_first() {
    let possible = Rank { class: MatchClass::Possible, first: true, score: 0.9, ..RANK };
    assert_eq!(RANK.best_program(&possible), Ordering::Less);
    assert_eq!(Rank { first: true, ..RANK }.best_program(&RANK), Ordering::Less);
}

#[test]
fn by_distance_the_nearest_comes_first_and_telehealth_last() {
    let later = Rank { id: Uuid::from_u128(1), ..RANK };
    assert_eq!(RANK.distance(&later), Ordering::Less);
    let telehealth = Rank { by: Reach::Telehealth, miles: Some(1.0), ..RANK };
    assert_eq!(telehealth.distance(&RANK), Ordering::Greater);
}

#[test]
fn reach_is_halved_by_five_years_and_an_unknown_date_counts_as_two_years() {
    assert_eq!(reach_after(Some(0.0)), 1.0);
    assert_eq!(reach_after(Some(5.0)), 0.5);
    assert_eq!(reach_after(None), reach_after(Some(2.0)));
    assert_eq!(reach_after(Some(-1.0)), 1.0);
}

/// The parts for a program in Texas, 25 miles away, with current facts. Of those that state an attribute, 60 % have it.
fn parts(need: &Need, track: Track, codes: &str, by: Reach, name: Option<f64>) -> ScoreParts {
    let facts: FactSet = claims_from(&listing(track, codes).content).facts();
    let shares = Shares::from_counts(|_, _| (6, 4));
    let criteria = Criteria::for_need(need);
    let place = State::from_code("TX").expect("a state");
    let cautions = crate::caution::cautions_from(&facts, &["Hope"]);
    let cautions = crate::matching::cautions_for(need, &facts, cautions, place);
    let evidence = crate::likelihood::iop_evidence(track, &facts, &[], std::iter::empty());
    let program = ScoredProgram { track, place, facts: &facts, evidence, cautions, reach: 1.0 };
    Scorer { need, criteria: &criteria, shares: &shares }.parts(&program, by, Some(25.0), name)
}

fn visit(need: &Need, track: Track, codes: &str) -> ScoreParts {
    parts(need, track, codes, Reach::Visit, None)
}

fn iop() -> Need {
    Need { levels: vec![Level::IntensiveOutpatient], home: State::from_code("TX"), ..Need::anything() }
}

use Track::{MentalHealth as MH, SubstanceUse as SU};

#[test]
fn open_criteria_lower_the_fit_by_their_likelihood() {
    let spanish = Vocabulary::embedded().code("SP").expect("a code");
    let need = Need { attributes: vec![spanish], age: Some(AgeGroup::Adults), ..iop() };
    assert_eq!(visit(&need, SU, "SA OIT SP ADLT").criteria, 1.0);
    assert_eq!(visit(&need, SU, "SA OIT ADLT").criteria, 0.6);
    assert_eq!(visit(&need, SU, "SA OIT").criteria, 0.6 * 0.6);
    assert_eq!(visit(&need, MH, "MH OP PHDT SP ADLT").criteria, 0.75, "it runs day treatment");
}

#[test]
fn of_several_levels_or_ways_to_pay_the_likeliest_counts() {
    let levels = vec![Level::IntensiveOutpatient, Level::Outpatient];
    let either = Need { levels, ..iop() };
    assert_eq!(visit(&either, MH, "MH OP").criteria, 1.0);
    assert_eq!(visit(&either, MH, "MH").criteria, 0.6, "outpatient is likelier than an IOP");
    let aetna = Insurers::embedded().find("aetna").expect("an entry").coverages();
    let need = Need { insurance: aetna.clone(), ..iop() };
    assert_eq!(visit(&need, SU, "SA OIT PI").criteria, 0.5, "perhaps not in the network");
    assert_eq!(visit(&need, SU, "SA OIT").criteria, 0.3);
    let insurance = aetna.into_iter().chain([Coverage::from(Payment::Medicaid)]).collect();
    assert_eq!(visit(&Need { insurance, ..iop() }, SU, "SA OIT").criteria, 0.6);
}

#[test]
fn a_payer_of_another_state_counts_by_its_caution_alone() {
    let insurance = vec![Coverage::from(Payment::Medicaid)];
    let need = Need { insurance, home: State::from_code("LA"), ..iop() };
    let parts = visit(&need, SU, "SA OIT MD");
    assert_eq!((parts.criteria, parts.cautions), (1.0, 0.1));
}

#[test]
fn preferences_go_from_seven_tenths_to_one() {
    let ids = ["SP", "TA"].map(|code| Vocabulary::embedded().code(code).expect("a code"));
    let need = Need { wishes: ids.to_vec(), ..iop() };
    let preferences = |codes| visit(&need, SU, codes).preferences;
    assert_eq!(preferences("SA OIT"), 0.7);
    assert!((preferences("SA OIT SP") - 0.85).abs() < 1e-12);
    assert_eq!(preferences("SA OIT SP TA"), 1.0);
}

#[test]
fn a_name_that_was_typed_is_not_pushed_down_by_cautions() {
    let cautions = |name| parts(&iop(), SU, "SA OIT DUO", Reach::Visit, name).cautions;
    assert_eq!((cautions(None), cautions(Some(1.0))), (0.1, 1.0));
}

#[test]
fn telehealth_counts_as_twenty_five_miles_away() {
    let need = Need { levels: Vec::new(), ..iop() };
    assert_eq!(parts(&need, SU, "SA OIT", Reach::Telehealth, None).nearness, Some(0.5));
    assert_eq!(nearness_at(0.0), 1.0);
}
