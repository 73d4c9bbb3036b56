//! The cells of one row while it is assembled.

use std::borrow::Cow;

use csv::StringRecord;

use crate::limits::TABLE_ROW;

/// The cells of a row. Texts that cells share are borrowed from the workbook.
#[derive(Debug, Default)]
pub(super) struct RowCells<'a> {
    cells: Vec<Cow<'a, str>>,
    bytes: u64,
}

/// The texts of a row together exceed [`TABLE_ROW`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct RowTooLarge;

impl<'a> RowCells<'a> {
    /// The text of a column; empty if there is none.
    pub fn text(&self, column: usize) -> &Cow<'a, str> {
        self.cells.get(column).unwrap_or(&Cow::Borrowed(""))
    }

    /// Sets the text of a column.
    pub fn set(&mut self, column: usize, text: Cow<'a, str>) -> Result<(), RowTooLarge> {
        if text.is_empty() {
            return Ok(());
        }
        if self.cells.len() <= column {
            self.cells.resize(column + 1, Cow::Borrowed(""));
        }
        self.bytes = self.bytes - self.cells[column].len() as u64 + text.len() as u64;
        self.cells[column] = text;
        if self.bytes > TABLE_ROW { Err(RowTooLarge) } else { Ok(()) }
    }

    /// The number of columns up to the last one that has a text.
    pub fn width(&self) -> usize {
        self.cells.len()
    }

    pub fn bytes(&self) -> u64 {
        self.bytes
    }

    /// Moves the cells into a record.
    pub fn take(&mut self) -> StringRecord {
        let bytes = usize::try_from(std::mem::take(&mut self.bytes)).unwrap_or_default();
        let mut record = StringRecord::with_capacity(bytes, self.width());
        self.cells.drain(..).for_each(|cell| record.push_field(&cell));
        record
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_size_of_a_row_is_limited() {
        let long = "x".repeat(3 << 20);
        let mut cells = RowCells::default();
        assert_eq!(cells.set(2, Cow::Borrowed(&long)), Ok(()));
        assert_eq!(cells.set(2, Cow::Borrowed("b")), Ok(()), "a cell that is set twice counts once");
        assert_eq!((cells.width(), cells.bytes()), (3, 1));
        assert_eq!(cells.take(), vec!["", "", "b"]);
        assert_eq!((cells.width(), cells.bytes()), (0, 0));
        assert_eq!(cells.set(0, Cow::Borrowed(&long)), Ok(()));
        assert_eq!(cells.set(1, Cow::Borrowed(&long)), Ok(()));
        assert_eq!(cells.set(3, Cow::Borrowed(&long)), Err(RowTooLarge));
    }
}
