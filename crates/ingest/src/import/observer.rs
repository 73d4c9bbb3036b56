//! The progress of an import.

use directory::Source;
use serde::{Deserialize, Serialize};

use crate::fetch::Progress;

/// A step of an import.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Step {
    /// The import has the lock and begins.
    Begun {
        /// What is imported.
        source: Source,
        /// Whether it resumes an earlier attempt.
        resumed: bool,
    },
    /// It fetches pages.
    Fetching(Progress),
    /// It parses rows.
    Parsing {
        /// The number of rows so far.
        rows: u64,
    },
    /// It decides which facility each listing describes.
    Resolving {
        /// The number of listings.
        listings: u64,
    },
    /// It writes what differs.
    Storing {
        /// The number of listings so far.
        listings: u64,
        /// The number of listings that differ.
        of: u64,
    },
    /// It assembles facilities and indexes them.
    Indexing {
        /// The number of facilities so far.
        facilities: u64,
    },
    /// It completes the index and publishes the generation.
    Publishing,
    /// It is published.
    Done,
}

/// Receives the steps of an import, for example to draw a progress bar.
pub trait Observer: Send {
    /// Called at each step, and repeatedly during long ones.
    fn observe(&mut self, step: Step);
}

/// Ignores all steps.
#[derive(Debug, Clone, Copy, Default)]
pub struct Silent;

impl Observer for Silent {
    fn observe(&mut self, _: Step) {}
}
