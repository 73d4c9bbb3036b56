//! What changed about a facility.

use directory::history::Change;
use directory::{Track, Vocabulary};
use serde::{Deserialize, Serialize};
use store::{HistoryEntry, HistoryKind};
use utoipa::openapi::path::{Parameter, ParameterIn};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::provenance::ListingReference;
use crate::request::{Whole, schema};

/// Which part of a facility's history is requested.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
#[schema(example = json!({"limit": 50, "before": 1000}))]
pub struct HistoryRequest {
    /// At most this many entries.
    #[schema(inline)]
    pub limit: Whole<1, 100, 50>,
    /// Only entries of publications with a number less than this.
    #[schema(inline)]
    pub before: Whole<1, { u32::MAX }, { u32::MAX }>,
}

impl IntoParams for HistoryRequest {
    fn into_params(_: impl Fn() -> Option<ParameterIn>) -> Vec<Parameter> {
        schema::query_parameters::<Self>()
    }
}

/// What changed about a facility, newest first.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct HistoryResponse {
    /// The facility's ID.
    pub facility: Uuid,
    /// One entry for each time something changed.
    pub entries: Vec<HistoryEntryResponse>,
    /// Send this as `before` to get older entries; null if there are none.
    pub next_before: Option<i64>,
}

/// What one publication changed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct HistoryEntryResponse {
    /// The number of the publication. Later publications have greater numbers.
    pub generation: i64,
    /// When it was published; null if this was not recorded at that time.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub at: Option<jiff::Timestamp>,
    /// Why it was published.
    pub kind: HistoryEntryKind,
    /// The import that was published or undone.
    pub import: Option<Uuid>,
    /// The source of that import.
    pub source: Option<String>,
    /// What changed.
    pub changes: Vec<ChangeResponse>,
}

/// Why something was published.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum HistoryEntryKind {
    /// An import.
    Import,
    /// An import was undone.
    Undo,
    /// A person decided whether two listings are one place.
    Review,
    /// Unknown, because reasons were not recorded at that time.
    Earlier,
}

impl From<HistoryKind> for HistoryEntryKind {
    fn from(kind: HistoryKind) -> Self {
        match kind {
            HistoryKind::Import => HistoryEntryKind::Import,
            HistoryKind::Undo => HistoryEntryKind::Undo,
            HistoryKind::Review => HistoryEntryKind::Review,
            HistoryKind::Earlier => HistoryEntryKind::Earlier,
        }
    }
}

/// A kind of change.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ChangeKind {
    /// The facility is listed, for the first time or again.
    #[default]
    Listed,
    /// No source lists the facility anymore.
    Gone,
    /// It has a listing that it did not have before.
    ListingCame,
    /// It no longer has a listing.
    ListingWent,
    /// Listings came from the facility in `from`, because all or part of it was merged into this one.
    Joined,
    /// Listings went to the facility in `to`.
    Parted,
    /// A field of the facility changed, such as its name.
    Field,
    /// It has a program that it did not have before.
    ProgramCame,
    /// It no longer has a program.
    ProgramWent,
    /// What is known about an attribute of a program changed.
    Fact,
}

/// One thing that changed.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ChangeResponse {
    /// What kind of change it is.
    pub change: ChangeKind,
    /// The listing that came or went.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub listing: Option<ListingReference>,
    /// The program.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub program: Option<Uuid>,
    /// The program's track.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub track: Option<Track>,
    /// Which field: `name`, `address`, `coordinate`, `phone`, `intake_phone`, `hotline`, `website`, `npi` or
    /// `standing`; or the slug of the attribute whose fact changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// What it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// What it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
}

impl HistoryResponse {
    /// The part of a facility's history that is requested.
    pub fn new(facility: Uuid, history: Vec<HistoryEntry>, request: &HistoryRequest) -> HistoryResponse {
        let (limit, before) = (request.limit.get() as usize, i64::from(request.before.get()));
        let mut older = history.into_iter().filter(|entry| entry.generation.0 < before);
        let entries: Vec<HistoryEntry> = older.by_ref().take(limit).collect();
        let last = entries.last().map(|entry| entry.generation.0);
        HistoryResponse {
            facility,
            next_before: last.filter(|_| older.next().is_some()),
            entries: entries.into_iter().map(HistoryEntryResponse::new).collect(),
        }
    }
}

impl HistoryEntryResponse {
    fn new(entry: HistoryEntry) -> HistoryEntryResponse {
        HistoryEntryResponse {
            generation: entry.generation.0,
            at: entry.at,
            kind: entry.kind.into(),
            import: entry.import.map(|import| import.0),
            source: entry.source.map(|source| source.slug().to_owned()),
            changes: entry.changes.iter().map(ChangeResponse::new).collect(),
        }
    }
}

impl ChangeResponse {
    fn new(change: &Change) -> ChangeResponse {
        let base = ChangeResponse::default();
        let listing = |change, id| ChangeResponse {
            change,
            listing: Some(ListingReference::new(id)),
            ..ChangeResponse::default()
        };
        let in_program = |change, program: &Uuid, track: &Track| ChangeResponse {
            change,
            program: Some(*program),
            track: Some(*track),
            ..ChangeResponse::default()
        };
        match change {
            Change::Listed => ChangeResponse { change: ChangeKind::Listed, ..base },
            Change::Gone => ChangeResponse { change: ChangeKind::Gone, ..base },
            Change::ListingCame(id) => listing(ChangeKind::ListingCame, id),
            Change::ListingWent(id) => listing(ChangeKind::ListingWent, id),
            Change::Joined { from } => {
                ChangeResponse { change: ChangeKind::Joined, from: Some(from.to_string()), ..base }
            }
            Change::Parted { to } => {
                ChangeResponse { change: ChangeKind::Parted, to: Some(to.to_string()), ..base }
            }
            Change::Field(difference) => ChangeResponse {
                change: ChangeKind::Field,
                field: Some(difference.field.slug().to_owned()),
                from: difference.from.clone(),
                to: difference.to.clone(),
                ..base
            },
            Change::ProgramCame { program, track } => in_program(ChangeKind::ProgramCame, program, track),
            Change::ProgramWent { program, track } => in_program(ChangeKind::ProgramWent, program, track),
            Change::Fact { program, track, attribute, from, to } => ChangeResponse {
                field: Some(Vocabulary::embedded().attribute(*attribute).slug.clone()),
                from: Some(from.slug().to_owned()),
                to: Some(to.slug().to_owned()),
                ..in_program(ChangeKind::Fact, program, track)
            },
        }
    }
}
