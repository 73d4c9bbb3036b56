//! Why a fetch, or one attempt at a page, fails.

use std::fmt;
use std::num::NonZeroU32;
use std::time::Duration;

use super::staging::StagingError;
use crate::page::PageError;

/// Why a fetch failed.
#[derive(Debug, thiserror::Error)]
pub enum FetchError {
    /// The service refused a page, and would refuse it again.
    #[error("the service refused page {page} with status {status}")]
    Refused {
        /// Which page.
        page: u32,
        /// The HTTP status.
        status: u16,
    },
    /// A page did not arrive, although it was requested several times.
    #[error("failed to fetch page {page} in {attempts} attempts")]
    GaveUp {
        /// Which page.
        page: u32,
        /// How many times it was requested.
        attempts: u32,
        /// Why the last attempt failed.
        #[source]
        last: AttemptError,
    },
    /// The request could not be made, or was redirected too often.
    #[error("failed to request page {page}")]
    Request {
        /// Which page.
        page: u32,
        /// What went wrong.
        #[source]
        source: reqwest::Error,
    },
    /// A body is larger than any page should be.
    #[error("page {page} is larger than {limit} bytes")]
    TooLarge {
        /// Which page.
        page: u32,
        /// The limit, in bytes.
        limit: usize,
    },
    /// All pages together are larger than a directory should be.
    #[error("the pages up to page {page} are together larger than {limit} bytes")]
    TooMuch {
        /// The page that exceeded the limit.
        page: u32,
        /// The limit, in bytes.
        limit: u64,
    },
    /// The whole fetch took too long.
    #[error("the fetch was not complete after {} seconds (fetch_timeout)", limit.as_secs())]
    TooLong {
        /// The limit.
        limit: Duration,
    },
    /// The service says that it has no rows.
    #[error("the service says that it has no listings")]
    Empty,
    /// The service says that it has more pages than a directory can have.
    #[error("the service says that it has {total_pages} pages; the limit is {limit}")]
    TooManyPages {
        /// The number of pages, according to the service.
        total_pages: u64,
        /// The limit.
        limit: u32,
    },
    /// The data was fetched several times, and changed each time before the fetch was complete.
    #[error("the data changed while it was fetched, {times} times in a row; the last time, {change}")]
    KeepsChanging {
        /// How many times it was fetched.
        times: u32,
        /// How the last change was noticed.
        change: Change,
    },
    /// The staged pages could not be read or written.
    #[error("failed to {doing}")]
    Staging {
        /// What was being done, after "failed to".
        doing: &'static str,
        /// What went wrong.
        #[source]
        source: StagingError,
    },
}

/// Why one attempt at a page failed, although another may succeed.
#[derive(Debug, thiserror::Error)]
pub enum AttemptError {
    /// There was no connection, it broke, or it took too long.
    #[error("the connection failed")]
    Connection(#[source] reqwest::Error),
    /// The body arrived too slowly.
    #[error("the answer arrived more slowly than {min_rate} bytes per second (min_rate)")]
    TooSlow {
        /// The limit, in bytes per second.
        min_rate: NonZeroU32,
    },
    /// The service was busy or failing, with this HTTP status.
    #[error("the service answered with status {0}")]
    Status(u16),
    /// The body is cut off, or is not a page.
    #[error("the answer is not a page")]
    NotAPage(#[source] PageError),
    /// The page lacks its counts.
    #[error("the page does not say how many pages and rows there are")]
    NoCounts,
    /// The service answered with a different page from the one requested.
    #[error("the answer is page {0}")]
    OtherPage(u64),
}

/// How a change in the data was noticed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// A page gives different counts from the pages before it.
    Counts {
        /// Which page.
        page: u32,
        /// The numbers of rows and pages that the pages before it gave.
        before: (u64, u32),
        /// The numbers of rows and pages that this page gives.
        after: (u64, u32),
    },
    /// The number of rows differs from the number announced.
    Rows {
        /// How many there should be.
        announced: u64,
        /// How many there are.
        found: u64,
    },
    /// The first page, requested again at the end, has different rows.
    FirstPage,
    /// A page that was staged earlier is cut off, is not a page, or lacks valid counts.
    StagedPage(u32),
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Change::Counts { page, before, after } => write!(
                f,
                "page {page} announced {} rows on {} pages, but the pages before it announced {} rows on {}",
                after.0, after.1, before.0, before.1
            ),
            Change::Rows { announced, found } => {
                write!(f, "{announced} rows were announced, but {found} arrived")
            }
            Change::FirstPage => {
                f.write_str("the first page, requested again at the end, had different rows")
            }
            Change::StagedPage(page) => write!(f, "the staged page {page} could not be read"),
        }
    }
}
