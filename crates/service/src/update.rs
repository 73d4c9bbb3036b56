//! The progress of the import that will replace the bundled listings.

use jiff::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;

/// The progress of the import that will replace the bundled listings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Update {
    /// The source.
    #[schema(example = "findtreatment")]
    pub source: String,
    /// What the import does.
    pub step: UpdateStep,
    /// How many pages have been fetched.
    pub pages_fetched: u32,
    /// How many pages there are; null until the first is fetched.
    pub pages: Option<u32>,
    /// How many rows have been fetched.
    pub rows: u64,
    /// Why the last attempt failed; null if none failed.
    pub error: Option<String>,
    /// When the next attempt begins, if the last one failed.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub next_attempt_at: Option<Timestamp>,
}

/// What an import does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum UpdateStep {
    /// It fetches pages.
    Fetching,
    /// It reads the rows, and finds out which place each is about.
    Reading,
    /// It writes the listings and the index.
    Writing,
    /// It failed, and waits before it tries again.
    Waiting,
}

impl Update {
    /// The progress of an import that has fetched nothing yet.
    pub fn beginning(source: &str) -> Update {
        Update {
            source: source.to_owned(),
            step: UpdateStep::Fetching,
            pages_fetched: 0,
            pages: None,
            rows: 0,
            error: None,
            next_attempt_at: None,
        }
    }
}
