//! A table of a file, and its rows before their columns are named.

use std::ops::ControlFlow;

use csv::StringRecord;

use crate::file::FileError;

/// A table of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// The name of the sheet; empty for delimited text.
    pub name: String,
    /// Whether spreadsheet programs hide it.
    pub is_hidden: bool,
}

/// A row of a table before its columns are named.
#[derive(Debug, Clone, Copy)]
pub struct RawRow<'a> {
    /// The number of the row in the table, from 1. Empty lines of text are not counted.
    pub number: u64,
    /// The cells of the row, at least one of which is not empty.
    pub cells: &'a StringRecord,
}

/// Receives the rows of a table, and returns whether to continue.
pub type EachRow<'a> = dyn FnMut(RawRow<'_>) -> Result<ControlFlow<()>, FileError> + 'a;

/// Whether all cells are empty.
pub(super) fn is_blank(cells: &StringRecord) -> bool {
    cells.iter().all(|cell| cell.trim().is_empty())
}
