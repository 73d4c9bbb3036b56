//! Listings that unit tests start from.

use jiff::Timestamp;
use jiff::civil::Date;

use crate::contact::{Address, Zip};
use crate::fact::AttributeSet;
use crate::geo::{Coordinate, CoordinatePrecision, MapPoint};
use crate::listing::{Content, Listing, ListingId, Questionnaire};
use crate::location::Location;
use crate::source::Source;
use crate::state::State;
use crate::vocabulary::{Track, Vocabulary};

/// The current date in tests. Test listings are older, except in tests about listings dated in the future.
pub(crate) const TODAY: Date = jiff::civil::date(2026, 6, 1);

/// A listing in Austin with these codes, separated by spaces.
pub(crate) fn listing(track: Track, codes: &str) -> Listing {
    let vocabulary = Vocabulary::embedded();
    let code = |code: &str| vocabulary.code(code).expect("a code of the code book");
    let codes: AttributeSet = codes.split_whitespace().map(code).collect();
    Listing {
        id: ListingId { source: Source::Sample, id: format!("{}-1", track.slug()) },
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

/// The address of a listing, for a test to change.
///
/// # Panics
/// If the address is withheld.
pub(crate) fn address(content: &mut Content) -> &mut Address {
    match &mut content.location {
        Location::Exact { address, .. } | Location::About { address, .. } => address,
        Location::Withheld(_) => panic!("the address is withheld"),
    }
}
