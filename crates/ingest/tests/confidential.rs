//! A place that one source asks to keep confidential is confidential everywhere.

#![allow(clippy::unwrap_used)]

#[path = "support/sets.rs"]
mod sets;

use directory::listing::Content;
use directory::resolution::Verdict;
use directory::{
    Coordinate, CoordinatePrecision, Facility, Location, MapPoint, Source, State, Track, Withheld,
};
use sets::{address, made, on_both_engines, place, su};
use store::FacilityRecord;
use store::testing::misplaced_listings;

const STREET: &str = "12 Secret Lane";

fn state() -> Source {
    Source::csv("state").unwrap()
}

fn shelters() -> Source {
    Source::hsds("shelters").unwrap()
}

/// The place as listed by a source that does not know the place is confidential.
fn open(codes: &str) -> Content {
    let mut content = su(1, codes, 2024);
    address(&mut content).street1 = Some(STREET.to_owned());
    content
}

/// The same place as listed by a source that asks to keep it confidential: only its city is known.
fn confidential(track: Track) -> Content {
    let mut content = place(1, track, "SA", 2024);
    content.withhold(city());
    content
}

fn city() -> Withheld {
    let city_coordinate = Coordinate::new(30.25, -97.75).unwrap();
    Withheld { city: "Austin".to_owned(), state: State::from_code("TX").unwrap(), city_coordinate }
}

/// A different place, so that a source never becomes empty.
fn other() -> (&'static str, Content) {
    ("other", su(7, "SA", 2024))
}

fn confidential_facilities(facilities: &[Facility]) -> Vec<&Facility> {
    let gives_away = |facility: &Facility| format!("{facility:?}").contains("Secret Lane");
    let confidential: Vec<&Facility> =
        facilities.iter().filter(|facility| facility.location.is_withheld()).collect();
    assert!(
        confidential
            .iter()
            .all(|facility| facility.location == Location::Withheld(city()) && !gives_away(facility))
    );
    confidential
}

