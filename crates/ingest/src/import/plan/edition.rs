//! Whether a set is of an older edition than what is there.

use std::collections::HashMap;

use directory::{Source, Track};
use jiff::civil::Date;
use store::StoredListing;

use crate::parsed::ParsedListing;
use crate::parsed::ParsedSet;

/// A set is older than what is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct OlderEdition {
    /// The day in the middle of the set, or of its rows that went back.
    pub of: Date,
    /// The day in the middle of what is there, or of those rows.
    pub known: Date,
}

/// Finds that a set is older than the listings that it would replace, on one of its tracks: each has editions of its own.
///
/// Of a living directory, whose rows are known by their ids, it is when more rows went back in time than on; a row or
/// two may, since a date that was mistyped is put right. An edition whose rows have other ids than those before is judged
/// by its days: by the one in the middle, so that no single row decides.
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

/// Days of listings by their ids.
type Days<'a> = HashMap<&'a str, Date>;

/// One row in so many may go back in time, because its day was put right.
const CORRECTED: usize = 100;

/// `now`: the days of the set; `before`: those of the listings that it would replace.
fn older_track(now: &Days<'_>, before: &Days<'_>) -> Option<OlderEdition> {
    let common: Vec<(Date, Date)> =
        now.iter().filter_map(|(id, now)| Some((*now, *before.get(id)?))).collect();
    if common.len() * 2 < before.len() {
        let (of, known) = (middle(now.values().copied())?, middle(before.values().copied())?);
        return (of < known).then_some(OlderEdition { of, known });
    }
    let back: Vec<(Date, Date)> = common.iter().copied().filter(|(now, before)| now < before).collect();
    let on = common.iter().filter(|(now, before)| now > before).count();
    let corrected = if back.len() == common.len() { 0 } else { (common.len() / CORRECTED).max(1) };
    if back.len() <= on + corrected {
        return None;
    }
    let of = middle(back.iter().map(|(now, _)| *now))?;
    Some(OlderEdition { of, known: middle(back.iter().map(|(_, before)| *before))? })
}

/// The day in the middle.
fn middle(days: impl Iterator<Item = Date>) -> Option<Date> {
    let mut days: Vec<Date> = days.collect();
    days.sort_unstable();
    days.get(days.len() / 2).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days<'a>(rows: &'a [(&'a str, i16)]) -> Days<'a> {
        rows.iter().map(|(id, year)| (*id, Date::constant(*year, 1, 1))).collect()
    }

    fn is_older(now: &[(&str, i16)], before: &[(&str, i16)]) -> bool {
        older_track(&days(now), &days(before)).is_some()
    }

    #[test]
    fn a_day_that_is_put_right_makes_no_older_edition() {
        let before = [("a", 2026), ("b", 2026), ("c", 2062)];
        assert!(!is_older(&[("a", 2026), ("b", 2026), ("c", 2026)], &before));
        assert!(is_older(&[("a", 2025), ("b", 2025), ("c", 2026)], &before));
        assert!(is_older(&[("a", 2025)], &[("a", 2026)]), "the only row went back");
    }

    #[test]
    fn rows_of_other_ids_are_judged_by_the_day_in_the_middle() {
        let before = [("a", 2024), ("b", 2024), ("c", 2024)];
        assert!(is_older(&[("x", 2023), ("y", 2023), ("z", 2026)], &before), "one newer row does not help");
        assert!(!is_older(&[("x", 2025), ("y", 2025), ("z", 2019)], &before), "nor does one older row harm");
        assert!(!is_older(&[("x", 2024)], &before));
        assert!(!is_older(&[], &before) && !is_older(&[("x", 2024)], &[]));
    }
}
