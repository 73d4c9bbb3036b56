//! The beginning of a table.

use std::ops::ControlFlow;

use crate::file::FileError;
use crate::table::{SheetHeader, StringRecord, TableFile, fold};

/// How many rows are searched for the header.
const HEADER_ROWS: u64 = 30;

/// Maximum number of rows that are looked at.
const ROWS: usize = 20_000;

/// Maximum size of the rows that are looked at, in bytes. They are held in memory.
const BYTES: usize = 64 << 20;

/// The beginning of a table.
pub(super) struct Sample {
    pub file: String,
    /// The sheet, if the file has several.
    pub sheet: Option<String>,
    pub header_row: u64,
    pub rows: usize,
    pub columns: Vec<Column>,
}

/// A column: its name and the cells that are not empty.
pub(super) struct Column {
    pub name: String,
    pub cells: Vec<String>,
}

impl Column {
    /// Whether at least `percent` of the cells, and at least one, pass a test.
    pub fn mostly(&self, percent: usize, test: impl Fn(&str) -> bool) -> bool {
        let passed = self.cells.iter().filter(|cell| test(cell)).count();
        passed > 0 && passed * 100 >= self.cells.len() * percent
    }
}

impl Sample {
    /// The beginning of the table in a sheet; `None` if the sheet has no row of names.
    pub fn read(file: &mut TableFile, sheet: usize) -> Result<Option<Sample>, FileError> {
        let Some(header) = find_header(file, sheet)? else { return Ok(None) };
        let names = header.names.names().iter();
        let mut columns: Vec<Column> =
            names.map(|name| Column { name: name.clone(), cells: Vec::new() }).collect();
        let (mut rows, mut bytes) = (0, 0);
        file.rows_below(&header, &mut |row| {
            rows += 1;
            for (at, column) in columns.iter_mut().enumerate() {
                if let Some(cell) = row.cell(at) {
                    bytes += cell.len() + size_of::<String>();
                    column.cells.push(cell.trim().to_owned());
                }
            }
            let is_enough = rows >= ROWS || bytes >= BYTES;
            Ok(if is_enough { ControlFlow::Break(()) } else { ControlFlow::Continue(()) })
        })?;
        let sheet = (file.sheets().len() > 1).then(|| file.sheets()[sheet].name.clone());
        let file = file.name().to_owned();
        Ok(Some(Sample { file, sheet, header_row: header.row_number, rows, columns }))
    }
}

/// The row with the most names in it; the first of several.
fn find_header(file: &mut TableFile, sheet: usize) -> Result<Option<SheetHeader>, FileError> {
    let (mut most, mut best) = (0, None);
    file.find_header(sheet, HEADER_ROWS, &mut |row, names| {
        let count = count_names(row.cells);
        if count > most {
            (most, best) = (count, Some(SheetHeader { sheet, row_number: row.number, names: names.clone() }));
        }
        false
    })?;
    Ok(best)
}

/// How many different cells could be names of columns: short, and with more letters than digits.
fn count_names(cells: &StringRecord) -> usize {
    let could_be = |cell: &&str| {
        let letters = cell.chars().filter(|c| c.is_alphabetic()).count();
        letters > cell.chars().filter(char::is_ascii_digit).count() && cell.chars().count() < 80
    };
    let mut names: Vec<String> = cells.iter().filter(could_be).map(fold).collect();
    names.sort_unstable();
    names.dedup();
    names.len()
}
