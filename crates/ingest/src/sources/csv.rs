//! Any table, read by a mapping: which column says what. Licence lists of states load this way.

mod address;
mod infer;
mod mapping;
mod row;
mod table;

use crate::file::{FileError, SourceFile};
use crate::parsed::{ParsedSet, Scope};
use crate::place::mark_shared_points;
use crate::source::{Description, FileSource, ZipPoints};
use crate::table_set::TableSet;

pub use infer::infer;
use mapping::Tally;
pub use mapping::{Fault, Mapping, MappingError};

/// Reads tables by a mapping.
#[derive(Debug, Clone)]
pub struct MappedTable {
    mapping: Mapping,
}

impl MappedTable {
    /// What reads tables by this mapping.
    pub fn new(mapping: Mapping) -> Self {
        MappedTable { mapping }
    }
}

impl FileSource for MappedTable {
    fn description(&self) -> Description {
        let (label, asks) = (self.mapping.publisher.clone(), self.mapping.asks());
        Description { label, asks, ..Description::of(self.mapping.source) }
    }

    fn read(
        &self,
        files: Vec<SourceFile>,
        zips: &dyn ZipPoints,
        progress: &mut dyn FnMut(u64),
    ) -> Result<ParsedSet, FileError> {
        let mut set = TableSet::new(progress);
        let tally = Tally::of(self.mapping.parts.len());
        for file in files {
            table::read(&self.mapping, file, zips, &tally, &mut set)?;
        }
        set.join();
        mark_shared_points(set.listings_mut());
        let (unused_values, unmatched) = tally.finish(&self.mapping.parts);
        Ok(ParsedSet { unused_values, unmatched, ..set.finish(Scope::Whole) })
    }
}
