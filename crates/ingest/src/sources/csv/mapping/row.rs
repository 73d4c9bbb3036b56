//! A row whose cells can be looked up by the columns of a mapping.

use super::cell::{ColumnId, ColumnRef};
use super::tally::Tally;
use crate::parsed::Unused;
use crate::table::{TableRow, fold};

/// A row of a table, and where the columns of a mapping are in it.
#[derive(Clone, Copy)]
pub(in super::super) struct MappedRow<'a> {
    pub row: &'a TableRow<'a>,
    pub columns: &'a [ColumnRef],
    pub positions: &'a [usize],
    pub tally: &'a Tally,
}

impl<'a> MappedRow<'a> {
    /// The text of a column, if it is not empty.
    pub fn cell(&self, column: ColumnId) -> Option<&'a str> {
        self.row.cell(self.positions[column.0])
    }

    /// Records that a value of a column can't be used.
    pub fn unused(&self, column: ColumnId, value: &str, reason: Unused) {
        self.tally.unused(&self.columns[column.0].name, value, reason);
    }

    /// The values of some columns, reduced to letters and digits; `None` if all are empty.
    pub fn key(&self, columns: &[ColumnId]) -> Option<Vec<String>> {
        let parts =
            columns.iter().map(|column| self.cell(*column).map(|cell| fold(cell.trim())).unwrap_or_default());
        let key: Vec<String> = parts.collect();
        key.iter().any(|part| !part.is_empty()).then_some(key)
    }
}
