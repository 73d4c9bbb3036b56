//! The precision of coordinates, which rows do not state, but which shows when rows are compared.

use std::collections::HashMap;

use directory::geo::{CoordinatePrecision, MapPoint};
use directory::listing::Content;
use directory::resolution::street_key;

use crate::parsed::ParsedListing;

/// A ZIP code, and the bits of a latitude and a longitude.
type PointKey<'a> = (&'a str, u64, u64);

/// The streets at one point.
enum StreetsAtPoint {
    /// One street, as a key that different spellings share; `None` if no row gives a street.
    One(Option<String>),
    /// Different streets.
    Several,
}

/// Marks coordinates that rows with different streets share: they locate the ZIP code, not the street.
pub(crate) fn mark_shared_points(listings: &mut [ParsedListing]) {
    let shared = shared_points(listings);
    for (listing, is_shared) in listings.iter_mut().zip(shared) {
        if is_shared {
            let location = &mut listing.content.location;
            location.set_point(MapPoint { precision: CoordinatePrecision::Zip, ..location.point() });
        }
    }
}

/// For each listing, whether rows with different streets share its point.
fn shared_points(listings: &[ParsedListing]) -> Vec<bool> {
    let mut points: HashMap<PointKey<'_>, StreetsAtPoint> = HashMap::with_capacity(listings.len());
    for listing in listings {
        let street = listing.content.location.address().street1.map(street_key);
        let streets = points.entry(point(&listing.content)).or_insert(StreetsAtPoint::One(None));
        *streets = match (std::mem::replace(streets, StreetsAtPoint::Several), street) {
            (StreetsAtPoint::One(None), street) => StreetsAtPoint::One(street),
            (StreetsAtPoint::One(known), None) => StreetsAtPoint::One(known),
            (StreetsAtPoint::One(Some(known)), Some(street)) if known == street => {
                StreetsAtPoint::One(Some(known))
            }
            _ => StreetsAtPoint::Several,
        };
    }
    let is_shared = |listing: &ParsedListing| {
        matches!(points.get(&point(&listing.content)), Some(StreetsAtPoint::Several))
    };
    listings.iter().map(is_shared).collect()
}

fn point(content: &Content) -> PointKey<'_> {
    let zip = content.location.address().zip.map_or("", |zip| zip.five());
    let at = content.location.coordinate();
    (zip, at.latitude().to_bits(), at.longitude().to_bits())
}
