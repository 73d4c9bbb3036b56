//! What a source is: how its documents are requested, and how they are read.

use std::fmt;
use std::sync::Arc;

use directory::Source;
use reqwest::Url;

use crate::file::{FileError, SourceFile};
use crate::page::RowPage;
use crate::parsed::ParsedSet;
use crate::set_builder::SetBuilder;
use crate::zip_points::ZipPoints;

/// A source that can be imported.
///
/// Each folder of [`crate::sources`] has one implementor. An implementor is a pure parser: it opens no file, makes no
/// request and reads no clock. The import opens or fetches the documents and hands them over.
pub trait ImportSource: fmt::Debug + Send + Sync {
    /// Which source this is. All its listings belong to this source, and replace those of its previous edition.
    fn source(&self) -> Source;

    /// The address of page `page` (counted from 1) of a service that publishes the source page by page.
    ///
    /// `service` is the address the service was configured with. Only sources that are fetched need to implement this;
    /// by default the address itself is the only page.
    fn page_url(&self, service: &Url, page: u32, page_size: u32) -> Url {
        let _ = (page, page_size);
        service.clone()
    }

    /// Reads the documents of one edition of the source into `set`, row by row.
    ///
    /// The documents are read one after the other as they arrive, so a source that does not need all of them at once can
    /// read more than fits into memory. The order of documents and of their rows must not change the listings. A row that
    /// can't be used is rejected on its own: see [`SetBuilder::reject`].
    ///
    /// `zips` says where ZIP codes and cities are, for rows without a coordinate.
    ///
    /// # Errors
    /// If a document as a whole is not what the source publishes, or is damaged, so that rows may be missing.
    fn read(
        &self,
        documents: &mut dyn Iterator<Item = Document>,
        zips: &dyn ZipPoints,
        set: &mut SetBuilder<'_>,
    ) -> Result<(), FileError>;
}

/// Reads all documents of a source. `progress` is called now and then with the number of rows read so far.
///
/// # Errors
/// If a document as a whole can't be read.
pub fn read_set(
    source: &dyn ImportSource,
    documents: &mut dyn Iterator<Item = Document>,
    zips: &dyn ZipPoints,
    progress: &mut dyn FnMut(u64),
) -> Result<ParsedSet, FileError> {
    let mut set = SetBuilder::new(progress);
    source.read(documents, zips, &mut set)?;
    Ok(set.finish())
}

/// A part of what a source publishes.
pub enum Document {
    /// A file.
    File(SourceFile),
    /// A page that a service sent, already split into its rows.
    Page(Arc<RowPage>),
}

impl Document {
    /// The document as a file. A page becomes a file with the text as received.
    pub fn into_file(self) -> SourceFile {
        match self {
            Document::File(file) => file,
            Document::Page(page) => SourceFile::from_bytes("page", page.text().into()),
        }
    }
}
