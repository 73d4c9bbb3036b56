//! Ids stay the same from one edition to the next.

use super::*;
use crate::state::State;

/// Resolves an edition with one listing, and then the next edition with one listing.
fn next(before: Listing, after: Listing) -> (Resolution, Resolution) {
    let before = [before];
    let first = place(&before, &[]);
    let second = place(&[after], &remember(&before, &first));
    (first, second)
}

#[test]
fn a_listing_continues_the_one_of_the_last_edition() {
    let old = || at("2023-1", SU, "Quarry House Treatment Ctr", "1204 Main St", PHONE);
    for new in [
        at("2024-9", SU, "Quarry House Treatment Center", "1204 Main Street, Suite 3", PHONE),
        at("2024-9", SU, "Quarry House Treatment Center", "1204 Main Street", OTHER),
        at("2024-9", SU, "Harbor Renewal", "1204 Main Street", PHONE),
        at("2024-9", SU, "Quarry House Treatment Ctr", "1240 Main St", PHONE),
    ] {
        let said = format!("{:?}", new.content);
        let (first, second) = next(old(), new);
        assert_eq!(second.former, [Some(old().id)], "{said}");
        assert_eq!(second.placements, first.placements, "{said}");
    }
}

#[test]
fn a_site_with_another_name_elsewhere_did_not_move() {
    let (first, second) = next(
        at("old", SU, "Quarry House Treatment Ctr", "1204 Main St", PHONE),
        at("new", SU, "Harbor Renewal", "700 Elm St", PHONE),
    );
    assert_eq!(second.former, [None]);
    assert_ne!(second.placements[0].facility, first.placements[0].facility);
}

#[test]
fn another_provider_at_the_address_continues_nothing() {
    let (first, second) = next(
        at("old", SU, "Quarry House", "12 Main St", PHONE),
        at("new", SU, "Alder Clinic", "12 Main St", OTHER),
    );
    assert_eq!(second.former, [None]);
    assert_ne!(second.placements[0].facility, first.placements[0].facility);
}

#[test]
fn a_place_that_is_still_listed_did_not_move() {
    let before = [at("old", SU, "Quarry House", "12 Main St", PHONE)];
    let first = place(&before, &[]);
    let after = [before[0].clone(), at("new", SU, "Quarry House", "700 Elm St", PHONE)];
    let second = place(&after, &remember(&before, &first));
    assert_eq!(second.former, [Some(before[0].id.clone()), None]);
    assert_eq!(second.placements[0], first.placements[0]);
    assert_ne!(second.placements[1].facility, first.placements[0].facility);
}

#[test]
fn a_site_does_not_continue_one_of_two_candidates() {
    let before = [
        at("old1", SU, "Quarry House", "12 Main St", PHONE),
        at("old2", SU, "Quarry House", "90 Oak Ave", PHONE),
    ];
    let first = place(&before, &[]);
    let after = [at("new", SU, "Quarry House", "700 Elm St", PHONE)];
    assert_eq!(place(&after, &remember(&before, &first)).former, [None]);
}

#[test]
fn a_third_edition_continues_the_second() {
    let editions = [
        at("2022", SU, "Quarry House", "12 Main St", PHONE),
        at("2023", SU, "Quarry House Inc", "12 Main Street", PHONE),
        at("2024", SU, "Quarry House", "12 Main St", OTHER),
    ];
    let mut known: Vec<Remembered> = Vec::new();
    let mut placements = Vec::new();
    let mut former = Vec::new();
    for row in &editions {
        let rows = std::slice::from_ref(row);
        let resolution = place(rows, &known);
        placements.push(resolution.placements[0]);
        former.push(resolution.former[0].clone().map(|id| id.id));
        let mut remembered = remember(rows, &resolution);
        remembered[0].content.as_of =
            Some(jiff::civil::date(2022 + i16::try_from(known.len()).expect("few"), 1, 1));
        known.extend(remembered);
    }
    assert_eq!(former, [None, Some("2022".to_owned()), Some("2023".to_owned())]);
    assert!(placements.iter().all(|placement| *placement == placements[0]));
}

