//! The workbooks of SAMHSA's National Directories: one a year for substance use, one for mental health.

mod edition;
mod reference;
mod row;
mod workbook;

use std::collections::BTreeMap;

use directory::fact::AttributeSet;
use directory::listing::Questionnaire;
use directory::vocabulary::Edition;
use directory::{Source, Track, Vocabulary};

use crate::file::{FileError, SourceFile};
use crate::parsed::{ParsedSet, Scope};
use crate::source::{Description, FileSource, ZipPoints};
use crate::table_set::TableSet;
use workbook::Directory;

/// Reads the workbooks. What they are is told by what is in them, where it is not given.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct SamhsaDirectory {
    /// Which of the two directories the files are of.
    pub track: Option<Track>,
    /// Of which year they are.
    pub year: Option<u16>,
}

impl FileSource for SamhsaDirectory {
    fn description(&self) -> Description {
        Description::of_surveys(Source::SamhsaDirectory)
    }

    fn read(
        &self,
        files: Vec<SourceFile>,
        zips: &dyn ZipPoints,
        progress: &mut dyn FnMut(u64),
    ) -> Result<ParsedSet, FileError> {
        let mut directories =
            files.into_iter().map(|file| Directory::open(file, self)).collect::<Result<Vec<_>, _>>()?;
        let tracks = one_edition_each(&directories)?;
        let mut set = TableSet::new(progress);
        for directory in &mut directories {
            directory.read(zips, &mut set)?;
        }
        Ok(set.finish(Scope::Tracks(tracks)))
    }
}

/// The tracks of some directories, of which there must be one edition each.
fn one_edition_each(directories: &[Directory]) -> Result<Vec<Track>, FileError> {
    let mut years: BTreeMap<Track, (u16, &str)> = BTreeMap::new();
    for directory in directories {
        let Edition { track, year } = directory.edition();
        let (known, file) = *years.entry(track).or_insert((year, directory.name()));
        if known != year {
            let problem = format!(
                "{file} is the {} directory of {known} and {} that of {year}: import the older one first, by itself, and \
                 then the newer",
                words(track),
                directory.name()
            );
            return Err(FileError::Set(problem));
        }
    }
    Ok(years.into_keys().collect())
}

/// What people call the directory of a track.
fn words(track: Track) -> &'static str {
    match track {
        Track::SubstanceUse => "substance use",
        Track::MentalHealth => "mental health",
    }
}

/// The questions of an edition: the code book's, or where it lacks the edition, those that came with it.
fn questionnaire(edition: Edition, asked: &AttributeSet) -> Option<Questionnaire> {
    if !Vocabulary::embedded().questionnaire(edition).is_empty() {
        return Some(Questionnaire::Edition(edition));
    }
    (!asked.is_empty()).then_some(Questionnaire::Codes(*asked))
}
