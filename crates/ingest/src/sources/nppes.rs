//! The National Plan and Provider Enumeration System of CMS: monthly and weekly files of all providers.
//!
//! Nine million rows, of which some hundred thousand are read: organizations of a taxonomy of behavioural health. They
//! tell who is at a place, not what is offered there, and are what providers say of themselves, often a billing address.

mod archive;
mod columns;
mod coverage;
mod record;
mod row;
mod set;
mod taxonomy;

use directory::Source;

use crate::file::{FileError, SourceFile};
use crate::parsed::ParsedSet;
use crate::source::{Description, FileSource, ZipPoints};
use set::Providers;

/// Reads the files of NPPES: a zip archive as CMS publishes it, or the table `npidata_pfile_….csv` in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Nppes;

impl FileSource for Nppes {
    fn description(&self) -> Description {
        Description::of(Source::Nppes)
    }

    fn read(
        &self,
        files: Vec<SourceFile>,
        zips: &dyn ZipPoints,
        progress: &mut dyn FnMut(u64),
    ) -> Result<ParsedSet, FileError> {
        let mut files = files.into_iter();
        let (Some(file), None) = (files.next(), files.next()) else {
            return Err(FileError::Set(
                "give one file of NPPES at a time: first the newest monthly one, then each weekly one since"
                    .to_owned(),
            ));
        };
        archive::with_table(file, &mut |table| Providers::of(table, zips)?.read(table, progress))
    }
}
