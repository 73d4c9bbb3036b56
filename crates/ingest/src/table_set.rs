//! From rows of tables to a set: bounds on what is read, and what must not be kept as it came.

use crate::file::FileError;
use crate::parsed::{ParsedSet, Scope};
use crate::row_set::RowSet;
use crate::source::RawListing;
use crate::table::Row;

pub(crate) use crate::row_set::Entry;

/// Most rows of a set: fifty times as many as there are treatment programs in the country.
const ROWS: u64 = 1_000_000;

/// Most bytes of rows that are kept.
const KEPT: u64 = 1 << 30;

/// How often progress is told, in rows.
const PROGRESS: u64 = 1_000;

/// Why a row can't be used.
#[derive(Debug)]
pub(crate) struct Refusal {
    /// Why.
    pub reason: String,
    /// Whether the row must not be kept as it came: it tells where a place is that is to be kept secret.
    pub is_secret: bool,
}

impl From<String> for Refusal {
    fn from(reason: String) -> Self {
        Refusal { reason, is_secret: false }
    }
}

/// What is kept of a row that tells where a place is that is to be kept secret.
const SECRET: &str = r#"{"(kept secret)":"the row tells where a place is that is to be kept secret"}"#;

/// A set of rows that is being read.
pub(crate) struct TableSet<'a> {
    rows: RowSet,
    kept: u64,
    progress: &'a mut dyn FnMut(u64),
}

impl<'a> TableSet<'a> {
    /// A set without rows.
    pub fn new(progress: &'a mut dyn FnMut(u64)) -> Self {
        TableSet { rows: RowSet::default(), kept: 0, progress }
    }

    /// Takes what a row of a file was read as: its listings, one for each program, or why it can't be used.
    pub fn row(
        &mut self,
        file: &str,
        row: &Row<'_>,
        read: impl FnOnce() -> Result<Vec<Entry>, Refusal>,
    ) -> Result<(), FileError> {
        let count = self.rows.begin();
        if count.is_multiple_of(PROGRESS) {
            (self.progress)(count);
        }
        let raw = row.to_json();
        self.kept += raw.len() as u64;
        let too_large = |limit: String| FileError::TooLarge {
            file: file.to_owned(),
            what: "the table".to_owned(),
            limit,
        };
        if count > ROWS {
            return Err(too_large(format!("{ROWS} rows")));
        }
        if self.kept > KEPT {
            return Err(too_large(format!("{} MiB of rows", KEPT >> 20)));
        }
        let read = read();
        let is_secret = match &read {
            Ok(entries) => entries.iter().any(|entry| entry.content.is_confidential),
            Err(refusal) => refusal.is_secret,
        };
        let raw = if is_secret { SECRET.to_owned() } else { raw };
        match row.fault().map_or(read.map_err(|refusal| refusal.reason), Err) {
            Ok(entries) => self.rows.take(row.number, entries.into_iter().map(Ok), &raw),
            Err(reason) => self.rows.reject(row.number, reason, &raw),
        }
        Ok(())
    }

    /// The listings, to be looked at together.
    pub fn listings_mut(&mut self) -> &mut [RawListing] {
        self.rows.listings_mut()
    }

    /// The set, which stands for `scope`.
    pub fn finish(self, scope: Scope) -> ParsedSet {
        self.rows.finish(scope)
    }
}
