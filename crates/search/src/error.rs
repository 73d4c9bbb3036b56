//! What can go wrong with an index.

use std::path::PathBuf;

/// An index can't be written.
#[derive(Debug, thiserror::Error)]
pub enum BuildError {
    /// A file can't be written.
    #[error("writing the index in {path}: {source}")]
    Io {
        /// Where.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// tantivy refuses.
    #[error("writing the index: {0}")]
    Tantivy(#[from] tantivy::TantivyError),
    /// A facility can't be written down.
    #[error("writing a facility to the index: {0}")]
    Json(#[from] serde_json::Error),
}

/// An index can't be used. It can always be built anew from the store.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// There is none.
    #[error("there is no index in {0}")]
    Missing(PathBuf),
    /// It was written for another release, another store or another generation of the data.
    #[error("the index in {path} is outdated: {reason}")]
    Outdated {
        /// Where.
        path: PathBuf,
        /// What differs.
        reason: String,
    },
    /// It is not what was written.
    #[error("the index in {path} is damaged: {reason}")]
    Damaged {
        /// Where.
        path: PathBuf,
        /// What is wrong.
        reason: String,
    },
}

/// A search can't be answered.
#[derive(Debug, thiserror::Error)]
pub enum SearchError {
    /// The names can't be read.
    #[error("reading the names of the index: {0}")]
    Names(#[from] tantivy::TantivyError),
    /// The position to go on from is none of this answer's.
    #[error("the position to go on from is not in this answer")]
    Position,
    /// An order by distance needs a point.
    #[error("an order by distance needs a point")]
    NoPoint,
}
