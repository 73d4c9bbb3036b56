//! What became of the places of a source since its edition before, whatever ids the editions gave their listings.

use std::collections::{BTreeMap, HashMap, HashSet};

use directory::ListingId;
use serde::{Deserialize, Serialize};
use store::StoredListing;

use crate::source::RawListing;

/// Listings, held against those that they go on from: the one of the same id, or else the one that was replaced at the
/// same place. The five count all that are there now; `gone` those that nothing goes on from.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlaceCounts {
    /// They say what was said.
    pub same: u64,
    /// They say something else, at the same place.
    pub changed: u64,
    /// They are at another address.
    pub moved: u64,
    /// They go on from one that had been gone.
    pub back: u64,
    /// They go on from none.
    pub new: u64,
    /// They were there before, and none goes on from them.
    pub gone: u64,
    /// How many of those that changed or moved differ in each part.
    pub fields: BTreeMap<String, u64>,
}

impl PlaceCounts {
    /// Counts the listings of a set. `gone` are those that are there no more by their ids, `former` those that others go
    /// on from.
    pub(crate) fn of(
        new: &[(ListingId, RawListing)],
        gone: &[ListingId],
        known: &HashMap<&ListingId, &StoredListing>,
        former: &HashMap<ListingId, ListingId>,
    ) -> PlaceCounts {
        let mut counts = PlaceCounts::default();
        let mut went_on: HashSet<&ListingId> = HashSet::new();
        for (id, listing) in new {
            let replaced = || former.get(id).filter(|former| former.source == id.source);
            let forerunner = if known.contains_key(id) { Some(id) } else { replaced() };
            let Some(before) = forerunner.and_then(|id| known.get(id)) else {
                counts.new += 1;
                continue;
            };
            went_on.insert(&before.id);
            // Present until this import, or replaced by it just now.
            match before.gone_at {
                Some(_) => counts.back += 1,
                None => counts.compare(before, listing),
            }
        }
        counts.gone = gone.iter().filter(|id| !went_on.contains(id)).count() as u64;
        counts
    }

    fn compare(&mut self, before: &StoredListing, after: &RawListing) {
        let differences = before.content.differences(&after.content);
        for difference in &differences {
            *self.fields.entry(difference.field.slug().to_owned()).or_default() += 1;
        }
        if before.content.has_moved(&after.content) {
            self.moved += 1;
        } else if differences.is_empty() {
            self.same += 1;
        } else {
            self.changed += 1;
        }
    }
}
