//! Asking a service for all its pages: politely, patiently, and only as one consistent whole.
//!
//! One request at a time, with a pause between them. What fails for a while is asked again, later and later. Pages
//! are staged as they come, so that a fetch that was broken off goes on where it was. Whether the data changed while
//! it was paged is found out in three ways: every page gives the same counts, the rows are as many as the counts say,
//! and the first page, asked once more at the end, is still the same. If it changed, all is discarded and begun anew.

mod client;
mod error;
mod options;
mod pages;
mod request;
mod retry;
mod seal;
mod staging;

use reqwest::{Client, Url};

pub use client::client_builder;
pub use error::{AttemptError, Change, FetchError};
pub use options::FetchOptions;
pub use staging::{Staging, StagingError};

use pages::{Pages, Stop};
use request::Requester;
use std::time::Duration;

/// How far a fetch is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// The page that is asked for, or that has come.
    pub page: u32,
    /// How many there are, once it is known.
    pub total_pages: Option<u32>,
    /// How many rows have come so far.
    pub rows: u64,
    /// How many requests had to be made again so far.
    pub retries: u64,
    /// How long is waited before the next try, when the last one failed.
    pub waiting: Option<Duration>,
}

/// What a fetch did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Fetched {
    /// How many pages are staged.
    pub pages: u32,
    /// How many rows they have.
    pub rows: u64,
    /// How many of the pages were staged before.
    pub resumed_pages: u32,
    /// How many requests were made.
    pub requests: u64,
    /// How many of them because another had failed.
    pub retries: u64,
    /// How many times all was begun anew because the data had changed.
    pub starts_over: u32,
}

/// Fetches all pages of `url` into `staging`. Pages that are staged already are not asked for again.
///
/// `sType=both`, `pageSize` and `page` are added to the query. The staging must be of the same URL and page size.
///
/// # Errors
/// When a page can't be had, the directory is empty, keeps changing, or staging fails. What is staged then stays, to
/// be resumed; only a directory that keeps changing leaves nothing behind.
pub async fn fetch_all<S: Staging>(
    client: &Client,
    url: &Url,
    options: &FetchOptions,
    staging: &mut S,
    progress: &mut (dyn FnMut(Progress) + Send),
) -> Result<Fetched, FetchError> {
    let mut requester = Requester::new(client, url, options);
    let mut starts_over = 0;
    loop {
        let mut pages = Pages::new(&mut requester, staging, progress);
        let change = match pages.fetch().await {
            Ok(()) => {
                let fetched = pages.fetched();
                return Ok(Fetched { starts_over, ..fetched });
            }
            Err(Stop::Failed(error)) => return Err(error),
            Err(Stop::Changed(change)) => change,
        };
        tracing::warn!(%change, "the directory changed while it was fetched, starting over");
        staging
            .discard()
            .await
            .map_err(|source| FetchError::Staging { doing: "discard the staged pages", source })?;
        if starts_over == options.max_starts_over {
            return Err(FetchError::KeepsChanging { times: starts_over + 1, change });
        }
        starts_over += 1;
    }
}
