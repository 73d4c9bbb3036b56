//! Names of cities, so that a person knows where the picture is.

use places::Gazetteer;

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
/// From the middle of a city's dot to its name.
const GAP: f64 = 9.0;
/// Between names.
const APART: f64 = 8.0;

/// A city with its name beside it.
#[derive(Debug)]
pub(super) struct Town {
    pub(super) name: &'static str,
    /// The dot.
    pub(super) at: [f64; 2],
    /// The name.
    pub(super) label: Rect,
}

/// The largest cities of the picture whose names cover neither each other nor what is `taken`.
pub(super) fn towns(frame: &Frame, mut taken: Vec<Rect>) -> Vec<Town> {
    let mut towns = Vec::new();
    for (name, at) in largest(frame) {
        let dot = Rect::about(at, 2.0 * GAP, 2.0 * GAP);
        let is_free = |label: &Rect| {
            let around = label.widened(APART);
            label.fits(frame.width, frame.height)
                && !taken.iter().any(|other| other.overlaps(&around) || other.overlaps(&dot))
        };
        if let Some(label) = places_for(name, at).into_iter().find(is_free) {
            taken.extend([label, dot]);
            towns.push(Town { name, at, label });
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
    let mut inside: Vec<_> = cities.filter(|city| frame.bounds.contains(point(city.coordinate))).collect();
    // Names make the order certain.
    inside.sort_unstable_by_key(|city| (std::cmp::Reverse(city.population), city.name, city.state));
    inside.into_iter().take(TRIED).map(|city| (city.name, frame.at(point(city.coordinate)))).collect()
}

/// Where a name can stand: right of its dot, left, above, below.
fn places_for(name: &str, [x, y]: [f64; 2]) -> [Rect; 4] {
    let (width, height) = (name.chars().count() as f64 * CHARACTER, LINE);
    let middle = y - height / 2.0;
    [
        Rect { x: x + GAP, y: middle, width, height },
        Rect { x: x - GAP - width, y: middle, width, height },
        Rect { x: x - width / 2.0, y: y - GAP - height, width, height },
        Rect { x: x - width / 2.0, y: y + GAP, width, height },
    ]
}
