//! How much a map shows.

use super::MapRequest;
use super::bounds::{Bounds, point};
use super::circle::Circle;
use super::outlines::Outlines;

/// The pins must be in less than this share of what was searched for the picture to come nearer.
const NEAR: f64 = 0.5;
/// A picture shows at least this many miles: outlines are no more exact.
const FEWEST_MILES: f64 = 8.0;
/// Around the pins, as a share of what they take.
const AROUND: f64 = 0.1;
/// The states that are together, in degrees.
const COUNTRY: Bounds = Bounds { west: -124.8, south: 24.5, east: -66.9, north: 49.4 };

/// What must be in the pictures.
#[derive(Debug)]
pub(super) struct Contents {
    /// In the picture.
    pub(super) shown: Bounds,
    /// All that was searched, where the picture shows a part of it only.
    pub(super) whole: Option<Bounds>,
}

impl Contents {
    /// All that was searched, or when all pins are close together, only those and the center.
    pub(super) fn of(request: &MapRequest<'_>, circle: Option<&Circle>) -> Contents {
        let pins = Bounds::around(request.pins.iter().map(|pin| point(pin.coordinate)));
        let around = |pins: Bounds| match circle {
            Some(circle) => pins.union(Bounds::at(circle.center)),
            None => pins,
        };
        let whole = [pins, searched(request, circle)].into_iter().flatten().reduce(Bounds::union);
        let whole = whole.unwrap_or(COUNTRY).at_least(FEWEST_MILES);
        match pins.map(|pins| with_surroundings(around(pins))) {
            Some(near) if longer_side(near) < NEAR * longer_side(whole) => {
                Contents { shown: near, whole: Some(whole) }
            }
            _ => Contents { shown: whole, whole: None },
        }
    }
}

fn searched(request: &MapRequest<'_>, circle: Option<&Circle>) -> Option<Bounds> {
    let circle = circle.and_then(|circle| Bounds::around(circle.outline.iter().copied()));
    circle.or_else(|| request.state.map(|state| Outlines::embedded().extent(state)))
}

fn with_surroundings(bounds: Bounds) -> Bounds {
    let [width, height] = bounds.miles();
    bounds.widened(AROUND * width, AROUND * height).at_least(FEWEST_MILES)
}

/// In miles.
fn longer_side(bounds: Bounds) -> f64 {
    let [width, height] = bounds.miles();
    width.max(height)
}
