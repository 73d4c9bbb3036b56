//! A whole set of rows, read.

use std::collections::BTreeMap;

use directory::listing::{Content, Role};
use directory::vocabulary::{Track, UnknownService};

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
        removed: Vec<String>,
    },
}

/// What one edition of a source says. Every row that was read is a listing or several, rejected, a duplicate or
/// passed over.
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
    /// Listings and rejections beyond the first of rows that tell of several programs or places.
    pub further_listings: u64,
    /// Listings that share their id with another of different content, and were given one of their own.
    pub conflicting_ids: u64,
    /// Listings without any services.
    pub without_services: u64,
    /// How many listings had each kind of repair.
    pub repairs: BTreeMap<Repair, u64>,
    /// How many listings name each service that the vocabulary lacks.
    pub unknown_services: BTreeMap<UnknownService, u64>,
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
        self.rows_read + self.further_listings == accounted
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
