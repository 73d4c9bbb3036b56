//! What lies under the pins: land, borders, and the circle of the radius.

use askama::Template;
use directory::Coordinate;
use directory::geo::EARTH_RADIUS_MILES;

use super::bounds::{Bounds, Point, westward};
use super::clip;
use super::frame::Frame;
use super::outlines::{Lines, Outlines};
use super::path::Path;
use super::simplify::simplify;

/// How far from the line a point may be, in units, to be left out.
const TOLERANCE: f64 = 1.0;
/// Areas are cut this far outside the picture, in units, so that the cut is not seen.
const MARGIN: f64 = 8.0;
/// Islands smaller than this, in units, are left out.
const SMALLEST: f64 = 2.0;
/// Where fewer units than this are a mile, counties are too small to be of use.
const COUNTY_UNITS_PER_MILE: f64 = 2.5;
/// The circle has this many corners: too many to be seen.
const CORNERS: u32 = 90;

/// Paths to draw, empty where there is nothing of the kind.
#[derive(Debug, Template)]
#[template(path = "map_layers.svg")]
pub(super) struct Layers {
    pub(super) land: String,
    pub(super) counties: String,
    pub(super) states: String,
    pub(super) circle: String,
}

impl Layers {
    /// What a frame shows, with the circle of these degrees.
    pub(super) fn draw(frame: &Frame, circle: &[Point]) -> Layers {
        let outlines = Outlines::embedded();
        let with_counties = frame.units_per_mile() >= COUNTY_UNITS_PER_MILE;
        Layers {
            land: land(frame, &outlines.land),
            counties: if with_counties { borders(frame, &outlines.counties) } else { String::new() },
            states: borders(frame, &outlines.states),
            circle: pieces(frame, [circle], 0.0),
        }
    }
}

/// The points at a distance from a point, in degrees; the last is the first again.
pub(super) fn circle(center: Coordinate, miles: f64) -> Vec<Point> {
    let (sin, cos) = center.latitude().to_radians().sin_cos();
    let (far_sin, far_cos) = (miles / EARTH_RADIUS_MILES).sin_cos();
    let corner = |i: u32| {
        let (across, up) = (f64::from(i) / f64::from(CORNERS) * std::f64::consts::TAU).sin_cos();
        let latitude = (sin * far_cos + cos * far_sin * up).clamp(-1.0, 1.0);
        let east = (across * far_sin * cos).atan2(far_cos - sin * latitude);
        [westward(center.longitude()) + east.to_degrees(), latitude.asin().to_degrees()]
    };
    (0..=CORNERS).map(|i| corner(i % CORNERS)).collect()
}

fn land(frame: &Frame, lines: &Lines) -> String {
    let (bounds, mut path) = (frame.beyond(MARGIN), Path::default());
    for (outline, around) in lines.touching(bounds) {
        if is_small(frame, around) {
            continue;
        }
        let cut = if bounds.encloses(around) { outline.to_vec() } else { clip::area(outline, bounds) };
        let mut drawn: Vec<Point> = cut.into_iter().map(|point| frame.at(point)).collect();
        // An outline is simplified as a line that ends where it begins.
        drawn.extend(drawn.first().copied());
        let mut simpler = simplify(&drawn, TOLERANCE);
        simpler.pop();
        path.area(&simpler);
    }
    path.finish()
}

fn is_small(frame: &Frame, around: Bounds) -> bool {
    let [left, top] = frame.at([around.west, around.north]);
    let [right, bottom] = frame.at([around.east, around.south]);
    (right - left).max(bottom - top) < SMALLEST
}

fn borders(frame: &Frame, lines: &Lines) -> String {
    let touching = lines.touching(frame.bounds).map(|(line, _)| line);
    pieces(frame, touching, TOLERANCE)
}

/// What of these lines is in the picture.
fn pieces<'a>(frame: &Frame, lines: impl IntoIterator<Item = &'a [Point]>, tolerance: f64) -> String {
    let mut path = Path::default();
    for piece in lines.into_iter().flat_map(|line| clip::line(line, frame.bounds)) {
        let drawn: Vec<Point> = piece.into_iter().map(|point| frame.at(point)).collect();
        path.line(&simplify(&drawn, tolerance));
    }
    path.finish()
}

#[cfg(test)]
mod tests {
    use super::super::bounds::point;
    use super::*;

    #[test]
    fn the_circle_is_at_its_distance_all_around() {
        for (latitude, longitude) in [(30.27, -97.74), (61.2, -149.9), (51.9, 179.9), (-14.3, -170.7)] {
            let center = Coordinate::new(latitude, longitude).unwrap();
            for [x, y] in circle(center, 500.0) {
                let at = Coordinate::new(y, (x + 540.0).rem_euclid(360.0) - 180.0).unwrap();
                assert!((center.miles_to(at) - 500.0).abs() < 1e-6);
                assert!((x - point(center)[0]).abs() < 30.0, "{x}");
            }
        }
    }
}
