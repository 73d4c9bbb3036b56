//! The legend below the map.

use directory::Area;

use super::pins::Mark;
use super::request::MapRequest;

/// The height of a line, in units. The first line is that of the scale.
const LINE: f64 = 36.0;

/// A line of the legend.
#[derive(Debug)]
pub(super) struct LegendEntry<'a> {
    pub(super) sign: LegendSign,
    pub(super) text: &'a str,
    /// The middle of the line, in units from the top of the legend.
    pub(super) y: f64,
}

/// A sign that the legend explains.
#[derive(Debug, Clone, Copy)]
pub(super) enum LegendSign {
    Center,
    Circle,
    Shown,
    Approximate,
}

/// The lines for the signs that are on a map.
pub(super) fn legend<'a>(
    request: &MapRequest<'a>,
    has_locator: bool,
    marks: &[Mark<'_>],
) -> Vec<LegendEntry<'a>> {
    let words = request.words;
    let has_circle = matches!(request.area, Area::Within { .. });
    let signs = [
        (LegendSign::Center, words.center, has_circle),
        (LegendSign::Circle, words.circle, has_circle),
        (LegendSign::Shown, words.shown, has_locator),
        (LegendSign::Approximate, words.approximate, marks.iter().any(Mark::is_approximate)),
    ];
    let used = signs.into_iter().filter(|(_, _, is_used)| *is_used).zip(1..);
    used.map(|((sign, text, _), line)| LegendEntry { sign, text, y: LINE * (f64::from(line) + 0.5) })
        .collect()
}

/// The height of the legend, in units.
pub(super) fn height(entries: &[LegendEntry<'_>]) -> f64 {
    LINE * (entries.len() + 1) as f64
}
