//! What the signs on the map mean, in lines below it.

use directory::Area;

use super::MapRequest;
use super::pins::Mark;

/// The height of a line. The first is the scale's.
const LINE: f64 = 36.0;

/// A line of the legend.
#[derive(Debug)]
pub(super) struct Entry<'a> {
    pub(super) sign: Sign,
    pub(super) text: &'a str,
    /// The middle of the line, from the top of the legend.
    pub(super) y: f64,
}

/// A sign on the map.
#[derive(Debug, Clone, Copy)]
pub(super) enum Sign {
    Center,
    Circle,
    Shown,
    Approximate,
}

/// The lines for the signs that are on a map.
pub(super) fn legend<'a>(request: &MapRequest<'a>, has_locator: bool, marks: &[Mark<'_>]) -> Vec<Entry<'a>> {
    let words = request.words;
    let has_circle = matches!(request.area, Area::Within { .. });
    let signs = [
        (Sign::Center, words.center, has_circle),
        (Sign::Circle, words.circle, has_circle),
        (Sign::Shown, words.shown, has_locator),
        (Sign::Approximate, words.approximate, marks.iter().any(Mark::is_approximate)),
    ];
    let used = signs.into_iter().filter(|(_, _, is_used)| *is_used).zip(1..);
    used.map(|((sign, text, _), line)| Entry { sign, text, y: LINE * (f64::from(line) + 0.5) }).collect()
}

/// How high the legend is.
pub(super) fn height(entries: &[Entry<'_>]) -> f64 {
    LINE * (entries.len() + 1) as f64
}
