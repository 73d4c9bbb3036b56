//! The parts of a mapping, and what they make of a row.

use std::collections::HashMap;

use directory::{Track, text};
use regex::Regex;

use super::Bound;
use super::days::AsOf;
use super::select::Select;
use super::tally::PartId;

/// The number a mapping gives a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) struct ColumnId(pub usize);

/// A text that is put together from a row.
#[derive(Debug, Clone)]
pub(in super::super) struct Text {
    pub parts: Parts,
    /// What is taken out of it: the first group, or else all that matches.
    pub pattern: Option<(Regex, PartId)>,
    /// What stands for some of its values, by their normal form.
    pub values: HashMap<String, (PartId, String)>,
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

    /// The columns it is made of.
    pub fn columns(&self) -> &[ColumnId] {
        match &self.parts {
            Parts::Value(_) => &[],
            Parts::Joined(columns, _) | Parts::Either(columns) => columns,
        }
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
            Some((pattern, part)) => {
                let groups = pattern.captures(&found)?;
                row.tally.hit(*part);
                groups.get(1).or_else(|| groups.get(0))?.as_str().to_owned()
            }
        };
        let replaced = self.values.get(&normal(&found)).map(|(part, text)| {
            row.tally.hit(*part);
            text.clone()
        });
        Some(replaced.unwrap_or(found)).filter(|text| !text.trim().is_empty())
    }
}

/// A value without regard to case and spaces around and between its words.
pub(in super::super) fn normal(value: &str) -> String {
    text::clean(value).unwrap_or_default().to_lowercase()
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
        values: HashMap<String, (PartId, Vec<Track>)>,
        otherwise: Option<Vec<Track>>,
    },
    /// By conditions: the tracks of all that pick the row, or else others.
    Rules { rules: Vec<(Select, Vec<Track>)>, otherwise: Option<Vec<Track>> },
}

impl TrackRule {
    /// The tracks of a row, or why they can't be told.
    pub fn of(&self, row: Bound<'_>) -> Result<Vec<Track>, String> {
        match self {
            TrackRule::Always(tracks) => Ok(tracks.clone()),
            TrackRule::ByValue { column, name, values, otherwise } => {
                let value = normal(row.cell(*column).unwrap_or_default());
                let known = values.get(&value).map(|(part, tracks)| {
                    row.tally.hit(*part);
                    tracks
                });
                let short: String = value.chars().take(60).collect();
                let unknown = || format!("the mapping has no track for {name} {short:?}");
                known.or(otherwise.as_ref()).cloned().ok_or_else(unknown)
            }
            TrackRule::Rules { rules, otherwise } => {
                let picked = rules.iter().filter(|(select, _)| select.picks(row));
                let mut tracks: Vec<Track> = picked.flat_map(|(_, tracks)| tracks).copied().collect();
                tracks.sort_unstable();
                tracks.dedup();
                let found = Some(tracks).filter(|tracks| !tracks.is_empty()).or_else(|| otherwise.clone());
                found.ok_or_else(|| "no rule of the mapping tells the track".to_owned())
            }
        }
    }
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
