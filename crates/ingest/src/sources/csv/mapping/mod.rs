//! A mapping: what the columns of a table mean.

mod cell;
mod days;
mod document;
mod facts;
mod parse;
mod rules;
mod select;
mod tally;

use std::fmt;

use directory::Source;

pub(super) use cell::ColumnId;
pub(super) use days::{AsOfRule, day};
pub use document::Fault;
pub(super) use facts::{FactRule, StatedFacts};
pub(super) use rules::{DetailRules, TextRule, TrackRule};
pub(super) use select::{RowCondition, RowFilter};
pub(super) use tally::Tally;

use crate::parsed::{Unmatched, Unused};
use crate::table::{Header, TableRow, TextOptions, fold};

/// What the columns of a table mean, as parsed from a mapping file.
#[derive(Debug, Clone)]
pub struct Mapping {
    pub(super) source: Source,
    pub(super) publisher: String,
    pub(super) as_of: AsOfRule,
    pub(super) table: TableRules,
    /// The columns that are used, each once.
    pub(super) columns: Vec<ColumnRef>,
    /// All values and patterns, to report those that no row has.
    pub(super) parts: Vec<Unmatched>,
    /// The texts of the fields, by the names that `place::read` expects.
    pub(super) fields: Vec<(&'static str, TextRule)>,
    pub(super) id: Option<TextRule>,
    pub(super) npi: Option<TextRule>,
    pub(super) address: Option<TextRule>,
    pub(super) track: TrackRule,
    pub(super) confidential: Option<RowCondition>,
    pub(super) filters: Vec<RowFilter>,
    pub(super) facts: Vec<FactRule>,
    pub(super) details: DetailRules,
}

/// How to find and read the table.
#[derive(Debug, Clone, Default)]
pub(super) struct TableRules {
    pub sheet: Option<String>,
    pub header_row: Option<u64>,
    /// Rows that are equal in these columns describe one place.
    pub group_by: Vec<ColumnId>,
    pub text: TextOptions,
}

/// A column that a mapping uses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ColumnRef {
    pub name: String,
    /// The line in which it is used first.
    pub line: usize,
}

/// All errors in a mapping.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MappingError {
    /// The name of the mapping file.
    pub file: String,
    /// The errors, by line.
    pub faults: Vec<Fault>,
}

impl fmt::Display for MappingError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the mapping {} can't be used:", self.file)?;
        self.faults.iter().try_for_each(|fault| write!(f, "\n  {fault}"))
    }
}

impl std::error::Error for MappingError {}

impl Mapping {
    /// Parses a mapping; `file` is its name in errors.
    ///
    /// # Errors
    /// If it is not TOML, has unknown keys or names, or lacks a required key.
    pub fn parse(file: &str, text: &str) -> Result<Mapping, MappingError> {
        parse::parse(text).map_err(|faults| MappingError { file: file.to_owned(), faults })
    }

    /// The source to which the listings belong.
    pub fn source(&self) -> Source {
        self.source
    }

    /// The position of each column of the mapping under a header; `None` for missing columns.
    pub(super) fn bind(&self, header: &Header) -> Vec<Option<usize>> {
        self.columns.iter().map(|column| header.find(&column.name)).collect()
    }
}

/// A row whose cells can be looked up by the columns of a mapping.
#[derive(Clone, Copy)]
pub(super) struct MappedRow<'a> {
    pub row: &'a TableRow<'a>,
    pub at: &'a [Option<usize>],
    pub mapping: &'a Mapping,
    pub tally: &'a Tally,
}

impl<'a> MappedRow<'a> {
    /// The text of a column, if it is not empty.
    pub fn cell(&self, column: ColumnId) -> Option<&'a str> {
        self.row.cell(self.at[column.0]?)
    }

    /// Records that a value of a column can't be used.
    pub fn unused(&self, column: ColumnId, value: &str, reason: Unused) {
        self.tally.unused(&self.mapping.columns[column.0].name, value, reason);
    }

    /// The values by which rows are joined to one place, reduced to letters and digits; `None` if the mapping joins no rows,
    /// or the values are all empty.
    pub fn group(&self) -> Option<Vec<String>> {
        let columns = self.mapping.table.group_by.iter();
        let key: Vec<String> = columns
            .map(|column| self.cell(*column).map(|cell| fold(cell.trim())).unwrap_or_default())
            .collect();
        key.iter().any(|part| !part.is_empty()).then_some(key)
    }
}
