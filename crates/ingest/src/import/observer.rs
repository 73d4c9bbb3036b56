//! What an import tells of its progress.

use directory::Source;

use crate::fetch::Progress;

/// A step of an import.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// It has the lock, and begins or goes on.
    Begun {
        /// What is imported.
        source: Source,
        /// Whether it goes on from where it was left.
        resumed: bool,
    },
    /// Pages are fetched.
    Fetching(Progress),
    /// Rows are read.
    Parsing {
        /// How many so far.
        rows: u64,
    },
    /// Listings are placed.
    Resolving {
        /// How many.
        listings: u64,
    },
    /// What differs is written.
    Storing {
        /// How many listings so far.
        listings: u64,
        /// Of how many.
        of: u64,
    },
    /// Facilities are put together and indexed.
    Indexing {
        /// How many so far.
        facilities: u64,
    },
    /// The index is completed, and the data published.
    Publishing,
    /// It is published.
    Done,
}

/// Is told of each step: for a bar, for lines, or for machines.
pub trait Observer: Send {
    /// Is told of a step.
    fn observe(&mut self, step: Step);
}

/// Tells nobody.
#[derive(Debug, Clone, Copy, Default)]
pub struct Silent;

impl Observer for Silent {
    fn observe(&mut self, _: Step) {}
}
