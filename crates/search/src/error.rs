//! Errors in writing, opening and searching an index.

use std::path::PathBuf;

/// The reason why an index can't be written.
#[derive(Debug, thiserror::Error)]
pub enum BuildError {
    /// A file can't be written.
    #[error("writing the index in {path}: {source}")]
    Io {
        /// The index.
        path: PathBuf,
        /// The cause.
        source: std::io::Error,
    },
    /// tantivy failed.
    #[error("writing the index: {0}")]
    Tantivy(#[from] tantivy::TantivyError),
    /// A facility can't be serialized.
    #[error("writing a facility to the index: {0}")]
    Json(#[from] serde_json::Error),
}

/// The reason why an index can't be used. It can always be rebuilt from the store.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// There is no index.
    #[error("there is no index in {0}")]
    Missing(PathBuf),
    /// It was written for another release, another store or another generation of the data.
    #[error("the index in {path} is outdated: {reason}")]
    Outdated {
        /// The folder of the index.
        path: PathBuf,
        /// What differs.
        reason: String,
    },
    /// The files are not as they were written.
    #[error("the index in {path} is damaged: {reason}")]
    Damaged {
        /// The folder of the index.
        path: PathBuf,
        /// What is wrong.
        reason: String,
    },
}

/// The reason why a query can't be answered.
#[derive(Debug, thiserror::Error)]
pub enum SearchError {
    /// The names or a facility can't be read.
    #[error("reading the index: {0}")]
    Names(#[from] tantivy::TantivyError),
    /// The position to continue from is not among the results.
    #[error("the position to continue from is not among the results")]
    Position,
    /// An order by distance needs a point.
    #[error("an order by distance needs a point")]
    NoPoint,
}
