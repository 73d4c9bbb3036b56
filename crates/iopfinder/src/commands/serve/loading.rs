//! The loader while it runs.

use std::sync::Arc;
use std::time::Duration;

use ingest::import::{Stop, Stopper};
use service::Directory;
use tokio::task::JoinHandle;

use super::loader::Loader;
use crate::config::Config;

/// The loader while it runs.
pub(super) struct Loading {
    directory: Arc<Directory>,
    no_import: bool,
    drain: Duration,
    stopper: Stopper,
    task: JoinHandle<()>,
}

impl Loading {
    pub fn start(config: Config, directory: Arc<Directory>, no_import: bool) -> Loading {
        let (stopper, stop) = Stop::pair();
        let drain = config.drain;
        let loader =
            Loader { config, store: directory.store().clone(), directory: Arc::clone(&directory), stop };
        let task = tokio::spawn(async move { loader.run(no_import).await });
        Loading { directory, no_import, drain, stopper, task }
    }

    /// For how long the server answers after it was asked to stop.
    pub fn drain(&self) -> Duration {
        self.drain
    }

    /// Begins again with another configuration.
    pub async fn restart(&mut self, config: Config) {
        self.request_stop();
        let _ = (&mut self.task).await;
        *self = Loading::start(config, Arc::clone(&self.directory), self.no_import);
    }

    /// Asks the loader to stop. An import in progress ends, and the next one continues where it stopped.
    pub fn request_stop(&self) {
        self.stopper.stop();
    }

    /// Stops the loader and waits until it has stopped.
    pub async fn stop(self) {
        self.request_stop();
        let _ = self.task.await;
    }
}
