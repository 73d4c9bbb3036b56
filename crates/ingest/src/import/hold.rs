//! Whether a person should look at an import before it is published: because too many places can't be followed into it.

use std::collections::{BTreeMap, HashMap, HashSet};

use directory::{Source, State};
use serde::{Deserialize, Serialize};
use store::{ImportStatus, Store, StoredListing};
use uuid::Uuid;

use super::places::ResolvedListings;
use crate::parsed::Scope;
use crate::report::Report;

/// The share of places that an import may always remove, in percent.
const ALWAYS_PERCENT: u64 = 20;

/// The share that it may remove at most, however old the last edition is.
const MOST_PERCENT: u64 = 60;

/// The share of places that is gone after a year, unless the source's own editions say otherwise. Of the places in
/// SAMHSA's directory of 2022, 20% can't be found in that of 2023.
const USUAL_YEARLY_SHARE: f64 = 0.2;

/// An import is held if it would remove more than this many times what usually disappears.
const MARGIN: f64 = 1.5;

/// Losses of fewer places, or over fewer days, say little about how much a source usually changes.
const LEAST_PLACES: u64 = 100;
const LEAST_DAYS: i64 = 30;

/// A state with at least this many places does not lose more than [`MOST_PERCENT`] of them in a whole edition.
const LEAST_PLACES_IN_STATE: u64 = 25;

/// How many imports are read to see how much a source usually changes.
const IMPORTS_READ: u32 = 200;

/// How many places an import would remove.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Losses {
    /// The places that the source listed before, as far as the import covers them.
    pub before: u64,
    /// Those of them that the source no longer lists: they are neither there, nor respelled, renamed, moved or merged.
    pub lost: u64,
    /// By how many days the listings are newer than those before, if they say.
    pub days: Option<i64>,
}

/// The places that an import would remove, with what is needed to judge them.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct LostPlaces {
    /// All of them.
    pub total: Losses,
    by_state: BTreeMap<State, Losses>,
}

impl Losses {
    fn percent(self) -> u64 {
        (self.lost * 100).div_ceil(self.before.max(1))
    }

    fn exceeds(self, percent: u64) -> bool {
        self.lost * 100 > self.before * percent
    }

    fn add(&mut self, is_lost: bool) {
        self.before += 1;
        self.lost += u64::from(is_lost);
    }

    /// The share of places that is lost in a year, at this rate.
    fn yearly_share(self) -> Option<f64> {
        let days = self.days.filter(|days| *days >= LEAST_DAYS && self.before >= LEAST_PLACES)?;
        let kept = 1.0 - self.lost as f64 / self.before as f64;
        Some(1.0 - kept.powf(365.0 / days as f64))
    }
}

impl LostPlaces {
    /// Compares the places of `source` before and after. `days` says by how much the listings are newer.
    pub(super) fn count(
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
    pub(super) fn reason_to_hold(&self, usual: f64) -> Option<String> {
        let Losses { before, lost, days } = self.total;
        let years = days.unwrap_or_default().max(0) as f64 / 365.0;
        let expected = 100.0 * MARGIN * (1.0 - (1.0 - usual).powf(years));
        let limit = (expected.round() as u64).clamp(ALWAYS_PERCENT, MOST_PERCENT);
        if self.total.exceeds(limit) {
            return Some(format!(
                "it would remove {lost} of the {before} places that it covers, which is more than {limit}%"
            ));
        }
        let is_unusual =
            |state: &Losses| state.before >= LEAST_PLACES_IN_STATE && state.exceeds(MOST_PERCENT.max(limit));
        self.by_state.iter().find(|(_, state)| is_unusual(state)).map(
            |(state, Losses { before, lost, .. })| {
                format!(
                    "it would remove {lost} of the {before} places in {}, as if a part were missing",
                    state.name()
                )
            },
        )
    }
}

/// The share of places that a source usually loses in a year, from its published imports.
pub(super) async fn usual_yearly_share(store: &Store, source: Source) -> Result<f64, store::Error> {
    let imports = store.imports(IMPORTS_READ).await?;
    let published =
        imports.iter().filter(|record| record.source == source && record.status == ImportStatus::Done);
    let report = |record: &store::ImportRecord| -> Option<Report> {
        serde_json::from_str(record.report.as_deref()?).ok()
    };
    let mut shares: Vec<f64> = published.filter_map(|record| report(record)?.losses.yearly_share()).collect();
    shares.sort_by(f64::total_cmp);
    Ok(shares.get(shares.len() / 2).copied().unwrap_or(USUAL_YEARLY_SHARE))
}

impl Report {
    /// Whether the import was held only because it would remove places, and not more than this share of them.
    pub fn removes_at_most(&self, percent: u64) -> bool {
        let is_held_for_them = self.held.as_deref().is_some_and(|held| held.starts_with("it would remove"));
        is_held_for_them && self.losses.percent() <= percent
    }
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
        let reason = with(50, 50).reason_to_hold(USUAL_YEARLY_SHARE).unwrap();
        assert!(reason.contains("50 of the 50 places in Ohio"), "{reason}");
        assert_eq!(with(50, 30).reason_to_hold(USUAL_YEARLY_SHARE), None);
        assert_eq!(with(5, 5).reason_to_hold(USUAL_YEARLY_SHARE), None);
    }
}
