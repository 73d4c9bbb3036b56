//! What an import changes: the listings of today held against those that are known.

use std::collections::{HashMap, HashSet};

use directory::resolution::{Known, resolve};
use directory::{ListingId, Placement, Source};
use jiff::Timestamp;
use store::{Changes, RejectedRow, StoredListing, Upsert};
use uuid::Uuid;

use super::blocking;
use super::error::ImportError;
use crate::parsed::ParsedSet;
use crate::report::ListingCounts;

/// What an import changes.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Plan {
    /// Listings that are new, changed or back.
    pub upserts: Vec<Upsert>,
    /// Listings that say what they said, but describe another place than was thought.
    pub moved: Vec<(ListingId, Placement)>,
    /// Listings that are there no more.
    pub gone: Vec<ListingId>,
    /// Facilities that turned out to be another one.
    pub merged: Vec<(Uuid, Uuid)>,
    /// Rows that can't be used.
    pub rejected: Vec<RejectedRow>,
    /// How many listings there are of each kind.
    pub counts: ListingCounts,
    /// How many listings there were, without those that were gone already.
    pub present_before: u64,
}

impl Plan {
    /// Compares and places the listings of `source`.
    pub(super) async fn make(
        source: Source,
        set: ParsedSet,
        known: Vec<StoredListing>,
    ) -> Result<Plan, ImportError> {
        blocking::elsewhere("placing the listings", move || Plan::of(source, set, known)).await
    }

    fn of(source: Source, set: ParsedSet, known: Vec<StoredListing>) -> Plan {
        let gone_before: HashMap<ListingId, bool> =
            known.iter().map(|known| (known.id.clone(), known.gone_at.is_some())).collect();
        let known: Vec<Known> = known
            .into_iter()
            .map(|StoredListing { id, content, placement, .. }| Known { id, content, placement })
            .collect();
        let ids: Vec<ListingId> = set
            .listings
            .iter()
            .map(|listing| ListingId { source, id: listing.id_in_source.clone() })
            .collect();
        let listings: Vec<_> = ids.iter().zip(set.listings.iter().map(|listing| &listing.content)).collect();
        let resolution = resolve(&listings, &known, &[]);

        let was_present = |id: &ListingId| gone_before.get(id) == Some(&false);
        let present: HashSet<&ListingId> = ids.iter().collect();
        let gone = known.iter().filter(|known| was_present(&known.id) && !present.contains(&known.id));
        let gone: Vec<ListingId> = gone.map(|known| known.id.clone()).collect();
        let mut plan = Plan {
            upserts: Vec::new(),
            moved: Vec::new(),
            counts: ListingCounts { gone: gone.len() as u64, ..ListingCounts::default() },
            gone,
            merged: resolution.merged,
            rejected: set.rejected.into_iter().map(stored).collect(),
            present_before: gone_before.values().filter(|gone| !**gone).count() as u64,
        };
        let by_id: HashMap<&ListingId, &Known> = known.iter().map(|known| (&known.id, known)).collect();
        for ((listing, id), placement) in set.listings.into_iter().zip(&ids).zip(resolution.placements) {
            plan.counts.listings += 1;
            let before = by_id.get(id).copied();
            match before {
                None => plan.counts.new += 1,
                Some(_) if !was_present(id) => plan.counts.back += 1,
                Some(before) if before.content != listing.content => plan.counts.changed += 1,
                Some(before) => {
                    plan.counts.unchanged += 1;
                    if before.placement != placement {
                        plan.moved.push((id.clone(), placement));
                    }
                    continue;
                }
            }
            let (content, raw) = (listing.content, listing.raw);
            plan.upserts.push(Upsert { id: id.clone(), content, placement, raw });
        }
        plan
    }

    /// The changes, in parts of at most `size` listings, and how many listings each has.
    pub(super) fn into_parts(
        self,
        source: Source,
        purge: Vec<Source>,
        retrieved_at: Timestamp,
        size: usize,
    ) -> Vec<Changes> {
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
            moved: self.moved,
            gone: self.gone,
            touched: vec![source],
            merged: self.merged,
            rejected: self.rejected,
            ..Changes::at(retrieved_at)
        });
        parts
    }
}

fn stored(row: crate::RejectedRow) -> RejectedRow {
    RejectedRow { row_number: row.row_number, reason: row.reason, raw: row.raw }
}
