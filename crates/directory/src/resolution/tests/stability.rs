//! Ids stay the same from one edition to the next.

use super::*;

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
