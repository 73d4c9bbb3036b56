//! What is believed when claimants disagree.

use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use crate::Source;
use crate::testing::{TODAY, listing};
use crate::vocabulary::{Level, Track};

/// The attribute that the tests are about.
const IOP: AttributeId = Level::IntensiveOutpatient.id();

/// One claim: its basis, `yes` or `no`, and its year. Its position in the list is its claimant's key.
type Said = (Basis, Fact, i16);

/// The fact that is believed, and the position of the claim that it comes from.
fn believed(said: &[Said]) -> (Fact, Option<usize>) {
    let listings: Vec<Listing> = said.iter().enumerate().map(|(key, said)| listing_of(key, said.2)).collect();
    let claims = listings.iter().map(Claimant::Listing).zip(said.iter().map(claims_of)).collect::<Vec<_>>();
    let belief = believe(&claims, TODAY);
    (belief.facts.get(IOP), belief.believed.iter().position(|believed| believed.contains(IOP)))
}

fn listing_of(key: usize, year: i16) -> Listing {
    let mut listing = listing(Track::MentalHealth, "");
    listing.id = ListingId { source: Source::SamhsaDirectory, id: format!("{key:03}") };
    listing.content.as_of = Some(date(year, 3, 1));
    listing
}

fn claims_of((basis, fact, _): &Said) -> ClaimSet {
    let mut facts = FactSet::default();
    facts.set(IOP, *fact);
    match basis {
        Basis::Outright => ClaimSet::new(facts, FactSet::default()),
        Basis::Derived => ClaimSet::new(FactSet::default(), facts),
    }
}

use Basis::{Derived, Outright};
use Fact::{No, NotStated, Yes};

#[test]
fn the_newer_of_two_claims_wins_unless_it_is_a_derived_yes_after_an_outright_no() {
    let pairs = [
        // The older claim, the newer one, and what is believed.
        ((Outright, No), (Derived, Yes), No),
        ((Outright, No), (Derived, No), No),
        ((Outright, No), (Outright, Yes), Yes),
        ((Outright, No), (Outright, No), No),
        ((Outright, Yes), (Derived, Yes), Yes),
        ((Outright, Yes), (Derived, No), No),
        ((Outright, Yes), (Outright, Yes), Yes),
        ((Outright, Yes), (Outright, No), No),
        ((Derived, No), (Derived, Yes), Yes),
        ((Derived, No), (Derived, No), No),
        ((Derived, No), (Outright, Yes), Yes),
        ((Derived, No), (Outright, No), No),
        ((Derived, Yes), (Derived, Yes), Yes),
        ((Derived, Yes), (Derived, No), No),
        ((Derived, Yes), (Outright, Yes), Yes),
        ((Derived, Yes), (Outright, No), No),
    ];
    for ((old_basis, old), (new_basis, new), expected) in pairs {
        let said = [(old_basis, old, 2022), (new_basis, new, 2024)];
        assert_eq!(believed(&said).0, expected, "{said:?}");
    }
}

#[test]
fn on_the_same_day_an_outright_claim_beats_a_derived_one() {
    for (outright, derived) in [(Yes, No), (No, Yes)] {
        assert_eq!(believed(&[(Derived, derived, 2024), (Outright, outright, 2024)]), (outright, Some(1)));
    }
}

#[test]
fn on_the_same_day_the_smallest_key_decides_between_claims_with_the_same_basis() {
    for basis in [Outright, Derived] {
        assert_eq!(believed(&[(basis, Yes, 2024), (basis, No, 2024)]), (Yes, Some(0)));
    }
}

#[test]
fn an_outright_no_replaced_by_a_newer_outright_yes_blocks_nothing() {
    assert_eq!(
        believed(&[(Outright, No, 2020), (Outright, Yes, 2022), (Derived, Yes, 2024)]),
        (Yes, Some(2))
    );
    assert_eq!(believed(&[(Outright, Yes, 2020), (Outright, No, 2022), (Derived, Yes, 2024)]), (No, Some(1)));
}

#[test]
fn a_claim_dated_after_today_is_not_believed_and_blocks_nothing() {
    assert_eq!(believed(&[(Outright, Yes, 2027)]), (NotStated, None));
    assert_eq!(believed(&[(Derived, Yes, 2024), (Outright, No, 2027)]), (Yes, Some(0)));
}

#[test]
fn a_claim_dated_today_is_believed() {
    let mut today = listing_of(0, 2026);
    today.content.as_of = Some(TODAY);
    let said = claims_of(&(Derived, Yes, 2026));
    assert_eq!(believe(&[(Claimant::Listing(&today), said)], TODAY).facts.get(IOP), Yes);
    let yesterday = TODAY.yesterday().expect("there was a day before");
    assert_eq!(believe(&[(Claimant::Listing(&today), said)], yesterday).facts.get(IOP), NotStated);
}

#[test]
fn a_claimant_makes_one_claim_about_an_attribute_and_an_outright_one_beats_a_derived_one() {
    let facts = |fact| {
        let mut facts = FactSet::default();
        facts.set(IOP, fact);
        facts
    };
    for (outright, derived, expected) in [
        (No, Yes, Some((No, Outright))),
        (Yes, No, Some((Yes, Outright))),
        (NotStated, Yes, Some((Yes, Derived))),
        (NotStated, NotStated, None),
    ] {
        let claims = ClaimSet::new(facts(outright), facts(derived));
        assert_eq!(claims.get(IOP), expected);
        assert_eq!(claims.facts().get(IOP), expected.map_or(NotStated, |(fact, _)| fact));
    }
}

fn said() -> impl Strategy<Value = Said> {
    (prop_oneof![Just(Outright), Just(Derived)], prop_oneof![Just(Yes), Just(No)], 2020i16..2029)
}

proptest! {
    #[test]
    fn derived_claims_never_turn_the_newest_outright_no_into_a_yes(said in prop::collection::vec(said(), 0..9)) {
        let outright: Vec<Said> =
            said.iter().filter(|(basis, _, _)| *basis == Outright).copied().collect();
        let (without_derived, _) = believed(&outright);
        let (with_derived, _) = believed(&said);
        if without_derived == No {
            prop_assert_eq!(with_derived, No);
        }
    }

    #[test]
    fn the_order_of_claims_changes_nothing(
        said in prop::collection::vec(said(), 0..9).prop_shuffle(),
        turn in 0usize..9,
    ) {
        let listings: Vec<Listing> =
            said.iter().enumerate().map(|(key, said)| listing_of(key, said.2)).collect();
        let mut claims: Vec<_> =
            listings.iter().map(Claimant::Listing).zip(said.iter().map(claims_of)).collect();
        let before = believe(&claims, TODAY);
        let turn = turn.min(claims.len());
        claims.rotate_left(turn);
        let mut after = believe(&claims, TODAY);
        after.believed.rotate_right(turn);
        prop_assert_eq!(before, after);
    }

    #[test]
    fn what_is_believed_was_said_by_somebody_and_comes_from_one_claim(
        said in prop::collection::vec(said(), 0..9),
    ) {
        let (fact, from) = believed(&said);
        prop_assert_eq!(from.map_or(NotStated, |at| said[at].1), fact);
        prop_assert_eq!(fact == NotStated, said.iter().all(|(_, _, year)| *year > 2026));
    }
}
