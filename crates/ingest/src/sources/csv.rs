//! Any table, such as the license list of a state, read with a mapping that says what its columns mean.

mod address;
mod infer;
mod mapping;
mod row;
mod table;

use directory::Source;

use crate::file::FileError;
use crate::limits;
use crate::place::mark_shared_points;
use crate::set_builder::SetBuilder;
use crate::source::{Document, ImportSource};
use crate::zip_points::ZipPoints;

pub use infer::infer;
use mapping::Tally;
pub use mapping::{Fault, Mapping, MappingError};

/// Reads tables with a mapping.
#[derive(Debug, Clone)]
pub struct MappedTable {
    mapping: Mapping,
}

impl MappedTable {
    /// A reader for tables that this mapping describes.
    pub fn new(mapping: Mapping) -> Self {
        MappedTable { mapping }
    }
}

impl ImportSource for MappedTable {
    fn source(&self) -> Source {
        self.mapping.source
    }

    fn read(
        &self,
        documents: &mut dyn Iterator<Item = Document>,
        zips: &dyn ZipPoints,
        set: &mut SetBuilder<'_>,
    ) -> Result<(), FileError> {
        set.limit(limits::TABLE);
        let tally = Tally::new(self.mapping.parts.len());
        for document in documents {
            table::read(&self.mapping, document.into_file(), zips, &tally, set)?;
        }
        set.join_places();
        mark_shared_points(set.listings_mut());
        let (unused_values, unmatched) = tally.finish(&self.mapping.parts);
        set.set_unused(unused_values, unmatched);
        Ok(())
    }
}
