//! Planning: comparing the listings as they will be with those in the store.

mod edition;
mod new_set;
mod revision;

use std::collections::BTreeSet;

use directory::Source;
use directory::resolution::Decision;
use store::{Changes, Store, StoredListing, Upsert};

use super::hold::{AlteredPlaces, HoldReason, LostPlaces, SharedNumbers};
use crate::counts::{ListingCounts, PlaceCounts};

pub(super) use edition::{OlderEdition, older_edition};

/// What the store knows before a change.
#[derive(Debug)]
pub(super) struct KnownState {
    /// All listings, present and gone, without those of sources that will be purged.
    pub known: Vec<StoredListing>,
    /// What people decided, oldest first.
    pub decisions: Vec<Decision>,
}

/// What an import, or a revision, will change.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ImportPlan {
    pub changes: Changes,
    /// The numbers of listings that are new, changed and so on, compared by id.
    pub counts: ListingCounts,
    /// The same numbers, compared by place.
    pub places: PlaceCounts,
    /// The places that would be removed.
    pub lost: LostPlaces,
    /// The places whose names, numbers or websites would change.
    pub altered: AlteredPlaces,
    /// The numbers that many organizations would get.
    pub shared: SharedNumbers,
}

impl KnownState {
    /// Reads what the store knows, without the sources that will be purged.
    pub(super) async fn read(store: &Store, purged: &[Source]) -> Result<KnownState, store::Error> {
        let mut known = store.known_listings().await?;
        known.retain(|stored| !purged.contains(&stored.id.source));
        let decisions = store.decisions().await?.into_iter().map(|stored| stored.decision).collect();
        Ok(KnownState { known, decisions })
    }
}

impl ImportPlan {
    /// Why a person should look at it before it is published. `usual` is the share of places that the source usually
    /// loses in a year, and `days` says by how much the listings are newer.
    pub(super) fn reasons_to_hold(&self, usual: f64, days: Option<i64>) -> Vec<HoldReason> {
        let before = self.lost.total.before;
        let mut reasons: Vec<HoldReason> = self.lost.reason_to_hold(usual).into_iter().collect();
        reasons.extend(self.altered.reasons_to_hold(before, days));
        reasons.extend(self.shared.reasons_to_hold());
        reasons
    }

    /// The other sources whose listings it removes.
    pub(super) fn replaced(&self, source: Source) -> Vec<Source> {
        let Changes { purge, gone, .. } = &self.changes;
        let sources = purge.iter().copied().chain(gone.iter().map(|id| id.source));
        sources.filter(|other| *other != source).collect::<BTreeSet<Source>>().into_iter().collect()
    }

    /// Splits the changes into parts with at most `size` new or changed listings.
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
