//! Why an import fails.

use std::cmp::Reverse;
use std::path::PathBuf;

use directory::Source;
use directory::source::BUNDLED_YEAR;
use jiff::civil::Date;
use store::{BeginError, Holder};

use super::indexing::BoxError;
use crate::fetch::FetchError;
use crate::file::FileError;
use crate::parsed::ParsedSet;

/// Why an import failed. The previous generation is still served.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// Another import is running.
    #[error("an import is already running{}", holder.as_ref().map(|holder| format!(", {holder}")).unwrap_or_default())]
    Busy {
        /// Who runs it; unknown while that import begins.
        holder: Option<Holder>,
    },
    /// The store has real listings, and sample listings must never be mixed with real ones.
    #[error("the store has listings of {}, and the sample must not be mixed with real listings", real.label())]
    SampleOverReal {
        /// A source of real listings in the store.
        real: Source,
    },
    /// The store has newer listings than those that come with the program.
    #[error(
        "the store has newer listings from {}, and the listings of {BUNDLED_YEAR} that come with the program must not \
         replace them",
        newer.label()
    )]
    BundledOverNewer {
        /// The source of the newer listings.
        newer: Source,
    },
    /// The HTTP client can't be set up.
    #[error("setting up the HTTP client")]
    Client(#[source] reqwest::Error),
    /// The source can't be fetched.
    #[error("fetching the listings")]
    Fetch(#[from] FetchError),
    /// A file can't be opened.
    #[error("opening {}", path.display())]
    Open {
        /// The file.
        path: PathBuf,
        /// The reason.
        source: std::io::Error,
    },
    /// A file of a source can't be read.
    #[error("reading the files")]
    File(#[from] FileError),
    /// The store has a newer edition.
    #[error(
        "these listings of {} are from {day}, older than those in the store, which are from {known}: an older edition \
         must not replace a newer one. Import only the newer one; to have both in the history, start with the oldest \
         in a new data folder",
        imported.label()
    )]
    OlderEdition {
        /// The source.
        imported: Source,
        /// The day of the edition that was to be imported.
        day: Date,
        /// The day of the edition in the store.
        known: Date,
    },
    /// There is nothing to publish.
    #[error("none of the {rows} rows is a usable listing{why}")]
    NoListings {
        /// How many rows were read.
        rows: u64,
        /// The reasons, with an example.
        why: String,
    },
    /// Rows were lost, which is a bug.
    #[error("some of the {rows} rows that were read are not accounted for, which is a bug in this program")]
    Unbalanced {
        /// How many rows were read.
        rows: u64,
    },
    /// The store can't be read or written.
    #[error(transparent)]
    Store(#[from] store::Error),
    /// The index can't be written.
    #[error("writing the index")]
    Index(#[source] BoxError),
    /// A part of the import panicked, which is a bug.
    #[error("{doing} ended unexpectedly, which is a bug in this program")]
    Panicked {
        /// What was being done.
        doing: &'static str,
        /// The panic.
        source: tokio::task::JoinError,
    },
    /// The import was asked to stop.
    #[error("the import was stopped; the next one will resume where it stopped")]
    Stopped,
}

/// Maximum number of reasons shown.
const MAX_REASONS: usize = 8;

/// Maximum number of characters of a row shown.
const MAX_ROW_CHARS: usize = 600;

impl ImportError {
    /// The error for a set without usable listings.
    pub(crate) fn no_listings(set: &ParsedSet) -> ImportError {
        let mut reasons: Vec<(&str, u64)> = set.rejected_by_reason().into_iter().collect();
        reasons.sort_by_key(|(_, rows)| Reverse(*rows));
        let skipped = set.rows.skipped.iter().map(|(what, rows)| format!("\n  {rows} rows skipped: {what}"));
        let shown =
            reasons.iter().take(MAX_REASONS).map(|(reason, rows)| format!("\n  {rows} rows: {reason}"));
        let mut why: String = skipped.chain(shown).collect();
        if reasons.len() > MAX_REASONS {
            why += &format!("\n  and {} other reasons", reasons.len() - MAX_REASONS);
        }
        if let Some(row) = set.rejected.first() {
            let raw: String = row.raw.chars().take(MAX_ROW_CHARS).collect();
            why += &format!("\n  row {} is {raw}", row.row_number);
            why += "\nIs this the right file? If it is a table, correct the mapping or the table and import again";
        }
        if !why.is_empty() {
            why.insert(0, ':');
        }
        ImportError::NoListings { rows: set.rows.read, why }
    }

    /// Whether the source can't be reached or gives wrong answers.
    pub fn is_unreachable(&self) -> bool {
        match self {
            ImportError::Fetch(error) => !matches!(error, FetchError::Staging { .. }),
            _ => false,
        }
    }
}

impl From<BeginError> for ImportError {
    fn from(error: BeginError) -> Self {
        match error {
            BeginError::Busy { holder } => ImportError::Busy { holder },
            BeginError::Store(error) => ImportError::Store(error),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn if_all_rows_are_skipped_the_error_says_why() {
        let mut set = ParsedSet::default();
        set.rows.skipped.insert("services that are not active".to_owned(), 2);
        let error = ImportError::no_listings(&set).to_string();
        assert!(error.contains("2 rows skipped: services that are not active"), "{error}");
    }
}
