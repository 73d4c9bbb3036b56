//! Names of cities, so that people recognize the area.

use std::cmp::Reverse;
use std::sync::LazyLock;

use places::Gazetteer;

use super::bounds::{Point, point};
use super::frame::Frame;
use super::rect::Rect;

/// At most this many cities are named.
const MOST: usize = 12;
/// This many of the largest cities are tried.
const TRIED: usize = 48;
/// The width of a character and the height of a line, in units.
const CHARACTER: f64 = 12.5;
const LINE: f64 = 26.0;
/// The distance from the middle of a line down to its baseline.
const BASE_LINE: f64 = 8.0;
/// The distance from the middle of a city's dot to its name.
const GAP: f64 = 9.0;
/// The distance from the pin or center that covers a city to the city's name.
const PIN_GAP: f64 = 5.0;
/// The distance between names.
const APART: f64 = 8.0;
/// If a city is at most this far from a pin or the center, its name may be beside the pin or center instead.
const NEAR: f64 = 20.0;

struct City {
    at: Point,
    name: &'static str,
    /// Its position among all cities by size. Equally large cities are in the order of their names, so that a map is always
    /// the same.
    rank: usize,
}

/// All cities, from south to north.
static CITIES: LazyLock<Vec<City>> = LazyLock::new(|| {
    let mut by_size: Vec<_> = Gazetteer::embedded().cities().collect();
    by_size.sort_unstable_by_key(|city| (Reverse(city.population), city.name, city.state));
    let ranked = by_size.into_iter().enumerate();
    let mut cities: Vec<_> =
        ranked.map(|(rank, city)| City { at: point(city.coordinate), name: city.name, rank }).collect();
    cities.sort_unstable_by(|a, b| a.at[1].total_cmp(&b.at[1]));
    cities
});

/// A city with its name beside it.
#[derive(Debug)]
pub(super) struct Town {
    pub(super) name: &'static str,
    /// The position of its dot. `None` if something covers it.
    pub(super) dot: Option<[f64; 2]>,
    pub(super) label: TownLabel,
}

/// Where a name is written.
#[derive(Debug, Clone, Copy)]
pub(super) struct TownLabel {
    /// The most space that the name can take up.
    area: Rect,
    /// The part of the text whose position is fixed, as SVG's `text-anchor`: `start`, `middle` or `end`.
    pub(super) anchor: &'static str,
}

impl TownLabel {
    /// The position of the part that `anchor` names, on the baseline of the text.
    pub(super) fn at(&self) -> [f64; 2] {
        let [middle, y] = self.area.middle();
        let x = match self.anchor {
            "start" => self.area.x,
            "end" => self.area.x + self.area.width,
            _ => middle,
        };
        [x, y + BASE_LINE]
    }
}

/// The largest cities of the picture whose names cover neither each other nor the rectangles in `top`, which are drawn
/// above them.
///
/// If a pin covers a city, the name is beside the pin, since it is often the city that was searched.
pub(super) fn towns(frame: &Frame, top: &[Rect]) -> Vec<Town> {
    let mut towns = Vec::new();
    let mut covers: Vec<Rect> = top.to_vec();
    let mut taken: Vec<Rect> = Vec::new();
    for (name, at) in largest(frame) {
        let dot = Rect::about(at, 2.0 * GAP, 2.0 * GAP);
        let is_covered = top.iter().any(|cover| cover.overlaps(&dot));
        let cover = covers.iter().position(|cover| cover.overlaps(&dot.widened(NEAR)));
        let own = (!is_covered).then(|| labels(name, dot));
        let beside = own.into_iter().chain(cover.map(|cover| labels(name, covers[cover].widened(PIN_GAP))));
        let is_free = |label: &TownLabel| {
            label.area.fits(frame.width, frame.height)
                && !top.iter().any(|cover| cover.overlaps(&label.area))
                && !taken.iter().any(|other| other.overlaps(&label.area.widened(APART)))
        };
        let label = beside.flatten().find(is_free).filter(|_| !taken.iter().any(|t| t.overlaps(&dot)));
        if let Some(label) = label {
            // At most one city is named beside each cover, so that it is clear which city is meant.
            cover.map(|cover| covers.swap_remove(cover));
            taken.extend([label.area, dot]);
            towns.push(Town { name, dot: (!is_covered).then_some(at), label });
        }
        if towns.len() == MOST {
            break;
        }
    }
    towns
}

/// The largest cities in the picture, with their positions.
fn largest(frame: &Frame) -> Vec<(&'static str, [f64; 2])> {
    let bounds = frame.beyond(-GAP);
    let first = CITIES.partition_point(|city| city.at[1] < bounds.south);
    let end = CITIES.partition_point(|city| city.at[1] <= bounds.north);
    let mut inside: Vec<_> = CITIES[first..end].iter().filter(|city| bounds.contains(city.at)).collect();
    inside.sort_unstable_by_key(|city| city.rank);
    inside.truncate(TRIED);
    let is_part = |city: &City| inside.iter().any(|other| is_part_of(city.name, other.name));
    inside.iter().filter(|city| !is_part(city)).map(|city| (city.name, frame.at(city.at))).collect()
}

/// Whether a name belongs to a part or a neighbor of another city, as "South Boston" does. The table gives some of these
/// places the population of the whole city.
fn is_part_of(name: &str, other: &str) -> bool {
    name.strip_suffix(other).is_some_and(|before| before.ends_with(' '))
}

/// The possible positions of a name beside something: right, left, above and below.
fn labels(name: &str, beside: Rect) -> [TownLabel; 4] {
    let (width, height) = (name.chars().count() as f64 * CHARACTER, LINE);
    let [x, y] = beside.middle();
    let [across, up] = [(beside.width + width) / 2.0, (beside.height + height) / 2.0];
    let positions = [
        ([x + across, y], "start"),
        ([x - across, y], "end"),
        ([x, y - up], "middle"),
        ([x, y + up], "middle"),
    ];
    positions.map(|(middle, anchor)| TownLabel { area: Rect::about(middle, width, height), anchor })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_of_a_city_is_recognized_by_its_name() {
        assert!(is_part_of("New South Memphis", "Memphis"));
        assert!(!is_part_of("Memphis", "Memphis"));
        assert!(!is_part_of("Newark", "ark"));
    }
}
