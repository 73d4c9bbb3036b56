//! What is known of the imports there were.

use std::fmt;

use directory::Source;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::error::Error;
use crate::meta::Generation;
use crate::pool::{row, rows};
use crate::{Store, text};

/// The name of an import.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ImportId(pub Uuid);

impl fmt::Display for ImportId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// How far an import came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ImportStatus {
    /// At work, or its process died: the next import to begin finds that out.
    Running,
    /// Not published, because a person should look at it first. What it fetched is kept.
    Held,
    /// Given up.
    Failed,
    /// Published.
    Done,
    /// Published, and taken back.
    Undone,
}

impl ImportStatus {
    const ALL: [ImportStatus; 5] = [
        ImportStatus::Running,
        ImportStatus::Held,
        ImportStatus::Failed,
        ImportStatus::Done,
        ImportStatus::Undone,
    ];

    /// The name in JSON and in the store.
    pub fn slug(self) -> &'static str {
        match self {
            ImportStatus::Running => "running",
            ImportStatus::Held => "held",
            ImportStatus::Failed => "failed",
            ImportStatus::Done => "done",
            ImportStatus::Undone => "undone",
        }
    }
}

/// One import.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportRecord {
    /// Its name.
    pub id: ImportId,
    /// What was imported.
    pub source: Source,
    /// Where from: an address or a file.
    pub origin: String,
    /// How far it came.
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

/// A row that could not be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RejectedRow {
    /// Which row, as the import counts.
    pub row_number: u64,
    /// What is wrong with it.
    pub reason: String,
    /// The row as it came.
    pub raw: String,
}

/// Who runs an import.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holder {
    /// The computer.
    pub host: String,
    /// The process.
    pub pid: u32,
    /// Since when.
    pub since: Timestamp,
}

impl Holder {
    /// This process.
    pub(crate) fn here(since: Timestamp) -> Holder {
        Holder { host: host_name(), pid: std::process::id(), since }
    }
}

impl fmt::Display for Holder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "by process {} on {} since {}", self.pid, self.host, self.since)
    }
}

type Row = (String, String, String, String, String, Option<String>, String, i64, Option<String>, Option<i64>);

const DOING: &str = "reading the imports there were";

impl Store {
    /// The newest imports, newest first.
    ///
    /// # Errors
    /// When the store can't be read.
    pub async fn imports(&self, limit: u32) -> Result<Vec<ImportRecord>, Error> {
        let mut session = self.pool.read(DOING).await?;
        let query =
            "SELECT id, source, origin, status, started_at, finished_at, host, pid, report, generation
            FROM import ORDER BY number DESC LIMIT $1";
        let rows = rows!(&mut session, DOING, Row, query, i64::from(limit))?;
        rows.into_iter().map(record).collect()
    }

    /// One import; `None` when there is none of that name.
    ///
    /// # Errors
    /// When the store can't be read.
    pub async fn import(&self, id: ImportId) -> Result<Option<ImportRecord>, Error> {
        let mut session = self.pool.read(DOING).await?;
        let query =
            "SELECT id, source, origin, status, started_at, finished_at, host, pid, report, generation
            FROM import WHERE id = $1";
        row!(&mut session, DOING, Row, query, id.to_string())?.map(record).transpose()
    }

    /// The newest import.
    ///
    /// # Errors
    /// When the store can't be read.
    pub async fn last_import(&self) -> Result<Option<ImportRecord>, Error> {
        Ok(self.imports(1).await?.pop())
    }

    /// When an import of this source was last published that counts.
    ///
    /// # Errors
    /// When the store can't be read.
    pub async fn last_published(&self, source: Source) -> Result<Option<Timestamp>, Error> {
        let mut session = self.pool.read(DOING).await?;
        let query = "SELECT MAX(finished_at) FROM import WHERE source = $1 AND status = $2";
        let (source, done) = (source.slug(), ImportStatus::Done.slug());
        let last = row!(&mut session, DOING, (Option<String>,), query, source, done)?;
        text::optional_time("an import", last.and_then(|(last,)| last).as_deref())
    }

    /// The rows a published import could not read, in their order.
    ///
    /// # Errors
    /// When the store can't be read.
    pub async fn rejected_rows(&self, import: ImportId) -> Result<Vec<RejectedRow>, Error> {
        let mut session = self.pool.read(DOING).await?;
        let query =
            "SELECT row_number, reason, raw FROM rejected_row WHERE import_id = $1 ORDER BY row_number";
        let rows = rows!(&mut session, DOING, (i64, String, String), query, import.to_string())?;
        let row = |(number, reason, raw): (i64, _, _)| RejectedRow {
            row_number: number.cast_unsigned(),
            reason,
            raw,
        };
        Ok(rows.into_iter().map(row).collect())
    }
}

fn record(row: Row) -> Result<ImportRecord, Error> {
    let (id, source, origin, status, started_at, finished_at, host, pid, report, generation) = row;
    let what = format!("the import {id}");
    let known = ImportStatus::ALL.into_iter().find(|known| known.slug() == status);
    Ok(ImportRecord {
        id: ImportId(text::id(&what, &id)?),
        source: text::source(&what, &source)?,
        origin,
        status: known
            .ok_or_else(|| Error::unreadable(&what, format!("{status:?} is no status of an import")))?,
        started_at: text::time(&what, &started_at)?,
        finished_at: text::optional_time(&what, finished_at.as_deref())?,
        host,
        pid: u32::try_from(pid).map_err(|error| Error::unreadable(&what, error))?,
        report,
        generation: generation.map(Generation),
    })
}

/// The name of this computer, as imports keep it of who runs them.
pub fn host_name() -> String {
    let kernel = std::fs::read_to_string("/proc/sys/kernel/hostname").ok();
    let name = kernel.or_else(|| std::env::var("HOSTNAME").ok()).unwrap_or_default();
    match name.trim() {
        "" => "an unnamed computer".to_owned(),
        name => name.to_owned(),
    }
}
