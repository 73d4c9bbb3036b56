//! Where pages are stored until all have arrived, and how they are read.

use std::future::Future;
use std::sync::Arc;

use crate::page::RowPage;

/// Why pages could not be staged.
pub type StagingError = Box<dyn std::error::Error + Send + Sync>;

/// Stores the bodies of pages until all have arrived, and reads them.
///
/// An implementation that stores them on disk allows a later fetch to resume.
pub trait Staging: Send {
    /// The numbers of the pages that are stored.
    fn pages(&mut self) -> impl Future<Output = Result<Vec<u32>, StagingError>> + Send;

    /// Stores the body of a page, replacing an older one of the same number.
    fn save(&mut self, page: u32, body: &[u8]) -> impl Future<Output = Result<(), StagingError>> + Send;

    /// The body of a stored page.
    fn load(&mut self, page: u32) -> impl Future<Output = Result<Vec<u8>, StagingError>> + Send;

    /// Accepts a page, to be read while further pages are fetched. Called once for each page, right after the page is
    /// stored or loaded; after `discard`, a page with the same number may follow.
    fn accept(&mut self, page: Arc<RowPage>) -> impl Future<Output = Result<(), StagingError>> + Send;

    /// Deletes all stored pages, and forgets those that were accepted.
    fn discard(&mut self) -> impl Future<Output = Result<(), StagingError>> + Send;
}
