//! Listings and stores for the tests.
#![allow(dead_code)]

use std::ops::ControlFlow;

use directory::geo::{Coordinate, CoordinatePrecision, MapPoint};
use directory::listing::{Content, Questionnaire};
use directory::{
    Address, AttributeSet, Facility, ListingId, Location, Placement, Source, State, Track, Vocabulary, Zip,
};
use jiff::Timestamp;
use store::testing::PostgresServer;
use store::{Store, Upsert};
use uuid::Uuid;

/// The moment this many days after an arbitrary first day.
pub fn day(days: i64) -> Timestamp {
    Timestamp::from_second(1_760_000_000 + days * 86_400).unwrap()
}

/// The id of a listing.
pub fn id(source: Source, id: &str) -> ListingId {
    ListingId { source, id: id.to_owned() }
}

/// The content of a listing with these codes, for a place in Austin.
pub fn content(track: Track, name: &str, codes: &str) -> Content {
    let vocabulary = Vocabulary::embedded();
    let codes: AttributeSet = codes
        .split_whitespace()
        .map(|code| vocabulary.code(code).expect("a code of the code book"))
        .collect();
    Content {
        codes: Some(codes),
        ..Content::new(
            track,
            Questionnaire::Edition(vocabulary.newest_edition(track)),
            name.to_owned(),
            Location::new(
                Address {
                    street1: Some("100 Main Street".to_owned()),
                    street2: None,
                    city: "Austin".to_owned(),
                    state: State::from_code("TX").expect("a state"),
                    zip: Zip::parse("78701").ok(),
                },
                MapPoint {
                    coordinate: Coordinate::new(30.27, -97.74).expect("on the Earth"),
                    precision: CoordinatePrecision::Street,
                },
            ),
        )
    }
}

/// A placement from two small numbers.
pub fn at(facility: u128, program: u128) -> Placement {
    Placement { facility: Uuid::from_u128(facility), program: Uuid::from_u128(program) }
}

/// A listing to be written.
pub fn upsert(id: ListingId, content: Content, placement: Placement) -> Upsert {
    let raw = format!("{{\"as it came\":\"{id}\"}}");
    Upsert { id, content: Box::new(content), placement, former: None, raw }
}

/// All facilities a store lists.
pub async fn facilities(store: &Store) -> Vec<Facility> {
    let mut facilities = Vec::new();
    let mut visit = |facility| {
        facilities.push(facility);
        ControlFlow::Continue(())
    };
    store.visit_facilities(&mut visit).await.unwrap();
    facilities
}

/// The names of all facilities a store lists, in the order of their ids.
pub async fn names(store: &Store) -> Vec<String> {
    facilities(store).await.into_iter().map(|facility| facility.name).collect()
}

/// Runs a test with the address of a new store, on SQLite and on each version of PostgreSQL that is installed. The test runs as a task, so its future has to be
/// `Send`.
pub async fn on_both_engines<F: Future<Output = ()> + Send + 'static>(test: impl Fn(String) -> F) {
    let run = async |address: String| {
        if let Err(error) = tokio::spawn(test(address)).await {
            std::panic::resume_unwind(error.into_panic());
        }
    };
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("made on opening").join("store.db");
    run(format!("sqlite://{}", file.display().to_string().replace(' ', "%20"))).await;
    for server in PostgresServer::start_each() {
        run(server.new_database().await).await;
    }
}
