//! The records of imports.

use std::fmt;

use directory::{Source, named_enum};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::error::Error;
use crate::meta::Generation;
use crate::pending::Pending;
use crate::statement::{row, rows, table_row, value};
use crate::{Store, text};

/// Identifies an import.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ImportId(pub Uuid);

impl fmt::Display for ImportId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

named_enum! {
    /// How far an import got.
    #[derive(Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    pub enum ImportStatus {
        /// It is running, or its process died, which the next import notices when it begins.
        Running = "running",
        /// It was not published, because a person should look at it first. What it fetched is kept.
        Held = "held",
        /// It failed. What it fetched is kept.
        Failed = "failed",
        /// It was published.
        Done = "done",
        /// It was published, and undone later.
        Undone = "undone",
    }
}

/// One import.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportRecord {
    /// Identifies it.
    pub id: ImportId,
    /// What was imported.
    pub source: Source,
    /// Where from: an address or a file.
    pub origin: String,
    /// How far it got.
    pub status: ImportStatus,
    /// When it first began.
    pub started_at: Timestamp,
    /// When it ended.
    pub finished_at: Option<Timestamp>,
    /// The computer that last worked on it.
    pub host: String,
    /// The process that last worked on it.
    pub pid: u32,
    /// What it found, in JSON.
    pub report: Option<String>,
    /// The generation it published.
    pub generation: Option<Generation>,
}

/// How far the newest import of a source got.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewestImport {
    /// What was imported.
    pub source: Source,
    /// How far it got.
    pub status: ImportStatus,
    /// When it first began.
    pub started_at: Timestamp,
}

/// A row that could not be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RejectedRow {
    /// The number of the row, as the import counts rows.
    pub row_number: u64,
    /// Why it was rejected.
    pub reason: String,
    /// The row as received.
    pub raw: String,
}

table_row! {
    struct ImportRow {
        id: String,
        source: String,
        origin: String,
        status: String,
        started_at: String,
        finished_at: Option<String>,
        host: String,
        pid: i64,
        report: Option<String>,
        generation: Option<i64>,
    }
}

table_row! {
    struct NewestImportRow {
        source: String,
        status: String,
        started_at: String,
    }
}

table_row! {
    struct StoredRejectedRow {
        row_number: i64,
        reason: String,
        raw: String,
    }
}

const DOING: &str = "reading the records of imports";

