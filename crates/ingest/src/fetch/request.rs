//! One page, asked for until it comes.

use std::time::Duration;

use jiff::Timestamp;
use reqwest::header::RETRY_AFTER;
use reqwest::{Client, Response, Url};
use tokio::time::{Instant, sleep};

use super::error::{AttemptError, FetchError};
use super::options::FetchOptions;
use super::retry;
use crate::page::Page;

/// The counts every page gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Counts {
    /// Rows on all pages.
    pub rows: u64,
    /// Pages.
    pub pages: u32,
}

/// Makes the requests of a fetch, one at a time.
pub(super) struct Requester<'a> {
    client: &'a Client,
    url: &'a Url,
    options: &'a FetchOptions,
    last_request: Option<Instant>,
    /// How many requests were made.
    pub requests: u64,
    /// How many of them because another had failed.
    pub retries: u64,
}

/// How an attempt failed.
enum Failure {
    /// Asking again may help; the wait the service asked for.
    MayPass(AttemptError, Option<Duration>),
    /// It would not.
    Final(FetchError),
}

impl<'a> Requester<'a> {
    pub fn new(client: &'a Client, url: &'a Url, options: &'a FetchOptions) -> Self {
        Requester { client, url, options, last_request: None, requests: 0, retries: 0 }
    }

    /// How many pages there may be.
    pub fn max_pages(&self) -> u32 {
        self.options.max_pages
    }

    /// The body of a page, and the counts it gives; `waiting` is told how long until each further attempt.
    pub async fn page(
        &mut self,
        page: u32,
        mut waiting: impl FnMut(u64, Duration) + Send,
    ) -> Result<(Vec<u8>, Counts), FetchError> {
        let is_first = self.requests == 0;
        let attempts = if is_first { self.options.first_attempts } else { self.options.attempts };
        let mut failures = 0;
        loop {
            self.pause().await;
            let (error, asked) = match self.attempt(page).await {
                Ok(body) => return Ok(body),
                Err(Failure::Final(error)) => return Err(error),
                Err(Failure::MayPass(error, asked)) => (error, asked),
            };
            failures += 1;
            if failures >= attempts {
                return Err(FetchError::GaveUp { page, attempts: failures, last: error });
            }
            let wait = retry::wait(self.options, failures, asked, rand::random());
            tracing::debug!(page, failures, %error, ?wait, "asking again");
            self.retries += 1;
            waiting(self.retries, wait);
            sleep(wait).await;
        }
    }

    /// Waits until the pause since the last request is over.
    async fn pause(&mut self) {
        if let Some(last) = self.last_request {
            sleep(retry::pause(self.options.delay, rand::random()).saturating_sub(last.elapsed())).await;
        }
    }

    async fn attempt(&mut self, page: u32) -> Result<(Vec<u8>, Counts), Failure> {
        self.requests += 1;
        let answer = self.client.get(self.page_url(page)).send().await;
        self.last_request = Some(Instant::now());
        let answer = answer.map_err(|error| failure(page, error))?;
        let status = answer.status().as_u16();
        if retry::may_pass(status) {
            return Err(Failure::MayPass(AttemptError::Status(status), asked_wait(&answer)));
        }
        if !answer.status().is_success() {
            return Err(Failure::Final(FetchError::Refused { page, status }));
        }
        let body = self.body(page, answer).await;
        self.last_request = Some(Instant::now());
        let body = body?;
        let counts = self.counts(page, &body)?;
        Ok((body, counts))
    }

    fn page_url(&self, page: u32) -> Url {
        let mut url = self.url.clone();
        url.query_pairs_mut()
            .append_pair("sType", "both")
            .append_pair("pageSize", &self.options.page_size.to_string())
            .append_pair("page", &page.to_string());
        url
    }

    async fn body(&self, page: u32, mut answer: Response) -> Result<Vec<u8>, Failure> {
        let limit = self.options.max_body;
        let mut body = Vec::new();
        while let Some(chunk) = answer.chunk().await.map_err(|error| failure(page, error))? {
            if body.len() + chunk.len() > limit {
                return Err(Failure::Final(FetchError::TooLarge { page, limit }));
            }
            body.extend_from_slice(&chunk);
        }
        Ok(body)
    }

    fn counts(&self, page: u32, body: &[u8]) -> Result<Counts, Failure> {
        let may_pass = |error| Failure::MayPass(error, None);
        let answer = Page::read(body).map_err(|error| may_pass(AttemptError::NotAPage(error)))?;
        if let Some(other) = answer.page.filter(|other| *other != u64::from(page)) {
            return Err(may_pass(AttemptError::OtherPage(other)));
        }
        let counts = counts(&answer, self.options.max_pages).map_err(Failure::Final)?;
        counts.ok_or(may_pass(AttemptError::NoCounts))
    }
}

/// The counts a page gives, if it gives any.
pub(super) fn counts(page: &Page<'_>, max_pages: u32) -> Result<Option<Counts>, FetchError> {
    let Some((rows, total_pages)) = page.record_count.zip(page.total_pages) else { return Ok(None) };
    if rows == 0 || total_pages == 0 {
        return Err(FetchError::Empty);
    }
    match u32::try_from(total_pages) {
        Ok(pages) if pages <= max_pages => Ok(Some(Counts { rows, pages })),
        _ => Err(FetchError::TooManyPages { total_pages, limit: max_pages }),
    }
}

fn failure(page: u32, error: reqwest::Error) -> Failure {
    if error.is_builder() || error.is_redirect() {
        Failure::Final(FetchError::Request { page, source: error })
    } else {
        Failure::MayPass(AttemptError::Connection(error), None)
    }
}

fn asked_wait(answer: &Response) -> Option<Duration> {
    let retry_after = answer.headers().get(RETRY_AFTER)?.to_str().ok()?;
    retry::asked_wait(retry_after, Timestamp::now())
}
