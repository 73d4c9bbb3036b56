//! Directories in the Human Services Data Specification (HSDS) 3.x, 2.x or 1.x, as 211s publish them: services with
//! their locations in JSON, or the tabular data package.
//!
//! Only services whose taxonomy terms are about the treatment of addiction or mental illness are read. A service at a
//! location becomes a listing on each track it treats. Taxonomy terms say what a service offers; a missing term says
//! nothing.

mod confidential;
mod content;
mod document;
mod join;
mod model;
mod numbers;
mod older;
mod package;
mod set;
mod tables;
mod when;
pub(super) mod words;

use directory::Source;

use crate::file::{FileError, SourceFile};
use crate::set_builder::SetBuilder;
use crate::source::{Document, ImportSource};
use crate::zip_points::ZipPoints;
use set::ServiceSet;

/// Reads the files of an HSDS directory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hsds {
    source: Source,
    publisher: String,
}

impl Hsds {
    /// The directory with this name, for example `211-texas`. `publisher` is the name that people see.
    ///
    /// # Errors
    /// If the name is empty, too long, or has characters other than lower-case letters, digits and hyphens.
    pub fn new(name: &str, publisher: &str) -> Result<Hsds, directory::source::BadSourceName> {
        Ok(Hsds { source: Source::hsds(name)?, publisher: publisher.to_owned() })
    }
}

impl ImportSource for Hsds {
    fn source(&self) -> Source {
        self.source
    }

    fn read(
        &self,
        documents: &mut dyn Iterator<Item = Document>,
        zips: &dyn ZipPoints,
        set: &mut SetBuilder<'_>,
    ) -> Result<(), FileError> {
        let files: Vec<SourceFile> = documents.map(Document::into_file).collect();
        let mut services = ServiceSet::new(&self.publisher, zips, set);
        if package::is_package(&files) {
            package::read(files, &mut |service| services.add(service))?;
        } else {
            for file in files {
                document::read(file, &mut |service| services.add(service))?;
            }
        }
        services.finish();
        Ok(())
    }
}
