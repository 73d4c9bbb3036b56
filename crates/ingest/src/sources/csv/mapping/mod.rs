//! A mapping: which column of a table says what.

mod days;
mod document;
mod facts;
mod parse;
mod rules;
mod select;
mod tally;

use std::fmt;

use directory::Source;

pub(super) use days::{AsOf, day};
pub use document::Fault;
pub(super) use facts::{FactRule, Stated};
pub(super) use rules::{ColumnId, DetailRules, Text, TrackRule, normal};
pub(super) use select::{Filter, Select};
pub(super) use tally::Tally;

use crate::parsed::{Unmatched, Unused};
use crate::table::{Header, TableRow, TextOptions, fold};

/// Which column of a table says what, as a mapping file tells.
#[derive(Debug, Clone)]
pub struct Mapping {
    pub(super) source: Source,
    pub(super) publisher: String,
    pub(super) as_of: AsOf,
    pub(super) table: TableRules,
    /// The columns that are spoken of, each once.
    pub(super) columns: Vec<ColumnRef>,
    /// The values and patterns that are spoken of, for telling which of them no row has.
    pub(super) parts: Vec<Unmatched>,
    /// Fields by the names of SAMHSA's listings.
    pub(super) fields: Vec<(&'static str, Text)>,
    pub(super) id: Option<Text>,
    pub(super) npi: Option<Text>,
    pub(super) address: Option<Text>,
    pub(super) track: TrackRule,
    pub(super) confidential: Option<Select>,
    pub(super) filters: Vec<Filter>,
    pub(super) facts: Vec<FactRule>,
    pub(super) details: DetailRules,
}

/// How the table is found and read.
#[derive(Debug, Clone, Default)]
pub(super) struct TableRules {
    pub sheet: Option<String>,
    pub header_row: Option<u64>,
    /// Rows that are the same in these columns are one place.
    pub group_by: Vec<ColumnId>,
    pub text: TextOptions,
}

/// A column that a mapping speaks of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ColumnRef {
    pub name: String,
    /// Where it does so first.
    pub line: usize,
}

/// Why a mapping can't be used: everything that is wrong in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MappingError {
    /// The mapping's file.
    pub file: String,
    /// What is wrong, in the order of lines.
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
    /// Reads a mapping; `file` is its name in errors.
    ///
    /// # Errors
    /// When it is no TOML, has keys or names that are not known, or lacks one it needs.
    pub fn parse(file: &str, text: &str) -> Result<Mapping, MappingError> {
        parse::parse(text).map_err(|faults| MappingError { file: file.to_owned(), faults })
    }

    /// The source it makes of a table.
    pub fn source(&self) -> Source {
        self.source
    }

    /// Where the columns of the mapping are under a header; none for those it lacks.
    pub(super) fn bind(&self, header: &Header) -> Vec<Option<usize>> {
        self.columns.iter().map(|column| header.find(&column.name)).collect()
    }
}

/// A row whose columns are found by the mapping's numbers for them.
#[derive(Clone, Copy)]
pub(super) struct Bound<'a> {
    pub row: &'a TableRow<'a>,
    pub at: &'a [Option<usize>],
    pub mapping: &'a Mapping,
    pub tally: &'a Tally,
}

impl<'a> Bound<'a> {
    /// The text of a column, if it has any.
    pub fn cell(&self, column: ColumnId) -> Option<&'a str> {
        self.row.cell(self.at[column.0]?)
    }

    /// Notes that a value of a column can't be used.
    pub fn unused(&self, column: ColumnId, value: &str, reason: Unused) {
        self.tally.unused(&self.mapping.columns[column.0].name, value, reason);
    }

    /// What the row has in the columns that its place is told by: letters and digits alone count. None where no such
    /// columns are given, or nothing is in them.
    pub fn group(&self) -> Option<Vec<String>> {
        let columns = self.mapping.table.group_by.iter();
        let key: Vec<String> = columns
            .map(|column| self.cell(*column).map(|cell| fold(cell.trim())).unwrap_or_default())
            .collect();
        key.iter().any(|part| !part.is_empty()).then_some(key)
    }
}
