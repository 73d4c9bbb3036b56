//! What the fuzz targets share: reading a source, archives made from text, and a directory to search.

mod archive;
mod directory_of_sample;

pub use archive::{Part, parts, zipped};
pub use directory_of_sample::sample_directory;

use ingest::{Document, ImportSource, ParsedSet, SourceFile};
use places::Gazetteer;

/// Reads files as an import does. What can't be read must be an error, and every row must be accounted for.
///
/// # Panics
/// When a row was lost.
pub fn read_files(source: &dyn ImportSource, files: Vec<SourceFile>) -> Option<ParsedSet> {
    read(source, files.into_iter().map(Document::File))
}

/// Reads documents as an import does.
///
/// # Panics
/// When a row was lost.
pub fn read(source: &dyn ImportSource, documents: impl IntoIterator<Item = Document>) -> Option<ParsedSet> {
    let mut documents = documents.into_iter();
    match ingest::read_set(source, &mut documents, Gazetteer::embedded(), &mut |_| ()) {
        Ok(set) => {
            assert!(set.is_balanced(), "a row is lost: {:?}", set.rows);
            Some(set)
        }
        Err(error) => {
            // A message must not panic either.
            let _ = error.to_string();
            None
        }
    }
}