#[test]
fn another_source_takes_over_the_ids_of_a_dropped_place() {
    let (first, second) = next(
        from(Source::SamhsaDirectory, at("old", SU, "Quarry House", "12 Main St", PHONE)),
        from(Source::Findtreatment, at("new", SU, "Quarry House", "12 Main St", PHONE)),
    );
    assert_eq!(second.former, [None], "new to its source");
    assert_eq!(second.placements, first.placements);
}

#[test]
fn a_sample_is_never_the_past_of_a_real_place() {
    let (first, second) = next(
        at("old", SU, "Quarry House", "12 Main St", PHONE),
        from(Source::Findtreatment, at("new", SU, "Quarry House", "12 Main St", PHONE)),
    );
    assert_ne!(second.placements[0].facility, first.placements[0].facility);
}

/// Whether `after` continues `before`, which is gone, while these other listings stay.
fn continues(before: &Listing, after: &Listing, others: &[Listing]) -> bool {
    let edition = |row: &Listing| -> Vec<Listing> { [row].into_iter().chain(others).cloned().collect() };
    let old = edition(before);
    let known = remember(&old, &place(&old, &[]));
    place(&edition(after), &known).former[0] == Some(before.id.clone())
}

/// Listings of another organization with the telephone number [`PHONE`], each at another address.
fn sharing_the_number(count: usize) -> Vec<Listing> {
    let streets = (0..count).map(|number| format!("{} Oak Avenue", 100 + 20 * number));
    streets.map(|street| at(&street, SU, "Alder Clinic", &street, PHONE)).collect()
}

fn clinic(mut row: Listing, name: &str) -> Listing {
    row.content.program_name = Some(name.to_owned());
    row
}

#[test]
fn a_site_moves_to_another_town_only_with_a_number_that_few_places_share() {
    let old = || at("old", SU, "Quarry House", "12 Main St", PHONE);
    let new = || in_town(at("new", SU, "Quarry House", "700 Elm St", PHONE), "Temple", "76501", 0.3);
    for (shows, before, after, others, moves) in [
        ("one name, four places", old(), new(), 3, true),
        ("one name, five places", old(), new(), 4, false),
        ("one clinic, five places", clinic(old(), "Residence"), clinic(new(), "Residence"), 4, true),
        ("only one names a clinic", old(), clinic(new(), "Residence"), 1, false),
        ("two clinics", clinic(old(), "Residence"), clinic(new(), "Day program"), 0, false),
    ] {
        assert_eq!(continues(&before, &after, &sharing_the_number(others)), moves, "{shows}");
    }
}

#[test]
fn a_renamed_place_is_recognized_by_its_address_and_number_even_if_many_share_the_number() {
    let old = at("old", SU, "Quarry House", "12 Main St", PHONE);
    let mut new = at("new", SU, "Birch Renewal", "12 Main Rd", PHONE);
    assert!(continues(&old, &new, &sharing_the_number(10)));
    move_to(&mut new.content, 30.278, -97.74);
    assert!(!continues(&old, &new, &sharing_the_number(10)), "half a mile away");
}

#[test]
fn listings_that_say_very_little_continue_each_other_if_they_say_the_same() {
    let shelter = |id: &str, name: &str| {
        let mut row = at(id, SU, name, "", "");
        address(&mut row.content).street1 = None;
        row
    };
    assert!(continues(&shelter("old", "Health Center"), &shelter("new", "Health Center"), &[]));
    assert!(!continues(&shelter("old", "Health Center"), &shelter("new", "Health Services"), &[]));
}

