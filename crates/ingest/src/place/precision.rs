//! How precise a coordinate is, which the rows do not say but tell together.

use std::collections::HashMap;

use directory::geo::{CoordinatePrecision, MapPoint};
use directory::listing::Content;
use directory::resolution::street_key;

use crate::parsed::ParsedListing;

/// A point of a ZIP code.
type Point<'a> = (&'a str, u64, u64);

/// The streets at one point.
enum Streets {
    /// One street, in the form that its spellings share; none where no row gives a street.
    One(Option<String>),
    /// Different streets.
    Several,
}

/// Marks coordinates that rows of different streets share: they are of the ZIP code's area, not of a street.
pub(crate) fn mark_shared_points(listings: &mut [ParsedListing]) {
    let shared = shared_points(listings);
    for (listing, is_shared) in listings.iter_mut().zip(shared) {
        if is_shared {
            let location = &mut listing.content.location;
            location.set_point(MapPoint { precision: CoordinatePrecision::Zip, ..location.point() });
        }
    }
}

/// For each listing, whether its point is shared by different streets.
fn shared_points(listings: &[ParsedListing]) -> Vec<bool> {
    let mut points: HashMap<Point<'_>, Streets> = HashMap::with_capacity(listings.len());
    for listing in listings {
        let street = listing.content.location.address().street1.map(street_key);
        let streets = points.entry(point(&listing.content)).or_insert(Streets::One(None));
        *streets = match (std::mem::replace(streets, Streets::Several), street) {
            (Streets::One(None), street) => Streets::One(street),
            (Streets::One(known), None) => Streets::One(known),
            (Streets::One(Some(known)), Some(street)) if known == street => Streets::One(Some(known)),
            _ => Streets::Several,
        };
    }
    let is_shared =
        |listing: &ParsedListing| matches!(points.get(&point(&listing.content)), Some(Streets::Several));
    listings.iter().map(is_shared).collect()
}

fn point(content: &Content) -> Point<'_> {
    let zip = content.location.address().zip.map_or("", |zip| zip.five());
    let at = content.location.coordinate();
    (zip, at.latitude().to_bits(), at.longitude().to_bits())
}
