//! What changes when an import is undone, or a person decides about a pair of listings.

use std::collections::HashMap;

use directory::{ListingId, Placement, Source};
use jiff::Timestamp;
use store::{Changes, Reversal, Reverted, StoredListing};

use super::{ImportPlan, KnownState};
use crate::counts::{ListingCounts, PlaceCounts};
use crate::import::error::ImportError;
use crate::import::hold::{AlteredPlaces, LostPlaces, SharedNumbers};
use crate::import::places::{ResolvedListings, confidential_listings, known_listings};
use crate::import::{blocking, bundled};

const PLACING: &str = "placing the listings";

impl ImportPlan {
    /// The plan for undoing an import at the time `at`. It places all remaining listings again.
    pub(in crate::import) async fn for_undo(
        reversal: Reversal,
        before: KnownState,
        at: Timestamp,
    ) -> Result<ImportPlan, ImportError> {
        blocking::on_other_thread(PLACING, move || ImportPlan::reverse(reversal, before, at)).await
    }

    /// The plan for a decision at the time `at`. It places all listings again.
    pub(in crate::import) async fn for_review(
        before: KnownState,
        at: Timestamp,
    ) -> Result<ImportPlan, ImportError> {
        blocking::on_other_thread(PLACING, move || {
            ImportPlan::place_again(&before, &HashMap::new(), Changes::new(at))
        })
        .await
    }

    fn reverse(reversal: Reversal, mut before: KnownState, at: Timestamp) -> ImportPlan {
        let Reversal { reverted, dated, asked, placements } = reversal;
        let (mut bundled, mut reverted): (Vec<Reverted>, Vec<Reverted>) =
            reverted.into_iter().partition(brings_back_bundled);
        before.revert(&reverted, &asked);
        // Another import may have taken their place, too. Then they stay replaced.
        let taken_over = bundled::taken_over_by(&before.known);
        bundled
            .retain(|back| back.to.as_ref().is_some_and(|(_, content)| !taken_over.contains(&content.track)));
        before.revert(&bundled, &[]);
        reverted.append(&mut bundled);
        ImportPlan::place_again(&before, &placements, Changes { reverted, dated, asked, ..Changes::new(at) })
    }

    /// Places all listings again, as if those in `earlier` had been placed as it says until now.
    fn place_again(
        before: &KnownState,
        earlier: &HashMap<ListingId, Placement>,
        mut changes: Changes,
    ) -> ImportPlan {
        let mut known = known_listings(&before.known);
        for known in &mut known {
            if let Some(placement) = earlier.get(known.id) {
                known.placement = *placement;
            }
        }
        let (present, gone): (Vec<&StoredListing>, Vec<&StoredListing>) =
            before.known.iter().partition(|stored| stored.gone_at.is_none());
        let contents = present.iter().map(|stored| (&stored.id, &stored.content)).collect();
        let places = ResolvedListings::resolve(
            contents,
            &known,
            &confidential_listings(&before.known),
            &before.decisions,
        );
        let was = |stored: &StoredListing| earlier.get(&stored.id).copied().unwrap_or(stored.placement);
        places.add_to(&mut changes, &present, gone.iter().map(|stored| (*stored, was(stored))));
        let (counts, places) = (ListingCounts::default(), PlaceCounts::default());
        ImportPlan {
            changes,
            counts,
            places,
            lost: LostPlaces::default(),
            altered: AlteredPlaces::default(),
            shared: SharedNumbers::default(),
        }
    }
}

/// Whether a bundled listing becomes present again.
fn brings_back_bundled(reverted: &Reverted) -> bool {
    let is_present = || reverted.to.as_ref().is_some_and(|(state, _)| state.gone_at.is_none());
    reverted.id.source == Source::Bundled && is_present()
}

impl KnownState {
    /// Changes the known listings to what they would be without the import.
    fn revert(&mut self, reverted: &[Reverted], asked: &[(ListingId, Option<i64>)]) {
        let to: HashMap<_, _> =
            reverted.iter().map(|reverted| (&reverted.id, reverted.to.as_ref())).collect();
        let asked: HashMap<&ListingId, bool> =
            asked.iter().map(|(id, version)| (id, version.is_some())).collect();
        self.known.retain(|stored| to.get(&stored.id) != Some(&None));
        for stored in &mut self.known {
            if let Some(is_confidential) = asked.get(&stored.id) {
                stored.is_secret = *is_confidential;
            }
            let Some(Some((state, content))) = to.get(&stored.id) else { continue };
            (stored.content, stored.gone_at) = ((**content).clone(), state.gone_at);
            // Writing a reverted listing removes its lent coordinate.
            stored.lent = None;
        }
    }
}
