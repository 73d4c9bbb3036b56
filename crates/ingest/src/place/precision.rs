//! The precision of coordinates. Rows do not state it, but comparing them reveals it.

use std::collections::{HashMap, HashSet};

use directory::geo::{CoordinatePrecision, MapPoint};
use directory::listing::Content;
use directory::resolution::street_key;

use crate::parsed::ParsedListing;

/// A ZIP code, and the bits of a latitude and a longitude.
type PointKey<'a> = (&'a str, u64, u64);

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
    // Streets are compared by key, so that spellings of the same street do not count as different.
    let (mut streets, mut shared) = (HashMap::with_capacity(listings.len()), HashSet::new());
    for listing in listings {
        let Some(street) = listing.content.location.address().street1.map(street_key) else { continue };
        let point = point(&listing.content);
        match streets.get(&point) {
            Some(known) if *known != street => _ = shared.insert(point),
            Some(_) => {}
            None => _ = streets.insert(point, street),
        }
    }
    listings.iter().map(|listing| shared.contains(&point(&listing.content))).collect()
}

fn point(content: &Content) -> PointKey<'_> {
    let zip = content.location.address().zip.map_or("", |zip| zip.five());
    let at = content.location.coordinate();
    (zip, at.latitude().to_bits(), at.longitude().to_bits())
}
