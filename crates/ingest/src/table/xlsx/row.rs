//! The cells of a row while it is put together.

use std::borrow::Cow;

use csv::StringRecord;

use super::super::ROW_LIMIT;

/// Cells, whose texts are those of the workbook where cells share them.
#[derive(Debug, Default)]
pub(super) struct Cells<'a> {
    cells: Vec<Cow<'a, str>>,
    bytes: u64,
}

/// More comes together in a row than may.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct RowTooLarge;

impl<'a> Cells<'a> {
    /// Takes all cells away.
    pub fn clear(&mut self) {
        self.cells.clear();
        self.bytes = 0;
    }

    /// The text of a column; empty where nothing is.
    pub fn text(&self, column: usize) -> &Cow<'a, str> {
        self.cells.get(column).unwrap_or(&Cow::Borrowed(""))
    }

    /// Gives a column its text.
    pub fn set(&mut self, column: usize, text: Cow<'a, str>) -> Result<(), RowTooLarge> {
        if self.cells.len() <= column {
            self.cells.resize(column + 1, Cow::Borrowed(""));
        }
        self.bytes = self.bytes - self.cells[column].len() as u64 + text.len() as u64;
        self.cells[column] = text;
        if self.bytes > ROW_LIMIT { Err(RowTooLarge) } else { Ok(()) }
    }

    /// How many columns there are up to the last that says something.
    pub fn width(&self) -> usize {
        self.cells.len()
    }

    /// The bytes of all texts.
    pub fn bytes(&self) -> u64 {
        self.bytes
    }

    /// The cells, copied into one row.
    pub fn record(&self) -> StringRecord {
        let mut record =
            StringRecord::with_capacity(usize::try_from(self.bytes).unwrap_or_default(), self.width());
        self.cells.iter().for_each(|cell| record.push_field(cell));
        record
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_has_its_texts_once_and_fails_at_its_bound() {
        let long = "x".repeat(3 << 20);
        let mut cells = Cells::default();
        assert_eq!(cells.set(2, Cow::Borrowed(&long)), Ok(()));
        assert_eq!(cells.set(2, Cow::Borrowed("b")), Ok(()), "a cell that is given twice counts once");
        assert_eq!((cells.width(), cells.bytes()), (3, 1));
        assert_eq!(cells.record(), vec!["", "", "b"]);
        assert_eq!(cells.set(0, Cow::Borrowed(&long)), Ok(()));
        assert_eq!(cells.set(1, Cow::Borrowed(&long)), Ok(()));
        assert_eq!(cells.set(3, Cow::Borrowed(&long)), Err(RowTooLarge));
        cells.clear();
        assert_eq!((cells.width(), cells.text(0).len()), (0, 0));
    }
}