/// Two listings at one address whose names share one rare word, without telephone numbers.
fn one_rare_word(track: Track) -> [Listing; 2] {
    [
        at("old", track, "Harrington Hospital Outpatient", "440 West St", ""),
        at("new", track, "Umber Harrington Healthcare", "440 West St", ""),
    ]
}

#[test]
fn a_partly_different_name_continues_without_telephone_numbers_but_not_with_different_ones() {
    let [mut old, mut new] = one_rare_word(SU);
    assert!(continues(&old, &new, &[]));
    (old.content.phone, new.content.phone) = (Phone::parse(PHONE), Phone::parse(OTHER));
    assert!(!continues(&old, &new, &[]));
}

#[test]
fn another_source_takes_over_the_id_under_the_same_conditions() {
    let inherits = |phones: [&str; 2]| {
        let [mut old, mut new] = one_rare_word(SU);
        (old.content.phone, new.content.phone) = (Phone::parse(phones[0]), Phone::parse(phones[1]));
        let (first, second) = next(from(Source::SamhsaDirectory, old), from(Source::Findtreatment, new));
        second.placements[0].facility == first.placements[0].facility
    };
    assert!(inherits(["", ""]));
    assert!(!inherits([PHONE, OTHER]));
}

#[test]
fn a_listing_of_the_other_track_takes_over_the_facility_but_not_the_program() {
    for (old, new) in [(Source::Sample, Source::Sample), (Source::SamhsaDirectory, Source::Findtreatment)] {
        let (first, second) = next(
            from(old, at("old", MH, "Quarry House", "12 Main St", PHONE)),
            from(new, at("new", SU, "Quarry House", "12 Main St", PHONE)),
        );
        assert_eq!(second.former, [None]);
        assert_eq!(second.placements[0].facility, first.placements[0].facility);
        assert_ne!(second.placements[0].program, first.placements[0].program);
    }
}

#[test]
fn a_program_and_an_identity_never_take_over_each_others_program() {
    let program = || from(Source::Findtreatment, at("p", SU, "Quarry House", "12 Main St", PHONE));
    let identity = || {
        let mut row = from(Source::Nppes, at("i", SU, "Quarry House", "12 Main St", PHONE));
        row.content.role = crate::listing::Role::Identity;
        row
    };
    for (old, new) in [(program(), identity()), (identity(), program())] {
        let (first, second) = next(old, new);
        assert_eq!(second.placements[0].facility, first.placements[0].facility);
        assert_ne!(second.placements[0].program, first.placements[0].program);
    }
}

#[test]
fn a_gone_site_is_not_continued_by_one_of_two_candidates() {
    let before = [at("old", SU, "Quarry House", "12 Main St", PHONE)];
    let known = remember(&before, &place(&before, &[]));
    let after = [
        at("new1", SU, "Quarry House", "700 Elm St", PHONE),
        at("new2", SU, "Quarry House", "90 Oak Ave", PHONE),
    ];
    assert_eq!(place(&after, &known).former, [None, None]);
}

fn offering(mut row: Listing, codes: &str) -> Listing {
    let code = |code: &str| crate::Vocabulary::embedded().code(code).expect("a code of the code book");
    row.content.codes = Some(codes.split_whitespace().map(code).collect());
    row
}

#[test]
fn rows_of_one_place_continue_those_with_the_same_services() {
    let quarry = |id: &str, codes: &str| offering(at(id, SU, "Quarry House", "12 Main St", PHONE), codes);
    let before = [quarry("1", "OIT ORT"), quarry("2", "RES RL")];
    let known = remember(&before, &place(&before, &[]));
    let after = [quarry("3", "RES RL"), quarry("4", "OIT ORT")];
    let former = place(&after, &known).former;
    assert_eq!(former, [Some(before[1].id.clone()), Some(before[0].id.clone())]);
}

