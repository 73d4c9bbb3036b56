//! The rows of the FindTreatment.gov locator, and of files in the same format.

mod columns;
mod json;
mod kind;
mod row;
mod services;
mod set;

pub(super) use columns::site_fields;
pub(super) use kind::{track, treatment_kind};

use directory::Source;
use reqwest::Url;

use crate::file::FileError;
use crate::place::mark_shared_points;
use crate::rows::read_rows;
use crate::set_builder::SetBuilder;
use crate::source::{Document, ImportSource};
use crate::zip_points::ZipPoints;
use set::LocatorRows;

/// The address of the locator's export.
pub const LOCATOR_URL: &str = "https://findtreatment.gov/locator/exportsAsJson/v2";

/// Reads rows in the format of the locator: pages of the service, or files with pages or rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FindTreatment {
    source: Source,
}

impl FindTreatment {
    /// The locator itself.
    pub const LOCATOR: FindTreatment = FindTreatment { source: Source::Findtreatment };

    /// The fictional listings that come with the program.
    pub const SAMPLE: FindTreatment = FindTreatment { source: Source::Sample };
}

impl ImportSource for FindTreatment {
    fn source(&self) -> Source {
        self.source
    }

    fn page_url(&self, service: &Url, page: u32, page_size: u32) -> Url {
        let mut url = service.clone();
        url.query_pairs_mut()
            .append_pair("sType", "both")
            .append_pair("pageSize", &page_size.to_string())
            .append_pair("page", &page.to_string());
        url
    }

    fn read(
        &self,
        documents: &mut dyn Iterator<Item = Document>,
        zips: &dyn ZipPoints,
        set: &mut SetBuilder<'_>,
    ) -> Result<(), FileError> {
        let mut rows = LocatorRows::new(zips, set);
        for document in documents {
            match document {
                Document::Page(page) => page.rows().try_for_each(|row| rows.read("page", row))?,
                Document::File(file) => {
                    let (name, mut read) = (file.name, Ok(()));
                    let each = &mut |row: &str| {
                        if read.is_ok() {
                            read = rows.read(&name, row);
                        }
                    };
                    let end = read_rows(file.content, each);
                    read?;
                    end.map_err(|source| FileError::Rows { file: name, source })?;
                }
            }
        }
        mark_shared_points(set.listings_mut());
        Ok(())
    }
}
