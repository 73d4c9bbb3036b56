//! Conditions, which select the rows that a part of a mapping applies to.

use std::collections::HashMap;

use jiff::civil::Date;
use regex::Regex;

use super::cell::{ColumnId, normalize};
use super::days::day;
use super::row::MappedRow;
use super::tally::PartId;
use crate::marks::mark;

/// Selects rows by their cells.
#[derive(Debug, Clone)]
pub(in super::super) enum RowCondition {
    Always,
    /// Rows in which one of these columns passes the test.
    Column(Vec<ColumnId>, CellTest),
    /// Rows that all of these conditions select.
    All(Vec<RowCondition>),
    /// Rows that at least one of these conditions selects.
    Any(Vec<RowCondition>),
}

#[derive(Debug, Clone)]
pub(in super::super) enum CellTest {
    /// The cell is one of these normalized values; "" means an empty cell.
    Values(HashMap<String, PartId>),
    Pattern(Regex, PartId),
    /// `true`: the cell has a mark for yes, such as "X". `false`: it does not.
    Marked(bool),
    Before(Date),
}

impl RowCondition {
    pub fn selects(&self, row: MappedRow<'_>) -> bool {
        // No short-circuiting: the tally needs to see each value that is in the table.
        match self {
            RowCondition::Always => true,
            RowCondition::Column(columns, test) => {
                columns.iter().fold(false, |any, column| any | test.passes(row, *column))
            }
            RowCondition::All(parts) => parts.iter().fold(true, |all, part| all & part.selects(row)),
            RowCondition::Any(parts) => parts.iter().fold(false, |any, part| any | part.selects(row)),
        }
    }

    /// Whether a cell has a value that the condition looks for, whichever column the cell is in. This is for rows in
    /// which a cell was torn in two.
    pub fn is_met_by(&self, cell: &str) -> bool {
        match self {
            RowCondition::Always => false,
            RowCondition::Column(_, CellTest::Values(values)) => values.contains_key(&normalize(cell)),
            RowCondition::Column(_, CellTest::Pattern(pattern, _)) => pattern.is_match(cell),
            RowCondition::Column(_, CellTest::Marked(_) | CellTest::Before(_)) => false,
            RowCondition::All(parts) | RowCondition::Any(parts) => {
                parts.iter().any(|part| part.is_met_by(cell))
            }
        }
    }

    /// The columns that the condition tests, each once.
    pub fn columns(&self) -> Vec<ColumnId> {
        let mut columns = Vec::new();
        let found: Vec<ColumnId> = match self {
            RowCondition::Always => Vec::new(),
            RowCondition::Column(columns, _) => columns.clone(),
            RowCondition::All(parts) | RowCondition::Any(parts) => {
                parts.iter().flat_map(RowCondition::columns).collect()
            }
        };
        for column in found {
            if !columns.contains(&column) {
                columns.push(column);
            }
        }
        columns
    }
}

impl CellTest {
    fn passes(&self, row: MappedRow<'_>, column: ColumnId) -> bool {
        let cell = row.cell(column).unwrap_or_default();
        let met = |part: &PartId| row.tally.met(*part);
        match self {
            CellTest::Values(values) => values.get(&normalize(cell)).map(met).is_some(),
            CellTest::Pattern(pattern, part) => pattern.is_match(cell).then(|| met(part)).is_some(),
            CellTest::Marked(is_yes) => (mark(cell) == Some(true)) == *is_yes,
            CellTest::Before(today) => day(cell.trim(), None).is_some_and(|day| day < *today),
        }
    }
}

/// A `[[keep]]` or `[[skip]]` table of a mapping, which leaves rows out.
#[derive(Debug, Clone)]
pub(in super::super) struct RowFilter {
    /// The names of its columns, for the reason shown to people.
    pub columns: String,
    pub select: RowCondition,
    /// Whether the selected rows are kept and the others are left out, or the reverse.
    pub keeps: bool,
}

impl RowFilter {
    /// Why a row is left out, if it is.
    pub fn refusal(&self, row: MappedRow<'_>) -> Option<String> {
        if self.select.selects(row) == self.keeps {
            return None;
        }
        let what = if self.keeps { "not kept" } else { "skipped" };
        Some(format!("left out by the mapping: {what} because of {}", self.columns))
    }
}
