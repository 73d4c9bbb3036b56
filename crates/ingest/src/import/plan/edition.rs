//! Refusing an edition of a source that is older than the one in the store.

use std::collections::HashMap;

use directory::{Source, Track};
use jiff::civil::Date;
use store::StoredListing;

use crate::parsed::{ParsedListing, ParsedSet};

/// A set is older than the listings that it would replace.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct OlderEdition {
    /// The median day of the set, or only of its rows that have an earlier day than before.
    pub day: Date,
    /// The median day of the listings in the store, or only of those same rows.
    pub known: Date,
}

/// Whether a set is older than the listings that it would replace. Tracks are compared separately, since each may have
/// editions of its own.
///
/// When most rows keep their ids, the set is older if clearly more of their days moved back than forward. A small
/// surplus is allowed, because sources correct days. When most ids are new, the median days are compared, so that no
/// single row decides.
pub(crate) fn older_edition(
    source: Source,
    set: &ParsedSet,
    known: &[StoredListing],
) -> Option<OlderEdition> {
    let is_replaced = |stored: &StoredListing| {
        stored.id.source == source && stored.gone_at.is_none() && set.scope.speaks_of(stored.content.track)
    };
    [Track::SubstanceUse, Track::MentalHealth].into_iter().find_map(|track| {
        let replaced = known.iter().filter(|stored| stored.content.track == track && is_replaced(stored));
        let days =
            replaced.filter_map(|stored| Some((stored.id.id.as_str(), stored.content.as_of?))).collect();
        let listings = set.listings.iter().filter(|listing| listing.content.track == track);
        let day = |listing: &'_ ParsedListing| listing.content.as_of;
        let now =
            listings.filter_map(|listing| Some((listing.id_in_source.as_str(), day(listing)?))).collect();
        older_track(&now, &days)
    })
}

/// By how many days a set is newer than the listings that it would replace, comparing their median dates.
pub(super) fn days_since(source: Source, set: &ParsedSet, known: &[StoredListing]) -> Option<i64> {
    let is_replaced = |stored: &&StoredListing| {
        stored.id.source == source && stored.gone_at.is_none() && set.scope.speaks_of(stored.content.track)
    };
    let before = median(known.iter().filter(is_replaced).filter_map(|stored| stored.content.as_of))?;
    let now = median(set.listings.iter().filter_map(|listing| listing.content.as_of))?;
    Some(i64::from(before.until(now).ok()?.get_days()))
}

/// The days of listings by their ids.
type DaysById<'a> = HashMap<&'a str, Date>;

/// The surplus that is allowed: one row in this many, but at least one, unless all rows moved back.
const ROWS_PER_CORRECTION: usize = 100;

/// Compares the days of the set, `now`, with those of the listings that it would replace, `before`.
fn older_track(now: &DaysById<'_>, before: &DaysById<'_>) -> Option<OlderEdition> {
    let common: Vec<(Date, Date)> =
        now.iter().filter_map(|(id, now)| Some((*now, *before.get(id)?))).collect();
    if common.len() * 2 < before.len() {
        let (day, known) = (median(now.values().copied())?, median(before.values().copied())?);
        return (day < known).then_some(OlderEdition { day, known });
    }
    let earlier: Vec<(Date, Date)> = common.iter().copied().filter(|(now, before)| now < before).collect();
    let later = common.iter().filter(|(now, before)| now > before).count();
    let corrected =
        if earlier.len() == common.len() { 0 } else { (common.len() / ROWS_PER_CORRECTION).max(1) };
    if earlier.len() <= later + corrected {
        return None;
    }
    let day = median(earlier.iter().map(|(now, _)| *now))?;
    Some(OlderEdition { day, known: median(earlier.iter().map(|(_, before)| *before))? })
}

fn median(days: impl Iterator<Item = Date>) -> Option<Date> {
    let mut days: Vec<Date> = days.collect();
    days.sort_unstable();
    days.get(days.len() / 2).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days<'a>(rows: &'a [(&'a str, i16)]) -> DaysById<'a> {
        rows.iter().map(|(id, year)| (*id, Date::constant(*year, 1, 1))).collect()
    }

    fn is_older(now: &[(&str, i16)], before: &[(&str, i16)]) -> bool {
        older_track(&days(now), &days(before)).is_some()
    }

    #[test]
    fn a_corrected_day_does_not_make_an_edition_older() {
        let before = [("a", 2026), ("b", 2026), ("c", 2062)];
        assert!(!is_older(&[("a", 2026), ("b", 2026), ("c", 2026)], &before));
        assert!(is_older(&[("a", 2025), ("b", 2025), ("c", 2026)], &before));
        assert!(is_older(&[("a", 2025)], &[("a", 2026)]), "the only row went back");
    }

    #[test]
    fn editions_with_new_ids_are_compared_by_their_median_days() {
        let before = [("a", 2024), ("b", 2024), ("c", 2024)];
        assert!(is_older(&[("x", 2023), ("y", 2023), ("z", 2026)], &before), "one newer row does not help");
        assert!(!is_older(&[("x", 2025), ("y", 2025), ("z", 2019)], &before), "one older row does no harm");
        assert!(!is_older(&[("x", 2024)], &before));
        assert!(!is_older(&[], &before) && !is_older(&[("x", 2024)], &[]));
    }
}
