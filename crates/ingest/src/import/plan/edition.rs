//! Whether a set is of an older edition than what is there.

use std::collections::HashMap;

use directory::ListingId;
use directory::Source;
use jiff::civil::Date;
use store::StoredListing;

use crate::parsed::ParsedSet;

/// A set is older than what is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct OlderEdition {
    /// The newest day of the set.
    pub of: Date,
    /// The day that half of the listings that are there have, or a newer one.
    pub known: Date,
}

/// Finds that a set is older than the listings that it would replace.
///
/// An edition has one day, so that is its newest. The rows of a living directory each have their own: it is older when
/// more of the rows that are known by their ids went back in time than on.
pub(crate) fn older_edition(
    source: Source,
    set: &ParsedSet,
    known: &[StoredListing],
) -> Option<OlderEdition> {
    let replaced = |stored: &&StoredListing| {
        stored.id.source == source && stored.gone_at.is_none() && set.scope.speaks_of(stored.content.track)
    };
    let replaced = known.iter().filter(replaced);
    let days: HashMap<&ListingId, Date> =
        replaced.filter_map(|stored| Some((&stored.id, stored.content.as_of?))).collect();
    let mut sorted: Vec<Date> = days.values().copied().collect();
    sorted.sort_unstable();
    let known = *sorted.get(sorted.len() / 2)?;
    let of = set.listings.iter().filter_map(|listing| listing.content.as_of).max()?;
    let (mut back, mut on) = (0, 0);
    for listing in &set.listings {
        let id = ListingId { source, id: listing.id_in_source.clone() };
        if let (Some(before), Some(now)) = (days.get(&id), listing.content.as_of) {
            back += usize::from(now < *before);
            on += usize::from(now > *before);
        }
    }
    (of < known || back > on).then_some(OlderEdition { of, known })
}
