//! Where pages are kept until all are there.

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
