//! Names of cities, so that a person knows where the picture is.

use std::cmp::Reverse;

use places::{CityPoint, Gazetteer};

use super::bounds::point;
use super::frame::Frame;
use super::rect::Rect;

/// How many cities are named.
const MOST: usize = 12;
/// How many of the largest are tried.
const TRIED: usize = 48;
/// How wide a character is and how high a line, in units.
const CHARACTER: f64 = 12.5;
const LINE: f64 = 26.0;
/// From the middle of a line down to its base line.
const BASE_LINE: f64 = 8.0;
/// From the middle of a city's dot to its name.
const GAP: f64 = 9.0;
/// From what covers a city to its name.
const PIN_GAP: f64 = 5.0;
/// Between names.
const APART: f64 = 8.0;
/// How near a city must be to what covers its surroundings to be named beside that.
const NEAR: f64 = 20.0;

/// A city with its name beside it.
#[derive(Debug)]
pub(super) struct Town {
    pub(super) name: &'static str,
    /// Its dot; none where something covers it.
    pub(super) dot: Option<[f64; 2]>,
    /// The name.
    pub(super) label: Label,
}

/// Where a name is written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Label {
    /// What it takes, at most.
    place: Rect,
    /// SVG's word for the part of the text that is certain: `start`, `middle` or `end`.
    pub(super) anchor: &'static str,
}

impl Label {
    /// Where that part of the text is, on its base line.
    pub(super) fn at(&self) -> [f64; 2] {
        let [middle, y] = self.place.middle();
        let x = match self.anchor {
            "start" => self.place.x,
            "end" => self.place.x + self.place.width,
            _ => middle,
        };
        [x, y + BASE_LINE]
    }
}

/// The largest cities of the picture whose names cover neither each other nor what is on `top`.
///
/// A city that is covered itself is named beside what covers it: it is often the city that was searched.
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
        let is_free = |label: &Label| {
            label.place.fits(frame.width, frame.height)
                && !top.iter().any(|cover| cover.overlaps(&label.place))
                && !taken.iter().any(|other| other.overlaps(&label.place.widened(APART)))
        };
        let label = beside.flatten().find(is_free).filter(|_| !taken.iter().any(|t| t.overlaps(&dot)));
        if let Some(label) = label {
            // One city for each, so that it is clear which.
            cover.map(|cover| covers.swap_remove(cover));
            taken.extend([label.place, dot]);
            towns.push(Town { name, dot: (!is_covered).then_some(at), label });
        }
        if towns.len() == MOST {
            break;
        }
    }
    towns
}

/// The largest cities in the picture, with where they are on it.
fn largest(frame: &Frame) -> Vec<(&'static str, [f64; 2])> {
    let cities = Gazetteer::embedded().cities();
    let bounds = frame.beyond(-GAP);
    let mut inside: Vec<_> = cities.filter(|city| bounds.contains(point(city.coordinate))).collect();
    // Names make the order certain.
    let order = |city: &CityPoint| (Reverse(city.population), city.name, city.state);
    if inside.len() > TRIED {
        inside.select_nth_unstable_by_key(TRIED, order);
        inside.truncate(TRIED);
    }
    inside.sort_unstable_by_key(order);
    let names: Vec<&str> = inside.iter().map(|city| city.name).collect();
    inside.retain(|city| !names.iter().any(|other| is_part_of(city.name, other)));
    inside.into_iter().map(|city| (city.name, frame.at(point(city.coordinate)))).collect()
}

/// Whether a name tells of a part or a neighbor of another: "South Boston". The table gives some of them the
/// people of the whole.
fn is_part_of(name: &str, other: &str) -> bool {
    name.strip_suffix(other).is_some_and(|before| before.ends_with(' '))
}

/// Where a name can stand beside something: right, left, above, below.
fn labels(name: &str, beside: Rect) -> [Label; 4] {
    let (width, height) = (name.chars().count() as f64 * CHARACTER, LINE);
    let [x, y] = beside.middle();
    let [across, up] = [(beside.width + width) / 2.0, (beside.height + height) / 2.0];
    let places = [
        ([x + across, y], "start"),
        ([x - across, y], "end"),
        ([x, y - up], "middle"),
        ([x, y + up], "middle"),
    ];
    places.map(|(middle, anchor)| Label { place: Rect::about(middle, width, height), anchor })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_of_a_city_is_told_by_its_name() {
        assert!(is_part_of("New South Memphis", "Memphis"));
        assert!(!is_part_of("Memphis", "Memphis"));
        assert!(!is_part_of("Newark", "ark"));
    }
}
