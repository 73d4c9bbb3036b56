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

use crate::file::FileError;
use crate::set_builder::SetBuilder;
use crate::source::{Document, ImportSource, ZipPoints};
use set::Providers;

/// Reads the files of NPPES: a zip archive as CMS publishes it, or the table `npidata_pfile_….csv` in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Nppes;

impl ImportSource for Nppes {
    fn source(&self) -> Source {
        Source::Nppes
    }

    fn read(
        &self,
        documents: &mut dyn Iterator<Item = Document>,
        zips: &dyn ZipPoints,
        set: &mut SetBuilder<'_>,
    ) -> Result<(), FileError> {
        let (Some(document), None) = (documents.next(), documents.next()) else {
            return Err(FileError::Set(
                "give one file of NPPES at a time: first the newest monthly one, then each weekly one since"
                    .to_owned(),
            ));
        };
        archive::with_table(document.into_file(), &mut |table| Providers::new(table, zips, set)?.read(table))
    }
}
