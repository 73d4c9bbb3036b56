//! Pages staged in the store, with the import they belong to.

use store::Import;

use crate::fetch::{Staging, StagingError};

/// Stages the pages of an import in its store.
pub(super) struct StoreStaging<'a>(pub &'a mut Import);

impl Staging for StoreStaging<'_> {
    async fn pages(&mut self) -> Result<Vec<u32>, StagingError> {
        let pages = self.0.pages().await?;
        Ok(pages.into_iter().map(u32::try_from).collect::<Result<_, _>>()?)
    }

    async fn save(&mut self, page: u32, body: &[u8]) -> Result<(), StagingError> {
        Ok(self.0.save_page(page.into(), body).await?)
    }

    async fn load(&mut self, page: u32) -> Result<Vec<u8>, StagingError> {
        Ok(self.0.page(page.into()).await?)
    }

    async fn discard(&mut self) -> Result<(), StagingError> {
        Ok(self.0.discard_pages().await?)
    }
}
