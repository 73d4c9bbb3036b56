//! All pages, once through.

use std::collections::BTreeSet;

use super::error::{Change, FetchError};
use super::request::{Counts, Requester, counts};
use super::seal::same_rows;
use super::staging::{Staging, StagingError};
use super::{Fetched, Progress};
use crate::page::Page;

/// Why a fetch stopped.
pub(super) enum Stop {
    /// It can't go on.
    Failed(FetchError),
    /// The data changed: what came does not belong together.
    Changed(Change),
}

impl From<FetchError> for Stop {
    fn from(error: FetchError) -> Self {
        Stop::Failed(error)
    }
}

/// Going through all pages once.
pub(super) struct Pages<'a, 'r, S> {
    requester: &'a mut Requester<'r>,
    staging: &'a mut S,
    progress: &'a mut (dyn FnMut(Progress) + Send),
    /// What the first page that was seen says.
    counts: Option<Counts>,
    rows: u64,
    done: u32,
    resumed: u32,
}

impl<'a, 'r, S: Staging> Pages<'a, 'r, S> {
    pub fn new(
        requester: &'a mut Requester<'r>,
        staging: &'a mut S,
        progress: &'a mut (dyn FnMut(Progress) + Send),
    ) -> Self {
        Pages { requester, staging, progress, counts: None, rows: 0, done: 0, resumed: 0 }
    }

    /// What was done.
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

    /// Brings in every page that is not staged, and looks whether all belong together.
    pub async fn fetch(&mut self) -> Result<(), Stop> {
        let staged = self.staging.pages().await.map_err(staging("list the staged pages"))?;
        let staged: BTreeSet<u32> = staged.into_iter().collect();
        // Staged pages first: if they do not belong together, nothing needs to be asked to find out.
        for page in &staged {
            self.resume(*page).await?;
        }
        let mut page = 1;
        while page <= self.counts.map_or(1, |counts| counts.pages) {
            if !staged.contains(&page) {
                self.bring(page).await?;
            }
            page += 1;
        }
        self.check_rows()?;
        self.seal().await
    }

    async fn resume(&mut self, page: u32) -> Result<(), Stop> {
        let body = self.staging.load(page).await.map_err(staging("load a staged page"))?;
        let broken = || Stop::Changed(Change::StagedPage(page));
        let staged = Page::read(&body).map_err(|_| broken())?;
        let max_pages = self.requester.max_pages();
        let counts = counts(&staged, max_pages).ok().flatten().filter(|counts| page <= counts.pages);
        self.belongs(page, counts.ok_or_else(broken)?)?;
        self.resumed += 1;
        self.count(page, &staged);
        Ok(())
    }

    async fn bring(&mut self, page: u32) -> Result<(), Stop> {
        let (body, counts) = self.ask(page).await?;
        self.belongs(page, counts)?;
        self.staging.save(page, &body).await.map_err(staging("stage a page"))?;
        let brought = Page::read(&body).map_err(|_| Stop::Changed(Change::StagedPage(page)))?;
        self.count(page, &brought);
        Ok(())
    }

    async fn ask(&mut self, page: u32) -> Result<(Vec<u8>, Counts), FetchError> {
        let (rows, total_pages) = (self.rows, self.counts.map(|counts| counts.pages));
        let progress = &mut *self.progress;
        let waiting =
            |retries, wait| progress(Progress { page, total_pages, rows, retries, waiting: Some(wait) });
        self.requester.page(page, waiting).await
    }

    /// Whether a page speaks of the same rows and pages as those before.
    fn belongs(&mut self, page: u32, counts: Counts) -> Result<(), Stop> {
        let before = *self.counts.get_or_insert(counts);
        if before == counts {
            return Ok(());
        }
        let (before, after) = ((before.rows, before.pages), (counts.rows, counts.pages));
        Err(Stop::Changed(Change::Counts { page, before, after }))
    }

    fn count(&mut self, page: u32, brought: &Page<'_>) {
        self.rows += brought.rows().len() as u64;
        self.done += 1;
        (self.progress)(Progress {
            page,
            total_pages: self.counts.map(|counts| counts.pages),
            rows: self.rows,
            retries: self.requester.retries,
            waiting: None,
        });
    }

    fn check_rows(&self) -> Result<(), Stop> {
        let announced = self.counts.map_or(0, |counts| counts.rows);
        if announced == self.rows {
            return Ok(());
        }
        Err(Stop::Changed(Change::Rows { announced, found: self.rows }))
    }

    /// Asks for the first page once more: is it still the same?
    async fn seal(&mut self) -> Result<(), Stop> {
        let (now, counts) = self.ask(1).await?;
        self.belongs(1, counts)?;
        let then = self.staging.load(1).await.map_err(staging("load a staged page"))?;
        let same =
            Page::read(&then).is_ok_and(|then| Page::read(&now).is_ok_and(|now| same_rows(&then, &now)));
        if same { Ok(()) } else { Err(Stop::Changed(Change::FirstPage)) }
    }
}

fn staging(doing: &'static str) -> impl FnOnce(StagingError) -> Stop {
    move |source| Stop::Failed(FetchError::Staging { doing, source })
}