#[test]
fn a_row_continues_the_one_at_its_address_rather_than_one_with_more_similar_services() {
    let before = [
        offering(at("1", SU, "Quarry House", "12 Main St", PHONE), "OIT ORT ODT RES RL"),
        offering(at("2", SU, "Quarry House", "12 Main Rd", PHONE), "OIT ORT ODT RES"),
    ];
    let known = remember(&before, &place(&before, &[]));
    let after = [offering(at("3", SU, "Quarry House", "12 Main St", PHONE), "OIT ORT ODT RES")];
    assert_eq!(place(&after, &known).former, [Some(before[0].id.clone())]);
}

#[test]
fn a_listing_does_not_continue_an_older_edition_of_one_that_is_still_there() {
    let quarry = |id: &str, codes: &str| offering(at(id, SU, "Quarry House", "12 Main St", PHONE), codes);
    let placement = placed_at(1);
    let remembered =
        |row: &Listing| Remembered { id: row.id.clone(), content: row.content.clone(), placement };
    let (older, newer) = (quarry("2022", "RES RL"), quarry("2023", "OIT ORT"));
    let known = [remembered(&older), remembered(&newer)];
    let after = [newer.clone(), quarry("new", "RES RL")];
    assert_eq!(place(&after, &known).former, [Some(newer.id), None]);
}

fn placed_at(number: u128) -> Placement {
    Placement { facility: Uuid::from_u128(number), program: Uuid::from_u128(100 + number) }
}

/// Where the first of `after` is placed if each of `known` was a facility of its own: the numbers of the known facility and
/// program whose ids it takes over.
fn taken_over(known: &[Listing], after: &[Listing]) -> (Option<u128>, Option<u128>) {
    let known: Vec<Remembered> = (1..)
        .zip(known)
        .map(|(number, row)| Remembered {
            id: row.id.clone(),
            content: row.content.clone(),
            placement: placed_at(number),
        })
        .collect();
    let placed = place(after, &known).placements;
    assert!(placed.iter().all(|one| one.facility == placed[0].facility), "one place");
    let numbers = || 1..=known.len() as u128;
    (
        numbers().find(|number| placed[0].facility == placed_at(*number).facility),
        numbers().find(|number| placed[0].program == placed_at(*number).program),
    )
}

#[test]
fn another_source_takes_over_the_ids_of_the_most_similar_place_preferably_of_its_track() {
    let old = |id: &str, track, street: &str| {
        from(Source::SamhsaDirectory, at(id, track, "Quarry House", street, PHONE))
    };
    let new = from(Source::Findtreatment, at("new", SU, "Quarry House", "12 Main St", PHONE));
    let similar = [old("a", SU, "12 Main Rd"), old("b", SU, "12 Main St"), old("c", SU, "12 Main Rd")];
    assert_eq!(taken_over(&similar, std::slice::from_ref(&new)), (Some(2), Some(2)));
    let tracks = [old("a", MH, "12 Main St"), old("b", SU, "12 Main Rd"), old("c", MH, "12 Main St")];
    assert_eq!(taken_over(&tracks, &[new]), (Some(2), Some(2)));
}

#[test]
fn a_place_keeps_its_id_when_another_joins_it() {
    let quarry = |id: &str, track, street: &str| at(id, track, "Quarry House", street, PHONE);
    let stays = || quarry("z", MH, "12 Main St");
    let moved =
        taken_over(&[quarry("b", SU, "700 Elm St"), stays()], &[quarry("a", SU, "12 Main St"), stays()]);
    assert_eq!(moved.0, Some(2), "the one that stayed counts more than one that moved there");

    let gone = from(Source::SamhsaDirectory, quarry("x", SU, "12 Main St"));
    let joins = from(Source::Findtreatment, quarry("a", SU, "12 Main St"));
    let stays = from(Source::LocatorExport, quarry("z", SU, "12 Main St"));
    let inherited = taken_over(&[gone, stays.clone()], &[joins, stays]);
    assert_eq!(inherited, (Some(2), Some(2)), "a known listing counts more than one new to its source");

    let mut identity = from(Source::Nppes, quarry("a", SU, "12 Main St"));
    identity.content.role = crate::listing::Role::Identity;
    let program = quarry("z", SU, "12 Main St");
    let placed = taken_over(&[identity.clone(), program.clone()], &[identity, program]);
    assert_eq!(placed.0, Some(2), "a program counts more than an identity");
}

