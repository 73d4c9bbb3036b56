//! Whether a set is of an older edition than what is there.

use std::collections::HashMap;

use directory::{ListingId, Source, Track};
use jiff::civil::Date;
use store::StoredListing;

use crate::parsed::ParsedSet;
use crate::source::RawListing;

/// A set is older than what is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct OlderEdition {
    /// The newest day of the set.
    pub of: Date,
    /// The day that half of the listings that are there have, or a newer one.
    pub known: Date,
}

/// Finds that a set is older than the listings that it would replace, on one of its tracks: each has editions of its own.
///
/// An edition has one day, so that is its newest. The rows of a living directory each have their own: it is older when
/// more of the rows that are known by their ids went back in time than on.
pub(crate) fn older_edition(
    source: Source,
    set: &ParsedSet,
    known: &[StoredListing],
) -> Option<OlderEdition> {
    let is_replaced = |stored: &StoredListing| {
        stored.id.source == source && stored.gone_at.is_none() && set.scope.speaks_of(stored.content.track)
    };
    [Track::SubstanceUse, Track::MentalHealth].into_iter().find_map(|track| {
        let replaced = known.iter().filter(|stored| stored.content.track == track && is_replaced(stored));
        let days = replaced.filter_map(|stored| Some((&stored.id, stored.content.as_of?))).collect();
        let listings = set.listings.iter().filter(|listing| listing.content.track == track);
        older_track(source, listings, &days)
    })
}

/// `known`: the days of the listings that would be replaced.
fn older_track<'a>(
    source: Source,
    listings: impl Iterator<Item = &'a RawListing> + Clone,
    known: &HashMap<&ListingId, Date>,
) -> Option<OlderEdition> {
    let of = listings.clone().filter_map(|listing| listing.content.as_of).max()?;
    let (mut back, mut on) = (0, 0);
    for listing in listings {
        let id = ListingId { source, id: listing.id_in_source.clone() };
        if let (Some(before), Some(now)) = (known.get(&id), listing.content.as_of) {
            back += usize::from(now < *before);
            on += usize::from(now > *before);
        }
    }
    let mut days: Vec<Date> = known.values().copied().collect();
    days.sort_unstable();
    let known = *days.get(days.len() / 2)?;
    (of < known || back > on).then_some(OlderEdition { of, known })
}
