//! Made-up facilities for tests.

use directory::facility::PlacedListing;
use directory::listing::{Content, Questionnaire};
use directory::{
    Address, AttributeSet, Coordinate, CoordinatePrecision, Facility, Listing, ListingId, Location, MapPoint,
    Source, State, Track, Vocabulary, Zip,
};
use jiff::Timestamp;
use uuid::Uuid;

/// The "Example Center" in Austin, with one program for each of these lists of codes, which begin with `SA` or `MH`.
pub(super) fn facility(programs: &[&str]) -> Facility {
    let placed = programs
        .iter()
        .zip(1..)
        .map(|(codes, number)| PlacedListing::from((Uuid::from_u128(number), listing(codes, number))));
    Facility::assemble(Uuid::nil(), placed.collect(), jiff::civil::date(2030, 1, 1))
        .expect("there is a program")
}

fn listing(codes: &str, number: u128) -> Listing {
    let vocabulary = Vocabulary::embedded();
    let track = if codes.starts_with("SA") { Track::SubstanceUse } else { Track::MentalHealth };
    let code = |code: &str| vocabulary.code(code).expect("a code of the code book");
    let codes: AttributeSet = codes.split_whitespace().map(code).collect();
    Listing {
        id: ListingId { source: Source::Findtreatment, id: number.to_string() },
        retrieved_at: Timestamp::UNIX_EPOCH,
        content: Content {
            codes: Some(codes),
            ..Content::new(
                track,
                Questionnaire::Edition(vocabulary.newest_edition(track)),
                "Example Center".to_owned(),
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
        },
    }
}

/// The committed description of the API.
pub(super) fn openapi() -> serde_json::Value {
    let text = include_str!("../../../openapi/openapi.json");
    serde_json::from_str(text).expect("a description of an API")
}
