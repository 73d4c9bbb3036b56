//! What is to be changed: the listings as they will be, held against those that are known.

mod edition;
mod new_set;
mod revision;

use directory::Source;
use directory::resolution::Decision;
use store::{Changes, Store, StoredListing, Upsert};

use crate::report::{ListingCounts, PlaceCounts};

pub(super) use edition::{OlderEdition, older_edition};

/// What is known before a change.
#[derive(Debug)]
pub(super) struct KnownState {
    /// All listings, and those that are gone; without those of sources that give way.
    pub known: Vec<StoredListing>,
    /// What people decided, oldest first.
    pub decisions: Vec<Decision>,
}

/// What is to be changed.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ImportPlan {
    /// All of it.
    pub changes: Changes,
    /// How many listings there are of each kind, by their ids.
    pub counts: ListingCounts,
    /// How many there are of each kind, by place.
    pub places: PlaceCounts,
    /// How many listings there were that the set speaks of, without those that were gone already.
    pub present_before: u64,
}

impl KnownState {
    /// Reads what is known, without the sources that give way.
    pub(super) async fn read(store: &Store, giving_way: &[Source]) -> Result<KnownState, store::Error> {
        let mut known = store.known_listings().await?;
        known.retain(|stored| !giving_way.contains(&stored.id.source));
        let decisions = store.decisions().await?.into_iter().map(|kept| kept.decision).collect();
        Ok(KnownState { known, decisions })
    }
}

impl ImportPlan {
    /// The changes, in parts of at most `size` listings.
    pub(super) fn into_parts(self, size: usize) -> Vec<Changes> {
        let mut rest = self.changes;
        let at = rest.retrieved_at;
        let mut upserts = std::mem::take(&mut rest.upserts).into_iter();
        let mut parts = vec![Changes { purge: std::mem::take(&mut rest.purge), ..Changes::new(at) }];
        loop {
            let part: Vec<Upsert> = upserts.by_ref().take(size).collect();
            if part.is_empty() {
                break;
            }
            parts.push(Changes { upserts: part, ..Changes::new(at) });
        }
        parts.push(rest);
        parts
    }
}
