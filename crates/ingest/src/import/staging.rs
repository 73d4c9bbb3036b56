//! Staging the pages of an import in the store, and reading them as they arrive.

use std::sync::Arc;

use jiff::Timestamp;
use store::Import;

use super::reading::Reading;
use crate::fetch::{Staging, StagingError};
use crate::page::RowPage;
use crate::source::{Document, ImportSource};

/// Stages the pages of an import in its store, and passes them on to be read.
pub(super) struct StoreStaging<'a> {
    import: &'a mut Import,
    source: Arc<dyn ImportSource>,
    reading: Reading,
    now: fn() -> Timestamp,
}

impl<'a> StoreStaging<'a> {
    /// Stages pages of `source`. `now` is the clock.
    pub fn new(import: &'a mut Import, source: &Arc<dyn ImportSource>, now: fn() -> Timestamp) -> Self {
        StoreStaging { import, source: Arc::clone(source), reading: Reading::start(source), now }
    }

    /// The reading of all pages that were accepted.
    pub fn into_reading(self) -> Reading {
        self.reading
    }
}

impl Staging for StoreStaging<'_> {
    async fn pages(&mut self) -> Result<Vec<u32>, StagingError> {
        let pages = self.import.pages().await?;
        Ok(pages.into_iter().map(u32::try_from).collect::<Result<_, _>>()?)
    }

    async fn save(&mut self, page: u32, body: &[u8]) -> Result<(), StagingError> {
        Ok(self.import.save_page(page.into(), body, (self.now)()).await?)
    }

    async fn load(&mut self, page: u32) -> Result<Vec<u8>, StagingError> {
        Ok(self.import.page(page.into()).await?)
    }

    async fn accept(&mut self, page: Arc<RowPage>) -> Result<(), StagingError> {
        self.reading.add(Document::Page(page)).await;
        Ok(())
    }

    async fn discard(&mut self) -> Result<(), StagingError> {
        self.reading = Reading::start(&self.source);
        Ok(self.import.discard_pages().await?)
    }
}
