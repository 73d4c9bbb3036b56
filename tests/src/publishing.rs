//! A publication that takes as long as a test wants.

use std::path::Path;
use std::sync::mpsc::{Sender, channel};
use std::thread::JoinHandle;

use store::{DatabaseUrl, Store};

use crate::runtime::wait;

/// A publication that has begun but is never committed. Dropping this ends it.
pub struct Publishing {
    end: Option<Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Publishing {
    /// Starts a publication.
    ///
    /// # Panics
    /// When the store can't be opened, or another publication is in progress.
    pub fn start(file: &Path) -> Publishing {
        let url = DatabaseUrl::sqlite(file);
        let ((begun, wait_begun), (end, wait_end)) = (channel(), channel());
        let thread = std::thread::spawn(move || {
            wait(async {
                let store = Store::open(&url).await.expect("a store");
                let sample = store.sources().await.expect("a store")[0].source;
                let now = "2026-11-25T08:00:00Z".parse().expect("a time");
                let mut import = store.begin_import(sample, "a test", now).await.expect("nobody imports");
                let publication = import.publish().await.expect("nobody publishes");
                begun.send(()).expect("somebody waits");
                // An error means that the sender was dropped, which also ends the publication.
                let _ = wait_end.recv();
                drop(publication);
                import.close().await;
                store.close().await;
            });
        });
        wait_begun.recv().expect("a publication");
        Publishing { end: Some(end), thread: Some(thread) }
    }
}

impl Drop for Publishing {
    fn drop(&mut self) {
        drop(self.end.take());
        if let Some(Err(panic)) = self.thread.take().map(JoinHandle::join) {
            std::panic::resume_unwind(panic);
        }
    }
}
