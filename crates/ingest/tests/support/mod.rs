//! Code that the tests of this crate share.

#![allow(dead_code, clippy::unwrap_used)]

pub mod server;

use directory::{Coordinate, State};
use ingest::sources::findtreatment::FindTreatment;
use ingest::{Document, FileError, ImportSource, ParsedSet, SourceFile, ZipPoints, read_set};
use places::ZipPoint;

/// A page with every blemish that has been seen in real pages.
pub const BLEMISHES: &str = include_str!("../../../../tests/fixtures/findtreatment/blemishes.json");

/// The ZIP codes of the fixtures.
pub struct FixtureZips;

impl ZipPoints for FixtureZips {
    fn zip(&self, five: &str) -> Option<ZipPoint> {
        let (latitude, longitude, city, state) = match five {
            "78702" => (30.2634, -97.7145, "Austin", "TX"),
            "01001" => (42.0702, -72.6227, "Agawam", "MA"),
            _ => return None,
        };
        let coordinate = Coordinate::new(latitude, longitude).ok()?;
        Some(ZipPoint { coordinate, city, state: State::from_code(state)? })
    }

    fn city(&self, name: &str, state: State) -> Option<Coordinate> {
        (name == "Bastrop" && state.code() == "TX").then(|| Coordinate::new(30.11, -97.32).ok()).flatten()
    }
}

/// A set as text for a snapshot: its listings as they are stored, and why rows were rejected.
pub fn described(set: &ParsedSet) -> String {
    let listings: Vec<String> = set
        .listings
        .iter()
        .map(|listing| {
            let content = serde_json::to_string(&listing.content).unwrap();
            format!("{}\n{}\n{content}\n{:?}", listing.id_in_source, listing.raw, listing.repairs)
        })
        .collect();
    let rejected: Vec<_> =
        set.rejected.iter().map(|row| format!("row {}: {}", row.row_number, row.reason)).collect();
    format!("{}\n\n{}", listings.join("\n\n"), rejected.join("\n"))
}

/// Reads files of a source.
pub fn read_files(
    source: &dyn ImportSource,
    files: Vec<SourceFile>,
    zips: &dyn ZipPoints,
) -> Result<ParsedSet, FileError> {
    read_set(source, &mut files.into_iter().map(Document::File), zips, &mut |_| ())
}

/// Reads a file of the locator.
pub fn locator_file(text: &str, zips: &dyn ZipPoints) -> ParsedSet {
    let file = SourceFile::from_bytes("rows.json", text.into());
    read_files(&FindTreatment::LOCATOR, vec![file], zips).unwrap()
}

/// Reads rows of the locator, whether they are JSON or not.
pub fn parse<'a>(rows: impl IntoIterator<Item = &'a str>) -> ParsedSet {
    parse_with(rows, &FixtureZips)
}

/// Reads rows of the locator, with the ZIP codes of `zips`.
pub fn parse_with<'a>(rows: impl IntoIterator<Item = &'a str>, zips: &dyn ZipPoints) -> ParsedSet {
    // A first line that is JSON shows that the file has one row per line. It is removed from the set afterwards.
    let mut text = "{}\n".to_owned();
    for row in rows {
        text += &row.replace('\n', " ");
        text.push('\n');
    }
    let mut set = locator_file(&text, zips);
    set.rows.read -= 1;
    set.rejected.remove(0);
    set.rejected.iter_mut().for_each(|row| row.row_number -= 1);
    set
}

/// The rows of a file in any of its forms, as received.
pub fn rows(text: &str) -> Vec<String> {
    let mut rows = Vec::new();
    ingest::rows::read_rows(text.as_bytes(), &mut |row| rows.push(row.to_owned())).unwrap();
    rows
}
