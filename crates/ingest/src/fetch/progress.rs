//! The progress of a fetch, and what it did.

use std::time::Duration;

use serde::{Deserialize, Serialize};

/// The progress of a fetch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    /// The page that has arrived or is awaited.
    pub page: u32,
    /// The number of pages, once it is known.
    pub total_pages: Option<u32>,
    /// How many rows have arrived so far.
    pub rows: u64,
    /// How many requests had to be repeated so far.
    pub retries: u64,
    /// How long the fetch waits before it repeats a request that failed; `None` when a page has arrived.
    pub waiting: Option<Duration>,
}

/// What a fetch did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fetched {
    /// How many pages are staged.
    pub pages: u32,
    /// How many rows they have.
    #[serde(skip)]
    pub rows: u64,
    /// How many of the pages had been staged by an earlier fetch.
    pub resumed_pages: u32,
    /// How many requests were made.
    pub requests: u64,
    /// How many requests repeated one that had failed.
    pub retries: u64,
    /// How many times the fetch started over because the data had changed.
    pub starts_over: u32,
}
