//! The rows of a sheet, assembled from its cells.

use std::ops::ControlFlow;

use calamine::{DataRef, XlsxCellReader, XlsxError};

use super::cell;
use super::error::xlsx_error;
use super::merged::MergedCells;
use super::row::{RowCells, RowTooLarge};
use crate::file::{FileError, ReadSeek};
use crate::limits::COLUMNS;
use crate::table::sheet::{EachRow, RawRow, is_blank};

const ROWS: u32 = 1_048_576;

/// Maximum size of all cells of a sheet, in bytes. A text that many cells share is in the file once but read many times, so
/// the size of the file does not bound this.
const CONTENT: u64 = 1 << 30;

/// What a cell counts for in [`CONTENT`], in addition to its text.
const CELL: u64 = 32;

/// Assembles the rows of a sheet. `'a` is the lifetime of the workbook's shared strings.
pub(super) struct SheetReader<'a> {
    file: &'a str,
    merged: MergedCells<'a>,
    /// The cells of the row that is being read.
    cells: RowCells<'a>,
    /// The number of that row, from 0, once there is one.
    row: Option<u32>,
    /// How much of [`CONTENT`] is left.
    left: u64,
    formulas_without_value: u64,
}

impl<'a> SheetReader<'a> {
    pub fn new(file: &'a str, merged: MergedCells<'a>) -> Self {
        let cells = RowCells::default();
        SheetReader { file, merged, cells, row: None, left: CONTENT, formulas_without_value: 0 }
    }

    /// How many cells were formulas without a result.
    pub fn formulas_without_value(&self) -> u64 {
        self.formulas_without_value
    }

    /// Passes the rows to `each` until `each` breaks.
    pub fn read(
        &mut self,
        mut cells: XlsxCellReader<'a, Box<dyn ReadSeek>>,
        each: &mut EachRow<'_>,
    ) -> Result<(), FileError> {
        loop {
            let cell = match cells.next_cell_with_formula_metadata() {
                // Excel has error values that calamine doesn't know, such as #SPILL!. They count as empty cells.
                Err(XlsxError::CellError(_)) => continue,
                cell => cell.map_err(|error| xlsx_error(self.file, error))?,
            };
            let Some(cell) = cell else { return self.finish_row(each).map(drop) };
            let (row, column) = cell.pos;
            if self.row != Some(row) {
                self.check_order(row)?;
                if self.finish_row(each)?.is_break() {
                    return Ok(());
                }
                self.row = Some(row);
            }
            if column as usize >= COLUMNS {
                return Err(FileError::damaged(self.file, "a cell is beyond the last column of a sheet"));
            }
            self.formulas_without_value += u64::from(cell.formula.is_some() && cell.value == DataRef::Empty);
            self.cells
                .set(column as usize, cell::text(cell.value))
                .map_err(|error| self.row_too_large(error))?;
        }
    }

    fn check_order(&self, row: u32) -> Result<(), FileError> {
        if row >= ROWS {
            return Err(FileError::damaged(self.file, "a row is beyond the last row of a sheet"));
        }
        let is_in_order = self.row.is_none_or(|last| last < row);
        if is_in_order {
            Ok(())
        } else {
            Err(FileError::damaged(self.file, "the rows of a sheet are out of order"))
        }
    }

    /// Passes the row that was read to `each`, unless it is empty.
    fn finish_row(&mut self, each: &mut EachRow<'_>) -> Result<ControlFlow<()>, FileError> {
        let Some(row) = self.row else { return Ok(ControlFlow::Continue(())) };
        self.merged.fill(row, &mut self.cells).map_err(|error| self.row_too_large(error))?;
        let bytes = self.cells.bytes() + CELL * self.cells.width() as u64;
        let left = self.left.checked_sub(bytes);
        self.left = left.ok_or_else(|| FileError::too_large(self.file, "a sheet", "1 GiB"))?;
        let cells = self.cells.take();
        if is_blank(&cells) {
            return Ok(ControlFlow::Continue(()));
        }
        each(RawRow { number: u64::from(row) + 1, cells: &cells })
    }

    fn row_too_large(&self, _: RowTooLarge) -> FileError {
        FileError::too_large(self.file, "one row or cell", "8 MiB")
    }
}
