//! What writes the index of the data that is about to be published.

use directory::Facility;
use uuid::Uuid;

/// Any error.
pub type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// Writes the index of a generation before that generation is published.
///
/// The calls come in this order: `begin`, `add` for each facility, `finish`, and after the commit `published`. After
/// an error, at whatever point, comes `abandon`.
pub trait Indexing: Send {
    /// Begins the index of a generation of a store, which the import of this id will publish.
    ///
    /// # Errors
    /// When it can't be written.
    fn begin(&mut self, store: Uuid, import: Uuid, generation: i64) -> Result<(), BoxError>;

    /// Adds a facility.
    ///
    /// # Errors
    /// When it can't be written.
    fn add(&mut self, facility: &Facility) -> Result<(), BoxError>;

    /// Completes the index, and has it on the disk when it returns.
    ///
    /// # Errors
    /// When it can't be written.
    fn finish(&mut self) -> Result<(), BoxError>;

    /// The generation was published; older indexes are of no more use.
    fn published(&mut self) {}

    /// The generation will not be published: nothing of its index may stay, complete or not.
    fn abandon(&mut self) {}
}