/// The listing in another town of Texas, this many degrees of latitude farther north.
fn in_town(mut row: Listing, city: &str, zip: &str, north: f64) -> Listing {
    let at = row.content.location.coordinate();
    address(&mut row.content).city = city.to_owned();
    address(&mut row.content).zip = Zip::parse(zip).ok();
    move_to(&mut row.content, at.latitude() + north, at.longitude());
    row
}

#[test]
fn within_a_town_a_site_moves_even_if_many_places_share_the_number() {
    let before = at("old", SU, "Quarry House", "12 Main St", PHONE);
    let many: Vec<Listing> = sharing_the_number(12)
        .into_iter()
        .enumerate()
        .map(|(number, site)| in_town(site, &format!("Town {number}"), &format!("790{number:02}"), 1.0))
        .collect();
    let after = at("new", SU, "Quarry House", "700 Elm St", PHONE);
    assert!(continues(&before, &after, &many));
    assert!(!continues(&before, &in_town(after, "Temple", "76501", 0.3), &many), "another town");
    let [before, after] = [
        clinic(before, "Eastside"),
        clinic(at("new", SU, "Quarry House", "700 Elm St", PHONE), "Riverfront"),
    ];
    assert!(!continues(&before, &after, &many), "another site of the organization in the town");
}

#[test]
fn to_another_town_only_a_site_with_the_same_clinic_moves() {
    let old = || clinic(at("old", SU, "Quarry House", "12 Main St", PHONE), "Eastside");
    let new = |name: &str, north| {
        in_town(clinic(at("new", SU, "Quarry House", "700 Elm St", PHONE), name), "Temple", "76501", north)
    };
    assert!(continues(&old(), &new("Eastside", 0.3), &[]));
    assert!(!continues(&old(), &new("Westside", 0.3), &[]), "another clinic");
    let whole =
        |id: &str, north| in_town(at(id, SU, "Quarry House", "700 Elm St", PHONE), "Temple", "76501", north);
    assert!(
        !continues(&whole("old", 0.0), &in_town(whole("new", 2.0), "Waco", "76701", 0.0), &[]),
        "138 miles away"
    );
}

#[test]
fn a_street_that_only_one_edition_gives_does_not_separate_a_place() {
    let [mut old, new] = ["old", "new"].map(|id| at(id, SU, "Commons at Quarry House", "12 Main St", PHONE));
    address(&mut old.content).street1 = None;
    let mut short = new.clone();
    short.content.organization = "Quarry House".to_owned();
    for (before, after) in [(&old, &new), (&new, &old), (&old, &short)] {
        assert!(continues(before, after, &[]), "{before:?}");
    }
}

#[test]
fn listings_of_another_state_change_nothing() {
    let elsewhere = |number: usize| {
        let mut row = at(&format!("x{number}"), SU, "Zephyr Quarry", &format!("{number} Oak St"), PHONE);
        let state = address(&mut row.content);
        state.state = State::from_code("OK").expect("a state");
        state.city = "Tulsa".to_owned();
        state.zip = Zip::parse("74103").ok();
        row
    };
    let here = [
        at("a", SU, "Zephyr Quarry Program", "12 Main St", PHONE),
        at("b", MH, "Zephyr Quarry of Austin", "12 Main St", OTHER),
        at("c", MH, "Quarry", "12 Main St", PHONE),
    ];
    let alone = place(&here, &[]).placements;
    let many: Vec<Listing> = here.iter().cloned().chain((100..160).map(elsewhere)).collect();
    assert_eq!(place(&many, &[]).placements[..3], alone);
}
