//! Where pages are kept until all are there.

use std::collections::BTreeMap;
use std::future::Future;

/// Why staging failed.
pub type StagingError = Box<dyn std::error::Error + Send + Sync>;

/// Keeps the bodies of pages until all are there; they outlive the program if a fetch is to be resumed.
pub trait Staging: Send {
    /// The pages that are there.
    fn pages(&mut self) -> impl Future<Output = Result<Vec<u32>, StagingError>> + Send;

    /// Keeps the body of a page, in place of what was kept of it before.
    fn save(&mut self, page: u32, body: &[u8]) -> impl Future<Output = Result<(), StagingError>> + Send;

    /// The body of a page that is there.
    fn load(&mut self, page: u32) -> impl Future<Output = Result<Vec<u8>, StagingError>> + Send;

    /// Drops all pages.
    fn discard(&mut self) -> impl Future<Output = Result<(), StagingError>> + Send;
}

/// Pages kept in memory.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MemoryStaging {
    /// The bodies by page.
    pub bodies: BTreeMap<u32, Vec<u8>>,
}

/// A page that is not there.
#[derive(Debug, thiserror::Error)]
#[error("page {0} is not staged")]
struct NotStaged(u32);

impl Staging for MemoryStaging {
    async fn pages(&mut self) -> Result<Vec<u32>, StagingError> {
        Ok(self.bodies.keys().copied().collect())
    }

    async fn save(&mut self, page: u32, body: &[u8]) -> Result<(), StagingError> {
        self.bodies.insert(page, body.to_vec());
        Ok(())
    }

    async fn load(&mut self, page: u32) -> Result<Vec<u8>, StagingError> {
        self.bodies.get(&page).cloned().ok_or_else(|| NotStaged(page).into())
    }

    async fn discard(&mut self) -> Result<(), StagingError> {
        self.bodies.clear();
        Ok(())
    }
}
