//! Which listing is believed before others.

use std::cmp::{Ordering, Reverse};

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::Placed;
use crate::listing::{Listing, ListingId};
use crate::vocabulary::Track;

impl Listing {
    /// The day it speaks of: its source's own, or of a service that answers as of now the day it was asked.
    pub fn day(&self) -> Option<Date> {
        let asked = || self.retrieved_at.to_zoned(TimeZone::UTC).date();
        self.content.as_of.or_else(|| self.id.source.is_live().then(asked))
    }

    /// The newest is the greatest. Without a day, the one retrieved last.
    pub(super) fn age_rank(&self) -> (Option<Date>, Option<Timestamp>) {
        let day = self.day();
        (day, day.is_none().then_some(self.retrieved_at))
    }
}

/// The order in which listings are believed: the newest first, then the smallest id.
pub(super) fn newest_first(a: &Listing, b: &Listing) -> Ordering {
    b.age_rank().cmp(&a.age_rank()).then_with(|| a.id.cmp(&b.id))
}

/// Sorts listings so that the first says what the place is called and how it is reached.
pub(super) fn contact_rank(placed: &Placed) -> impl Ord + use<'_> {
    let Listing { id, content, .. } = &placed.listing;
    (Reverse(placed.listing.age_rank()), content.track != Track::SubstanceUse, id)
}

/// Sorts listings so that the first says where the place is on the Earth.
pub(super) fn location_rank(placed: &Placed) -> (impl Ord + use<'_>, impl Ord + use<'_>, bool, &ListingId) {
    let Listing { id, content, .. } = &placed.listing;
    let is_lent = placed.lent.is_some();
    let precision = Reverse(placed.location().precision);
    // Its own street's coordinate goes before one that was lent.
    ((precision, is_lent), Reverse(placed.listing.age_rank()), content.track != Track::SubstanceUse, id)
}
