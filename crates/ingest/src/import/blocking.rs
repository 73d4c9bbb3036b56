//! ImportRun that keeps a processor busy, kept away from the threads that answer requests.

use tokio::runtime::{Handle, RuntimeFlavor};
use tokio::task::{block_in_place, spawn_blocking};

use super::error::ImportError;

/// Runs work on a thread of its own.
pub(super) async fn elsewhere<T: Send + 'static>(
    doing: &'static str,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, ImportError> {
    spawn_blocking(work).await.map_err(|source| ImportError::Broke { doing, source })
}

/// Runs work here, while the other tasks of this thread go on elsewhere if there is another thread.
pub(super) fn here<T>(work: impl FnOnce() -> T) -> T {
    match Handle::current().runtime_flavor() {
        RuntimeFlavor::MultiThread => block_in_place(work),
        _ => work(),
    }
}
