//! Which listing says where a place is and how it is reached.

use std::cmp::{Ordering, Reverse};

use jiff::civil::Date;

use super::PlacedListing;
use crate::listing::{Listing, ListingId};
use crate::vocabulary::Track;

/// The most recent first, then the smallest id.
pub(super) fn newest_first(a: &Listing, b: &Listing, today: Date) -> Ordering {
    b.recency(today).cmp(&a.recency(today)).then_with(|| a.id.cmp(&b.id))
}

/// Sorts listings so that the first says what the place is called and how it is reached.
pub(super) fn contact_rank(placed: &PlacedListing, today: Date) -> impl Ord + use<'_> {
    let Listing { id, content, .. } = &placed.listing;
    (Reverse(placed.listing.recency(today)), content.track != Track::SubstanceUse, id)
}

/// Sorts listings so that the first says where the place is on the Earth.
pub(super) fn location_rank(
    placed: &PlacedListing,
    today: Date,
) -> (impl Ord + use<'_>, impl Ord + use<'_>, bool, &ListingId) {
    let Listing { id, content, .. } = &placed.listing;
    let is_lent = placed.lent.is_some();
    let precision = Reverse(placed.point().precision);
    // Its own street's coordinate goes before one that was lent.
    ((precision, is_lent), Reverse(placed.listing.recency(today)), content.track != Track::SubstanceUse, id)
}
