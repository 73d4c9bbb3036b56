//! A table of a file, and its rows before their columns are named.

use std::ops::ControlFlow;

use csv::StringRecord;

use crate::file::FileError;

/// A table of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// Its name; empty for delimited text.
    pub name: String,
    /// Whether spreadsheet programs hide it.
    pub is_hidden: bool,
}

/// A row of a table before its columns are named.
#[derive(Debug, Clone, Copy)]
pub struct RawRow<'a> {
    /// Its number in the table, from 1. Empty lines of text are not counted.
    pub number: u64,
    /// Its cells; at least one of them is not empty.
    pub cells: &'a StringRecord,
}

/// Takes the rows of a table, and says whether to continue.
pub type EachRow<'a> = dyn FnMut(RawRow<'_>) -> Result<ControlFlow<()>, FileError> + 'a;

/// Whether all cells are empty.
pub(super) fn is_blank(cells: &StringRecord) -> bool {
    cells.iter().all(|cell| cell.trim().is_empty())
}
