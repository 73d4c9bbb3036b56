//! How much of the country a map shows.

use super::bounds::{Bounds, point};
use super::circle::RadiusCircle;
use super::outlines::Outlines;
use super::request::MapRequest;

/// The picture zooms in if the pins take up less than this share of what was searched.
const NEAR: f64 = 0.5;
/// A picture is at least this many miles wide and high. Closer up, the outlines would be too coarse.
const FEWEST_MILES: f64 = 8.0;
/// The margin around the pins, as a share of their extent.
const AROUND: f64 = 0.1;
/// The contiguous states, in degrees.
const COUNTRY: Bounds = Bounds { west: -124.8, south: 24.5, east: -66.9, north: 49.4 };

#[derive(Debug)]
pub(super) struct MapContents {
    /// What the picture must show.
    pub(super) shown: Bounds,
    /// Everything that was searched, if the picture shows only a part of it.
    pub(super) whole: Option<Bounds>,
}

impl MapContents {
    /// Everything that was searched, or only the pins and the center if all pins are close together.
    pub(super) fn choose(request: &MapRequest<'_>, circle: Option<&RadiusCircle>) -> MapContents {
        let pins = Bounds::around(request.pins.iter().map(|pin| point(pin.coordinate)));
        let around = |pins: Bounds| match circle {
            Some(circle) => pins.union(Bounds::at(circle.center)),
            None => pins,
        };
        let whole = [pins, searched(request, circle)].into_iter().flatten().reduce(Bounds::union);
        let whole = whole.unwrap_or(COUNTRY).at_least(FEWEST_MILES);
        match pins.map(|pins| with_surroundings(around(pins))) {
            Some(near) if longer_side(near) < NEAR * longer_side(whole) => {
                MapContents { shown: near, whole: Some(whole) }
            }
            _ => MapContents { shown: whole, whole: None },
        }
    }
}

fn searched(request: &MapRequest<'_>, circle: Option<&RadiusCircle>) -> Option<Bounds> {
    let circle = circle.and_then(|circle| Bounds::around(circle.outline.iter().copied()));
    circle.or_else(|| request.state.map(|state| Outlines::embedded().extent(state)))
}

fn with_surroundings(bounds: Bounds) -> Bounds {
    let [width, height] = bounds.miles();
    bounds.widened(AROUND * width, AROUND * height).at_least(FEWEST_MILES)
}

/// The longer side, in miles.
fn longer_side(bounds: Bounds) -> f64 {
    let [width, height] = bounds.miles();
    width.max(height)
}
