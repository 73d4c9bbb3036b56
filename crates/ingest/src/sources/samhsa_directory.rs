//! SAMHSA's National Directories: every year, one workbook for substance use and one for mental health.

mod edition;
mod reference;
mod row;
mod workbook;

use std::collections::BTreeMap;

use directory::vocabulary::Edition;
use directory::{Source, Track};

use crate::file::FileError;
use crate::limits;
use crate::parsed::Scope;
use crate::set_builder::SetBuilder;
use crate::source::{Document, ImportSource};
use crate::zip_points::ZipPoints;
use edition::track_name;
use workbook::DirectoryWorkbook;

pub(super) use reference::Reference;
pub(super) use row::RowReader;

/// Reads the workbooks. Track and year are detected unless they are given.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct SamhsaDirectory {
    /// The track of the directories.
    pub track: Option<Track>,
    /// The year of the directories.
    pub year: Option<u16>,
}

impl ImportSource for SamhsaDirectory {
    fn source(&self) -> Source {
        Source::SamhsaDirectory
    }

    fn read(
        &self,
        documents: &mut dyn Iterator<Item = Document>,
        zips: &dyn ZipPoints,
        set: &mut SetBuilder<'_>,
    ) -> Result<(), FileError> {
        set.limit(limits::TABLE);
        let open = |document: Document| DirectoryWorkbook::open(document.into_file(), self.track, self.year);
        let mut directories = documents.map(open).collect::<Result<Vec<_>, _>>()?;
        set.set_scope(Scope::Tracks(one_edition_each(&directories)?));
        directories.iter_mut().try_for_each(|directory| directory.read(zips, set))
    }
}

/// The tracks of the directories. There must be only one edition of each.
fn one_edition_each(directories: &[DirectoryWorkbook]) -> Result<Vec<Track>, FileError> {
    let mut years: BTreeMap<Track, (u16, &str)> = BTreeMap::new();
    for directory in directories {
        let Edition { track, year } = directory.edition();
        let (known, file) = *years.entry(track).or_insert((year, directory.name()));
        if known != year {
            let problem = format!(
                "{file} is the {} directory of {known}, and {} is that of {year}: import the older one first, by itself, \
                 and then the newer one",
                track_name(track),
                directory.name()
            );
            return Err(FileError::Set(problem));
        }
    }
    Ok(years.into_keys().collect())
}
