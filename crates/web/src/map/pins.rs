//! Numbered pins; those that would cover each other become one.

use super::bounds::point;
use super::frame::Frame;
use super::rect::Rect;
use super::{Pin, Words};

/// How high a pin is, in units.
const HEIGHT: f64 = 42.0;
/// How wide a digit or a sign is, and what stands between numbers.
const DIGIT: f64 = 16.0;
const SEPARATOR: f64 = 8.0;
/// Left and right of the text together.
const SIDES: f64 = 22.0;
/// What can be hit reaches this far beyond the pin, so that it is 56 units high: 24 pixels on a picture that is
/// 275 pixels wide.
const REACH: f64 = 7.0;

/// One or several pins that are drawn as one, where the first of them is.
///
/// It is never much wider than a single pin, so that places in a row do not swallow each other from one end of the map to
/// the other.
#[derive(Debug)]
pub(super) struct Mark<'a> {
    /// Ordered by number.
    pub(super) pins: Vec<&'a Pin<'a>>,
    /// The text that is seen: "3", "3, 4", or "3 +4" for the third and four more.
    pub(super) text: String,
    /// What can be hit.
    pub(super) target: Rect,
}

impl<'a> Mark<'a> {
    fn of(mut pins: Vec<&'a Pin<'a>>, frame: &Frame) -> Mark<'a> {
        pins.sort_by_key(|pin| pin.number);
        let text = match pins.as_slice() {
            [one] => one.number.to_string(),
            [one, other] => format!("{}, {}", one.number, other.number),
            [first, more @ ..] => format!("{} +{}", first.number, more.len()),
            [] => String::new(),
        };
        let at = frame.at(point(pins[0].coordinate));
        let face = Rect::about(at, (width(&text) + SIDES).max(HEIGHT), HEIGHT);
        let target = face.widened(REACH).whole().moved_into(frame.width, frame.height);
        Mark { pins, text, target }
    }

    /// What is seen of it.
    pub(super) fn face(&self) -> Rect {
        self.target.widened(-REACH)
    }

    /// The middle of the base line of its text.
    pub(super) fn base(&self) -> [f64; 2] {
        let [x, y] = self.target.middle();
        [x, y + 9.0]
    }

    /// Where it leads.
    pub(super) fn href(&self) -> &'a str {
        self.pins[0].href
    }

    /// Whether it stands about where its places are only.
    pub(super) fn is_approximate(&self) -> bool {
        self.pins.iter().all(|pin| pin.approximate)
    }

    /// The accessible name: the text that is seen, then the places with their numbers.
    pub(super) fn name(&self, words: &Words<'_>) -> String {
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

/// The marks for pins: none covers another, as far as there is room.
pub(super) fn marks<'a>(pins: &'a [Pin<'a>], frame: &Frame) -> Vec<Mark<'a>> {
    let mut marks: Vec<Mark<'a>> = Vec::new();
    for pin in pins {
        let mut mark = Mark::of(vec![pin], frame);
        // A mark that took another in is larger, and may cover one that was free before.
        while let Some(covered) = marks.iter().position(|other| other.target.overlaps(&mark.target)) {
            let other = marks.swap_remove(covered);
            mark = Mark::of([mark.pins, other.pins].concat(), frame);
        }
        marks.push(mark);
    }
    marks.sort_by_key(|mark| mark.pins[0].number);
    marks
}

fn width(text: &str) -> f64 {
    text.chars().map(|c| if matches!(c, ',' | ' ') { SEPARATOR } else { DIGIT }).sum()
}