#[tokio::test]
async fn a_merge_does_not_reveal_a_confidential_street() {
    on_both_engines(async |mut fixture| {
        let elsewhere = Content { organization: "Quartz House".to_owned(), phone: None, ..open("SA") };
        fixture.import(&made(state(), vec![("a", elsewhere.clone()), other()])).await;
        let mut moved = elsewhere;
        address(&mut moved).street1 = Some("14 Secret Lane".to_owned());
        fixture.import(&made(state(), vec![("a", moved), other()])).await;
        let mental = confidential(Track::MentalHealth);
        let both = vec![("h1", confidential(Track::SubstanceUse)), ("h2", mental)];
        fixture.import(&made(shelters(), both)).await;
        let facilities = fixture.facilities().await;
        let id_of = |name: &str| facilities.iter().find(|facility| facility.name == name).unwrap().id;
        let (was_open, was_confidential) = (id_of("Quartz House"), id_of(&su(1, "SA", 2024).organization));
        fixture.decide("csv:state:a", Verdict::Same, "hsds:shelters:h1").await;
        let merged = fixture.store.facility(was_open).await.unwrap();
        assert_eq!(merged, FacilityRecord::Merged(was_confidential));
        for id in [was_open, was_confidential] {
            let history = fixture.store.history(id).await.unwrap();
            assert!(!history.is_empty());
            assert!(!format!("{history:?}").contains("Secret Lane"), "{history:#?}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_street_that_a_newer_edition_withholds_is_withheld_in_the_history() {
    on_both_engines(async |mut fixture| {
        fixture.import(&made(state(), vec![("a", open("SA MD"))])).await;
        let mut withheld = open("SA MD OIT");
        address(&mut withheld).street1 = None;
        let report = fixture.import(&made(state(), vec![("a", withheld)])).await;
        let id = fixture.facilities().await[0].id;
        let history = fixture.store.history(id).await.unwrap();
        assert_eq!(history.len(), 2, "{history:#?}");
        assert!(!format!("{history:?}").contains("Secret Lane"), "{history:#?}");

        fixture.undo(report.import).await.unwrap();
        let history = fixture.store.history(id).await.unwrap();
        assert!(!history.is_empty());
    })
    .await;
}

#[tokio::test]
async fn confidentiality_outlives_the_listing_that_asked_for_it() {
    on_both_engines(async |mut fixture| {
        fixture.import(&made(state(), vec![("a", open("SA MD"))])).await;
        let asks = made(shelters(), vec![("h", confidential(Track::SubstanceUse)), other()]);
        let report = fixture.import(&asks).await;
        assert_eq!(confidential_facilities(&fixture.facilities().await).len(), 1);
        let gone = fixture.replace(&made(shelters(), vec![other()])).await;
        let facilities = fixture.facilities().await;
        let confidential = confidential_facilities(&facilities);
        assert_eq!((confidential.len(), confidential[0].programs[0].sources.len()), (1, 1));
        let history = fixture.store.history(confidential[0].id).await.unwrap();
        assert!(!format!("{history:?}").contains("Secret Lane"), "{history:#?}");

        fixture.undo(gone.import).await.unwrap();
        assert_eq!(confidential_facilities(&fixture.facilities().await).len(), 1);
        fixture.undo(report.import).await.unwrap();
        let facilities = fixture.facilities().await;
        assert_eq!(confidential_facilities(&facilities).len(), 0);
        assert!(facilities.iter().any(|facility| facility.location.address().street1 == Some(STREET)));
    })
    .await;
}

#[tokio::test]
async fn confidentiality_outlives_the_request_for_it() {
    on_both_engines(async |mut fixture| {
        let asks = made(shelters(), vec![("h", confidential(Track::SubstanceUse)), other()]);
        let report = fixture.import(&asks).await;
        let open = fixture.import(&made(shelters(), vec![("h", open("SA MD")), other()])).await;
        let facilities = fixture.facilities().await;
        let id = confidential_facilities(&facilities)[0].id;
        let gone = fixture.replace(&made(shelters(), vec![other()])).await;
        let FacilityRecord::Gone { last, .. } = fixture.store.facility(id).await.unwrap() else {
            panic!("the facility is not gone")
        };
        assert_eq!(confidential_facilities(&[last]).len(), 1);

        fixture.undo(gone.import).await.unwrap();
        assert_eq!(confidential_facilities(&fixture.facilities().await).len(), 1);
        fixture.undo(open.import).await.unwrap();
        assert_eq!(confidential_facilities(&fixture.facilities().await).len(), 1);
        // Now no import lists the place.
        fixture.undo(report.import).await.unwrap();
        assert_eq!(fixture.facilities().await, []);
    })
    .await;
}

#[tokio::test]
async fn confidentiality_survives_a_merge() {
    on_both_engines(async |mut fixture| {
        fixture.import(&made(state(), vec![("a", open("SA MD"))])).await;
        let asks = made(shelters(), vec![("h", confidential(Track::SubstanceUse)), other()]);
        fixture.import(&asks).await;
        fixture.replace(&made(shelters(), vec![other()])).await;
        let larger = vec![("x", su(3, "SA", 2024)), ("y", place(3, Track::MentalHealth, "MH OP", 2024))];
        fixture.import(&made(Source::LocatorExport, larger)).await;
        fixture.decide("locator_export:x", Verdict::Same, "locator_export:y").await;
        fixture.decide("csv:state:a", Verdict::Same, "locator_export:x").await;
        let facilities = fixture.facilities().await;
        let confidential = confidential_facilities(&facilities);
        assert_eq!((confidential.len(), facilities.len()), (1, 2));
        assert_eq!(misplaced_listings(&fixture.store).await, [""; 0]);
    })
    .await;
}

#[tokio::test]
async fn a_confidential_place_lends_no_coordinate() {
    on_both_engines(async |mut fixture| {
        let mut next_door = Content { organization: "Quartz House".to_owned(), phone: None, ..open("SA") };
        let coordinate = Coordinate::new(29.0, -98.0).unwrap();
        next_door.location.set_point(MapPoint { coordinate, precision: CoordinatePrecision::Zip });
        fixture.import(&made(state(), vec![("a", open("SA MD")), ("b", next_door)])).await;
        let lent = |facilities: Vec<Facility>| {
            facilities.iter().filter(|facility| facility.coordinate_lent_by.is_some()).count()
        };
        assert_eq!(lent(fixture.facilities().await), 1);
        let asks = made(shelters(), vec![("h", confidential(Track::SubstanceUse)), other()]);
        let report = fixture.import(&asks).await;
        assert_eq!(confidential_facilities(&fixture.facilities().await).len(), 1);
        assert_eq!(lent(fixture.facilities().await), 0);
        let gone = fixture.replace(&made(shelters(), vec![other()])).await;
        assert_eq!(lent(fixture.facilities().await), 0);
        fixture.undo(gone.import).await.unwrap();
        assert_eq!(lent(fixture.facilities().await), 0);
        fixture.undo(report.import).await.unwrap();
        assert_eq!(lent(fixture.facilities().await), 1);
    })
    .await;
}
