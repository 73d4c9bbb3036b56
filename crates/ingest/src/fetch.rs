//! Fetching all pages of a service: politely, patiently, and only as one consistent whole.
//!
//! Requests are made one at a time, with a pause between them. A request that fails with what may be a temporary
//! error is retried, with increasing waits. Pages are staged as they arrive, so that an interrupted fetch resumes where
//! it stopped.
//!
//! The data may change while it is fetched. This is noticed in three ways: all pages must give the same counts, there must
//! be as many rows as the counts say, and the first page, requested again at the end, must still be the same. If the data
//! changed, all pages are discarded and the fetch starts over.

mod client;
mod error;
mod options;
mod pass;
mod progress;
mod redirect;
mod request;
mod retry;
mod seal;
mod staging;

use reqwest::{Client, Url};
use tokio::time::timeout;

pub use client::client_builder;
pub use error::{AttemptError, Change, FetchError};
pub use options::FetchOptions;
pub use progress::{Fetched, Progress};
pub use staging::{Staging, StagingError};

use pass::{FetchPass, PassError};
use request::Requester;

/// Fetches all pages into `staging`. Pages that are staged already are not requested again.
///
/// `page_url` is the address of a page, counted from 1. Pages that are staged already must be from the same service and of
/// the same page size.
///
/// # Errors
/// If a page can't be fetched, the fetch takes too long, the service has no rows, its data keeps changing, or staging fails. The staged pages remain,
/// so that the fetch can be resumed, unless the data keeps changing.
pub async fn fetch_all<S: Staging>(
    client: &Client,
    page_url: &(dyn Fn(u32) -> Url + Sync),
    options: &FetchOptions,
    staging: &mut S,
    progress: &mut (dyn FnMut(Progress) + Send),
) -> Result<Fetched, FetchError> {
    let limit = options.fetch_timeout;
    let fetch = fetch_consistently(client, page_url, options, staging, progress);
    timeout(limit, fetch).await.unwrap_or(Err(FetchError::TooLong { limit }))
}

/// Fetches all pages, and starts over if the data changes meanwhile.
async fn fetch_consistently<S: Staging>(
    client: &Client,
    page_url: &(dyn Fn(u32) -> Url + Sync),
    options: &FetchOptions,
    staging: &mut S,
    progress: &mut (dyn FnMut(Progress) + Send),
) -> Result<Fetched, FetchError> {
    let mut requester = Requester::new(client, page_url, options);
    let mut starts_over = 0;
    loop {
        let mut pass = FetchPass::new(&mut requester, staging, progress);
        let change = match pass.fetch().await {
            Ok(()) => return Ok(Fetched { starts_over, ..pass.fetched() }),
            Err(PassError::Failed(error)) => return Err(error),
            Err(PassError::Changed(change)) => change,
        };
        tracing::warn!(%change, "the data changed while it was fetched, starting over");
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
