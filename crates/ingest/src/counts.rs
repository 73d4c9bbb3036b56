//! The numbers of listings that are new, changed and so on: compared by id, and by place, since many sources give their
//! listings new ids in each edition.

use std::collections::{BTreeMap, HashMap, HashSet};

use directory::ListingId;
use serde::{Deserialize, Serialize};
use store::StoredListing;

use crate::parsed::ParsedListing;

/// The numbers of listings, compared by id with those known before.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListingCounts {
    /// All present listings: the sum of the next four numbers.
    pub listings: u64,
    /// Listings never seen before.
    pub new: u64,
    /// Listings whose content changed.
    pub changed: u64,
    /// Listings whose content stayed the same.
    pub unchanged: u64,
    /// Listings that had been gone and are back.
    pub back: u64,
    /// Listings that were present before and are gone now.
    pub gone: u64,
}

/// The numbers of listings, compared with their predecessors: the known listing of the same id, or else the one they
/// replaced at the same place. The first five numbers add up to all present listings.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlaceCounts {
    /// Their content is the same.
    pub same: u64,
    /// Their content changed; the address is the same.
    pub changed: u64,
    /// They have another address.
    pub moved: u64,
    /// Their predecessor had been gone.
    pub back: u64,
    /// They have no predecessor.
    pub new: u64,
    /// They were present before, and no listing replaced them.
    pub gone: u64,
    /// How many of those that changed or moved differ in each field.
    pub fields: BTreeMap<String, u64>,
}

impl PlaceCounts {
    /// Compares the listings of a set. `gone` are the known listings whose ids are gone; `former` are the listings that were
    /// replaced, by the id of their successor.
    pub(crate) fn compare(
        new: &[(ListingId, ParsedListing)],
        gone: &[ListingId],
        known: &HashMap<&ListingId, &StoredListing>,
        former: &HashMap<ListingId, ListingId>,
    ) -> PlaceCounts {
        let mut counts = PlaceCounts::default();
        let mut succeeded: HashSet<&ListingId> = HashSet::new();
        for (id, listing) in new {
            let replaced = || former.get(id).filter(|former| former.source == id.source);
            let predecessor = if known.contains_key(id) { Some(id) } else { replaced() };
            let Some(before) = predecessor.and_then(|id| known.get(id)) else {
                counts.new += 1;
                continue;
            };
            succeeded.insert(&before.id);
            // A listing that this import replaces is still present at this point.
            match before.gone_at {
                Some(_) => counts.back += 1,
                None => counts.count_change(before, listing),
            }
        }
        counts.gone = gone.iter().filter(|id| !succeeded.contains(id)).count() as u64;
        counts
    }

    fn count_change(&mut self, before: &StoredListing, after: &ParsedListing) {
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
