//! A runtime for asynchronous code, so that tests can be plain functions.

use std::sync::OnceLock;

use tokio::runtime::Runtime;

/// Runs a future to completion.
pub(crate) fn wait<F: Future>(future: F) -> F::Output {
    static RUNTIME: OnceLock<Runtime> = OnceLock::new();
    RUNTIME.get_or_init(|| Runtime::new().expect("a runtime starts")).block_on(future)
}
