//! Several sources in one directory, and imports that are undone.

#![allow(clippy::unwrap_used)]

#[path = "support/sets.rs"]
mod sets;

use std::collections::{BTreeMap, BTreeSet};

use directory::listing::Role;
use directory::{Facility, Fact, Payment, Source, Track};
use ingest::import::{ImportError, Outcome, ReviseError};
use ingest::{RowCounts, Scope};
use sets::{Fixture, Made, address, made, on_both_engines, place, said, su};
use store::{FacilityRecord, ImportStatus, UndoError};
use uuid::Uuid;

fn state() -> Source {
    Source::csv("state").unwrap()
}

fn book(listings: Vec<(&str, directory::listing::Content)>) -> Made {
    made(Source::SamhsaDirectory, listings)
}

fn ids(facilities: &[Facility]) -> BTreeMap<String, Uuid> {
    facilities.iter().map(|facility| (facility.name.clone(), facility.id)).collect()
}

/// Three sources. Each lists some places that others also list, and one place that no other source lists.
fn three() -> [Made; 3] {
    let export = Source::LocatorExport;
    let a = made(
        export,
        vec![("a1", su(1, "SA OIT MD", 2022)), ("a2", su(2, "SA ORT", 2022)), ("a3", su(3, "SA", 2022))],
    );
    let mut renamed = su(2, "SA ORT PI", 2023);
    renamed.organization.push_str(", Inc.");
    let b = book(vec![
        ("b2", renamed),
        ("b3", su(3, "SA MD", 2023)),
        ("b4", su(4, "SA OIT", 2023)),
        ("b5", su(5, "SA PI", 2023)),
    ]);
    let c = made(
        state(),
        vec![("c3", su(3, "SA PI", 2024)), ("c4", su(4, "SA MD", 2024)), ("c6", su(6, "SA", 2024))],
    );
    [a, b, c]
}

#[tokio::test]
async fn undoing_an_import_keeps_other_listings_and_facility_ids() {
    on_both_engines(async |mut fixture| {
        let [a, b, c] = three();
        let (first, second) = (fixture.import(&a).await, fixture.import(&b).await);
        fixture.import(&c).await;
        let before = fixture.facilities().await;
        assert_eq!(before.len(), 6);
        fixture.undo(second.import).await.unwrap();
        let after = fixture.facilities().await;

        let mut without = Fixture::new().await;
        without.import(&a).await;
        without.import(&c).await;
        let expected = without.facilities().await;
        assert_eq!(said(after.clone()), said(expected.clone()));
        let (ids_before, ids_after, ids_expected) = (ids(&before), ids(&after), ids(&expected));
        for number in [1, 3, 6] {
            let name = su(number, "SA", 2020).organization;
            assert_eq!(ids_after[&name], ids_expected[&name], "place {number}");
        }
        // A place that the undone import was the first to list keeps the id it got from that import.
        let fourth = su(4, "SA", 2020).organization;
        assert_eq!(ids_after[&fourth], ids_before[&fourth]);
        let fifth = ids_before[&su(5, "SA", 2020).organization];
        assert_eq!(fixture.store.facility(fifth).await.unwrap(), FacilityRecord::Unknown);

        let record = fixture.store.import(second.import).await.unwrap().unwrap();
        assert_eq!(record.status, ImportStatus::Undone);
        let again = fixture.undo(second.import).await.unwrap_err();
        assert!(matches!(again, ReviseError::Undo(UndoError::Already(_))), "{again}");
        assert_eq!(again.to_string(), format!("the import {} is already undone", second.import));
        assert_eq!(fixture.store.import(first.import).await.unwrap().unwrap().status, ImportStatus::Done);

        // Importing it again restores everything.
        fixture.import(&b).await;
        let again = fixture.facilities().await;
        assert_eq!(said(again.clone()), said(before));
        assert_eq!(ids(&again)[&fourth], ids_before[&fourth]);
    })
    .await;
}

#[tokio::test]
async fn the_only_import_can_be_undone() {
    on_both_engines(async |mut fixture| {
        let [a, ..] = three();
        let report = fixture.import(&a).await;
        let revised = fixture.undo(report.import).await.unwrap();
        assert_eq!((revised.facilities, revised.listings), (0, 3));
        assert_eq!(fixture.facilities().await, []);
        assert_eq!(fixture.store.known_listings().await.unwrap(), []);
        assert_eq!(fixture.import(&a).await.listings.new, 3);
        assert_eq!(fixture.facilities().await.len(), 3);
    })
    .await;
}

