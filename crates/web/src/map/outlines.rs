//! The embedded outlines, as scripts/derive_map.py writes them; data/map/README.md describes the format.

use std::ops::Range;
use std::sync::LazyLock;

use directory::State;

use super::bounds::{Bounds, Point, westward};

const OUTLINES: &[u8] = include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../data/map/outlines.bin"));
const EXTENTS: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../data/map/extents.csv"));

static EMBEDDED: LazyLock<Outlines> = LazyLock::new(Outlines::load);

/// The outlines of the country, its states and counties, in degrees.
pub(super) struct Outlines {
    /// Closed outlines of the land.
    pub(super) land: OutlineLines,
    /// Borders between states.
    pub(super) states: OutlineLines,
    /// Borders between counties of the same state.
    pub(super) counties: OutlineLines,
    /// The box around each state, by its index.
    extents: Vec<Bounds>,
}

/// Lines, each with the box around it.
pub(super) struct OutlineLines {
    points: Vec<Point>,
    lines: Vec<(Range<usize>, Bounds)>,
}

impl Outlines {
    /// The outlines embedded in the program. They are read on the first call.
    pub(super) fn embedded() -> &'static Outlines {
        &EMBEDDED
    }

    /// The box around the inhabited part of a state.
    pub(super) fn extent(&self, state: State) -> Bounds {
        self.extents[state.index()]
    }

    fn load() -> Outlines {
        let mut reader = OutlineReader::new(OUTLINES);
        let [land, states, counties] = std::array::from_fn(|_| reader.lines());
        Outlines { land, states, counties, extents: extents() }
    }
}

impl OutlineLines {
    /// The lines whose box touches this one, each with its box.
    pub(super) fn touching(&self, bounds: Bounds) -> impl Iterator<Item = (&[Point], Bounds)> {
        let touching = self.lines.iter().filter(move |(_, around)| around.overlaps(bounds));
        touching.map(|(range, around)| (&self.points[range.clone()], *around))
    }
}

fn extents() -> Vec<Bounds> {
    let mut extents = vec![None; State::COUNT];
    for line in EXTENTS.lines().skip(1) {
        let (code, numbers) = line.split_once(',').expect("the table's lines have fields");
        let state = State::from_code(code).expect("the table's states are known");
        let mut degrees = numbers.split(',').map(|text| text.parse().expect("the table has numbers"));
        let [west, south, east, north] =
            std::array::from_fn(|_| degrees.next().expect("the table's lines are complete"));
        extents[state.index()] = Some(Bounds { west, south, east, north });
    }
    extents.into_iter().map(|extent| extent.expect("the table has every state")).collect()
}

/// Reads outlines.bin from its start. The file is embedded in the program, and a test reads all of it, so a fault in it
/// is a bug and causes a panic.
struct OutlineReader {
    bytes: &'static [u8],
    origin: Point,
    step: Point,
    /// The last point, in steps from the origin.
    last: [i64; 2],
}

impl OutlineReader {
    fn new(file: &'static [u8]) -> OutlineReader {
        let mut reader = OutlineReader { bytes: file, origin: [0.0; 2], step: [0.0; 2], last: [0; 2] };
        reader.origin = std::array::from_fn(|_| reader.float());
        reader.step = std::array::from_fn(|_| reader.float());
        reader
    }

    fn float(&mut self) -> f64 {
        let (float, rest) = self.bytes.split_first_chunk().expect("the outlines begin with four numbers");
        self.bytes = rest;
        f64::from_le_bytes(*float)
    }

    fn lines(&mut self) -> OutlineLines {
        let mut lines = OutlineLines { points: Vec::new(), lines: Vec::new() };
        for _ in 0..self.varint() {
            let start = lines.points.len();
            let count = self.varint();
            lines.points.extend((0..count).map(|_| self.point()));
            let range = start..lines.points.len();
            let around = Bounds::around(lines.points[range.clone()].iter().copied());
            lines.lines.push((range, around.expect("the outlines' lines have points")));
        }
        lines
    }

    fn point(&mut self) -> Point {
        self.last = self.last.map(|steps| steps + self.zigzag());
        let [x, y] = std::array::from_fn(|axis| self.origin[axis] + self.step[axis] * self.last[axis] as f64);
        [westward(x), y]
    }

    fn zigzag(&mut self) -> i64 {
        let number = self.varint();
        (number >> 1) as i64 ^ -((number & 1) as i64)
    }

    fn varint(&mut self) -> u64 {
        let (mut number, mut shift) = (0, 0);
        loop {
            let (&byte, rest) = self.bytes.split_first().expect("the outlines are complete");
            self.bytes = rest;
            number |= u64::from(byte & 127) << shift;
            shift += 7;
            if byte < 128 {
                return number;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_whole_file_is_read() {
        let mut reader = OutlineReader::new(OUTLINES);
        let counts = [reader.lines(), reader.lines(), reader.lines()].map(|lines| lines.lines.len());
        assert!(reader.bytes.is_empty());
        assert!(counts[0] > 200 && counts[1] > 100 && counts[2] > 7000, "{counts:?}");
    }

    #[test]
    fn the_outlines_are_within_the_country() {
        let country = Bounds { west: -220.0, south: -15.0, east: -64.0, north: 72.0 };
        let outlines = Outlines::embedded();
        for lines in [&outlines.land, &outlines.states, &outlines.counties] {
            assert!(lines.points.iter().all(|&at| country.contains(at)));
        }
    }

    #[test]
    fn the_extent_of_a_state_contains_its_largest_city() {
        for state in State::all() {
            let cities = places::Gazetteer::embedded().cities().filter(|city| city.state == state);
            let largest = cities.max_by_key(|city| city.population).unwrap();
            let extent = Outlines::embedded().extent(state);
            assert!(extent.contains(super::super::bounds::point(largest.coordinate)), "{state}");
        }
    }
}
