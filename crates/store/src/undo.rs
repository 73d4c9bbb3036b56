//! Undoing an import: what its source said before it becomes current again.
//!
//! The imports of a source are undone in order, the newest first. Nothing is deleted: the state before the import is written
//! as new versions of the listings that it changed. Other sources may have published since, so the placements that the
//! import caused are looked up separately.

mod placements;
mod state_before;
mod versions;

use std::collections::HashMap;

use directory::{ListingId, Placement, Source};
use jiff::Timestamp;

use crate::changes::{ImportCoverage, Reverted};
use crate::error::Error;
use crate::imports::{ImportId, ImportRecord, ImportStatus};
use crate::pool::Session;
use crate::publication::PublicationKind;
use crate::revision::Revision;
use crate::statement::{rows, table_row};
use crate::text;
use versions::SourceReversal;

/// Why an import can't be undone.
#[derive(Debug, thiserror::Error)]
pub enum UndoError {
    /// There is no import with this id.
    #[error("there is no import {0}")]
    Unknown(ImportId),
    /// It is already undone.
    #[error("the import {0} is already undone")]
    Already(ImportId),
    /// It was not published.
    #[error("the import {id} published nothing that could be undone: it is {}", status.slug())]
    NotPublished {
        /// The import's id.
        id: ImportId,
        /// Its status.
        status: ImportStatus,
    },
    /// A newer import of the same source was not undone yet.
    #[error("the import {id} is not the newest of its source: undo the import {newest} first")]
    NotNewest {
        /// The import's id.
        id: ImportId,
        /// The newest import of the source that was not undone.
        newest: ImportId,
    },
    /// It was published before versions of listings were kept.
    #[error("the import {0} is from before versions of listings were kept, so what it changed is unknown")]
    NoVersions(ImportId),
    /// The store can't be read.
    #[error(transparent)]
    Store(#[from] Error),
}

/// What it takes to undo an import.
#[derive(Debug, Clone, PartialEq)]
pub struct Reversal {
    /// The source of the import.
    pub source: Source,
    /// Listings that become again what they were.
    pub reverted: Vec<Reverted>,
    /// Listings that say the same without the import, but were last retrieved at another time.
    pub dated: Vec<(ListingId, Timestamp)>,
    /// For listings where it changes, the newest version that asks to keep the place secret.
    pub asked: Vec<(ListingId, Option<i64>)>,
    /// Where the listings that the import moved were before, and with them the listings that continue one of those.
    pub placements: HashMap<ListingId, Placement>,
}

const DOING: &str = "finding what an import changed";

/// The generation of versions that were gone before versions were kept.
const BEFORE_VERSIONS: i64 = 0;

/// A published import of the source that was not undone.
struct CountedImport {
    id: ImportId,
    generation: i64,
    /// `None` for an import from before versions were kept.
    coverage: Option<ImportCoverage>,
    retrieved_at: Timestamp,
}

impl Revision {
    /// What it takes to undo an import.
    ///
    /// # Errors
    /// When it can't be undone, or the store can't be read.
    pub async fn reversal(&self, id: ImportId) -> Result<Reversal, UndoError> {
        let import = self.store().import(id).await?.ok_or(UndoError::Unknown(id))?;
        let ImportRecord { source, status, .. } = import;
        match status {
            ImportStatus::Done => {}
            ImportStatus::Undone => return Err(UndoError::Already(id)),
            status => return Err(UndoError::NotPublished { id, status }),
        }
        let mut session = self.store().pool.read(DOING).await?;
        let mut imports = counted_imports(&mut session, source).await?;
        let newest = imports.pop().ok_or(UndoError::NoVersions(id))?;
        if newest.id != id {
            return Err(UndoError::NotNewest { id, newest: newest.id });
        }
        if newest.coverage.is_none() {
            return Err(UndoError::NoVersions(id));
        }
        // What was gone before versions were kept has a version, and no import that says since when.
        if let Some(oldest) = imports.iter().find(|import| import.coverage.is_none()) {
            let (id, retrieved_at) = (oldest.id, oldest.retrieved_at);
            let before = CountedImport { id, generation: BEFORE_VERSIONS, coverage: None, retrieved_at };
            imports.insert(0, before);
        }
        let SourceReversal { reverted, dated, asked } =
            versions::revert_source(&mut session, source, newest.generation, &imports).await?;
        let placements = placements::before(&mut session, newest.generation).await?;
        Ok(Reversal { source, reverted, dated, asked, placements })
    }
}

table_row! {
    struct CountedImportRow {
        id: String,
        generation: i64,
        coverage: Option<String>,
        retrieved_at: String,
    }
}

/// The imports of a source that were published and not undone, oldest first.
async fn counted_imports(session: &mut Session, source: Source) -> Result<Vec<CountedImport>, Error> {
    const WHAT: &str = "a publication";
    let query = "SELECT i.id, p.generation, p.coverage, p.retrieved_at FROM publication AS p
        JOIN import AS i ON i.id = p.import_id
        WHERE p.kind = $1 AND i.source = $2 AND i.status = $3 ORDER BY p.generation";
    let (kind, done) = (PublicationKind::Import.slug(), ImportStatus::Done.slug());
    let rows = rows!(session, DOING, CountedImportRow, query, kind, source.slug(), done)?;
    let import = |row: CountedImportRow| {
        let coverage = |slug: String| {
            let unknown = || Error::unreadable(WHAT, format!("{slug:?} is not a coverage"));
            ImportCoverage::from_slug(&slug).ok_or_else(unknown)
        };
        Ok(CountedImport {
            id: ImportId(text::id(WHAT, &row.id)?),
            generation: row.generation,
            coverage: row.coverage.map(coverage).transpose()?,
            retrieved_at: text::time(WHAT, &row.retrieved_at)?,
        })
    };
    rows.into_iter().map(import).collect()
}
