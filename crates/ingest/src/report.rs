//! The report of an import, which accounts for every row, as text for people and as JSON.

mod changes;
mod text;

use std::cmp::Reverse;
use std::collections::BTreeMap;

use directory::Source;
use directory::vocabulary::UnknownService;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use store::{Import, ImportId, ImportStatus};

pub use crate::counts::{ListingCounts, Losses, PlaceCounts};
pub use changes::{ListingChange, PlaceChange, listing_changes};

use crate::fetch::Fetched;
use crate::import::HoldReason;
use crate::import::plan::ImportPlan;
use crate::parsed::{ParsedSet, RowCounts, Unmatched, UnusedValue};

/// What an import did and found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// The id of the import.
    pub import: ImportId,
    /// The source that was imported.
    pub source: Source,
    /// The address or files it was imported from.
    pub origin: String,
    /// How the import ended, or `running`.
    pub status: ImportStatus,
    /// Whether it resumed an earlier attempt.
    pub resumed: bool,
    /// When its first attempt began.
    pub started_at: Timestamp,
    /// When it ended.
    pub finished_at: Option<Timestamp>,
    /// When the rows were retrieved: when all had been read or, if pages were fetched, when the oldest page arrived.
    pub retrieved_at: Option<Timestamp>,
    /// Why it was held for a person to look at, if it was.
    pub held: Option<String>,
    /// All reasons why it was held, with examples.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hold_reasons: Vec<HoldReason>,
    /// Why it failed, if it did.
    pub error: Option<String>,
    /// The pages that were fetched.
    pub fetch: Fetched,
    /// What became of the rows.
    #[serde(flatten)]
    pub rows: RowCounts,
    /// Rows that can't be used.
    pub rejected: RejectedCounts,
    /// The listings, compared by id with those known before.
    pub listings: ListingCounts,
    /// The listings, compared by place with those of the previous edition.
    #[serde(default)]
    pub places: PlaceCounts,
    /// The places of the source that the import removes.
    #[serde(default)]
    pub losses: Losses,
    /// Listings with the same id as another listing but different content. They were given ids of their own.
    pub conflicting_ids: u64,
    /// Listings without any services.
    pub without_services: u64,
    /// The number of listings with each kind of repair.
    pub repairs: BTreeMap<String, u64>,
    /// Services that the code book lacks, the most frequent first.
    pub unknown_services: Vec<UnknownServiceCount>,
    /// Values of a table that could not be used, the most frequent first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unused_values: Vec<UnusedValueCount>,
    /// Values and patterns of a mapping that occur in no row.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unmatched: Vec<Unmatched>,
    /// Anything else that people should know about the files.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub remarks: Vec<String>,
    /// Facilities that turned out to be the same as another one, and were merged with it.
    pub merged_facilities: u64,
    /// Listings of other sources that now belong to another facility or program.
    #[serde(default)]
    pub moved_of_other_sources: u64,
    /// Pairs of listings that may be about the same facility, for a person to decide.
    #[serde(default)]
    pub borderline_pairs: u64,
    /// Sources whose listings were removed in favor of these: the sample, once there are real listings.
    pub replaced: Vec<Source>,
    /// The number of facilities in the directory afterwards.
    pub facilities: u64,
    /// The number of their programs.
    pub programs: u64,
}

/// Rows that can't be used.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RejectedCounts {
    /// Their number.
    pub total: u64,
    /// Their numbers by reason.
    pub by_reason: BTreeMap<String, u64>,
}

/// A service that the code book lacks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnknownServiceCount {
    /// The service, as the source names it.
    #[serde(flatten)]
    pub service: UnknownService,
    /// The number of listings with it.
    pub listings: u64,
}

/// A value of a table that could not be used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnusedValueCount {
    /// The value, its column, and why it could not be used.
    #[serde(flatten)]
    pub value: UnusedValue,
    /// The number of rows with it.
    pub rows: u64,
}

/// How many reasons for rejections are listed one by one.
const REASONS: usize = 100;

/// The number of rows rejected for each reason. If there are many, the rarest are added up as "other reasons".
fn by_reason(set: &ParsedSet) -> BTreeMap<String, u64> {
    let mut reasons: Vec<(&str, u64)> = set.rejected_by_reason().into_iter().collect();
    reasons.sort_by_key(|(_, rows)| Reverse(*rows));
    let others: u64 = reasons.iter().skip(REASONS).map(|(_, rows)| rows).sum();
    let listed = reasons.into_iter().take(REASONS).map(|(reason, rows)| (reason.to_owned(), rows));
    listed.chain((others > 0).then(|| ("other reasons".to_owned(), others))).collect()
}

impl Report {
    /// The report of an import that is beginning.
    pub(crate) fn new(import: &Import, origin: &str) -> Report {
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
            hold_reasons: Vec::new(),
            error: None,
            fetch: Fetched::default(),
            rows: RowCounts::default(),
            rejected: RejectedCounts::default(),
            listings: ListingCounts::default(),
            places: PlaceCounts::default(),
            losses: Losses::default(),
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

    /// Sets the counts of the rows that were read.
    pub(crate) fn count_set(&mut self, set: &ParsedSet, retrieved_at: Timestamp) {
        self.retrieved_at = Some(retrieved_at);
        self.rows.clone_from(&set.rows);
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

    /// Sets the counts of what the import changes.
    pub(crate) fn count_plan(&mut self, plan: &ImportPlan) {
        self.listings = plan.counts;
        self.places.clone_from(&plan.places);
        self.losses = plan.lost.total;
        let others = plan.changes.moved.iter().filter(|(id, _)| id.source != self.source);
        self.moved_of_other_sources = others.count() as u64;
        self.borderline_pairs = plan.changes.borderline.as_ref().map_or(0, Vec::len) as u64;
        self.merged_facilities = plan.changes.merged.len() as u64;
    }

    /// Holds the import if there are reasons to.
    pub(crate) fn hold(&mut self, reasons: Vec<HoldReason>) {
        let texts: Vec<String> = reasons.iter().map(HoldReason::to_string).collect();
        self.held = (!texts.is_empty()).then(|| texts.join("; "));
        self.hold_reasons = reasons;
    }

    /// Whether the import was held only because it would remove too many places in all, and these are not more than this
    /// share.
    pub fn removes_at_most(&self, percent: u64) -> bool {
        let is_allowed = |reason: &HoldReason| match reason {
            HoldReason::Removals { losses, .. } => losses.percent() <= percent,
            _ => false,
        };
        !self.hold_reasons.is_empty() && self.hold_reasons.iter().all(is_allowed)
    }

    /// Whether every row that was read is accounted for.
    pub fn is_balanced(&self) -> bool {
        self.rows.is_balanced(self.listings.listings, self.rejected.total)
    }

    /// The report as JSON.
    ///
    /// # Panics
    /// Never: a report has only text keys.
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).expect("a report has only text keys")
    }
}
