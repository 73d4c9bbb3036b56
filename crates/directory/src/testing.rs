//! Listings for tests.

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

/// A day after those of all listings of tests that do not mean to be ahead of it.
pub(crate) const TODAY: Date = jiff::civil::date(2026, 6, 1);

/// A listing with these codes, in Austin.
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

/// The address of a listing that keeps no secret, to be changed.
pub(crate) fn address(content: &mut Content) -> &mut Address {
    match &mut content.location {
        Location::Exact { address, .. } | Location::About { address, .. } => address,
        Location::Withheld(_) => panic!("the address is withheld"),
    }
}
