//! Reading a source on a thread of its own while its documents arrive.

use std::iter;
use std::sync::Arc;

use places::Gazetteer;
use tokio::sync::mpsc;
use tokio::task::{JoinHandle, spawn_blocking};

use super::error::ImportError;
use super::observer::{Observer, Step};
use crate::file::FileError;
use crate::parsed::ParsedSet;
use crate::source::{Document, ImportSource, read_set};

/// How many documents may wait to be read.
const WAITING: usize = 2;

/// A source that is being read. Dropping it ends the reading; its result is then lost.
pub(super) struct Reading {
    documents: mpsc::Sender<Document>,
    rows: mpsc::UnboundedReceiver<u64>,
    set: JoinHandle<Result<ParsedSet, FileError>>,
}

impl Reading {
    pub fn start(source: &Arc<dyn ImportSource>) -> Reading {
        let source = Arc::clone(source);
        let (documents, mut receiver) = mpsc::channel(WAITING);
        let (progress, rows) = mpsc::unbounded_channel();
        let set = spawn_blocking(move || {
            let mut documents = iter::from_fn(|| receiver.blocking_recv());
            read_set(&*source, &mut documents, Gazetteer::embedded(), &mut |rows| {
                // The receiver may be gone.
                let _ = progress.send(rows);
            })
        });
        Reading { documents, rows, set }
    }

    /// Adds a document, once there is room for it.
    pub async fn add(&self, document: Document) {
        // This fails when the reading has ended early; `finish` then returns the reason.
        let _ = self.documents.send(document).await;
    }

    /// Waits until all documents are read.
    pub async fn finish(self, observer: &mut dyn Observer) -> Result<ParsedSet, ImportError> {
        let Reading { documents, mut rows, set } = self;
        drop(documents);
        observer.observe(Step::Parsing { rows: 0 });
        while let Some(rows) = rows.recv().await {
            observer.observe(Step::Parsing { rows });
        }
        Ok(set.await.map_err(|source| ImportError::Panicked { doing: "reading the rows", source })??)
    }
}
