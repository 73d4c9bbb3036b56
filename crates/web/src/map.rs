//! The map beside a list of places, drawn here as SVG from embedded outlines: nobody is asked for a picture.
//!
//! Everything on it is in the list too; it shows where the places are to each other and to the cities around. Its
//! pins are links with the numbers of the list. Colors are classes of style.css, `currentColor` without it.

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
mod scale;
mod simplify;
#[cfg(test)]
mod tests;
mod towns;

use askama::Template;
use directory::{Area, Coordinate, State};

use bounds::{Bounds, Point};
use circle::Circle;
use contents::Contents;
use frame::{Canvas, Frame};
use layers::Layers;
use legend::{Entry, Sign};
use pins::Mark;
use rect::Rect;
use scale::Scale;
use towns::Town;

/// What is shown.
pub(crate) struct MapRequest<'a> {
    /// Where was looked.
    pub area: Area,
    /// The state that was looked in; it counts where the area is anywhere.
    pub state: Option<State>,
    /// The places of the list that may be shown, at most a hundred: not those whose street is withheld, and not
    /// those that come by telehealth only, which can be far away.
    pub pins: &'a [Pin<'a>],
    /// In the language of the page.
    pub words: Words<'a>,
}

/// A place of the list.
#[derive(Debug)]
pub(crate) struct Pin<'a> {
    /// Its number in the list.
    pub number: usize,
    /// Where it is.
    pub coordinate: Coordinate,
    /// What it is called.
    pub name: &'a str,
    /// Where its link leads.
    pub href: &'a str,
    /// Whether the coordinate is the middle of its ZIP code only.
    pub approximate: bool,
}

/// What is written, in the language of the page. The last are the legend: at most 30 characters each.
#[derive(Clone, Copy)]
pub(crate) struct Words<'a> {
    /// The accessible name of the map: "Map of the places in the list".
    pub label: &'a str,
    /// The unit, behind a number of at least two: "miles".
    pub miles: &'a str,
    /// What the cross is: "where you searched".
    pub center: &'a str,
    /// What the circle is: "within 25 miles".
    pub circle: &'a str,
    /// What the box on the small map of all that was searched is: "the part above".
    pub shown: &'a str,
    /// What a dashed pin is, also behind the name of each: "about here".
    pub approximate: &'a str,
}

/// The picture. 640 units are 288 pixels on a narrow phone.
const CANVAS: Canvas = Canvas { width: 640.0, lowest: 400.0, highest: 660.0, padding: 44.0 };
/// The small picture of all that was searched.
const LOCATOR: Canvas = Canvas { width: 150.0, lowest: 110.0, highest: 150.0, padding: 10.0 };

/// A map, and what to say beside it.
pub(crate) struct Map {
    /// The picture.
    pub svg: String,
    /// Of each pin that stands for several places: its text, and their numbers.
    pub together: Vec<(String, Vec<usize>)>,
}

/// Draws the map.
pub(crate) fn render(request: &MapRequest<'_>) -> Map {
    let picture = Picture::draw(request);
    let several = picture.marks.iter().filter(|mark| mark.pins.len() > 1);
    let numbers = |mark: &Mark<'_>| mark.pins.iter().map(|pin| pin.number).collect();
    let together = several.map(|mark| (mark.text.clone(), numbers(mark))).collect();
    Map { svg: picture.render().expect("writing to a string does not fail"), together }
}

#[derive(Template)]
#[template(path = "map.svg")]
struct Picture<'a> {
    words: Words<'a>,
    frame: Frame,
    layers: Layers,
    center: Option<Point>,
    towns: Vec<Town>,
    marks: Vec<Mark<'a>>,
    scale: Scale,
    legend: Vec<Entry<'a>>,
    locator: Option<Locator>,
}

/// A small picture of all that was searched, with a box around what the picture shows.
struct Locator {
    frame: Frame,
    layers: Layers,
    shown: Rect,
}

impl<'a> Picture<'a> {
    fn draw(request: &MapRequest<'a>) -> Picture<'a> {
        let circle = Circle::of(request.area);
        let contents = Contents::of(request, circle.as_ref());
        let frame = Frame::fit(contents.shown, CANVAS);
        let marks = pins::marks(request.pins, &frame);
        let center = circle.as_ref().map(|circle| frame.at(circle.center));
        let locator = contents.whole.map(|whole| Locator::draw(whole, &frame, circle.as_ref()));
        Picture {
            words: request.words,
            center,
            towns: towns::towns(&frame, &top(&marks, center)),
            scale: Scale::of(&frame),
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

    /// Where the legend begins, right of the locator.
    fn legend_x(&self) -> i32 {
        self.locator.as_ref().map_or(8.0, |locator| locator.frame.width + 24.0).units()
    }
}

impl Locator {
    fn draw(whole: Bounds, picture: &Frame, circle: Option<&Circle>) -> Locator {
        let frame = Frame::fit(whole, LOCATOR);
        let [left, top] = frame.at([picture.bounds.west, picture.bounds.north]);
        let [right, bottom] = frame.at([picture.bounds.east, picture.bounds.south]);
        let shown = Rect { x: left, y: top, width: right - left, height: bottom - top };
        Locator { layers: Layers::draw(&frame, circle), shown, frame }
    }
}

/// What is drawn over cities: no name may stand there.
fn top(marks: &[Mark<'_>], center: Option<Point>) -> Vec<Rect> {
    let marks = marks.iter().map(|mark| mark.face());
    marks.chain(center.map(|center| Rect::about(center, 30.0, 30.0))).collect()
}

/// A length or a position as the template writes it: whole, and never anything but a number.
trait Units {
    /// The nearest whole number of units.
    fn units(&self) -> i32;
}

impl Units for f64 {
    fn units(&self) -> i32 {
        self.round() as i32
    }
}
