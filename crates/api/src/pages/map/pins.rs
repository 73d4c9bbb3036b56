//! Numbered pins; those that would cover each other become one.

use super::bounds::point;
use super::frame::Frame;
use super::rect::Rect;
use super::{Pin, Words};

/// How high a pin of one line is, in units, and each line more.
const HEIGHT: f64 = 42.0;
const LINE: f64 = 28.0;
/// How wide a digit or a dash is, and what stands between numbers.
const DIGIT: f64 = 16.0;
const SEPARATOR: f64 = 8.0;
/// Left and right of the text together.
const SIDES: f64 = 22.0;
/// What can be hit reaches this far beyond the pin, so that it is 56 units high: 24 pixels on a picture that is
/// 275 pixels wide.
const REACH: f64 = 7.0;
/// The fewest characters at which a text goes on in the next line.
const LINE_CHARS: usize = 12;

/// One or several pins that are drawn as one.
#[derive(Debug)]
pub(super) struct Mark<'a> {
    /// Ordered by number.
    pub(super) pins: Vec<&'a Pin<'a>>,
    /// The text that is seen: "3" or "1–4, 7", in lines.
    pub(super) lines: Vec<String>,
    /// What can be hit.
    pub(super) target: Rect,
}

impl<'a> Mark<'a> {
    fn of(mut pins: Vec<&'a Pin<'a>>, frame: &Frame) -> Mark<'a> {
        pins.sort_by_key(|pin| pin.number);
        let places = pins.iter().map(|pin| frame.at(point(pin.coordinate)));
        let sum = places.fold([0.0; 2], |sum, at| [sum[0] + at[0], sum[1] + at[1]]);
        let at = sum.map(|sum| sum / pins.len() as f64);
        let lines = lines(&runs(pins.iter().map(|pin| pin.number)));
        let text = lines.iter().map(|line| width(line)).fold(0.0, f64::max);
        let height = HEIGHT + LINE * (lines.len() - 1) as f64;
        let face = Rect::about(at, (text + SIDES).max(HEIGHT), height);
        let target = face.widened(REACH).whole().moved_into(frame.width, frame.height);
        Mark { pins, lines, target }
    }

    /// What is seen of it.
    pub(super) fn face(&self) -> Rect {
        self.target.widened(-REACH)
    }

    /// Where each line's text stands: the middle of its base line.
    pub(super) fn text(&self) -> impl Iterator<Item = ([f64; 2], &str)> {
        let [x, y] = self.target.middle();
        let first = y + 9.0 - LINE * (self.lines.len() - 1) as f64 / 2.0;
        self.lines.iter().zip(0..).map(move |(text, i)| ([x, first + LINE * f64::from(i)], text.as_str()))
    }

    /// Where it leads.
    pub(super) fn href(&self) -> &'a str {
        self.pins[0].href
    }

    /// Whether it stands about where its places are only.
    pub(super) fn is_approximate(&self) -> bool {
        self.pins.iter().all(|pin| pin.approximate)
    }

    /// The accessible name: the text that is seen, then the names in the order of the numbers.
    pub(super) fn name(&self, words: &Words<'_>) -> String {
        let name = |pin: &&Pin<'_>| match pin.approximate {
            true => format!("{} ({})", pin.name, words.approximate),
            false => pin.name.to_owned(),
        };
        let names: Vec<String> = self.pins.iter().map(name).collect();
        format!("{}: {}", self.lines.join(" "), names.join("; "))
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

/// Numbers in order, three and more in a row as "1–3".
fn runs(numbers: impl Iterator<Item = usize>) -> Vec<String> {
    let mut runs: Vec<[usize; 2]> = Vec::new();
    for number in numbers {
        match runs.last_mut() {
            Some([_, last]) if *last + 1 == number => *last = number,
            _ => runs.push([number, number]),
        }
    }
    let text = |[first, last]: [usize; 2]| match last - first {
        0 => vec![first.to_string()],
        1 => vec![first.to_string(), last.to_string()],
        _ => vec![format!("{first}–{last}")],
    };
    runs.into_iter().flat_map(text).collect()
}

/// Runs as lines: about as wide as they are high together, when there are many.
fn lines(runs: &[String]) -> Vec<String> {
    let all: usize = runs.iter().map(|run| run.chars().count() + 2).sum();
    let longest = LINE_CHARS.max((2.0 * all as f64).sqrt() as usize);
    let mut lines: Vec<String> = Vec::new();
    for (run, i) in runs.iter().zip(1..) {
        let text = if i < runs.len() { format!("{run},") } else { run.clone() };
        match lines.last_mut() {
            Some(line) if line.chars().count() + text.chars().count() < longest => {
                line.push(' ');
                line.push_str(&text);
            }
            _ => lines.push(text),
        }
    }
    lines
}

fn width(text: &str) -> f64 {
    text.chars().map(|c| if matches!(c, ',' | ' ') { SEPARATOR } else { DIGIT }).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_numbers_in_a_row_are_written_as_a_range() {
        assert_eq!(runs([1, 2, 3, 4, 7, 9, 10].into_iter()), ["1–4", "7", "9", "10"]);
    }

    #[test]
    fn many_numbers_go_on_in_the_next_line() {
        let numbers: Vec<String> = (1..=9).map(|n| (2 * n).to_string()).collect();
        assert_eq!(lines(&numbers), ["2, 4, 6, 8,", "10, 12, 14,", "16, 18"]);
        assert_eq!(lines(&numbers[..1]), ["2"]);
    }
}
