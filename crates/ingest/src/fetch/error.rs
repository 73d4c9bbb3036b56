//! Why a fetch fails.

use std::fmt;

use super::staging::StagingError;
use crate::page::PageError;

/// Why a fetch failed.
#[derive(Debug, thiserror::Error)]
pub enum FetchError {
    /// The service refused a page, and would again.
    #[error("the service refused page {page} with status {status}")]
    Refused {
        /// Which page.
        page: u32,
        /// The status of the answer.
        status: u16,
    },
    /// A page did not come, however often it was asked for.
    #[error("failed to fetch page {page} in {attempts} attempts")]
    GaveUp {
        /// Which page.
        page: u32,
        /// How often it was asked for.
        attempts: u32,
        /// What happened the last time.
        #[source]
        last: AttemptError,
    },
    /// The request could not be made, or led nowhere.
    #[error("failed to ask for page {page}")]
    Request {
        /// Which page.
        page: u32,
        /// Why.
        #[source]
        source: reqwest::Error,
    },
    /// A body is larger than any page.
    #[error("page {page} is larger than {limit} bytes")]
    TooLarge {
        /// Which page.
        page: u32,
        /// The limit.
        limit: usize,
    },
    /// The service says that it has nothing.
    #[error("the service says that the directory is empty")]
    Empty,
    /// The service says that it has more pages than there can be.
    #[error("the service says that it has {total_pages} pages, the limit is {limit}")]
    TooManyPages {
        /// What it says.
        total_pages: u64,
        /// The limit.
        limit: u32,
    },
    /// The data changed every time while it was fetched.
    #[error("the directory changed while it was fetched, {times} times running; the last time, {change}")]
    KeepsChanging {
        /// How many times it was fetched.
        times: u32,
        /// How the last change was seen.
        change: Change,
    },
    /// The staged pages could not be read or written.
    #[error("failed to {doing}")]
    Staging {
        /// What was done to what.
        doing: &'static str,
        /// Why it failed.
        #[source]
        source: StagingError,
    },
}

/// Why one attempt at a page failed, in a way that may pass.
#[derive(Debug, thiserror::Error)]
pub enum AttemptError {
    /// No connection, or it broke, or it took too long.
    #[error("the connection failed")]
    Connection(#[source] reqwest::Error),
    /// The service was busy or out of order.
    #[error("the service answered with status {0}")]
    Status(u16),
    /// The body is cut or no page.
    #[error("the answer is not a page")]
    NotAPage(#[source] PageError),
    /// A page without its counts.
    #[error("the page does not say how many pages and rows there are")]
    NoCounts,
    /// The service answered with another page.
    #[error("the answer is page {0}")]
    OtherPage(u64),
}

/// How it was seen that the data changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// A page gives other counts than the first did.
    Counts {
        /// Which page.
        page: u32,
        /// Rows and pages the first page spoke of.
        before: (u64, u32),
        /// Rows and pages this one speaks of.
        after: (u64, u32),
    },
    /// The rows are not as many as announced.
    Rows {
        /// How many there should be.
        announced: u64,
        /// How many there are.
        found: u64,
    },
    /// The first page has other rows than at the beginning.
    FirstPage,
    /// A page staged before is cut or no page.
    StagedPage(u32),
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Change::Counts { page, before, after } => write!(
                f,
                "page {page} spoke of {} rows on {} pages, the first of {} rows on {} pages",
                after.0, after.1, before.0, before.1
            ),
            Change::Rows { announced, found } => write!(f, "{found} rows came of {announced} announced"),
            Change::FirstPage => f.write_str("the first page had other rows at the end"),
            Change::StagedPage(page) => write!(f, "the staged page {page} could not be read"),
        }
    }
}
