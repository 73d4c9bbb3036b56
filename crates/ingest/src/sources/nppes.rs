//! NPPES, the National Plan and Provider Enumeration System of CMS: monthly and weekly files of all providers.
//!
//! Of nine million rows, about a hundred thousand become listings: organizations with a taxonomy of behavioral health.
//! Such listings say who is at an address, not what is offered there. Providers describe themselves, and often give a
//! billing address.

mod archive;
mod columns;
mod record;
mod row;
mod set;
mod taxonomy;

use directory::Source;

use crate::file::FileError;
use crate::set_builder::SetBuilder;
use crate::source::{Document, ImportSource};
use crate::zip_points::ZipPoints;
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
                "give one file of NPPES at a time: first the newest monthly file, then each weekly file since"
                    .to_owned(),
            ));
        };
        archive::with_table(document.into_file(), &mut |table| Providers::new(table, zips, set)?.read(table))
    }
}
