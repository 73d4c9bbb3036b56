//! Numbered pins. Pins that would cover each other are merged into one.

use std::borrow::Cow;

use super::bounds::{Point, point};
use super::frame::Frame;
use super::rect::Rect;
use super::request::{MapWords, Pin};

/// The height of a pin, in units.
const HEIGHT: f64 = 42.0;
/// The width of a digit or a plus sign, and of a comma or space between numbers.
const DIGIT: f64 = 16.0;
const SEPARATOR: f64 = 8.0;
/// The space to the left and right of the text, together.
const SIDES: f64 = 22.0;
/// The width and height of the sign where the search was.
const CENTER: f64 = 30.0;
/// The area that can be tapped extends this far beyond the pin, so that the area is 56 units high: 24 pixels in a picture
/// that is 275 pixels wide.
const REACH: f64 = 7.0;

/// One or several pins, drawn as one at the position of the first.
///
/// It is never much wider than a single pin, so that facilities in a row do not swallow each other from one end of the
/// map to the other.
#[derive(Debug)]
pub(super) struct Mark<'a> {
    /// Ordered by number.
    pub(super) pins: Vec<&'a Pin<'a>>,
    /// The text that is shown: "3", "3, 4", or "3 +4" for the third and four more.
    pub(super) text: String,
    /// The area that can be tapped.
    pub(super) target: Rect,
}

impl<'a> Mark<'a> {
    fn new(mut pins: Vec<&'a Pin<'a>>, frame: &Frame, center: Option<Point>) -> Mark<'a> {
        pins.sort_by_key(|pin| pin.number);
        let text = match &numbers(&pins)[..] {
            [one] => one.to_string(),
            [one, other] => format!("{one}, {other}"),
            [first, more @ ..] => format!("{first} +{}", more.len()),
            [] => String::new(),
        };
        let at = frame.at(point(pins[0].coordinate));
        let face = Rect::about(at, (width(&text) + SIDES).max(HEIGHT), HEIGHT);
        let face = center.map_or(face, |center| clear_of(center, face));
        let target = face.widened(REACH).whole().moved_into(frame.width, frame.height);
        Mark { pins, text, target }
    }

    /// The part that is visible.
    pub(super) fn face(&self) -> Rect {
        self.target.widened(-REACH)
    }

    /// The middle of the baseline of its text.
    pub(super) fn base(&self) -> [f64; 2] {
        let [x, y] = self.target.middle();
        [x, y + 9.0]
    }

    /// Its numbers in the list, each once.
    pub(super) fn numbers(&self) -> Vec<usize> {
        numbers(&self.pins)
    }

    /// The same, for the script that highlights them.
    pub(super) fn places(&self) -> String {
        self.numbers().iter().map(usize::to_string).collect::<Vec<_>>().join(" ")
    }

    /// Where its link leads: to its facility or, if it has several numbers, to their names below the map.
    pub(super) fn href(&self) -> Cow<'a, str> {
        match &self.numbers()[..] {
            [_, _, ..] => format!("#{}", shared_id(&self.numbers())).into(),
            _ => self.pins[0].href.into(),
        }
    }

    /// Whether the positions of all its pins are approximate.
    pub(super) fn is_approximate(&self) -> bool {
        self.pins.iter().all(|pin| pin.approximate)
    }

    /// The accessible name: the text that is shown, then the facilities with their numbers.
    pub(super) fn name(&self, words: &MapWords<'_>) -> String {
        let name = |pin: &&Pin<'_>| match (self.pins.len(), pin.approximate) {
            (1, true) => format!("{} ({})", pin.name, words.approximate),
            (1, false) => pin.name.to_owned(),
            (_, true) => format!("{}. {} ({})", pin.number, pin.name, words.approximate),
            (_, false) => format!("{}. {}", pin.number, pin.name),
        };
        let names: Vec<String> = self.pins.iter().map(name).collect();
        format!("{}: {}", self.text, names.join("; "))
    }
}

/// The fragment of the names of facilities that share a pin.
pub(crate) fn shared_id(numbers: &[usize]) -> String {
    format!("pin-{}", numbers.first().copied().unwrap_or_default())
}

/// The numbers of the pins, each once. Branches of one organization have the same number.
fn numbers(pins: &[&Pin<'_>]) -> Vec<usize> {
    let mut numbers: Vec<usize> = pins.iter().map(|pin| pin.number).collect();
    numbers.dedup();
    numbers
}

/// Moves a pin up or down if it would hide where the search was.
fn clear_of(center: Point, face: Rect) -> Rect {
    let hidden = Rect::about(center, CENTER, CENTER);
    let is_above = face.middle()[1] <= center[1];
    let y = if is_above { hidden.y - face.height } else { hidden.y + hidden.height };
    if face.overlaps(&hidden) { Rect { y, ..face } } else { face }
}

/// The marks for the pins. Marks that would cover each other are merged. None covers the center.
pub(super) fn marks<'a>(pins: &'a [Pin<'a>], frame: &Frame, center: Option<Point>) -> Vec<Mark<'a>> {
    let mut marks: Vec<Mark<'a>> = Vec::new();
    for pin in pins {
        let mut mark = Mark::new(vec![pin], frame, center);
        // A merged mark is larger, and may cover one that was clear before.
        while let Some(covered) = marks.iter().position(|other| other.target.overlaps(&mark.target)) {
            let other = marks.swap_remove(covered);
            mark = Mark::new([mark.pins, other.pins].concat(), frame, center);
        }
        marks.push(mark);
    }
    marks.sort_by_key(|mark| mark.pins[0].number);
    marks
}

fn width(text: &str) -> f64 {
    text.chars().map(|c| if matches!(c, ',' | ' ') { SEPARATOR } else { DIGIT }).sum()
}
