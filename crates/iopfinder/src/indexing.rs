//! Writing the index for the import.

use std::path::PathBuf;

use directory::Facility;
use ingest::import::{BoxError, Indexing};
use search::{IndexFolder, IndexIdentity};
use service::IndexWriter;
use uuid::Uuid;

/// Writes indexes into a folder.
pub struct Indexer {
    indexes: IndexFolder,
    identity: Option<IndexIdentity>,
    writer: Option<IndexWriter>,
}

impl Indexer {
    /// An indexer that writes into `indexes`.
    pub fn new(indexes: IndexFolder) -> Indexer {
        Indexer { indexes, identity: None, writer: None }
    }
}

impl Indexing for Indexer {
    fn begin(&mut self, store: Uuid, import: Uuid, generation: i64) -> Result<(), BoxError> {
        let identity = service::index_identity(store, import, generation);
        // Indexes left behind by killed imports must not fill the disk. The one that is served now stays.
        self.indexes.remove_before(generation - 1);
        self.writer = Some(IndexWriter::create(&self.indexes, identity)?);
        self.identity = Some(identity);
        Ok(())
    }

    fn add(&mut self, facility: &Facility) -> Result<(), BoxError> {
        let writer = self.writer.as_mut().ok_or("the index was not begun")?;
        Ok(writer.add(facility)?)
    }

    fn finish(&mut self) -> Result<(), BoxError> {
        let writer = self.writer.take().ok_or("the index was not begun")?;
        writer.finish()?;
        Ok(())
    }

    fn folder(&self) -> Option<PathBuf> {
        self.identity.map(|identity| self.indexes.path_of(identity))
    }

    fn published(&mut self) {
        if let Some(identity) = self.identity.take() {
            self.indexes.remove_before(identity.generation);
        }
    }

    fn abandon(&mut self) {
        // A writer that is dropped before it has finished removes what it wrote.
        self.writer = None;
        if let Some(identity) = self.identity.take() {
            // It doesn't matter if this fails: whoever publishes this generation writes its index again.
            let _ = std::fs::remove_dir_all(self.indexes.path_of(identity));
        }
    }
}
