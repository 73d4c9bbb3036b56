//! What the tests of this crate share.

#![allow(dead_code, clippy::unwrap_used)]

pub mod server;

use directory::{Coordinate, State};
use ingest::sources::findtreatment::FindTreatment;
use ingest::{ParsedSet, SourceParser, ZipPoints};
use places::ZipPoint;

/// One page with every blemish met in the wild.
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

/// What a set has, for a snapshot: its listings as they are kept, and why rows were rejected.
pub fn told(set: &ParsedSet) -> String {
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

/// A set of rows, read.
pub fn parse<'a>(rows: impl IntoIterator<Item = &'a str>) -> ParsedSet {
    let mut set = FindTreatment::LOCATOR.start(&FixtureZips);
    rows.into_iter().for_each(|row| set.row(row));
    set.finish()
}

/// The rows of a file in any of its forms, as they came.
pub fn rows(text: &str) -> Vec<String> {
    let mut rows = Vec::new();
    ingest::rows::read_rows(text.as_bytes(), &mut |row| rows.push(row.to_owned())).unwrap();
    rows
}
