//! What changes without an import: when one is undone, or a person decides about a pair.

use std::collections::HashMap;

use directory::{ListingId, Placement};
use jiff::Timestamp;
use store::{Changes, Reversal, Reversion, StoredListing};

use super::{ImportPlan, KnownState};
use crate::import::blocking;
use crate::import::error::ImportError;
use crate::import::places::{ResolvedListings, known_of, secret_of};
use crate::report::{ListingCounts, PlaceCounts};

const PLACING: &str = "placing the listings";

impl ImportPlan {
    /// Takes an import back, and places what is left. `at` is the time of it.
    pub(in crate::import) async fn of_undo(
        reversal: Reversal,
        before: KnownState,
        at: Timestamp,
    ) -> Result<ImportPlan, ImportError> {
        blocking::elsewhere(PLACING, move || ImportPlan::of_reversal(reversal, before, at)).await
    }

    /// ResolvedListings all listings anew. `at` is the time of it.
    pub(in crate::import) async fn of_review(
        before: KnownState,
        at: Timestamp,
    ) -> Result<ImportPlan, ImportError> {
        blocking::elsewhere(PLACING, move || ImportPlan::placing(&before, &HashMap::new(), Changes::new(at)))
            .await
    }

    fn of_reversal(reversal: Reversal, mut before: KnownState, at: Timestamp) -> ImportPlan {
        before.revert(&reversal);
        let Reversal { reverted, dated, asked, placements, .. } = reversal;
        ImportPlan::placing(&before, &placements, Changes { reverted, dated, asked, ..Changes::new(at) })
    }

    /// ResolvedListings listings, as if those in `were` had been placed there until now.
    fn placing(before: &KnownState, were: &HashMap<ListingId, Placement>, changes: Changes) -> ImportPlan {
        let mut known = known_of(&before.known);
        for known in &mut known {
            if let Some(placement) = were.get(known.id) {
                known.placement = *placement;
            }
        }
        let (present, gone): (Vec<&StoredListing>, Vec<&StoredListing>) =
            before.known.iter().partition(|stored| stored.gone_at.is_none());
        let contents = present.iter().map(|stored| (&stored.id, &stored.content)).collect();
        let places = ResolvedListings::of(contents, &known, &secret_of(&before.known), &before.decisions);
        let was = |stored: &StoredListing| were.get(&stored.id).copied().unwrap_or(stored.placement);
        let mut changes = Changes {
            moved: places.moved(present.iter().map(|stored| (&stored.id, stored.placement))).collect(),
            followed: places.followed(gone.iter().map(|stored| (*stored, was(stored)))).collect(),
            lent: places.lent_anew(present.iter().map(|stored| (&stored.id, stored.lent.as_ref()))).collect(),
            ..changes
        };
        places.settle(&mut changes);
        let (counts, places) = (ListingCounts::default(), PlaceCounts::default());
        ImportPlan { changes, counts, places, present_before: 0 }
    }
}

impl KnownState {
    /// Makes of what is known what it is without the import.
    fn revert(&mut self, reversal: &Reversal) {
        let to: HashMap<&ListingId, &Reversion> =
            reversal.reverted.iter().map(|reverted| (&reverted.id, &reverted.to)).collect();
        let asked: HashMap<&ListingId, bool> =
            reversal.asked.iter().map(|(id, version)| (id, version.is_some())).collect();
        self.known.retain(|stored| to.get(&stored.id) != Some(&&Reversion::Absent));
        for stored in &mut self.known {
            if let Some(is_secret) = asked.get(&stored.id) {
                stored.is_secret = *is_secret;
            }
            let Some(to) = to.get(&stored.id) else { continue };
            match to {
                Reversion::Present { content, .. } => {
                    (stored.content, stored.gone_at) = ((**content).clone(), None);
                }
                Reversion::Gone { content, gone_at, .. } => {
                    (stored.content, stored.gone_at) = ((**content).clone(), Some(*gone_at));
                }
                Reversion::Absent => {}
            }
            // What it is lent is forgotten when it is written.
            stored.lent = None;
        }
    }
}
