//! The result of reading a source: its listings, and an account of every row.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use directory::listing::Content;
use directory::vocabulary::{Track, UnknownService};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use store::ImportCoverage;

use crate::repair::Repair;

/// A listing and the row it was read from.
#[derive(Debug, Clone, PartialEq)]
pub struct ParsedListing {
    /// Its id in its source.
    pub id_in_source: String,
    /// What it says. Boxed, because listings are moved by the ten thousand while they are linked to facilities.
    pub content: Box<Content>,
    /// The row as received.
    pub raw: String,
    /// What was repaired in it: each kind once, in order.
    pub repairs: Vec<Repair>,
}

/// A row that can't be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RejectedRow {
    /// The number of the row in its file or set, from 1.
    pub row_number: u64,
    /// Why it can't be used.
    pub reason: String,
    /// The row as received.
    pub raw: String,
}

/// A kind of row that is mostly rejected, for one and the same reason. Either the file is not what it should be, or the
/// publisher has changed something that this program does not know yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RejectedKind {
    /// The kind, as the source writes it; empty if all rows of the source are of one kind.
    #[serde(rename = "rows_of_kind")]
    pub kind: String,
    /// The number of its rows.
    pub rows: u64,
    /// How many of them are rejected for the reason.
    pub rejected: u64,
    /// The reason.
    pub reason: String,
}

impl fmt::Display for RejectedKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let RejectedKind { kind, rows, rejected, reason } = self;
        write!(f, "{rejected} of the {rows} rows")?;
        if !kind.is_empty() {
            write!(f, " of kind {kind:?}")?;
        }
        write!(f, " can't be used for the same reason: {reason}")
    }
}

/// Which of a source's listings a set replaces. Any of these that the set lacks are gone.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Scope {
    /// All of them.
    #[default]
    Whole,
    /// All on these tracks.
    Tracks(Vec<Track>),
    /// Only the listings in the set: it adds and changes listings, and removes some by their ids.
    Update {
        /// The ids of listings that the source withdrew.
        removed: BTreeSet<String>,
    },
}

impl Scope {
    /// Whether the set says anything about listings on this track: that they are gone, unchanged or changed.
    pub(crate) fn speaks_of(&self, track: Track) -> bool {
        match self {
            Scope::Tracks(tracks) => tracks.contains(&track),
            Scope::Whole | Scope::Update { .. } => true,
        }
    }

    /// Whether a known listing that the set lacks is gone.
    pub(crate) fn takes_away(&self, id: &str, track: Track) -> bool {
        match self {
            Scope::Update { removed } => removed.contains(id),
            Scope::Whole | Scope::Tracks(_) => self.speaks_of(track),
        }
    }

    /// Which present listings of the source the set confirms.
    pub(crate) fn coverage(&self) -> ImportCoverage {
        match self {
            Scope::Whole => ImportCoverage::Whole,
            Scope::Tracks(tracks) => ImportCoverage::Tracks(tracks.clone()),
            Scope::Update { .. } => ImportCoverage::Named,
        }
    }
}

/// A value of a table that could not be used.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct UnusedValue {
    /// The name of the column.
    pub column: String,
    /// The value, or the beginning of a long one.
    pub value: String,
    /// Why it could not be used.
    pub reason: Unused,
}

/// Why a value could not be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unused {
    /// The mapping does not mention it.
    NotInMapping,
    /// It means neither yes nor no.
    NeitherYesNorNo,
    /// It is not a date.
    NoDay,
    /// It is not a number.
    NoNumber,
    /// It is not a National Provider Identifier.
    NoNpi,
    /// It is not a telephone number, or has more numbers than a listing can hold.
    NoPhone,
}

impl Unused {
    /// The explanation in a report, after the value.
    pub fn label(self) -> &'static str {
        match self {
            Unused::NotInMapping => "which the mapping does not mention",
            Unused::NeitherYesNorNo => "which is neither yes nor no",
            Unused::NoDay => "which is not a date",
            Unused::NoNumber => "which is not a number",
            Unused::NoNpi => "which is not an NPI",
            Unused::NoPhone => "which is not a single telephone number",
        }
    }
}

/// A value or pattern of a mapping that occurs in no row.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Unmatched {
    /// Its line in the mapping, from 1.
    pub line: u64,
    /// The column in which it was looked for.
    pub column: String,
    /// The value or pattern.
    pub value: String,
}

