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
