//! How many listings are new, changed and so on. They are compared by id and also by place, since many sources assign new
//! ids in each edition.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fmt::{self, Display, Formatter};

use directory::ListingId;
use serde::{Deserialize, Serialize};
use store::StoredListing;

use crate::parsed::ParsedListing;

/// An edition with fewer places than this says little about how much its source usually changes.
const LEAST_PLACES: u64 = 100;
/// So do two editions that are fewer days apart.
const LEAST_DAYS: i64 = 30;

/// How many places an import would remove.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Losses {
    /// The places that the source listed before, as far as the import covers them.
    pub before: u64,
    /// Those of them that the source no longer lists: they are neither there, nor respelled, renamed, moved or merged.
    pub lost: u64,
    /// By how many days the listings are newer than those before, if both are dated.
    pub days: Option<i64>,
}

impl Display for Losses {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let Losses { before, lost, .. } = self;
        write!(f, "it would remove {lost} of the {before} places that it covers")
    }
}

impl Losses {
    /// The share that is lost, in percent, rounded up.
    pub(crate) fn percent(self) -> u64 {
        (self.lost * 100).div_ceil(self.before.max(1))
    }

    /// Whether more than this share is lost.
    pub(crate) fn exceeds(self, percent: u64) -> bool {
        self.lost * 100 > self.before * percent
    }

    /// Counts a place.
    pub(crate) fn add(&mut self, is_lost: bool) {
        self.before += 1;
        self.lost += u64::from(is_lost);
    }

    /// The share of places that is lost in a year, at this rate; `None` if there are too few places or days to tell.
    pub(crate) fn yearly_share(self) -> Option<f64> {
        let days = self.days.filter(|days| *days >= LEAST_DAYS && self.before >= LEAST_PLACES)?;
        let kept = 1.0 - self.lost as f64 / self.before as f64;
        Some(1.0 - kept.powf(365.0 / days as f64))
    }
}

/// How many listings are new, changed and so on, compared by id with those known before.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListingCounts {
    /// All listings of the set that is imported: the sum of the next four numbers.
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

/// How many listings are new, changed and so on, each compared with its predecessor: the known listing with the same id,
/// or else the one it replaced at the same place. The first five numbers add up to all listings of the set.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlaceCounts {
    /// Listings with the same content as before.
    pub same: u64,
    /// Listings whose content changed, but not the address.
    pub changed: u64,
    /// Listings whose address changed.
    pub moved: u64,
    /// Listings whose predecessor had been gone.
    pub back: u64,
    /// Listings without a predecessor.
    pub new: u64,
    /// Listings that were present before, are gone now and were not replaced.
    pub gone: u64,
    /// For each field, how many changed or moved listings differ in it.
    pub fields: BTreeMap<String, u64>,
}

impl PlaceCounts {
    /// Compares the listings of a set. `gone` has the known listings whose ids are gone; `former` has the listings that
    /// were replaced, by the id of their successor.
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
            // `gone_at` is from before this import, so it is not set for a listing that this import replaces.
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
