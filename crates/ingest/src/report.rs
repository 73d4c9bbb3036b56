//! What an import found: every row accounted for, in words and in JSON.

mod changes;
mod places;
mod text;

use std::cmp::Reverse;
use std::collections::BTreeMap;

use directory::Source;
use directory::vocabulary::UnknownService;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use store::{Import, ImportId, ImportStatus};

pub use changes::{ListingChange, PlaceChange, listing_changes};
pub use places::PlaceCounts;

use crate::fetch::{Fetched, Progress};
use crate::import::plan::Plan;
use crate::parsed::{ParsedSet, Unmatched, UnusedValue};

/// What an import found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// The import's name.
    pub import: ImportId,
    /// What was imported.
    pub source: Source,
    /// Where from.
    pub origin: String,
    /// How it ended; as long as it has not, `running`.
    pub status: ImportStatus,
    /// Whether it went on from where an earlier attempt was left.
    pub resumed: bool,
    /// When it first began.
    pub started_at: Timestamp,
    /// When it ended.
    pub finished_at: Option<Timestamp>,
    /// When all rows were there.
    pub retrieved_at: Option<Timestamp>,
    /// Why it waits for a person, if it does.
    pub held: Option<String>,
    /// Why it failed, if it did.
    pub error: Option<String>,
    /// What was asked of the service.
    pub fetch: FetchCounts,
    /// How many rows were read: each is a listing, joined to another, a duplicate, passed over or
    /// rejected.
    pub rows_read: u64,
    /// Rows that were there already, the same in everything that says something.
    pub duplicates: u64,
    /// Rows that are not of what the source is read for, by what they are.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub passed_over: BTreeMap<String, u64>,
    /// Listings and rejections beyond the first of rows, or of rows that were joined, that tell of several programs or
    /// places.
    #[serde(default)]
    pub further_listings: u64,
    /// Rows beyond the first of those that were joined because they tell of one place.
    #[serde(default)]
    pub joined_rows: u64,
    /// Rows that can't be used.
    pub rejected: RejectedCounts,
    /// The listings, held by their ids against those that were known.
    pub listings: ListingCounts,
    /// The listings, held by place against those of the edition before.
    #[serde(default)]
    pub places: PlaceCounts,
    /// Listings that share their id with another of different content, and were given one of their own.
    pub conflicting_ids: u64,
    /// Listings without any services.
    pub without_services: u64,
    /// How many listings had each kind of repair.
    pub repairs: BTreeMap<String, u64>,
    /// Services that the code book lacks, the most frequent first.
    pub unknown_services: Vec<UnknownServiceCount>,
    /// Values of a table that could not be used, the most frequent first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unused_values: Vec<UnusedValueCount>,
    /// Values and patterns of a mapping that no row has.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unmatched: Vec<Unmatched>,
    /// What else people should know of the files.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub remarks: Vec<String>,
    /// Facilities that turned out to be another one.
    pub merged_facilities: u64,
    /// Listings of other sources that describe another facility or program now.
    #[serde(default)]
    pub moved_of_other_sources: u64,
    /// Pairs of listings about which a person should decide.
    #[serde(default)]
    pub borderline_pairs: u64,
    /// Sources whose listings gave way to these.
    pub replaced: Vec<Source>,
    /// How many facilities are published, of all sources.
    pub facilities: u64,
    /// How many programs they have.
    pub programs: u64,
}

/// What was asked of a service.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FetchCounts {
    /// Pages that came or were there.
    pub pages: u32,
    /// How many of them were there from an earlier attempt.
    pub resumed_pages: u32,
    /// Requests.
    pub requests: u64,
    /// How many of them because another had failed.
    pub retries: u64,
    /// How often all was begun anew because the data had changed meanwhile.
    pub starts_over: u32,
}

impl FetchCounts {
    /// Counts what is known while pages come.
    pub(crate) fn count_progress(&mut self, progress: &Progress) {
        self.retries = progress.retries;
        if progress.waiting.is_none() {
            self.pages = self.pages.max(progress.page);
        }
    }

    /// Counts what was done in the end.
    pub(crate) fn count_fetched(&mut self, fetched: &Fetched) {
        *self = FetchCounts {
            pages: fetched.pages,
            resumed_pages: fetched.resumed_pages,
            requests: fetched.requests,
            retries: fetched.retries,
            starts_over: fetched.starts_over,
        };
    }
}

/// Rows that can't be used.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RejectedCounts {
    /// All of them.
    pub total: u64,
    /// How many for each reason.
    pub by_reason: BTreeMap<String, u64>,
}

/// Listings, held against those that were known before.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListingCounts {
    /// All that are there now: the sum of the four that follow.
    pub listings: u64,
    /// Those never seen before.
    pub new: u64,
    /// Those that say something else than before.
    pub changed: u64,
    /// Those that say what they said.
    pub unchanged: u64,
    /// Those that had been gone.
    pub back: u64,
    /// Those that were there before and are there no more.
    pub gone: u64,
}