#[tokio::test]
async fn undoing_an_edition_restores_the_previous_one() {
    on_both_engines(async |mut fixture| {
        let old = book(vec![("1", su(1, "SA MD", 2022)), ("2", su(2, "SA", 2022)), ("3", su(3, "SA", 2022))]);
        let new =
            book(vec![("x", su(1, "SA PI", 2023)), ("2", su(2, "SA OIT", 2023)), ("4", su(4, "SA", 2023))]);
        let weekly = made(Source::Nppes, vec![("n", su(1, "SA", 2025))]);
        fixture.import(&old).await;
        let before = fixture.facilities().await;
        let outcome = fixture.try_import(&new).await.unwrap();
        let Outcome::Held { .. } = outcome else { panic!("not held") };
        let new = book(
            [new.set.listings.clone(), old.set.listings[2..].to_vec()]
                .concat()
                .into_iter()
                .map(|listing| (listing.id_in_source.clone().leak() as &str, *listing.content))
                .collect(),
        );
        let report = fixture.import(&new).await;
        fixture.import(&weekly).await;
        fixture.undo(report.import).await.unwrap();
        let mut expected = Fixture::new().await;
        expected.import(&old).await;
        expected.import(&weekly).await;
        let after = fixture.facilities().await;
        assert_eq!(said(after.clone()), said(expected.facilities().await));
        assert_eq!(ids(&after), ids(&before));
    })
    .await;
}

#[tokio::test]
async fn imports_of_a_source_are_undone_newest_first() {
    let mut fixture = Fixture::new().await;
    let first = made(state(), vec![("1", su(1, "SA MD", 2024)), ("2", su(2, "SA", 2024))]);
    let second = made(state(), vec![("1", su(1, "SA PI", 2024)), ("2", su(2, "SA", 2024))]);
    fixture.import(&first).await;
    let report = fixture.import(&second).await;
    let again = fixture.import(&second).await;
    let before = fixture.facilities().await;
    let refused = fixture.undo(report.import).await.unwrap_err();
    assert_eq!(
        refused.to_string(),
        format!(
            "the import {} is not the newest of its source: undo the import {} first",
            report.import, again.import
        )
    );
    assert_eq!(fixture.facilities().await, before);
    fixture.undo(again.import).await.unwrap();
    assert_eq!(said(fixture.facilities().await), said(before));
    fixture.undo(report.import).await.unwrap();
    let private = |facilities: &[Facility]| facilities[0].programs[0].facts.get(Payment::Private.id());
    let mut after = fixture.facilities().await;
    after.sort_by(|a, b| a.name.cmp(&b.name));
    assert_eq!(private(&after), Fact::No);
    let mut expected = Fixture::new().await;
    expected.import(&first).await;
    assert_eq!(said(after), said(expected.facilities().await));
}

#[tokio::test]
async fn undoing_a_merge_separates_the_places_again() {
    on_both_engines(async |mut fixture| {
        // Two providers share an address. They count as two until a source gives both the same name.
        let left = su(1, "SA MD", 2022);
        let mut right = place(1, Track::MentalHealth, "MH OP", 2022);
        right.organization = "Harbor House Counseling".to_owned();
        right.phone = directory::Phone::parse("512-777-1234");
        fixture.import(&made(Source::LocatorExport, vec![("l", left)])).await;
        fixture.import(&made(state(), vec![("r", right)])).await;
        let before = fixture.facilities().await;
        assert_eq!(before.len(), 2);
        let renamed = place(1, Track::MentalHealth, "MH OP", 2023);
        let report = fixture.import(&made(state(), vec![("r", renamed)])).await;
        assert_eq!(fixture.facilities().await.len(), 1);
        assert_eq!(report.merged_facilities, 1);
        fixture.undo(report.import).await.unwrap();
        let after = fixture.facilities().await;
        assert_eq!(ids(&after), ids(&before));
    })
    .await;
}

#[tokio::test]
async fn a_set_of_one_track_replaces_only_that_track() {
    let mut fixture = Fixture::new().await;
    let tracks = |track| Scope::Tracks(vec![track]);
    let su_book =
        book((1..=5).map(|n| (["s1", "s2", "s3", "s4", "s5"][n as usize - 1], su(n, "SA", 2023))).collect())
            .scope(tracks(Track::SubstanceUse));
    let mh = |n| place(n, Track::MentalHealth, "MH OP", 2023);
    let mh_book = book(vec![("m1", mh(1)), ("m9", mh(9))]).scope(tracks(Track::MentalHealth));
    fixture.import(&su_book).await;
    let report = fixture.import(&mh_book).await;
    assert_eq!((report.listings.gone, report.places.gone), (0, 0));
    let facilities = fixture.facilities().await;
    assert_eq!(facilities.len(), 6);
    assert_eq!(facilities.iter().map(|facility| facility.programs.len()).sum::<usize>(), 7);
    // An import may remove a fifth of the listings without being held: one of five, but not two of the remaining four.
    let fewer = |count: usize| Made {
        set: ingest::ParsedSet {
            listings: su_book.set.listings[..count].to_vec(),
            rows: RowCounts { read: count as u64, ..RowCounts::default() },
            ..su_book.set.clone()
        },
        ..su_book.clone()
    };
    assert_eq!(fixture.import(&fewer(4)).await.places.gone, 1);
    assert!(matches!(fixture.try_import(&fewer(2)).await.unwrap(), Outcome::Held { .. }));
}

