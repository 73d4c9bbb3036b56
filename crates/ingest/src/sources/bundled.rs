//! The national listings that come with the program: SAMHSA's National Directories of one year, with websites and
//! coordinates. `data/listings` says how they are derived.
//!
//! A listing says the same as the row of the workbook that it comes from, and has the same ID in its source. In
//! addition, it has a website and a coordinate, if they are known. Every coordinate is that of the street; a listing
//! without one is placed by its ZIP code.

mod packed;

use directory::geo::{CoordinatePrecision, MapPoint};
use directory::listing::Questionnaire;
use directory::source::BUNDLED_YEAR;
use directory::vocabulary::Edition;
use directory::{Source, Track};

use super::samhsa_directory::{Reference, RowReader};
use crate::file::{FileError, SourceFile};
use crate::limits;
use crate::repair::Repair;
use crate::set_builder::table::Refusal;
use crate::set_builder::{ListingDraft, SetBuilder};
use crate::source::{Document, ImportSource};
use crate::table::{Header, RawRow, TableRow};
use crate::zip_points::ZipPoints;

const LISTINGS: &[u8] = include_bytes!("../../../../data/listings/national-directory-2023.zlib");

/// The file with the listings.
pub(crate) fn bundled_file() -> SourceFile {
    SourceFile::from_bytes("national-directory-2023.zlib", LISTINGS.to_vec())
}

/// Reads the listings that come with the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BundledListings;

impl ImportSource for BundledListings {
    fn source(&self) -> Source {
        Source::Bundled
    }

    fn read(
        &self,
        documents: &mut dyn Iterator<Item = Document>,
        zips: &dyn ZipPoints,
        set: &mut SetBuilder<'_>,
    ) -> Result<(), FileError> {
        set.limit(limits::TABLE);
        let reference = Reference::default();
        let mut readers = Track::ALL.map(|track| {
            let edition = Edition { track, year: BUNDLED_YEAR };
            RowReader::new(edition, Questionnaire::Edition(edition), &reference)
        });
        for document in documents {
            let file = document.into_file();
            let name = file.name.clone();
            let mut rows = packed::unpack(file)?.into_iter();
            let header = rows.next().map(|names| Header::new(&names)).unwrap_or_default();
            for (number, cells) in (1..).zip(rows) {
                let row = header.row(RawRow { number, cells: &cells });
                set.read_table_row(&name, &row, &|_| None, &mut |row| {
                    Ok(vec![read(row, &mut readers, zips)?])
                })?;
            }
        }
        Ok(())
    }
}

/// The listing of a row, or why it can't be used.
fn read(
    row: &TableRow<'_>,
    [substance_use, mental_health]: &mut [RowReader<'_>; 2],
    zips: &dyn ZipPoints,
) -> Result<ListingDraft, Refusal> {
    let reader = match row.text("directory") {
        Some("mh") => mental_health,
        _ => substance_use,
    };
    let mut draft = reader.read(row, zips)?;
    if row.text("latitude").is_some() && !draft.repairs.iter().any(is_replaced) {
        let location = &mut draft.content.location;
        location.set_point(MapPoint { precision: CoordinatePrecision::Street, ..location.point() });
    }
    Ok(draft)
}

/// Whether a repair put a less precise coordinate in place of the row's own.
fn is_replaced(repair: &Repair) -> bool {
    matches!(repair, Repair::CoordinateFromZip | Repair::CoordinateFromCity)
}