/// A service that the code book lacks, and how many listings name it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnknownServiceCount {
    /// The service as it came.
    #[serde(flatten)]
    pub service: UnknownService,
    /// How many listings name it.
    pub listings: u64,
}

/// A value of a table that could not be used, and how many rows have it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnusedValueCount {
    /// The value.
    #[serde(flatten)]
    pub value: UnusedValue,
    /// How many rows have it.
    pub rows: u64,
}

/// Most reasons that are told one by one.
const REASONS: usize = 100;

/// How many rows were rejected for each reason; of many reasons the rarest together.
fn by_reason(set: &ParsedSet) -> BTreeMap<String, u64> {
    let mut reasons: Vec<(&str, u64)> = set.rejected_by_reason().into_iter().collect();
    reasons.sort_by_key(|(_, rows)| Reverse(*rows));
    let others: u64 = reasons.iter().skip(REASONS).map(|(_, rows)| rows).sum();
    let told = reasons.into_iter().take(REASONS).map(|(reason, rows)| (reason.to_owned(), rows));
    told.chain((others > 0).then(|| ("other reasons".to_owned(), others))).collect()
}

impl Report {
    /// The report of an import that has just begun.
    pub(crate) fn begun(import: &Import, origin: &str) -> Report {
        Report {
            import: import.id(),
            source: import.source(),
            origin: origin.to_owned(),
            status: ImportStatus::Running,
            resumed: import.resumed(),
            started_at: import.started_at(),
            finished_at: None,
            retrieved_at: None,
            held: None,
            error: None,
            fetch: FetchCounts::default(),
            rows_read: 0,
            duplicates: 0,
            passed_over: BTreeMap::new(),
            further_listings: 0,
            joined_rows: 0,
            rejected: RejectedCounts::default(),
            listings: ListingCounts::default(),
            places: PlaceCounts::default(),
            conflicting_ids: 0,
            without_services: 0,
            repairs: BTreeMap::new(),
            unknown_services: Vec::new(),
            unused_values: Vec::new(),
            unmatched: Vec::new(),
            remarks: Vec::new(),
            merged_facilities: 0,
            moved_of_other_sources: 0,
            borderline_pairs: 0,
            replaced: Vec::new(),
            facilities: 0,
            programs: 0,
        }
    }

    /// Counts the rows that were read.
    pub(crate) fn count_set(&mut self, set: &ParsedSet, retrieved_at: Timestamp) {
        self.retrieved_at = Some(retrieved_at);
        self.rows_read = set.rows_read;
        self.duplicates = set.duplicates;
        self.passed_over.clone_from(&set.passed_over);
        self.further_listings = set.further_listings;
        self.joined_rows = set.joined_rows;
        self.remarks.clone_from(&set.remarks);
        self.rejected = RejectedCounts { total: set.rejected.len() as u64, by_reason: by_reason(set) };
        self.listings.listings = set.listings.len() as u64;
        self.conflicting_ids = set.conflicting_ids;
        self.without_services = set.without_services;
        self.repairs = set.repairs.iter().map(|(repair, count)| (repair.slug().to_owned(), *count)).collect();
        let count = |(service, count): (&UnknownService, &u64)| UnknownServiceCount {
            service: service.clone(),
            listings: *count,
        };
        self.unknown_services = set.unknown_services.iter().map(count).collect();
        self.unknown_services.sort_by_key(|unknown| Reverse(unknown.listings));
        let unused = set.unused_values.iter();
        self.unused_values =
            unused.map(|(value, rows)| UnusedValueCount { value: value.clone(), rows: *rows }).collect();
        self.unused_values.sort_by_key(|unused| Reverse(unused.rows));
        self.unmatched.clone_from(&set.unmatched);
    }

    /// Counts what is to be changed.
    pub(crate) fn count_plan(&mut self, plan: &Plan) {
        self.listings = plan.counts;
        self.places.clone_from(&plan.places);
        let others = plan.changes.moved.iter().filter(|(id, _)| id.source != self.source);
        self.moved_of_other_sources = others.count() as u64;
        self.borderline_pairs = plan.changes.borderline.as_ref().map_or(0, Vec::len) as u64;
        self.merged_facilities = plan.changes.merged.len() as u64;
    }

    /// Whether every row that was read is accounted for.
    pub fn is_balanced(&self) -> bool {
        let passed_over: u64 = self.passed_over.values().sum();
        let accounted = self.listings.listings + self.duplicates + passed_over + self.rejected.total;
        self.rows_read + self.further_listings == accounted + self.joined_rows
    }

    /// The report as JSON.
    ///
    /// # Panics
    /// Never: a report has only text keys.
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).expect("a report has only text keys")
    }
}
