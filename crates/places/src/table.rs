//! The embedded tables. scripts/derive_places.py writes them without quotes and without commas in names.

use std::io::Read;
use std::sync::LazyLock;

use directory::{Coordinate, State};
use flate2::read::ZlibDecoder;

use crate::areas::{AreaRow, Areas};
use crate::names::{NameRow, Names};
use crate::normalize::key;
use crate::place::PlaceKind;

static ZIPS: LazyLock<String> =
    LazyLock::new(|| decompressed(include_bytes!(concat!(env!("OUT_DIR"), "/zips.csv"))));
static CITIES: LazyLock<String> =
    LazyLock::new(|| decompressed(include_bytes!(concat!(env!("OUT_DIR"), "/cities.csv"))));
static AREAS: LazyLock<String> =
    LazyLock::new(|| decompressed(include_bytes!(concat!(env!("OUT_DIR"), "/areas.csv"))));
const STATES: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../data/places/states.csv"));
const ALIASES: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../data/places/aliases.csv"));

/// A row of zips.csv.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ZipRow {
    pub(crate) code: &'static str,
    pub(crate) at: Coordinate,
    pub(crate) city: &'static str,
    pub(crate) state: State,
}

/// A row of cities.csv.
#[derive(Debug, Clone, Copy)]
pub(crate) struct CityRow {
    pub(crate) name: &'static str,
    pub(crate) state: State,
    pub(crate) at: Coordinate,
    pub(crate) population: u32,
}

/// ZIP codes, ordered.
pub(crate) fn zips() -> Vec<ZipRow> {
    let codes = StateCodes::new();
    rows(&ZIPS)
        .map(|[code, latitude, longitude, city, state]| ZipRow {
            code,
            at: point(latitude, longitude),
            city,
            state: codes.find(state),
        })
        .collect()
}

/// Cities, in the order of the table.
pub(crate) fn cities() -> Vec<CityRow> {
    let codes = StateCodes::new();
    rows(&CITIES)
        .map(|[name, state, latitude, longitude, population]| CityRow {
            name,
            state: codes.find(state),
            at: point(latitude, longitude),
            population: population.parse().expect("the table's populations are numbers"),
        })
        .collect()
}

/// All names of cities, including other names.
pub(crate) fn names(cities: &[CityRow]) -> Names {
    let plain = |(city, row): (&CityRow, u32)| NameRow { key: key(city.name).into(), row, is_chosen: false };
    let mut names: Vec<NameRow> = cities.iter().zip(0..).map(plain).collect();
    for [alias, name, state] in rows(ALIASES) {
        let same = |city: &CityRow| city.name == name && city.state.code() == state;
        let city = cities.iter().position(same).expect("every alias belongs to a city in the table");
        names.push(NameRow { key: key(alias).into(), row: city as u32, is_chosen: true });
    }
    Names::new(names)
}

/// Counties, regions, military bases and neighborhoods.
pub(crate) fn areas() -> Areas {
    let codes = StateCodes::new();
    let area = |[kind, name, city, states, latitude, longitude, miles, population, others]: [&'static str;
                    9]| {
        let state = codes.find(states.get(..2).expect("every area is in a state"));
        let miles = (!miles.is_empty()).then(|| miles.parse().expect("the table's radii are numbers"));
        let population = population.parse().expect("the table's populations are numbers");
        let at = point(latitude, longitude);
        (AreaRow { kind: area_kind(kind), name, city, states, state, at, miles, population }, others)
    };
    Areas::new(rows(&AREAS).map(area).collect())
}

fn area_kind(kind: &str) -> PlaceKind {
    match kind {
        "county" => PlaceKind::County,
        "region" => PlaceKind::Region,
        "military_base" => PlaceKind::MilitaryBase,
        _ => PlaceKind::City,
    }
}

/// Towns of other countries near the border.
pub(crate) fn abroad() -> Vec<Coordinate> {
    let table = decompressed(include_bytes!(concat!(env!("OUT_DIR"), "/abroad.csv")));
    let at = |line: &str| line.split_once(',').map(|(latitude, longitude)| point(latitude, longitude));
    table.lines().skip(1).filter_map(at).collect()
}

/// The center of population of each state, by the state's index.
pub(crate) fn middles() -> Vec<Coordinate> {
    let codes = StateCodes::new();
    let mut middles = vec![None; State::COUNT];
    for [state, latitude, longitude] in rows(STATES) {
        middles[codes.find(state).index()] = Some(point(latitude, longitude));
    }
    middles.into_iter().map(|middle| middle.expect("the table has every state")).collect()
}

/// A table as build.rs compressed it.
fn decompressed(compressed: &[u8]) -> String {
    let mut table = String::new();
    ZlibDecoder::new(compressed).read_to_string(&mut table).expect("build.rs compressed the table");
    table
}

/// The first `N` fields of each line after the header.
fn rows<const N: usize>(table: &'static str) -> impl Iterator<Item = [&'static str; N]> {
    table.lines().skip(1).map(|line| {
        let mut fields = line.split(',');
        std::array::from_fn(|_| fields.next().expect("the table's lines are complete"))
    })
}

fn point(latitude: &str, longitude: &str) -> Coordinate {
    let degrees = |text: &str| text.parse().expect("the table's degrees are numbers");
    Coordinate::new(degrees(latitude), degrees(longitude)).expect("the table's points are on the Earth")
}

/// States by the two letters of their code, for a fast lookup in tens of thousands of rows.
struct StateCodes([Option<State>; 26 * 26]);

impl StateCodes {
    fn new() -> Self {
        let mut codes = [None; 26 * 26];
        for state in State::all() {
            codes[Self::position(state.code())] = Some(state);
        }
        StateCodes(codes)
    }

    fn find(&self, code: &str) -> State {
        self.0[Self::position(code)].expect("the table's states are known")
    }

    fn position(code: &str) -> usize {
        code.bytes().fold(0, |position, letter| 26 * position + usize::from(letter - b'A'))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zip_codes_are_five_digits_in_order() {
        let zips = zips();
        assert!(zips.len() > 41_000);
        assert!(zips.is_sorted_by(|a, b| a.code < b.code));
        assert!(zips.iter().all(|zip| zip.code.len() == 5 && zip.code.bytes().all(|b| b.is_ascii_digit())));
    }

    #[test]
    fn a_city_is_listed_once_in_its_state() {
        let cities = cities();
        let mut places: Vec<(String, State)> =
            cities.iter().map(|city| (key(city.name), city.state)).collect();
        assert!(
            places.iter().all(|(key, _)| !key.is_empty() && key.bytes().all(|b| b.is_ascii_alphanumeric()))
        );
        places.sort();
        let count = places.len();
        places.dedup();
        assert_eq!(places.len(), count);
    }

    #[test]
    fn a_zip_codes_city_is_in_the_table_of_cities() {
        let cities: std::collections::HashSet<(&str, State)> =
            cities().iter().map(|city| (city.name, city.state)).collect();
        for zip in zips() {
            assert!(cities.contains(&(zip.city, zip.state)), "{zip:?}");
        }
    }

    #[test]
    fn tables_have_no_quotes() {
        for table in [ZIPS.as_str(), CITIES.as_str(), AREAS.as_str(), STATES, ALIASES] {
            assert!(!table.contains(['"', '\r']));
        }
    }
}
