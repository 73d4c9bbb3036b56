//! Which listings describe the same place.

use super::*;
use crate::listing::Role;
use crate::location::{Location, Withheld};
use crate::npi::Npi;

fn suite(mut row: Listing, unit: &str) -> Listing {
    address(&mut row.content).street2 = Some(unit.to_owned());
    row
}

fn clinic(mut row: Listing, name2: &str) -> Listing {
    row.content.program_name = Some(name2.to_owned());
    row
}

fn pair(a: Listing, b: Listing) -> usize {
    count(&[a, b])
}

#[test]
fn different_spellings_of_a_name_are_one_place() {
    for (a, b) in [
        ("Appalachian Community Hlth Ctr Inc", "Appalachian Community Health Center"),
        ("Saint Illa Behav Health", "St. Illa Behavioral Health"),
        ("View Point Health", "ViewPoint Health"),
        ("Quaboag Hills Alliance", "Quaboag Hils Aliance"),
        ("Comunidades Latinas Unidas en Servicio", "CLUES"),
    ] {
        let rows = [at("a", SU, a, "12 Main St", PHONE), at("b", MH, b, "12 Main Street", OTHER)];
        assert_eq!(count(&rows), 1, "{a} / {b}");
    }
}

#[test]
fn organization_and_clinic_may_be_swapped() {
    let swapped = pair(
        clinic(at("a", SU, "Puget Veterans Healthcare", "9 Oak St", PHONE), "Seattle Division"),
        clinic(at("b", MH, "Seattle Division", "9 Oak St", OTHER), "Puget Veterans Healthcare"),
    );
    assert_eq!(swapped, 1);
    let in_one = pair(
        clinic(at("a", SU, "Montezuma Services", "9 Oak St", PHONE), "Quarry House"),
        at("b", MH, "Montezuma Services: Quarry House", "9 Oak St", OTHER),
    );
    assert_eq!(in_one, 1);
}

#[test]
fn two_names_with_one_telephone_and_address_are_one_place() {
    let rows = [
        at("a", SU, "Citrus Counseling", "12 Main St", PHONE),
        at("b", MH, "Harbor Renewal Group", "12 Main St", PHONE),
    ];
    assert_eq!(count(&rows), 1);
}

#[test]
fn neighbors_in_different_suites_stay_two_even_with_one_referral_line() {
    let mut rows = [
        suite(at("a", SU, "Legacy Treatment", "795 Woodlane Road", PHONE), "Suite 301"),
        suite(at("b", MH, "Oaks Integrated Care", "795 Woodlane Rd", OTHER), "Ste 300"),
    ];
    assert_eq!(count(&rows), 2);
    for row in &mut rows {
        row.content.intake_phones = Phone::parse("800-555-0123").into_iter().collect();
    }
    assert_eq!(count(&rows), 2);
}

#[test]
fn one_main_number_at_one_address_is_one_place_in_any_suite() {
    let rows = [
        suite(at("a", SU, "Northgate Programs", "795 Woodlane Road", PHONE), "Suite 301"),
        suite(at("b", MH, "Turn Behavioral Health", "795 Woodlane Rd", PHONE), "Ste 300"),
    ];
    assert_eq!(count(&rows), 1);
}

#[test]
fn a_main_number_of_more_than_ten_places_is_not_enough_in_another_suite() {
    let are_one = |others: u32| {
        let mut rows = vec![
            suite(at("a", SU, "Northgate Programs", "795 Woodlane Road", PHONE), "Suite 301"),
            suite(at("b", MH, "Turn Behavioral Health", "795 Woodlane Rd", PHONE), "Ste 300"),
        ];
        rows[0].content.website = Some("https://northgate.example".to_owned());
        rows[1].content.website = Some("https://turn.example".to_owned());
        rows.extend((1..=others).map(|number| {
            at(&format!("o{number}"), SU, "Alder Clinic", &format!("{} Oak Avenue", 100 * number), PHONE)
        }));
        let placed = place(&rows, &[]).placements;
        placed[0].facility == placed[1].facility
    };
    assert!(are_one(9), "ten places");
    assert!(!are_one(10), "eleven places");
}

#[test]
fn a_shared_post_office_box_does_not_join_two_organizations() {
    let rows = [
        at("a", SU, "Basset House", "P.O. Box 724", PHONE),
        at("b", SU, "Rural Recovery for Women", "PO Box 724", OTHER),
    ];
    assert_eq!(count(&rows), 2);
}

#[test]
fn one_organization_in_two_suites_is_one_place() {
    let rows = [
        suite(at("a", SU, "Ventana Ridge Counseling", "1911 Williams Drive", PHONE), "Suite 140"),
        suite(at("b", MH, "Ventana Ridge Counseling", "1911 Williams Drive", OTHER), "Suite 110"),
    ];
    assert_eq!(count(&rows), 1);
}

