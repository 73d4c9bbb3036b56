//! The interface between the import and the index, which `ingest` knows nothing about.

use std::path::PathBuf;

use directory::Facility;
use uuid::Uuid;

/// Any error of an index.
pub type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// Writes the index of a generation before that generation is published.
///
/// The import calls `begin`, `add` for each facility, `finish`, `folder`, and `published` after the generation has become current. After
/// an error at any point it calls `abandon` instead. The store is not locked meanwhile.
pub trait Indexing: Send {
    /// Begins the index of a generation of the store `store`, which the import or revision `import` will publish.
    fn begin(&mut self, store: Uuid, import: Uuid, generation: i64) -> Result<(), BoxError>;

    /// Adds a facility.
    fn add(&mut self, facility: &Facility) -> Result<(), BoxError>;

    /// Completes the index. It is on disk when this returns.
    fn finish(&mut self) -> Result<(), BoxError>;

    /// The folder of the completed index, if it is one that can be copied to other computers.
    fn folder(&self) -> Option<PathBuf> {
        None
    }

    /// The generation was published, so older indexes are no longer needed.
    fn published(&mut self) {}

    /// The generation will not be published, so its index must be removed, complete or not.
    fn abandon(&mut self) {}
}