/// How many rows were read, and the counts that account for each of them together with the listings and rejections.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowCounts {
    /// All rows. Each became one or more listings, was joined to another row, or is a duplicate, skipped or rejected.
    #[serde(rename = "rows_read")]
    pub read: u64,
    /// Rows that say the same as another row.
    pub duplicates: u64,
    /// Rows about something that does not belong in the directory, such as physicians in a registry of all providers,
    /// counted by what they are about. They are not stored.
    #[serde(default, rename = "passed_over", skip_serializing_if = "BTreeMap::is_empty")]
    pub skipped: BTreeMap<String, u64>,
    /// Listings and rejections beyond the first of each row, or of each group of joined rows: a row or group can be
    /// about several programs or places.
    #[serde(default)]
    pub further_listings: u64,
    /// Rows that were joined to another row because both are about the same place.
    #[serde(default, rename = "joined_rows")]
    pub joined: u64,
}

impl RowCounts {
    /// Whether every row is accounted for.
    pub(crate) fn is_balanced(&self, listings: u64, rejected: u64) -> bool {
        let skipped: u64 = self.skipped.values().sum();
        let accounted = listings + rejected + self.duplicates + skipped + self.joined;
        self.read + self.further_listings == accounted
    }
}

/// What one edition of a source says.
///
/// Every row that was read became one or more listings, was joined to other rows of the same place, or is counted as
/// rejected, duplicate or skipped; [`is_balanced`](ParsedSet::is_balanced) checks that.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ParsedSet {
    /// Which listings of the source the set replaces.
    pub scope: Scope,
    /// The listings, ordered by id.
    pub listings: Vec<ParsedListing>,
    /// The rows that can't be used, ordered by row number.
    pub rejected: Vec<RejectedRow>,
    /// The kinds of row that are mostly rejected, each for one and the same reason.
    pub mostly_rejected: Vec<RejectedKind>,
    /// What became of the rows.
    pub rows: RowCounts,
    /// Listings with the same id as another listing but different content. They were given ids of their own.
    pub conflicting_ids: u64,
    /// Listings without any services.
    pub without_services: u64,
    /// The number of listings with each kind of repair.
    pub repairs: BTreeMap<Repair, u64>,
    /// The number of listings with each service that the code book lacks.
    pub unknown_services: BTreeMap<UnknownService, u64>,
    /// The number of rows with each value of a table that could not be used.
    pub unused_values: BTreeMap<UnusedValue, u64>,
    /// Values and patterns of a mapping that occur in no row, in the order of its lines.
    pub unmatched: Vec<Unmatched>,
    /// Anything else that people should know about the files.
    pub remarks: Vec<String>,
}

impl ParsedSet {
    /// The number of rows rejected for each reason.
    pub fn rejected_by_reason(&self) -> BTreeMap<&str, u64> {
        let mut counts = BTreeMap::new();
        for row in &self.rejected {
            *counts.entry(row.reason.as_str()).or_default() += 1;
        }
        counts
    }

    /// Whether every row that was read is accounted for.
    pub fn is_balanced(&self) -> bool {
        self.rows.is_balanced(self.listings.len() as u64, self.rejected.len() as u64)
    }

    /// Drops dates after `today`. They must be wrong, and a listing dated in the future would be believed over all others.
    pub(crate) fn drop_dates_after(&mut self, today: Date) {
        for listing in &mut self.listings {
            let content = &mut listing.content;
            let details = &mut content.details;
            let texts = [&mut details.alert, &mut details.wait_time].into_iter().flatten();
            let texts = texts.map(|dated| &mut dated.updated);
            let capacities = details.capacities.iter_mut().map(|capacity| &mut capacity.updated);
            let mut is_dropped = false;
            for day in capacities
                .chain(texts)
                .chain([&mut content.as_of])
                .filter(|day| day.is_some_and(|day| day > today))
            {
                (*day, is_dropped) = (None, true);
            }
            if is_dropped {
                listing.repairs.push(Repair::DayInFuture);
                *self.repairs.entry(Repair::DayInFuture).or_default() += 1;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_in_the_future_is_dropped_and_counted() {
        let mut set = crate::sample(places::Gazetteer::embedded());
        let today: Date = "2026-11-25".parse().expect("a day");
        let days = ["2026-11-25", "2026-11-26"].map(|day| day.parse::<Date>().ok());
        set.listings.truncate(2);
        for (listing, day) in set.listings.iter_mut().zip(days) {
            listing.content.as_of = day;
        }
        set.drop_dates_after(today);
        let known: Vec<_> = set.listings.iter().map(|listing| listing.content.as_of).collect();
        assert_eq!(known, [Some(today), None]);
        assert_eq!(set.repairs.get(&Repair::DayInFuture), Some(&1));
    }
}