#[tokio::test]
async fn an_update_affects_only_the_listings_it_names() {
    let mut fixture = Fixture::new().await;
    let numbers: Vec<String> = (1..=8).map(|number| number.to_string()).collect();
    let all = made(
        Source::Nppes,
        numbers.iter().map(|id| (id.as_str(), su(id.parse().unwrap(), "SA", 2024))).collect(),
    );
    fixture.import(&all).await;
    let update = made(
        Source::Nppes,
        vec![("1", su(1, "SA", 2024)), ("2", su(2, "SA MD", 2025)), ("9", su(9, "SA", 2025))],
    )
    .scope(Scope::Update { removed: BTreeSet::from(["3".to_owned()]) });
    let report = fixture.import(&update).await;
    let counts = report.listings;
    assert_eq!((counts.unchanged, counts.changed, counts.new, counts.gone), (1, 1, 1, 1));
    assert_eq!(fixture.facilities().await.len(), 8);
    fixture.undo(report.import).await.unwrap();
    let mut expected = Fixture::new().await;
    expected.import(&all).await;
    assert_eq!(said(fixture.facilities().await), said(expected.facilities().await));
}

#[tokio::test]
async fn undoing_an_update_does_not_restore_earlier_removals() {
    let mut fixture = Fixture::new().await;
    let of = |numbers: &[u32]| {
        let ids: Vec<String> = numbers.iter().map(u32::to_string).collect();
        let contents = numbers.iter().map(|number| su(*number, "SA", 2024));
        made(state(), ids.iter().map(String::as_str).zip(contents).collect())
    };
    fixture.import(&of(&[1, 2, 3])).await;
    let without = fixture.replace(&of(&[1, 2])).await;
    let removed = BTreeSet::from(["3".to_owned()]);
    let report = fixture.import(&of(&[1]).scope(Scope::Update { removed })).await;
    assert_eq!((report.listings.gone, report.places.gone), (0, 0));
    let record = fixture.store.import(report.import).await.unwrap().unwrap();
    let versions = fixture.store.imported_versions(&record).await.unwrap();
    assert_eq!(ingest::report::listing_changes(state(), versions, &Default::default()), []);
    fixture.undo(report.import).await.unwrap();
    assert_eq!(fixture.facilities().await.len(), 2);
    fixture.undo(without.import).await.unwrap();
    assert_eq!(fixture.facilities().await.len(), 3);
}

#[tokio::test]
async fn an_import_that_lost_a_row_fails_and_changes_nothing() {
    let mut fixture = Fixture::new().await;
    let mut set = book(vec![("1", su(1, "SA", 2023))]);
    set.set.rows.read = 2;
    let error = fixture.try_import(&set).await.unwrap_err();
    assert!(matches!(error, ImportError::Unbalanced { rows: 2 }), "{error}");
    assert_eq!(fixture.facilities().await, []);
}

#[tokio::test]
async fn an_older_edition_is_refused() {
    let mut fixture = Fixture::new().await;
    let new = book(vec![("1", su(1, "SA PI", 2024))]);
    fixture.import(&new).await;
    let error = fixture.try_import(&book(vec![("x", su(1, "SA MD", 2023))])).await.unwrap_err();
    assert!(matches!(error, ImportError::OlderEdition { .. }));
    assert!(error.to_string().contains("start with the oldest"), "{error}");
    // The older edition is refused even together with a newer edition of the other track.
    let mental = |year| ("m", place(1, Track::MentalHealth, "MH", year));
    let mixed = book(vec![("x", su(1, "SA MD", 2023)), mental(2025)]);
    assert!(matches!(fixture.try_import(&mixed).await, Err(ImportError::OlderEdition { .. })));
    // An edition of only the other track is not compared with this track.
    fixture.import(&book(vec![mental(2023)]).scope(Scope::Tracks(vec![Track::MentalHealth]))).await;
}

