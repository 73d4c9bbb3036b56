//! Why the rows of a file can't be read.

use std::fmt;
use std::io;

/// Why the rows of a file can't be read.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The file can't be read.
    #[error("failed to read the rows")]
    Input(#[source] io::Error),
    /// The file is not JSON, or was cut off.
    #[error("failed to read the rows as JSON")]
    Json(#[source] serde_json::Error),
    /// The file has fewer rows or pages than its pages announce.
    #[error(
        "the file is incomplete: it has {found} of the {announced} it announces. Put all pages into one file, one after the \
         other"
    )]
    Partial {
        /// How many rows or pages the file has.
        found: u64,
        /// How many there should be.
        announced: Announced,
    },
    /// The last line of the file was cut off.
    #[error("the last line of the file is cut off, so that rows may be missing")]
    Cut,
    /// A row or page is larger than any should be.
    #[error("{what} is larger than {} MiB", bytes >> 20)]
    TooLarge {
        /// Which part of the file.
        what: &'static str,
        /// The limit, in bytes.
        bytes: u64,
    },
    /// The file is in another format.
    #[error("the rows are neither a page, nor a list, nor one row per line: they begin with {0:?}")]
    Unknown(char),
    /// The file has no content.
    #[error("the file of rows is empty")]
    Empty,
}

/// How much a page announces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Announced {
    /// This many rows on all pages.
    Rows(u64),
    /// This many pages.
    Pages(u64),
}

impl fmt::Display for Announced {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Announced::Rows(rows) => write!(f, "{rows} rows"),
            Announced::Pages(pages) => write!(f, "{pages} pages"),
        }
    }
}
