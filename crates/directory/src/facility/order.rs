//! Decides which listing provides a facility's contact details and its coordinate.

use std::cmp::{Ordering, Reverse};

use jiff::civil::Date;

use super::PlacedListing;
use crate::listing::{Listing, ListingId};
use crate::vocabulary::Track;

/// Orders listings by recency, newest first, and then by id.
pub(super) fn newest_first(a: &Listing, b: &Listing, today: Date) -> Ordering {
    b.recency(today).cmp(&a.recency(today)).then_with(|| a.id.cmp(&b.id))
}

/// A sort key that puts first the listing whose name, address and phone numbers the facility takes.
pub(super) fn contact_rank(placed: &PlacedListing, today: Date) -> impl Ord + use<'_> {
    let Listing { id, content, .. } = &placed.listing;
    (Reverse(placed.listing.recency(today)), content.track != Track::SubstanceUse, id)
}

/// A sort key that puts first the listing whose coordinate the facility takes.
pub(super) fn location_rank(
    placed: &PlacedListing,
    today: Date,
) -> (impl Ord + use<'_>, impl Ord + use<'_>, bool, &ListingId) {
    let Listing { id, content, .. } = &placed.listing;
    let is_lent = placed.lent.is_some();
    // The middle of a state says less than any other point.
    let precision = (content.location.is_statewide(), Reverse(placed.point().precision));
    // A listing's own street-level coordinate takes precedence over one from another listing.
    ((precision, is_lent), Reverse(placed.listing.recency(today)), content.track != Track::SubstanceUse, id)
}
