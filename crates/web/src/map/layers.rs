//! What is drawn below the pins: land, borders, and the circle of the radius.

use askama::Template;

use super::bounds::{Bounds, Point};
use super::circle::RadiusCircle;
use super::clip;
use super::frame::Frame;
use super::outlines::{OutlineLines, Outlines};
use super::path::SvgPath;
use super::simplify::simplify;

/// A point that is at most this many units from the simplified line is left out.
const TOLERANCE: f64 = 1.0;
/// Areas are cut this many units outside the picture, so that the cut is not visible.
const MARGIN: f64 = 8.0;
/// Islands smaller than this many units are left out.
const SMALLEST: f64 = 2.0;
/// If a mile has fewer units than this, counties are too small to be useful.
const COUNTY_UNITS_PER_MILE: f64 = 4.0;

/// SVG paths to draw. They are empty if there is nothing to draw.
#[derive(Debug, Template)]
#[template(path = "map_layers.svg")]
pub(super) struct Layers {
    pub(super) land: String,
    pub(super) counties: String,
    pub(super) states: String,
    pub(super) circle: String,
}

impl Layers {
    /// Draws what a frame shows.
    pub(super) fn draw(frame: &Frame, circle: Option<&RadiusCircle>) -> Layers {
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

fn land(frame: &Frame, lines: &OutlineLines) -> String {
    let (bounds, mut path) = (frame.beyond(MARGIN), SvgPath::default());
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

fn borders(frame: &Frame, lines: &OutlineLines) -> String {
    let touching = lines.touching(frame.bounds).map(|(line, _)| line);
    pieces(frame, touching, TOLERANCE)
}

/// The parts of these lines that are in the picture.
fn pieces<'a>(frame: &Frame, lines: impl IntoIterator<Item = &'a [Point]>, tolerance: f64) -> String {
    let mut path = SvgPath::default();
    for piece in lines.into_iter().flat_map(|line| clip::line(line, frame.bounds)) {
        let drawn: Vec<Point> = piece.into_iter().map(|point| frame.at(point)).collect();
        path.line(&simplify(&drawn, tolerance));
    }
    path.finish()
}
