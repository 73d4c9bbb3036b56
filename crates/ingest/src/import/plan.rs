//! What is to be changed: the listings as they will be, held against those that are known.

mod edition;
mod new_set;
mod revision;

use directory::resolution::{Borderline, Decision};
use directory::{Lent, ListingId, Placement, Source};
use jiff::Timestamp;
use store::{Changes, Coverage, RejectedRow, Reverted, Store, StoredListing, Upsert};
use uuid::Uuid;

use super::places::Places;
use crate::report::{ListingCounts, PlaceCounts};

pub(super) use edition::{OlderEdition, older_edition};

/// What is known before a change.
#[derive(Debug)]
pub(super) struct Before {
    /// All listings, and those that are gone; without those of sources that give way.
    pub known: Vec<StoredListing>,
    /// What people decided, oldest first.
    pub decisions: Vec<Decision>,
}

/// What is to be changed.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Plan {
    /// Listings that are new, changed or back.
    pub upserts: Vec<Upsert>,
    /// Listings that are to be again what they were.
    pub reverted: Vec<Reverted>,
    /// Listings that only were retrieved at another time than was thought.
    pub dated: Vec<(ListingId, Timestamp)>,
    /// Listings that say what they said, but describe another place than was thought.
    pub moved: Vec<(ListingId, Placement)>,
    /// Listings that are there no more.
    pub gone: Vec<ListingId>,
    /// Listings of an update that say what they said.
    pub restated: Vec<ListingId>,
    /// What the set stands for.
    pub covered: Option<(Source, Coverage)>,
    /// Listings that are lent another coordinate than they were.
    pub lent: Vec<(ListingId, Option<Lent>)>,
    /// Facilities that turned out to be another one.
    pub merged: Vec<(Uuid, Uuid)>,
    /// Pairs for a person to look at.
    pub borderline: Vec<Borderline>,
    /// Rows that can't be used.
    pub rejected: Vec<RejectedRow>,
    /// How many listings there are of each kind, by their ids.
    pub counts: ListingCounts,
    /// How many there are of each kind, by place.
    pub places: PlaceCounts,
    /// How many listings there were that the set stands for, without those that were gone already.
    pub present_before: u64,
}

impl Before {
    /// Reads what is known, without the sources that give way.
    pub(super) async fn read(store: &Store, giving_way: &[Source]) -> Result<Before, store::Error> {
        let mut known = store.known_listings().await?;
        known.retain(|stored| !giving_way.contains(&stored.id.source));
        let decisions = store.decisions().await?.into_iter().map(|kept| kept.decision).collect();
        Ok(Before { known, decisions })
    }
}

impl Plan {
    /// The changes, in parts of at most `size` listings.
    pub(super) fn into_parts(self, purge: Vec<Source>, retrieved_at: Timestamp, size: usize) -> Vec<Changes> {
        let mut upserts = self.upserts.into_iter();
        let mut parts = vec![Changes { purge, ..Changes::at(retrieved_at) }];
        loop {
            let part: Vec<Upsert> = upserts.by_ref().take(size).collect();
            if part.is_empty() {
                break;
            }
            parts.push(Changes { upserts: part, ..Changes::at(retrieved_at) });
        }
        parts.push(Changes {
            reverted: self.reverted,
            dated: self.dated,
            moved: self.moved,
            gone: self.gone,
            restated: self.restated,
            covered: self.covered,
            lent: self.lent,
            merged: self.merged,
            borderline: Some(self.borderline),
            rejected: self.rejected,
            ..Changes::at(retrieved_at)
        });
        parts
    }

    /// Takes over what follows from the places of all listings.
    fn settle(&mut self, places: Places) {
        self.merged = places.merged;
        self.borderline = places.borderline;
    }
}
