//! A whole set of rows, read.

use std::collections::{BTreeMap, BTreeSet};

use directory::listing::{Content, Role};
use directory::vocabulary::{Track, UnknownService};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use store::Coverage;

use crate::repair::Repair;
use crate::source::{RawListing, RejectedRow};

/// Which of a source's listings a set stands for: those of them that are not in it are gone.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Scope {
    /// All.
    #[default]
    Whole,
    /// Those of these tracks.
    Tracks(Vec<Track>),
    /// None but the ones it has: it adds and changes, and these ids are gone.
    Update {
        /// Ids of listings that the source took back.
        removed: BTreeSet<String>,
    },
}

impl Scope {
    /// Whether it speaks of a known listing of this track: what it does not have it found gone, or unchanged, or may change.
    pub(crate) fn speaks_of(&self, track: Track) -> bool {
        match self {
            Scope::Tracks(tracks) => tracks.contains(&track),
            Scope::Whole | Scope::Update { .. } => true,
        }
    }

    /// Whether a known listing of this id and track, which the set does not have, is gone.
    pub(crate) fn takes_away(&self, id: &str, track: Track) -> bool {
        match self {
            Scope::Update { removed } => removed.contains(id),
            Scope::Whole | Scope::Tracks(_) => self.speaks_of(track),
        }
    }

    /// Which listings it finds unchanged, beside those it has.
    pub(crate) fn coverage(&self) -> Coverage {
        match self {
            Scope::Whole => Coverage::Whole,
            Scope::Tracks(tracks) => Coverage::Tracks(tracks.clone()),
            Scope::Update { .. } => Coverage::Named,
        }
    }
}

/// A value of a table that could not be used.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct UnusedValue {
    /// The name of its column.
    pub column: String,
    /// The value; of a long one the beginning.
    pub value: String,
    /// Why not.
    pub reason: Unused,
}

/// Why a value could not be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unused {
    /// It is not among the values that the mapping knows.
    NotInMapping,
    /// It is no mark of yes or no.
    NeitherYesNorNo,
    /// It is no day.
    NoDay,
    /// It is no number.
    NoNumber,
    /// It is no National Provider Identifier.
    NoNpi,
    /// It is no telephone number, or has further ones for which there is no room.
    NoPhone,
}

impl Unused {
    /// What people read of it behind the value.
    pub fn label(self) -> &'static str {
        match self {
            Unused::NotInMapping => "which the mapping lacks",
            Unused::NeitherYesNorNo => "which is neither yes nor no",
            Unused::NoDay => "which is no day",
            Unused::NoNumber => "which is no number",
            Unused::NoNpi => "which is no NPI",
            Unused::NoPhone => "of which not all is a telephone number that can be kept",
        }
    }
}

/// A value or a pattern of a mapping.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Unmatched {
    /// Its line in the mapping, from 1.
    pub line: u64,
    /// The column it is looked for in.
    pub column: String,
    /// The value or pattern.
    pub value: String,
}

/// What one edition of a source says. Every row that was read is a listing or several, joined to the rows of the same
/// place, rejected, a duplicate or passed over.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ParsedSet {
    /// What it stands for.
    pub scope: Scope,
    /// What can be used, ordered by id.
    pub listings: Vec<RawListing>,
    /// What can't, in the order it came.
    pub rejected: Vec<RejectedRow>,
    /// How many rows were read.
    pub rows_read: u64,
    /// Rows that were there already, the same in everything that says something.
    pub duplicates: u64,
    /// Rows that are not of what the source is read for (a physician in a registry of all providers, say), by what they
    /// are: counted, not kept.
    pub passed_over: BTreeMap<String, u64>,
    /// Listings and rejections beyond the first of rows, or of rows that were joined, that tell of several programs or
    /// places.
    pub further_listings: u64,
    /// Rows beyond the first of those that were joined because they tell of one place.
    pub joined_rows: u64,
    /// Listings that share their id with another of different content, and were given one of their own.
    pub conflicting_ids: u64,
    /// Listings without any services.
    pub without_services: u64,
    /// How many listings had each kind of repair.
    pub repairs: BTreeMap<Repair, u64>,
    /// How many listings name each service that the vocabulary lacks.
    pub unknown_services: BTreeMap<UnknownService, u64>,
    /// In how many rows each value of a table is that could not be used.
    pub unused_values: BTreeMap<UnusedValue, u64>,
    /// Values and patterns of a mapping that no row has, in the order of its lines.
    pub unmatched: Vec<Unmatched>,
    /// What else people should know of the files.
    pub remarks: Vec<String>,
}

/// Whether a listing that should tell what is offered has neither codes nor facts.
fn says_nothing(content: &Content) -> bool {
    content.role == Role::Program && content.codes.is_none() && content.stated.stated().is_empty()
}

impl ParsedSet {
    /// How many rows were rejected for each reason.
    pub fn rejected_by_reason(&self) -> BTreeMap<&str, u64> {
        let mut counts = BTreeMap::new();
        for row in &self.rejected {
            *counts.entry(row.reason.as_str()).or_default() += 1;
        }
        counts
    }

    /// Whether every row that was read is accounted for.
    pub fn is_balanced(&self) -> bool {
        let passed_over: u64 = self.passed_over.values().sum();
        let accounted =
            self.listings.len() as u64 + self.rejected.len() as u64 + self.duplicates + passed_over;
        self.rows_read + self.further_listings == accounted + self.joined_rows
    }

    /// Forgets days after `today`, which no source can know of: a listing of the future would be believed before all.
    pub(crate) fn forget_days_after(&mut self, today: Date) {
        for listing in &mut self.listings {
            let content = &mut listing.content;
            let capacities = content.details.capacities.iter_mut().map(|capacity| &mut capacity.updated);
            let mut is_forgotten = false;
            for day in capacities.chain([&mut content.as_of]).filter(|day| day.is_some_and(|day| day > today))
            {
                (*day, is_forgotten) = (None, true);
            }
            if is_forgotten {
                listing.repairs.push(Repair::DayInFuture);
                *self.repairs.entry(Repair::DayInFuture).or_default() += 1;
            }
        }
    }

    /// Counts what the listings have, once they are complete.
    pub(crate) fn count(&mut self) {
        for listing in &self.listings {
            self.without_services += u64::from(says_nothing(&listing.content));
            for repair in &listing.repairs {
                *self.repairs.entry(*repair).or_default() += 1;
            }
            for service in &listing.content.unknown_services {
                match self.unknown_services.get_mut(service) {
                    Some(count) => *count += 1,
                    None => drop(self.unknown_services.insert(service.clone(), 1)),
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_in_the_future_is_forgotten_and_counted() {
        let mut set = crate::sample(places::Gazetteer::embedded());
        let today: Date = "2026-11-25".parse().expect("a day");
        let days = ["2026-11-25", "2026-11-26"].map(|day| day.parse::<Date>().ok());
        set.listings.truncate(2);
        for (listing, day) in set.listings.iter_mut().zip(days) {
            listing.content.as_of = day;
        }
        set.forget_days_after(today);
        let known: Vec<_> = set.listings.iter().map(|listing| listing.content.as_of).collect();
        assert_eq!(known, [Some(today), None]);
        assert_eq!(set.repairs.get(&Repair::DayInFuture), Some(&1));
    }
}
