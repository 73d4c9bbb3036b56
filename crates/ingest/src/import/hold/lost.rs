//! How many places an import would remove, and how many that may be.

use std::collections::{BTreeMap, HashMap, HashSet};

use directory::{Source, State};
use serde::Deserialize;
use store::{ImportStatus, Store, StoredListing};
use uuid::Uuid;

use super::reason::HoldReason;
use crate::counts::Losses;
use crate::import::places::ResolvedListings;
use crate::parsed::Scope;

/// The share of places that an import may always remove, in percent.
const ALWAYS_PERCENT: u64 = 20;

/// The share that it may remove at most, however old the last edition is.
const MOST_PERCENT: u64 = 60;

/// The share of places that is gone after a year, unless the source's own editions say otherwise. Of the places in
/// SAMHSA's directory of 2022, 20% can't be found in that of 2023.
const USUAL_YEARLY_SHARE: f64 = 0.2;

/// If a state with at least this many places would lose more than [`MOST_PERCENT`] of them, the edition is probably
/// incomplete.
const LEAST_PLACES_IN_STATE: u64 = 25;

/// How many imports are read to see how much a source usually changes.
const IMPORTS_READ: u32 = 200;

/// The places that an import would remove, with what is needed to judge them.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct LostPlaces {
    /// All of them.
    pub total: Losses,
    by_state: BTreeMap<State, Losses>,
}

impl LostPlaces {
    /// Compares the places of `source` before and after. `days` says by how much the listings are newer.
    pub(in crate::import) fn count(
        source: Source,
        scope: &Scope,
        known: &[StoredListing],
        places: &ResolvedListings,
        days: Option<i64>,
    ) -> LostPlaces {
        let listed = places.placements.iter().filter(|(id, _)| id.source == source);
        let now: HashSet<Uuid> = listed.map(|(_, placement)| placement.facility).collect();
        let merged: HashMap<Uuid, Uuid> = places.merged.iter().copied().collect();
        let mut is_followed: BTreeMap<Uuid, (State, bool)> = BTreeMap::new();
        let is_in_scope = |stored: &&StoredListing| {
            stored.id.source == source && stored.gone_at.is_none() && scope.speaks_of(stored.content.track)
        };
        for stored in known.iter().filter(is_in_scope) {
            let facility = stored.placement.facility;
            let remaining = merged.get(&facility).unwrap_or(&facility);
            let is_here = now.contains(remaining) || places.is_continued(&stored.id, stored.placement);
            let state = stored.content.location.address().state;
            is_followed.entry(facility).or_insert((state, false)).1 |= is_here;
        }
        let mut lost = LostPlaces::default();
        for (state, is_followed) in is_followed.into_values() {
            lost.total.add(!is_followed);
            lost.by_state.entry(state).or_default().add(!is_followed);
        }
        lost.total.days = days;
        lost
    }

    /// Why a person should look at the import; `None` if nobody needs to. `usual` is the share of places that this
    /// source usually loses in a year.
    pub(in crate::import) fn reason_to_hold(&self, usual: f64) -> Option<HoldReason> {
        let limit = expected_percent(usual, self.total.days).clamp(ALWAYS_PERCENT, MOST_PERCENT);
        if self.total.exceeds(limit) {
            return Some(HoldReason::Removals { losses: self.total, limit });
        }
        let is_unusual =
            |state: &Losses| state.before >= LEAST_PLACES_IN_STATE && state.exceeds(MOST_PERCENT.max(limit));
        self.by_state.iter().find(|(_, state)| is_unusual(state)).map(
            |(state, Losses { before, lost, .. })| HoldReason::RemovedState {
                state: *state,
                before: *before,
                lost: *lost,
            },
        )
    }
}

/// An import may change or remove this many times what usually changes or disappears.
const MARGIN: f64 = 1.5;

/// The share of places, in percent, that may change or disappear within `days` if the share `usual` does in a year.
pub(super) fn expected_percent(usual: f64, days: Option<i64>) -> u64 {
    let years = days.unwrap_or_default().max(0) as f64 / 365.0;
    (100.0 * MARGIN * (1.0 - (1.0 - usual).powf(years))).round() as u64
}

/// The part of a report that says what an import removed.
#[derive(Deserialize)]
struct LossesOnly {
    #[serde(default)]
    losses: Losses,
}

/// The share of places that a source usually loses in a year, from its published imports.
pub(in crate::import) async fn usual_yearly_share(
    store: &Store,
    source: Source,
) -> Result<f64, store::Error> {
    let imports = store.imports(IMPORTS_READ).await?;
    let published =
        imports.iter().filter(|record| record.source == source && record.status == ImportStatus::Done);
    let losses = |record: &store::ImportRecord| -> Option<Losses> {
        Some(serde_json::from_str::<LossesOnly>(record.report.as_deref()?).ok()?.losses)
    };
    let mut shares: Vec<f64> = published.filter_map(|record| losses(record)?.yearly_share()).collect();
    shares.sort_by(f64::total_cmp);
    Ok(shares.get(shares.len() / 2).copied().unwrap_or(USUAL_YEARLY_SHARE))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lost(lost: u64, before: u64, days: Option<i64>) -> LostPlaces {
        LostPlaces { total: Losses { before, lost, days }, by_state: BTreeMap::new() }
    }

    #[test]
    fn the_older_the_last_edition_the_more_places_may_be_gone() {
        for (places, is_held) in [
            (lost(20, 100, None), false),
            (lost(21, 100, None), true),
            (lost(24, 100, Some(30)), true),
            (lost(24, 100, Some(365)), false),
            (lost(31, 100, Some(365)), true),
            (lost(45, 100, Some(730)), false),
            (lost(61, 100, Some(3650)), true),
        ] {
            assert_eq!(places.reason_to_hold(USUAL_YEARLY_SHARE).is_some(), is_held, "{places:?}");
        }
    }

    #[test]
    fn a_source_that_changes_more_may_lose_more() {
        let shares =
            [lost(300, 1000, Some(365)), lost(163, 1000, Some(182))].map(|one| one.total.yearly_share());
        assert!(
            shares.iter().all(|share| share.is_some_and(|share| (share - 0.3).abs() < 0.01)),
            "{shares:?}"
        );
        assert_eq!(lost(300, 1000, None).total.yearly_share(), None);
        assert!(lost(40, 100, Some(365)).reason_to_hold(0.3).is_none());
        assert!(lost(40, 100, Some(365)).reason_to_hold(0.1).is_some());
    }

    #[test]
    fn a_state_that_disappears_is_a_reason_to_hold() {
        let ohio = State::from_code("OH").unwrap();
        let with = |before, lost| LostPlaces {
            total: Losses { before: 1000, lost: 50, days: None },
            by_state: BTreeMap::from([(ohio, Losses { before, lost, days: None })]),
        };
        let reason = with(50, 50).reason_to_hold(USUAL_YEARLY_SHARE).unwrap().to_string();
        assert!(reason.contains("50 of the 50 places in Ohio"), "{reason}");
        assert_eq!(with(50, 30).reason_to_hold(USUAL_YEARLY_SHARE), None);
        assert_eq!(with(5, 5).reason_to_hold(USUAL_YEARLY_SHARE), None);
    }
}
