//! One pass over all pages.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::error::{Change, FetchError};
use super::progress::{Fetched, Progress};
use super::request::{PageCounts, Requester, page_counts};
use super::seal::same_rows;
use super::staging::{Staging, StagingError};
use crate::page::RowPage;

/// Why a pass over the pages ended early.
pub(super) enum PassError {
    /// The fetch as a whole failed.
    Failed(FetchError),
    /// The data changed during the pass, so its pages do not belong together.
    Changed(Change),
}

impl From<FetchError> for PassError {
    fn from(error: FetchError) -> Self {
        PassError::Failed(error)
    }
}

pub(super) struct FetchPass<'a, 'r, S> {
    requester: &'a mut Requester<'r>,
    staging: &'a mut S,
    progress: &'a mut (dyn FnMut(Progress) + Send),
    /// The counts on the first page read; all other pages must give the same.
    counts: Option<PageCounts>,
    /// The first page, to be compared with the same page at the end.
    first: Option<Arc<RowPage>>,
    rows: u64,
    bytes: u64,
    done: u32,
    resumed: u32,
}

impl<'a, 'r, S: Staging> FetchPass<'a, 'r, S> {
    pub fn new(
        requester: &'a mut Requester<'r>,
        staging: &'a mut S,
        progress: &'a mut (dyn FnMut(Progress) + Send),
    ) -> Self {
        FetchPass {
            requester,
            staging,
            progress,
            counts: None,
            first: None,
            rows: 0,
            bytes: 0,
            done: 0,
            resumed: 0,
        }
    }

    /// What this pass did, with the requests of all passes.
    pub fn fetched(&self) -> Fetched {
        Fetched {
            pages: self.done,
            rows: self.rows,
            resumed_pages: self.resumed,
            requests: self.requester.requests,
            retries: self.requester.retries,
            starts_over: 0,
        }
    }

    /// Fetches every page that is not staged yet, and checks that all pages belong together.
    pub async fn fetch(&mut self) -> Result<(), PassError> {
        let staged = self.staging.pages().await.map_err(staging_error("list the staged pages"))?;
        let staged: BTreeSet<u32> = staged.into_iter().collect();
        // Staged pages come first: whether they belong together can be checked without a request.
        for number in &staged {
            self.resume(*number).await?;
        }
        let mut number = 1;
        while number <= self.counts.map_or(1, |counts| counts.pages) {
            if !staged.contains(&number) {
                self.fetch_page(number).await?;
            }
            number += 1;
        }
        self.check_rows()?;
        self.check_first_page().await
    }

    /// Takes a page that an earlier fetch staged.
    async fn resume(&mut self, number: u32) -> Result<(), PassError> {
        let body = self.staging.load(number).await.map_err(staging_error("load a staged page"))?;
        let broken = || PassError::Changed(Change::StagedPage(number));
        let page = RowPage::parse(body).map_err(|_| broken())?;
        let counts = page_counts(&page, self.requester.options().max_pages).ok().flatten();
        let counts = counts.filter(|counts| number <= counts.pages).ok_or_else(broken)?;
        self.compare_counts(number, counts)?;
        self.resumed += 1;
        self.take(number, page).await
    }

    /// Fetches a page and stages it.
    async fn fetch_page(&mut self, number: u32) -> Result<(), PassError> {
        let (page, counts) = self.request(number).await?;
        self.compare_counts(number, counts)?;
        self.check_total(number, &page)?;
        self.staging.save(number, page.text().as_bytes()).await.map_err(staging_error("stage a page"))?;
        self.take(number, page).await
    }

    async fn request(&mut self, number: u32) -> Result<(RowPage, PageCounts), FetchError> {
        let (rows, total_pages) = (self.rows, self.counts.map(|counts| counts.pages));
        let progress = &mut *self.progress;
        let waiting = |retries, wait| {
            progress(Progress { page: number, total_pages, rows, retries, waiting: Some(wait) });
        };
        self.requester.page(number, waiting).await
    }

    /// Fails if all pages together, with this one, are too large.
    fn check_total(&self, number: u32, page: &RowPage) -> Result<(), FetchError> {
        let limit = self.requester.options().max_total;
        let total = self.bytes + page.text().len() as u64;
        if total > limit { Err(FetchError::TooMuch { page: number, limit }) } else { Ok(()) }
    }

    /// Checks that a page gives the same numbers of rows and pages as those before it.
    fn compare_counts(&mut self, number: u32, counts: PageCounts) -> Result<(), PassError> {
        let before = *self.counts.get_or_insert(counts);
        if before == counts {
            return Ok(());
        }
        let (before, after) = ((before.rows, before.pages), (counts.rows, counts.pages));
        Err(PassError::Changed(Change::Counts { page: number, before, after }))
    }

    /// Counts a staged page, and passes it on to be read.
    async fn take(&mut self, number: u32, page: RowPage) -> Result<(), PassError> {
        self.rows += page.rows().len() as u64;
        self.bytes += page.text().len() as u64;
        self.done += 1;
        (self.progress)(Progress {
            page: number,
            total_pages: self.counts.map(|counts| counts.pages),
            rows: self.rows,
            retries: self.requester.retries,
            waiting: None,
        });
        let page = Arc::new(page);
        if number == 1 {
            self.first = Some(Arc::clone(&page));
        }
        self.staging.accept(page).await.map_err(staging_error("read a page"))
    }

    fn check_rows(&self) -> Result<(), PassError> {
        let announced = self.counts.map_or(0, |counts| counts.rows);
        if announced == self.rows {
            return Ok(());
        }
        Err(PassError::Changed(Change::Rows { announced, found: self.rows }))
    }

    /// Requests the first page again, and checks that it has not changed.
    async fn check_first_page(&mut self) -> Result<(), PassError> {
        let (now, counts) = self.request(1).await?;
        self.compare_counts(1, counts)?;
        let is_same = self.first.as_ref().is_some_and(|first| same_rows(first, &now));
        if is_same { Ok(()) } else { Err(PassError::Changed(Change::FirstPage)) }
    }
}

fn staging_error(doing: &'static str) -> impl FnOnce(StagingError) -> PassError {
    move |source| PassError::Failed(FetchError::Staging { doing, source })
}
