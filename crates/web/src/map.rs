//! The map beside a list of facilities. It is drawn here as SVG from embedded outlines, so that no other server is asked
//! for a picture.
//!
//! Everything on the map is also in the list. The map shows where the facilities are relative to each other and to the
//! cities around them. Its pins are links with the numbers of the list. Colors come from classes in styles/map.css; without
//! it, everything has `currentColor`.

mod bounds;
mod circle;
mod clip;
mod contents;
mod frame;
mod layers;
mod legend;
mod outlines;
mod path;
mod pins;
mod rect;
mod request;
mod scale;
mod simplify;
mod small;
#[cfg(test)]
mod tests;
mod towns;
mod units;

pub(crate) use pins::shared_id;
pub(crate) use request::{MapRequest, MapWords, Pin};
pub(crate) use small::small;

use askama::Template;

use bounds::{Bounds, Point};
use circle::RadiusCircle;
use contents::MapContents;
use frame::{Canvas, Frame};
use layers::Layers;
use legend::{LegendEntry, LegendSign};
use pins::Mark;
use rect::Rect;
use scale::Scale;
use towns::Town;
use units::Units;

/// The picture. Its 640 units are 288 pixels on a narrow phone.
const CANVAS: Canvas = Canvas { width: 640.0, lowest: 400.0, highest: 660.0, padding: 44.0 };
/// The small picture of everything that was searched.
const LOCATOR: Canvas = Canvas { width: 150.0, lowest: 110.0, highest: 150.0, padding: 10.0 };

/// A map, and what to list below it.
pub(crate) struct Map {
    pub svg: String,
    /// The pins that stand for several numbers of the list: the text on each, and its numbers.
    pub together: Vec<(String, Vec<usize>)>,
}

pub(crate) fn render(request: &MapRequest<'_>) -> Map {
    let picture = Picture::draw(request);
    let several = picture.marks.iter().filter(|mark| mark.numbers().len() > 1);
    let together = several.map(|mark| (mark.text.clone(), mark.numbers())).collect();
    Map { svg: picture.render().expect("writing to a string never fails"), together }
}

#[derive(Template)]
#[template(path = "map.svg")]
struct Picture<'a> {
    words: MapWords<'a>,
    frame: Frame,
    layers: Layers,
    center: Option<Point>,
    towns: Vec<Town>,
    marks: Vec<Mark<'a>>,
    scale: Scale,
    legend: Vec<LegendEntry<'a>>,
    locator: Option<LocatorMap>,
}

/// A small picture of everything that was searched, with a box around the part that the large one shows.
struct LocatorMap {
    frame: Frame,
    layers: Layers,
    shown: Rect,
}

impl<'a> Picture<'a> {
    fn draw(request: &MapRequest<'a>) -> Picture<'a> {
        let circle = RadiusCircle::from_area(request.area);
        let contents = MapContents::choose(request, circle.as_ref());
        let frame = Frame::fit(contents.shown, CANVAS);
        let center = circle.as_ref().map(|circle| frame.at(circle.center));
        let marks = pins::marks(request.pins, &frame, center);
        let locator = contents.whole.map(|whole| LocatorMap::draw(whole, &frame, circle.as_ref()));
        Picture {
            words: request.words,
            center,
            towns: towns::towns(&frame, &covers(&marks, center)),
            scale: Scale::longest(&frame),
            legend: legend::legend(request, locator.is_some(), &marks),
            layers: Layers::draw(&frame, circle.as_ref()),
            locator,
            marks,
            frame,
        }
    }

    fn height(&self) -> i32 {
        let legend = legend::height(&self.legend);
        let locator = self.locator.as_ref().map_or(0.0, |locator| locator.frame.height + 10.0);
        (self.frame.height + locator.max(legend) + 8.0).units()
    }

    /// The left edge of the legend, to the right of the locator.
    fn legend_x(&self) -> i32 {
        self.locator.as_ref().map_or(8.0, |locator| locator.frame.width + 24.0).units()
    }
}

impl LocatorMap {
    fn draw(whole: Bounds, picture: &Frame, circle: Option<&RadiusCircle>) -> LocatorMap {
        let frame = Frame::fit(whole, LOCATOR);
        let [left, top] = frame.at([picture.bounds.west, picture.bounds.north]);
        let [right, bottom] = frame.at([picture.bounds.east, picture.bounds.south]);
        let shown = Rect { x: left, y: top, width: right - left, height: bottom - top };
        LocatorMap { layers: Layers::draw(&frame, circle), shown, frame }
    }
}

/// The pins and the center. No name of a city may cover them.
fn covers(marks: &[Mark<'_>], center: Option<Point>) -> Vec<Rect> {
    let marks = marks.iter().map(|mark| mark.face());
    marks.chain(center.map(|center| Rect::about(center, 30.0, 30.0))).collect()
}