#[test]
fn a_typo_in_the_house_number_is_one_place_unless_one_survey_lists_both() {
    let slip = |track| {
        [
            at("a", SU, "Quarry House", "1527 Oak Street", PHONE),
            at("b", track, "Quarry House", "1572 Oak Street", PHONE),
        ]
    };
    assert_eq!(count(&slip(MH)), 1);
    assert_eq!(count(&slip(SU)), 2);
}

#[test]
fn a_listing_without_a_street_is_joined_by_name_and_telephone() {
    let withheld = |mut row: Listing| {
        address(&mut row.content).street1 = None;
        row
    };
    let shelter = || withheld(at("a", SU, "Quarry House", "", PHONE));
    assert_eq!(pair(shelter(), at("b", MH, "Quarry House", "12 Main St", PHONE)), 1);
    assert_eq!(pair(shelter(), at("b", MH, "Quarry House", "12 Main St", OTHER)), 2);
    let houses = [
        clinic(shelter(), "Shaw House"),
        clinic(withheld(at("b", SU, "Quarry House", "", PHONE)), "Delaney House"),
    ];
    assert_eq!(count(&houses), 2, "two shelters of one organization");
}

#[test]
fn a_confidential_place_is_joined_by_name_telephone_and_city() {
    let hidden = |id: &str, track, city: &str| {
        let mut row = at(id, track, "Quarry House", "", PHONE);
        let address = row.content.location.address();
        row.content.withhold(Withheld {
            city: city.to_owned(),
            state: address.state,
            city_coordinate: row.content.location.coordinate(),
        });
        row
    };
    assert_eq!(pair(hidden("a", SU, "Austin"), hidden("b", MH, "Austin")), 1);
    assert_eq!(pair(hidden("a", SU, "Austin"), at("b", MH, "Quarry House", "12 Main St", PHONE)), 1);
    let mut elsewhere = hidden("b", MH, "El Paso");
    if let Location::Withheld(withheld) = &mut elsewhere.content.location {
        withheld.city_coordinate = Coordinate::new(31.76, -106.49).expect("on the Earth");
    }
    assert_eq!(pair(hidden("a", SU, "Austin"), elsewhere), 2);
}

#[test]
fn a_post_office_box_does_not_separate_a_place() {
    let rows =
        [at("a", SU, "Quarry House", "P.O. Box 27", PHONE), at("b", MH, "Quarry House", "12 Main St", PHONE)];
    assert_eq!(count(&rows), 1);
}

#[test]
fn a_chain_of_likenesses_does_not_join_strangers() {
    // Each is like the next; the first and the last are on different streets.
    let rows = [
        at("a", SU, "Quarry House", "12 North Main St", PHONE),
        at("b", MH, "Quarry House", "12 Main St", PHONE),
        at("c", SU, "Quarry House", "12 South Main St", PHONE),
    ];
    let placed = place(&rows, &[]).placements;
    assert_ne!(placed[0].facility, placed[2].facility);
}

fn identity(id: &str, name: &str, street: &str, phone: &str) -> Listing {
    let mut row = from(Source::Nppes, at(id, SU, name, street, phone));
    row.content.role = Role::Identity;
    row.content.npi = Npi::parse("1234567893").ok();
    row
}

#[test]
fn an_identity_joins_a_facility_and_never_two() {
    let rows = [
        suite(at("a", SU, "Alder Clinic", "12 Main St", PHONE), "Suite 1"),
        suite(at("b", MH, "Birch Clinic", "12 Main St", OTHER), "Suite 2"),
        identity("n", "Alder Clinic", "12 Main St", OTHER),
    ];
    let placed = place(&rows, &[]).placements;
    assert_ne!(placed[0].facility, placed[1].facility);
    assert_eq!(placed[2].facility, placed[0].facility);
    assert!([placed[0].program, placed[1].program].iter().all(|program| *program != placed[2].program));
}

#[test]
fn an_identity_alone_is_a_facility_with_a_stable_id() {
    let rows = [identity("n", "Alder Clinic", "12 Main St", PHONE)];
    let first = place(&rows, &[]);
    assert_eq!(place(&rows, &remember(&rows, &first)).placements, first.placements);
}

#[test]
fn undecided_pairs_are_listed_with_their_evidence() {
    let rows = [
        at("a", SU, "Harrington Hospital Outpatient", "440 West St", PHONE),
        at("b", MH, "Umber Harrington Healthcare", "440 West St", OTHER),
    ];
    let borderline = place(&rows, &[]).borderline;
    let [pair] = borderline.as_slice() else { panic!("{borderline:?}") };
    assert_eq!((pair.a.id.as_str(), pair.b.id.as_str()), ("a", "b"));
    assert!(
        pair.evidence.iter().any(|evidence| evidence.field == ComparedField::Phone && evidence.weight < 0.0)
    );
    let clear = [
        at("a", SU, "Quarry House", "12 Main St", PHONE),
        at("b", MH, "Quarry House", "12 Main St", PHONE),
        at("c", MH, "Alder Clinic", "12 Main St", OTHER),
    ];
    assert!(place(&clear, &[]).borderline.is_empty());
}
