//! Columns whose cells are choices from a list: one per cell, or several.

use std::collections::HashMap;

use directory::text;

use super::sample::Column;
use crate::marks::mark;
use crate::sources::csv::mapping::day;

/// Maximum number of different values in a list of choices.
const MOST: usize = 200;

/// A column with at most this many different values can be a list of choices even if its values repeat less often.
const FEW: usize = 12;

/// A column with more different numbers than this counts something, such as beds, and is not a list of choices.
const NUMBERS: usize = 20;

/// What can separate the values of a cell: the line of the mapping that says so, the characters, and a percentage. The
/// separator is used if the values then repeat more often than this percentage of what the best separator so far (at
/// first, none) gives. The percentage is higher for a comma or slash, which is often part of a value
/// ("Women/Children"): splitting such values hardly makes them repeat more often.
const SEPARATORS: [(&str, &[char], usize); 6] = [
    (r#"split = "\n""#, &['\n'], 100),
    (r#"split = ";""#, &[';'], 100),
    (r#"split = "|""#, &['|'], 100),
    (r#"split = ",""#, &[','], 150),
    (r#"split = "/""#, &['/'], 150),
    (r"split_pattern = '\s*[\n;|,]\s*'", &['\n', ';', '|', ','], 150),
];

/// The values of a column of choices.
pub(super) struct Choices {
    /// The line of the mapping that says how to split a cell, if cells have several values.
    pub split: Option<&'static str>,
    /// Each value with the number of rows that have it, the most frequent first.
    pub values: Vec<(String, usize)>,
}

/// Whether the cells are marks of yes and no, with few other values among them.
pub(super) fn is_marked(column: &Column) -> bool {
    column.mostly(50, |cell| mark(cell).is_some()) && count(column, &[]).len() <= FEW
}

/// The choices of a column; `None` if most of its cells differ, or are days or counts.
pub(super) fn choices(column: &Column) -> Option<Choices> {
    if column.mostly(80, |cell| day(cell, None).is_some()) {
        return None;
    }
    let whole = count(column, &[]);
    let mut best = Choices { split: None, values: whole };
    for (split, characters, percent) in SEPARATORS {
        let values = count(column, characters);
        if repeats(&values) * 100 > repeats(&best.values) * percent {
            best = Choices { split: Some(split), values };
        }
    }
    let (different, repeats) = (best.values.len(), repeats(&best.values));
    let is_count = different > NUMBERS && column.mostly(90, |cell| cell.parse::<f64>().is_ok());
    let is_list = repeats >= 200 || (repeats >= 130 && different <= FEW);
    (is_list && !is_count && different <= MOST).then_some(best)
}

/// How many rows have each value on average, times 100.
fn repeats(values: &[(String, usize)]) -> usize {
    let rows: usize = values.iter().map(|(_, rows)| rows).sum();
    (rows * 100).checked_div(values.len()).unwrap_or_default()
}

/// The different parts of all cells, with the number of rows that have each.
pub(super) fn count(column: &Column, separators: &[char]) -> Vec<(String, usize)> {
    let mut rows: HashMap<String, usize> = HashMap::new();
    for cell in &column.cells {
        let mut parts: Vec<String> = cell.split(separators).filter_map(text::clean).collect();
        parts.sort_unstable();
        parts.dedup();
        parts.into_iter().for_each(|part| *rows.entry(part).or_default() += 1);
    }
    let mut values: Vec<_> = rows.into_iter().collect();
    values.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    values
}
