//! What lies under the pins: land, borders, and the circle of the radius.

use askama::Template;

use super::bounds::{Bounds, Point};
use super::circle::Circle;
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
const COUNTY_UNITS_PER_MILE: f64 = 4.0;

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
    /// What a frame shows.
    pub(super) fn draw(frame: &Frame, circle: Option<&Circle>) -> Layers {
        let outlines = Outlines::embedded();
        let with_counties = frame.units_per_mile() >= COUNTY_UNITS_PER_MILE;
        Layers {
            land: land(frame, &outlines.land),
            counties: if with_counties { borders(frame, &outlines.counties) } else { String::new() },
            states: borders(frame, &outlines.states),
            circle: pieces(frame, circle.map(|circle| circle.outline.as_slice()), 0.0),
        }
    }
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
