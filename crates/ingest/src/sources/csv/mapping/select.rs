//! Conditions: which rows a part of a mapping is for.

use std::collections::HashMap;

use jiff::civil::Date;
use regex::Regex;

use super::days::day;
use super::rules::normal;
use super::tally::PartId;
use super::{Bound, ColumnId};
use crate::marks::mark;

/// Picks rows by what columns say.
#[derive(Debug, Clone)]
pub(in super::super) enum Select {
    /// All rows.
    Always,
    /// Rows where one of these columns passes.
    Column(Vec<ColumnId>, Test),
    /// Rows that all of these pick.
    All(Vec<Select>),
    /// Rows that one of these picks.
    Any(Vec<Select>),
}

/// What a cell must say.
#[derive(Debug, Clone)]
pub(in super::super) enum Test {
    /// One of these values, in their normal form; an empty one stands for an empty cell.
    Values(HashMap<String, PartId>),
    /// Something this matches.
    Pattern(Regex, PartId),
    /// A mark of yes, such as "X"; or no such mark.
    Marked(bool),
    /// A day before this one.
    Before(Date),
}

impl Select {
    /// Whether it picks a row.
    pub fn picks(&self, row: Bound<'_>) -> bool {
        // All are asked, so that each value that is there is known to be.
        match self {
            Select::Always => true,
            Select::Column(columns, test) => {
                columns.iter().fold(false, |any, column| any | test.passes(row, *column))
            }
            Select::All(parts) => parts.iter().fold(true, |all, part| all & part.picks(row)),
            Select::Any(parts) => parts.iter().fold(false, |any, part| any | part.picks(row)),
        }
    }

    /// Whether a cell says what it looks for, in whatever column: the cells of a row may be torn.
    pub fn is_met_by(&self, cell: &str) -> bool {
        match self {
            Select::Always => false,
            Select::Column(_, Test::Values(values)) => values.contains_key(&normal(cell)),
            Select::Column(_, Test::Pattern(pattern, _)) => pattern.is_match(cell),
            Select::Column(_, Test::Marked(_) | Test::Before(_)) => false,
            Select::All(parts) | Select::Any(parts) => parts.iter().any(|part| part.is_met_by(cell)),
        }
    }

    /// The columns it looks at, each once.
    pub fn columns(&self) -> Vec<ColumnId> {
        let mut columns = Vec::new();
        let found: Vec<ColumnId> = match self {
            Select::Always => Vec::new(),
            Select::Column(columns, _) => columns.clone(),
            Select::All(parts) | Select::Any(parts) => parts.iter().flat_map(Select::columns).collect(),
        };
        for column in found {
            if !columns.contains(&column) {
                columns.push(column);
            }
        }
        columns
    }
}

impl Test {
    fn passes(&self, row: Bound<'_>, column: ColumnId) -> bool {
        let cell = row.cell(column).unwrap_or_default();
        let met = |part: &PartId| row.tally.met(*part);
        match self {
            Test::Values(values) => values.get(&normal(cell)).map(met).is_some(),
            Test::Pattern(pattern, part) => pattern.is_match(cell).then(|| met(part)).is_some(),
            Test::Marked(is_yes) => (mark(cell) == Some(true)) == *is_yes,
            Test::Before(today) => day(cell.trim(), None).is_some_and(|day| day < *today),
        }
    }
}

/// Leaves rows out.
#[derive(Debug, Clone)]
pub(in super::super) struct Filter {
    /// The names of its columns.
    pub columns: String,
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
        Some(format!("left out by the mapping: {} {word}", self.columns))
    }
}
