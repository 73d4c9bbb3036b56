//! Running CPU-bound work away from the threads that answer requests.

use tokio::runtime::{Handle, RuntimeFlavor};
use tokio::task::{block_in_place, spawn_blocking};

use super::error::ImportError;

/// Runs work on a blocking thread.
pub(super) async fn on_other_thread<T: Send + 'static>(
    doing: &'static str,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, ImportError> {
    spawn_blocking(work).await.map_err(|source| ImportError::Panicked { doing, source })
}

/// Runs work on this thread, while another thread, if there is one, takes over its other tasks.
pub(super) fn on_this_thread<T>(work: impl FnOnce() -> T) -> T {
    match Handle::current().runtime_flavor() {
        RuntimeFlavor::MultiThread => block_in_place(work),
        _ => work(),
    }
}
