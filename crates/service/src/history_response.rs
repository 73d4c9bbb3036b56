//! What changed of a facility, as it is answered.

use directory::Vocabulary;
use directory::history::Change;
use serde::{Deserialize, Serialize};
use store::HistoryEntry;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::provenance::ListingReference;

/// What changed of a facility, newest first.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct HistoryAnswer {
    /// The facility's id.
    pub facility: Uuid,
    /// One entry for each time something changed.
    pub entries: Vec<HistoryEntryAnswer>,
    /// To be sent as `before` for older entries; null when there are none.
    pub next_before: Option<i64>,
}

/// What one import, undoing of an import, or decision changed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct HistoryEntryAnswer {
    /// The number of the publication: the later, the greater.
    pub generation: i64,
    /// When it was published; null for what is older than this record.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub at: Option<jiff::Timestamp>,
    /// `import`, `undo` (of an import), `review` (a person decided whether two listings are one place), or `earlier`.
    #[schema(example = "import")]
    pub kind: String,
    /// The import that was published or undone.
    pub import: Option<Uuid>,
    /// The source of that import.
    pub source: Option<String>,
    /// What changed.
    pub changes: Vec<ChangeAnswer>,
}

/// One thing that changed.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangeAnswer {
    /// `listed` (for the first time, or again), `gone`, `listing_came`, `listing_went`, `joined` (listings came from the
    /// facility in `from`: it was merged), `parted` (listings went to the facility in `to`), `field`, `program_came`,
    /// `program_went` or `fact`.
    #[schema(example = "fact")]
    pub change: String,
    /// The listing that came or went.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub listing: Option<ListingReference>,
    /// The program.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub program: Option<Uuid>,
    /// The program's track.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub track: Option<String>,
    /// Which member: `name`, `address`, `coordinate`, `phone`, `intake_phone`, `hotline`, `website`, `npi` or `standing`;
    /// or the slug of the attribute whose fact turned.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// What it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// What it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
}

impl HistoryAnswer {
    /// The newest `limit` entries of those older than the publication `before`.
    pub fn of(facility: Uuid, history: Vec<HistoryEntry>, limit: usize, before: i64) -> HistoryAnswer {
        let mut older = history.into_iter().filter(|entry| entry.generation.0 < before);
        let entries: Vec<HistoryEntry> = older.by_ref().take(limit).collect();
        let last = entries.last().map(|entry| entry.generation.0);
        HistoryAnswer {
            facility,
            next_before: last.filter(|_| older.next().is_some()),
            entries: entries.into_iter().map(HistoryEntryAnswer::of).collect(),
        }
    }
}

impl HistoryEntryAnswer {
    fn of(entry: HistoryEntry) -> HistoryEntryAnswer {
        HistoryEntryAnswer {
            generation: entry.generation.0,
            at: entry.at,
            kind: entry.kind.slug().to_owned(),
            import: entry.import.map(|import| import.0),
            source: entry.source.map(|source| source.slug().to_owned()),
            changes: entry.changes.iter().map(ChangeAnswer::of).collect(),
        }
    }
}

impl ChangeAnswer {
    fn named(change: &str) -> ChangeAnswer {
        ChangeAnswer { change: change.to_owned(), ..ChangeAnswer::default() }
    }

    fn of(change: &Change) -> ChangeAnswer {
        let some = |text: &str| Some(text.to_owned());
        match change {
            Change::Listed => ChangeAnswer::named("listed"),
            Change::Gone => ChangeAnswer::named("gone"),
            Change::ListingCame(id) => ChangeAnswer {
                listing: Some(ListingReference::of(id)),
                ..ChangeAnswer::named("listing_came")
            },
            Change::ListingWent(id) => ChangeAnswer {
                listing: Some(ListingReference::of(id)),
                ..ChangeAnswer::named("listing_went")
            },
            Change::Joined { from } => {
                ChangeAnswer { from: Some(from.to_string()), ..ChangeAnswer::named("joined") }
            }
            Change::Parted { to } => {
                ChangeAnswer { to: Some(to.to_string()), ..ChangeAnswer::named("parted") }
            }
            Change::Field(difference) => ChangeAnswer {
                field: some(difference.field.slug()),
                from: difference.from.clone(),
                to: difference.to.clone(),
                ..ChangeAnswer::named("field")
            },
            Change::ProgramCame { program, track } => ChangeAnswer {
                program: Some(*program),
                track: some(track.slug()),
                ..ChangeAnswer::named("program_came")
            },
            Change::ProgramWent { program, track } => ChangeAnswer {
                program: Some(*program),
                track: some(track.slug()),
                ..ChangeAnswer::named("program_went")
            },
            Change::Fact { program, track, attribute, from, to } => ChangeAnswer {
                program: Some(*program),
                track: some(track.slug()),
                field: some(&Vocabulary::embedded().attribute(*attribute).slug),
                from: some(from.slug()),
                to: some(to.slug()),
                ..ChangeAnswer::named("fact")
            },
        }
    }
}
