//! A small map of one facility, which shows where it is among the towns around it.

use askama::Template;
use directory::Coordinate;

use super::bounds::{Bounds, Point, point};
use super::frame::{Canvas, Frame};
use super::layers::Layers;
use super::rect::Rect;
use super::towns::{self, Town};
use super::units::Units;

/// Small enough for names of towns to be readable beside an address on a phone.
const CANVAS: Canvas = Canvas { width: 230.0, lowest: 190.0, highest: 190.0, padding: 0.0 };

/// How many miles it shows from the top to the bottom.
const MILES: f64 = 14.0;

#[derive(Template)]
#[template(path = "map_small.svg")]
struct SmallMap<'a> {
    label: &'a str,
    frame: Frame,
    layers: Layers,
    towns: Vec<Town>,
    pin: Point,
    is_rough: bool,
}

/// Draws it. `label` is its accessible name. If `is_rough`, the point is only the center of a ZIP code.
pub(crate) fn small(at: Coordinate, is_rough: bool, label: &str) -> String {
    let frame = Frame::fit(Bounds::at(point(at)).at_least(MILES), CANVAS);
    let [x, y] = frame.at(point(at));
    // The pin stands above its point.
    let covered = Rect::about([x, y - 16.0], 30.0, 40.0);
    let map = SmallMap {
        label,
        layers: Layers::draw(&frame, None),
        towns: towns::towns(&frame, &[covered]),
        pin: [x, y],
        is_rough,
        frame,
    };
    map.render().expect("writing to a string never fails")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_small_map_has_a_name_a_pin_and_a_town_and_is_small() {
        let austin = Coordinate::new(30.2672, -97.7431).expect("on the Earth");
        let map = small(austin, false, "Harbor House & Co.");
        let document = roxmltree::Document::parse(&map).expect("well-formed SVG");
        assert_eq!(document.root_element().attribute("aria-label"), Some("Harbor House & Co."));
        assert!(map.contains(">Austin<") && map.contains("class=\"pin pin-on\""), "{map}");
        assert!(map.len() < 8 * 1024, "{}", map.len());
        assert!(small(austin, true, "Harbor House").contains("pin-about"));
    }
}
