//! The parts of a mapping, and what they make of a row.

use std::collections::HashMap;

use directory::{Track, text};
use jiff::civil::Date;
use regex::Regex;

use super::Bound;

/// The number a mapping gives a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) struct ColumnId(pub usize);

/// A text that is put together from a row.
#[derive(Debug, Clone)]
pub(in super::super) struct Text {
    pub parts: Parts,
    /// What is taken out of it: the first group, or else all that matches.
    pub pattern: Option<Regex>,
    /// What stands for some of its values, by their normal form.
    pub values: HashMap<String, String>,
}

/// Where a text comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in super::super) enum Parts {
    /// The same for all rows.
    Value(String),
    /// Columns, joined by a text.
    Joined(Vec<ColumnId>, String),
    /// The first of some columns that says something.
    Either(Vec<ColumnId>),
}

impl Text {
    /// The text of a column.
    pub fn column(column: ColumnId) -> Text {
        Text { parts: Parts::Either(vec![column]), pattern: None, values: HashMap::new() }
    }

    /// What it is for a row, if anything.
    pub fn of(&self, row: Bound<'_>) -> Option<String> {
        let found = match &self.parts {
            Parts::Value(value) => value.clone(),
            Parts::Either(columns) => columns.iter().find_map(|column| row.cell(*column))?.to_owned(),
            Parts::Joined(columns, between) => {
                let cells: Vec<&str> =
                    columns.iter().filter_map(|column| row.cell(*column)).map(str::trim).collect();
                cells.join(between)
            }
        };
        let found = match &self.pattern {
            None => found,
            Some(pattern) => {
                let groups = pattern.captures(&found)?;
                groups.get(1).or_else(|| groups.get(0))?.as_str().to_owned()
            }
        };
        let replaced = self.values.get(&normal(&found)).cloned().unwrap_or(found);
        Some(replaced).filter(|text| !text.trim().is_empty())
    }
}

/// A value without regard to case and spaces around and between its words.
pub(in super::super) fn normal(value: &str) -> String {
    text::clean(value).unwrap_or_default().to_lowercase()
}

/// Picks rows by what a column says.
#[derive(Debug, Clone)]
pub(in super::super) enum Select {
    /// All rows.
    Always,
    /// Rows with one of these values, in their normal form; an empty one stands for an empty cell.
    Values(ColumnId, Vec<String>),
    /// Rows where this matches.
    Pattern(ColumnId, Regex),
}

impl Select {
    /// Whether it picks a row.
    pub fn picks(&self, row: Bound<'_>) -> bool {
        match self {
            Select::Always => true,
            Select::Values(column, values) => values.contains(&normal(row.cell(*column).unwrap_or_default())),
            Select::Pattern(column, pattern) => pattern.is_match(row.cell(*column).unwrap_or_default()),
        }
    }
}

/// Leaves rows out.
#[derive(Debug, Clone)]
pub(in super::super) struct Filter {
    /// The column's name.
    pub column: String,
    pub select: Select,
    /// Whether the rows it picks are kept, and the others left out; else the other way round.
    pub keeps: bool,
}

impl Filter {
    /// Why a row is left out, if it is.
    pub fn refusal(&self, row: Bound<'_>) -> Option<String> {
        if self.select.picks(row) == self.keeps {
            return None;
        }
        let word = if self.keeps { "is not one to keep" } else { "is one to skip" };
        Some(format!("left out by the mapping: {} {word}", self.column))
    }
}

/// Which programs a row tells of.
#[derive(Debug, Clone)]
pub(in super::super) enum TrackRule {
    /// The same for all rows.
    Always(Vec<Track>),
    /// By the value of a column, in its normal form.
    ByValue {
        column: ColumnId,
        /// The column's name.
        name: String,
        values: HashMap<String, Vec<Track>>,
        otherwise: Option<Vec<Track>>,
    },
}

impl TrackRule {
    /// The tracks of a row, or why they can't be told.
    pub fn of(&self, row: Bound<'_>) -> Result<&[Track], String> {
        match self {
            TrackRule::Always(tracks) => Ok(tracks),
            TrackRule::ByValue { column, name, values, otherwise } => {
                let value = normal(row.cell(*column).unwrap_or_default());
                let tracks = values.get(&value).or(otherwise.as_ref());
                let short: String = value.chars().take(60).collect();
                tracks
                    .map(Vec::as_slice)
                    .ok_or_else(|| format!("the mapping has no track for {name} {short:?}"))
            }
        }
    }
}

/// Since when it is known.
#[derive(Debug, Clone)]
pub(in super::super) enum AsOf {
    /// The table does not say.
    Unknown,
    /// The same for all rows.
    Day(Date),
    /// A column, and the form its days have; any usual one where it is not given.
    Column(ColumnId, Option<String>),
}

/// Forms of days that are tried: the ones Excel and people in the United States write.
const USUAL_DAYS: [&str; 6] = ["%Y-%m-%d", "%m/%d/%y", "%m/%d/%Y", "%m-%d-%Y", "%B %d, %Y", "%d-%b-%Y"];

impl AsOf {
    /// The day of a row, or that it can't be read.
    pub fn of(&self, row: Bound<'_>) -> Result<Option<Date>, ()> {
        match self {
            AsOf::Unknown => Ok(None),
            AsOf::Day(day) => Ok(Some(*day)),
            AsOf::Column(column, form) => {
                let Some(cell) = row.cell(*column) else { return Ok(None) };
                day(cell.trim(), form.as_deref()).map(Some).ok_or(())
            }
        }
    }
}

fn day(text: &str, form: Option<&str>) -> Option<Date> {
    if let Some(form) = form {
        return Date::strptime(form, text).ok();
    }
    // A time behind the day does not matter.
    let first = text.split([' ', 'T']).next().filter(|day| day.contains(['-', '/'])).unwrap_or(text);
    USUAL_DAYS.iter().find_map(|form| Date::strptime(form, first).ok())
}

/// What is said beside facts.
#[derive(Debug, Clone, Default)]
pub(in super::super) struct DetailRules {
    pub description: Option<Text>,
    pub hours: Option<Text>,
    pub eligibility: Option<Text>,
    pub minimum_age: Option<Text>,
    pub maximum_age: Option<Text>,
    pub costs: Vec<Text>,
    pub languages: Option<Text>,
    pub capacity: Option<Capacity>,
}

/// How much room there is.
#[derive(Debug, Clone)]
pub(in super::super) struct Capacity {
    pub unit: String,
    pub available: Text,
    pub maximum: Option<Text>,
    pub updated: AsOf,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn usual_days_are_read() {
        let june = Date::new(2023, 6, 30).ok();
        for text in
            ["2023-06-30", "6/30/2023", "06/30/23", "2023-06-30 12:00:00", "June 30, 2023", "30-Jun-2023"]
        {
            assert_eq!(day(text, None), june, "{text}");
        }
        assert_eq!(day("30.6.2023", Some("%d.%m.%Y")), june);
        assert_eq!(day("soon", None), None);
    }
}
