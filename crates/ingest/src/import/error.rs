//! Why an import fails.

use std::cmp::Reverse;
use std::path::PathBuf;

use directory::Source;
use jiff::civil::Date;
use store::{BeginError, Holder};

use super::indexing::BoxError;
use crate::fetch::FetchError;
use crate::file::FileError;
use crate::parsed::ParsedSet;

/// Why an import failed. What was served before is served on.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// Another one is running.
    #[error("an import is already running{}", holder.as_ref().map(|holder| format!(", {holder}")).unwrap_or_default())]
    Busy {
        /// Who runs it; unknown for the moment it takes to begin.
        holder: Option<Holder>,
    },
    /// Sample listings must never stand beside real ones.
    #[error("the store has listings of {}, beside which no sample data may stand", real.label())]
    SampleOverReal {
        /// What it has.
        real: Source,
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
        /// Which file.
        path: PathBuf,
        /// Why not.
        source: std::io::Error,
    },
    /// A file of a source can't be read.
    #[error("reading the files")]
    File(#[from] FileError),
    /// What is there is newer.
    #[error(
        "the listings of {} that are there are of {known}, newer than these of {of}, and an older edition must not \
         replace them. Import only the newer; to have both in the history, begin with the oldest in a new data folder",
        imported.label()
    )]
    OlderEdition {
        /// What was to be imported.
        imported: Source,
        /// The day of the older edition.
        of: Date,
        /// The day of what is there.
        known: Date,
    },
    /// There is nothing to publish.
    #[error("none of the {rows} rows that were read is a listing that can be used{why}")]
    NoListings {
        /// How many rows were read.
        rows: u64,
        /// For which reasons, with an example.
        why: String,
    },
    /// Rows were lost on the way: a defect of this program.
    #[error("not all of the {rows} rows that were read are accounted for, which is a defect of this program")]
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
    /// A defect of this program.
    #[error("{doing} broke off")]
    Broke {
        /// What was being done.
        doing: &'static str,
        /// How it ended.
        source: tokio::task::JoinError,
    },
    /// It was asked to stop.
    #[error("the import was stopped; the next one goes on where it was")]
    Stopped,
}

/// Most reasons that are told.
const REASONS: usize = 8;

/// Most characters of a row that are told.
const ROW: usize = 600;

impl ImportError {
    /// That nothing of a set can be used, and why.
    pub(crate) fn no_listings(set: &ParsedSet) -> ImportError {
        let mut reasons: Vec<(&str, u64)> = set.rejected_by_reason().into_iter().collect();
        reasons.sort_by_key(|(_, rows)| Reverse(*rows));
        let told = reasons.iter().take(REASONS).map(|(reason, rows)| format!("\n  {rows} rows: {reason}"));
        let mut why: String = told.collect();
        if reasons.len() > REASONS {
            why += &format!("\n  and {} other reasons", reasons.len() - REASONS);
        }
        if let Some(row) = set.rejected.first() {
            let raw: String = row.raw.chars().take(ROW).collect();
            why += &format!("\n  row {} is {raw}", row.row_number);
            why += "\nIs it the right file? Of a table, correct the mapping or the table and import again";
        }
        if !why.is_empty() {
            why.insert(0, ':');
        }
        ImportError::NoListings { rows: set.rows_read, why }
    }

    /// Whether the source can't be reached, or does not answer as it should.
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
