//! Pages staged in the store, with the import they belong to.

use jiff::Timestamp;
use store::Import;

use crate::fetch::{Staging, StagingError};

/// Stages the pages of an import in its store.
pub(super) struct StoreStaging<'a> {
    pub import: &'a mut Import,
    /// The clock.
    pub now: fn() -> Timestamp,
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

    async fn discard(&mut self) -> Result<(), StagingError> {
        Ok(self.import.discard_pages().await?)
    }
}
