//! Rules that determine texts and tracks from a row.

use std::collections::HashMap;

use directory::Track;
use regex::Regex;

use super::cell::{ColumnId, normalize};
use super::days::AsOfRule;
use super::row::MappedRow;
use super::select::RowCondition;
use super::tally::PartId;

/// How to assemble a text from the cells of a row.
#[derive(Debug, Clone)]
pub(in super::super) struct TextRule {
    pub parts: TextParts,
    /// Extracts a part of the text: the first group of the pattern, or else the whole match.
    pub pattern: Option<(Regex, PartId)>,
    /// Replacements for some texts, by normalized text.
    pub values: HashMap<String, (PartId, String)>,
}

/// What a text is made from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in super::super) enum TextParts {
    /// The same for all rows.
    Value(String),
    /// All columns, joined with a separator.
    Joined(Vec<ColumnId>, String),
    /// The first of some columns that is not empty.
    Either(Vec<ColumnId>),
}

impl TextRule {
    pub fn column(column: ColumnId) -> TextRule {
        TextRule { parts: TextParts::Either(vec![column]), pattern: None, values: HashMap::new() }
    }

    pub fn columns(&self) -> &[ColumnId] {
        match &self.parts {
            TextParts::Value(_) => &[],
            TextParts::Joined(columns, _) | TextParts::Either(columns) => columns,
        }
    }

    /// The text of a row, if it is not empty.
    pub fn for_row(&self, row: MappedRow<'_>) -> Option<String> {
        let found = match &self.parts {
            TextParts::Value(value) => value.clone(),
            TextParts::Either(columns) => columns.iter().find_map(|column| row.cell(*column))?.to_owned(),
            TextParts::Joined(columns, between) => {
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
        let replaced = self.values.get(&normalize(&found)).map(|(part, text)| {
            row.tally.hit(*part);
            text.clone()
        });
        Some(replaced.unwrap_or(found)).filter(|text| !text.trim().is_empty())
    }
}

/// Decides on which tracks a row has programs.
#[derive(Debug, Clone)]
pub(in super::super) enum TrackRule {
    /// The same for all rows.
    Always(Vec<Track>),
    ByValue {
        column: ColumnId,
        name: String,
        values: HashMap<String, (PartId, Vec<Track>)>,
        otherwise: Option<Vec<Track>>,
    },
    /// The tracks of all conditions that select the row or, if none does, `otherwise`.
    Rules { rules: Vec<(RowCondition, Vec<Track>)>, otherwise: Option<Vec<Track>> },
}

impl TrackRule {
    /// The tracks of a row, or why they are unknown.
    pub fn for_row(&self, row: MappedRow<'_>) -> Result<Vec<Track>, String> {
        match self {
            TrackRule::Always(tracks) => Ok(tracks.clone()),
            TrackRule::ByValue { column, name, values, otherwise } => {
                let value = normalize(row.cell(*column).unwrap_or_default());
                let known = values.get(&value).map(|(part, tracks)| {
                    row.tally.hit(*part);
                    tracks
                });
                let short: String = value.chars().take(60).collect();
                let unknown = || format!("the mapping has no track for {name} {short:?}");
                known.or(otherwise.as_ref()).cloned().ok_or_else(unknown)
            }
            TrackRule::Rules { rules, otherwise } => {
                let picked = rules.iter().filter(|(select, _)| select.selects(row));
                let mut tracks: Vec<Track> = picked.flat_map(|(_, tracks)| tracks).copied().collect();
                tracks.sort_unstable();
                tracks.dedup();
                let found = Some(tracks).filter(|tracks| !tracks.is_empty()).or_else(|| otherwise.clone());
                found.ok_or_else(|| "no rule of the mapping sets the track".to_owned())
            }
        }
    }
}

/// The details that are shown beside the facts.
#[derive(Debug, Clone, Default)]
pub(in super::super) struct DetailRules {
    pub description: Option<TextRule>,
    pub hours: Option<TextRule>,
    pub eligibility: Option<TextRule>,
    pub minimum_age: Option<TextRule>,
    pub maximum_age: Option<TextRule>,
    pub costs: Vec<TextRule>,
    pub languages: Option<TextRule>,
    pub capacity: Option<CapacityRule>,
}

/// How many units, such as beds, are available, and out of how many.
#[derive(Debug, Clone)]
pub(in super::super) struct CapacityRule {
    pub unit: String,
    pub available: TextRule,
    pub maximum: Option<TextRule>,
    pub updated: AsOfRule,
}
