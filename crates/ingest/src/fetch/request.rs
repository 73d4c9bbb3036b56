//! The requests of a fetch: each page is requested until it arrives.

use std::time::Duration;

use jiff::Timestamp;
use reqwest::header::RETRY_AFTER;
use reqwest::{Client, Response, Url};
use tokio::time::{Instant, sleep, timeout_at};

use super::error::{AttemptError, FetchError};
use super::options::FetchOptions;
use super::retry;
use crate::page::RowPage;

/// The counts that every page gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct PageCounts {
    /// Rows on all pages together.
    pub rows: u64,
    pub pages: u32,
}

/// Makes the requests of a fetch, one at a time.
pub(super) struct Requester<'a> {
    client: &'a Client,
    page_url: &'a (dyn Fn(u32) -> Url + Sync),
    options: &'a FetchOptions,
    last_request: Option<Instant>,
    pub requests: u64,
    /// How many requests repeated one that had failed.
    pub retries: u64,
}

/// How an attempt failed.
enum AttemptFailure {
    /// Another attempt may succeed. The duration is the wait that the service asked for, if it did.
    Temporary(AttemptError, Option<Duration>),
    /// Another attempt would fail as well.
    Final(FetchError),
}

impl<'a> Requester<'a> {
    pub fn new(
        client: &'a Client,
        page_url: &'a (dyn Fn(u32) -> Url + Sync),
        options: &'a FetchOptions,
    ) -> Self {
        Requester { client, page_url, options, last_request: None, requests: 0, retries: 0 }
    }

    /// The limits of the fetch.
    pub fn options(&self) -> &FetchOptions {
        self.options
    }

    /// Requests a page until it arrives, and returns it with its counts. `waiting` is called before each further attempt,
    /// with the number of retries so far and the wait.
    pub async fn page(
        &mut self,
        page: u32,
        mut waiting: impl FnMut(u64, Duration) + Send,
    ) -> Result<(RowPage, PageCounts), FetchError> {
        let is_first = self.requests == 0;
        let attempts = if is_first { self.options.first_attempts } else { self.options.attempts };
        let mut failures = 0;
        sleep(self.pause_left()).await;
        loop {
            let (error, asked) = match self.attempt(page).await {
                Ok(answer) => return Ok(answer),
                Err(AttemptFailure::Final(error)) => return Err(error),
                Err(AttemptFailure::Temporary(error, asked)) => (error, asked),
            };
            failures += 1;
            if failures >= attempts {
                return Err(FetchError::GaveUp { page, attempts: failures, last: error });
            }
            let wait = retry::wait(self.options, failures, asked, rand::random()).max(self.pause_left());
            tracing::debug!(page, failures, %error, ?wait, "requesting the page again");
            self.retries += 1;
            waiting(self.retries, wait);
            sleep(wait).await;
        }
    }

    /// How much of the pause since the last request is left.
    fn pause_left(&self) -> Duration {
        let pause = retry::pause(self.options.delay, rand::random());
        self.last_request.map_or(Duration::ZERO, |last| pause.saturating_sub(last.elapsed()))
    }

    async fn attempt(&mut self, page: u32) -> Result<(RowPage, PageCounts), AttemptFailure> {
        self.requests += 1;
        let answer = self.client.get((self.page_url)(page)).send().await;
        self.last_request = Some(Instant::now());
        let answer = answer.map_err(|error| failure(page, error))?;
        let status = answer.status().as_u16();
        if retry::is_temporary(status) {
            return Err(AttemptFailure::Temporary(AttemptError::Status(status), asked_wait(&answer)));
        }
        if !answer.status().is_success() {
            return Err(AttemptFailure::Final(FetchError::Refused { page, status }));
        }
        let body = self.body(page, answer).await;
        self.last_request = Some(Instant::now());
        self.parse(page, body?)
    }

    async fn body(&self, page: u32, mut answer: Response) -> Result<Vec<u8>, AttemptFailure> {
        let (limit, begun) = (self.options.max_body, Instant::now());
        let mut body = Vec::new();
        loop {
            let chunk = timeout_at(begun + self.longest_wait(body.len()), answer.chunk()).await;
            let chunk = chunk.map_err(|_| self.too_slow())?.map_err(|error| failure(page, error))?;
            let Some(chunk) = chunk else { return Ok(body) };
            if body.len() + chunk.len() > limit {
                return Err(AttemptFailure::Final(FetchError::TooLarge { page, limit }));
            }
            body.extend_from_slice(&chunk);
        }
    }

    /// How long after its beginning a body of which `bytes` have arrived must go on.
    fn longest_wait(&self, bytes: usize) -> Duration {
        let seconds = bytes as f64 / f64::from(self.options.min_rate.get());
        self.options.silence_timeout + Duration::from_secs_f64(seconds)
    }

    fn too_slow(&self) -> AttemptFailure {
        AttemptFailure::Temporary(AttemptError::TooSlow { min_rate: self.options.min_rate }, None)
    }

    fn parse(&self, number: u32, body: Vec<u8>) -> Result<(RowPage, PageCounts), AttemptFailure> {
        let temporary = |error| AttemptFailure::Temporary(error, None);
        let page = RowPage::parse(body).map_err(|error| temporary(AttemptError::NotAPage(error)))?;
        if let Some(other) = page.number.filter(|other| *other != u64::from(number)) {
            return Err(temporary(AttemptError::OtherPage(other)));
        }
        let counts = page_counts(&page, self.options.max_pages).map_err(AttemptFailure::Final)?;
        Ok((page, counts.ok_or(temporary(AttemptError::NoCounts))?))
    }
}

pub(super) fn page_counts(page: &RowPage, max_pages: u32) -> Result<Option<PageCounts>, FetchError> {
    let Some((rows, total_pages)) = page.record_count.zip(page.total_pages) else { return Ok(None) };
    if rows == 0 || total_pages == 0 {
        return Err(FetchError::Empty);
    }
    match u32::try_from(total_pages) {
        Ok(pages) if pages <= max_pages => Ok(Some(PageCounts { rows, pages })),
        _ => Err(FetchError::TooManyPages { total_pages, limit: max_pages }),
    }
}

fn failure(page: u32, error: reqwest::Error) -> AttemptFailure {
    if error.is_builder() || error.is_redirect() {
        AttemptFailure::Final(FetchError::Request { page, source: error })
    } else {
        AttemptFailure::Temporary(AttemptError::Connection(error), None)
    }
}

fn asked_wait(answer: &Response) -> Option<Duration> {
    let retry_after = answer.headers().get(RETRY_AFTER)?.to_str().ok()?;
    retry::asked_wait(retry_after, Timestamp::now())
}