#[tokio::test]
async fn listings_with_new_ids_are_compared_by_place() {
    let mut fixture = Fixture::new().await;
    let old: Vec<_> = ["a", "b", "c", "d", "e", "f"]
        .into_iter()
        .zip(1..)
        .map(|(id, n)| (id, su(n, "SA MD", 2022)))
        .collect();
    fixture.import(&book(old)).await;
    let before = ids(&fixture.facilities().await);
    let year = |n| su(n, "SA MD", 2023);
    let mut phone = year(2);
    phone.phone = directory::Phone::parse("512-999-8888");
    let mut services = year(3);
    services.codes = su(3, "SA PI", 2023).codes;
    let mut moved = year(4);
    let moved_to = address(&mut moved);
    (moved_to.street1, moved_to.zip) =
        (Some("9 Distant Road".to_owned()), directory::Zip::parse("78799").ok());
    let coordinate = directory::Coordinate::new(31.5, -97.0).unwrap();
    moved.location.set_point(directory::MapPoint { coordinate, ..moved.location.point() });
    let new = book(vec![
        ("1", year(1)),
        ("2", phone),
        ("3", services),
        ("4", moved),
        ("5", year(5)),
        ("7", year(7)),
    ]);
    let report = fixture.import(&new).await;
    let places = &report.places;
    assert_eq!(
        (places.same, places.changed, places.moved, places.new, places.gone),
        (2, 2, 1, 1, 1),
        "{places:?}"
    );
    assert_eq!((places.fields["phone"], places.fields["services"], places.fields["address"]), (1, 1, 1));
    assert_eq!(report.listings.new, 6, "every id is new");
    let after = ids(&fixture.facilities().await);
    for number in 1..=5 {
        let name = su(number, "SA", 2020).organization;
        assert_eq!(after[&name], before[&name], "place {number}");
    }
    assert!(report.to_string().contains("compared by place"), "{report}");
}

#[tokio::test]
async fn a_listing_can_be_lent_the_coordinate_of_its_street() {
    let mut fixture = Fixture::new().await;
    let by_zip = |number| {
        let mut content = su(number, "SA", 2024);
        let coordinate = directory::Coordinate::new(29.0, -98.0).unwrap();
        let precision = directory::CoordinatePrecision::Zip;
        content.location.set_point(directory::MapPoint { coordinate, precision });
        content
    };
    let mut next_door = by_zip(1);
    next_door.organization = "Another Provider Altogether".to_owned();
    next_door.phone = None;
    address(&mut next_door).street2 = Some("Suite 9".to_owned());
    fixture.import(&book(vec![("1", by_zip(1)), ("2", by_zip(2)), ("3", next_door)])).await;
    assert!(fixture.facilities().await.iter().all(|facility| facility.coordinate_lent_by.is_none()));
    let exact = su(1, "SA", 2020);
    let report = fixture.import(&made(Source::LocatorExport, vec![("f", exact.clone())])).await;
    let facilities = fixture.facilities().await;
    let named = |name: &str| facilities.iter().find(|facility| facility.name == name).unwrap();
    let neighbor = named("Another Provider Altogether");
    assert_eq!(neighbor.location.point(), exact.location.point());
    assert_eq!(neighbor.coordinate_lent_by.as_ref().unwrap().id, "f");
    assert_eq!(named(&exact.organization).location, exact.location);
    assert_eq!(named(&exact.organization).coordinate_lent_by, None, "it has a coordinate of its own");
    fixture.undo(report.import).await.unwrap();
    assert!(
        fixture.facilities().await.iter().all(|facility| facility.location.point() != exact.location.point())
    );
}

#[tokio::test]
async fn a_place_that_only_a_registry_lists_is_never_served() {
    let mut fixture = Fixture::new().await;
    let identity = |number| {
        let mut content = su(number, "", 2025);
        (content.role, content.codes) = (Role::Identity, None);
        content.npi = directory::Npi::parse("1234567893").ok();
        content
    };
    let registry = made(Source::Nppes, vec![("1", identity(1)), ("2", identity(2))]);
    assert_eq!(fixture.import(&registry).await.facilities, 0);
    assert_eq!(fixture.facilities().await, []);
    let known = fixture.store.known_listings().await.unwrap();
    for listing in &known {
        let record = fixture.store.facility(listing.placement.facility).await.unwrap();
        assert_eq!(record, FacilityRecord::Unknown);
    }
    let report = fixture.import(&book(vec![("b", su(1, "SA", 2023))])).await;
    assert_eq!(report.facilities, 1);
    let facilities = fixture.facilities().await;
    assert_eq!((facilities[0].identities.len(), facilities[0].npis().len()), (1, 1));
    fixture.undo(report.import).await.unwrap();
    assert_eq!(fixture.facilities().await, []);
}