impl Store {
    /// At most `limit` imports, newest first.
    ///
    /// # Errors
    /// When the store can't be read.
    pub fn imports(&self, limit: u32) -> Pending<'_, Vec<ImportRecord>> {
        Box::pin(async move {
            let mut session = self.pool.read(DOING).await?;
            let query =
                "SELECT id, source, origin, status, started_at, finished_at, host, pid, report, generation
            FROM import ORDER BY number DESC LIMIT $1";
            let rows = rows!(&mut session, DOING, ImportRow, query, i64::from(limit))?;
            rows.into_iter().map(ImportRow::parse).collect()
        })
    }

    /// The import with this id, if there is one.
    ///
    /// # Errors
    /// When the store can't be read.
    pub fn import(&self, id: ImportId) -> Pending<'_, Option<ImportRecord>> {
        Box::pin(async move {
            let mut session = self.pool.read(DOING).await?;
            let query =
                "SELECT id, source, origin, status, started_at, finished_at, host, pid, report, generation
            FROM import WHERE id = $1";
            row!(&mut session, DOING, ImportRow, query, id.to_string())?.map(ImportRow::parse).transpose()
        })
    }

    /// The newest import of each source, in the order of their names.
    ///
    /// # Errors
    /// When the store can't be read.
    pub fn newest_imports(&self) -> Pending<'_, Vec<NewestImport>> {
        Box::pin(async move {
            let mut session = self.pool.read(DOING).await?;
            let query = "SELECT source, status, started_at FROM import AS i
                WHERE number = (SELECT MAX(number) FROM import AS n WHERE n.source = i.source)
                ORDER BY source";
            let rows = rows!(&mut session, DOING, NewestImportRow, query)?;
            rows.into_iter().map(NewestImportRow::parse).collect()
        })
    }

    /// The newest import.
    ///
    /// # Errors
    /// When the store can't be read.
    pub fn last_import(&self) -> Pending<'_, Option<ImportRecord>> {
        Box::pin(async move { Ok(self.imports(1).await?.pop()) })
    }

    /// When this source was last published, not counting imports that were undone.
    ///
    /// # Errors
    /// When the store can't be read.
    pub fn last_published(&self, source: Source) -> Pending<'_, Option<Timestamp>> {
        Box::pin(async move {
            let mut session = self.pool.read(DOING).await?;
            let query = "SELECT MAX(finished_at) FROM import WHERE source = $1 AND status = $2";
            let (source, done) = (source.slug(), ImportStatus::Done.slug());
            let last = value!(&mut session, DOING, Option<String>, query, source, done)?;
            text::optional_time("an import", last.flatten().as_deref())
        })
    }

    /// What an import would change, in JSON, if it was held.
    ///
    /// # Errors
    /// When the store can't be read.
    pub fn kept_changes(&self, import: ImportId) -> Pending<'_, Option<String>> {
        Box::pin(async move {
            let mut session = self.pool.read(DOING).await?;
            let query = "SELECT held_changes FROM import WHERE id = $1 AND held_changes IS NOT NULL";
            let Some(kept) = value!(&mut session, DOING, Vec<u8>, query, import.to_string())? else {
                return Ok(None);
            };
            let unreadable =
                |error: String| Error::unreadable(format!("the changes of the import {import}"), error);
            let json = text::inflated(&kept).map_err(|error| unreadable(error.to_string()))?;
            String::from_utf8(json).map(Some).map_err(|error| unreadable(error.to_string()))
        })
    }

    /// The rows that a published import could not read, in the order of the source.
    ///
    /// # Errors
    /// When the store can't be read.
    pub fn rejected_rows(&self, import: ImportId) -> Pending<'_, Vec<RejectedRow>> {
        Box::pin(async move {
            let mut session = self.pool.read(DOING).await?;
            let query = "SELECT r.row_number, r.reason, r.raw FROM rejected_row AS r
            JOIN import AS i ON i.id = r.import_id
            WHERE r.import_id = $1 AND i.generation IS NOT NULL ORDER BY r.row_number";
            let rows = rows!(&mut session, DOING, StoredRejectedRow, query, import.to_string())?;
            let rejected = |row: StoredRejectedRow| RejectedRow {
                row_number: row.row_number.cast_unsigned(),
                reason: row.reason,
                raw: row.raw,
            };
            Ok(rows.into_iter().map(rejected).collect())
        })
    }
}

fn status(what: &str, slug: &str) -> Result<ImportStatus, Error> {
    let unknown = || Error::unreadable(what, format!("{slug:?} is not a status of an import"));
    ImportStatus::from_slug(slug).ok_or_else(unknown)
}

impl NewestImportRow {
    fn parse(self) -> Result<NewestImport, Error> {
        let what = format!("the newest import of {}", self.source);
        Ok(NewestImport {
            source: text::source(&what, &self.source)?,
            status: status(&what, &self.status)?,
            started_at: text::time(&what, &self.started_at)?,
        })
    }
}

impl ImportRow {
    fn parse(self) -> Result<ImportRecord, Error> {
        let what = format!("the import {}", self.id);
        Ok(ImportRecord {
            id: ImportId(text::id(&what, &self.id)?),
            source: text::source(&what, &self.source)?,
            origin: self.origin,
            status: status(&what, &self.status)?,
            started_at: text::time(&what, &self.started_at)?,
            finished_at: text::optional_time(&what, self.finished_at.as_deref())?,
            host: self.host,
            pid: u32::try_from(self.pid).map_err(|error| Error::unreadable(&what, error))?,
            report: self.report,
            generation: self.generation.map(Generation),
        })
    }
}
