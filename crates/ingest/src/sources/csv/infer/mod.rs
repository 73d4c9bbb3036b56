//! A mapping proposed for a table, for a person to finish.

mod columns;
mod guess;
mod write;

use std::ops::ControlFlow;

use crate::file::{FileError, SourceFile};
use crate::table::{Header, StringRecord, TableFile, TextOptions, fold};
use columns::Column;
use guess::Guesses;

/// How many rows are looked at to find the header.
const ABOVE: u64 = 30;

/// How many rows are looked at to know the columns.
const ROWS: u64 = 20_000;

/// How many rows are shown.
const SHOWN: usize = 3;

/// What is known of a table.
struct Known {
    file: String,
    sheet: Option<String>,
    header_row: u64,
    rows: u64,
    columns: Vec<Column>,
    shown: Vec<String>,
}

/// Proposes a mapping for a table: TOML with comments, which is read as it stands and wants to be looked through.
///
/// # Errors
/// When the file is no table, or has no rows.
pub fn infer(file: SourceFile) -> Result<String, FileError> {
    let mut file = TableFile::open(file, TextOptions::default())?;
    let shown = file.sheets().iter().enumerate().filter(|(_, sheet)| !sheet.is_hidden);
    let sheets: Vec<usize> = shown.map(|(at, _)| at).collect();
    for sheet in sheets {
        if let Some((header_row, header)) = find_header(&mut file, sheet)? {
            let known = look(&mut file, sheet, header_row, &header)?;
            if known.rows > 0 {
                let guesses = Guesses::of(&known.columns, &known.file);
                return Ok(write::mapping(&known, &guesses));
            }
        }
    }
    let problem = "it has no row of names with rows of data below it".to_owned();
    Err(FileError::Format { file: file.name().to_owned(), problem })
}

/// The row with the most names in it; the first of several.
fn find_header(file: &mut TableFile, sheet: usize) -> Result<Option<(u64, Header)>, FileError> {
    let mut best: Option<(usize, u64, Header)> = None;
    file.rows(sheet, &mut |line| {
        let names = names_in(line.cells);
        if names > best.as_ref().map_or(0, |(most, _, _)| *most) {
            best = Some((names, line.number, Header::new(line.cells)));
        }
        Ok(if line.number < ABOVE { ControlFlow::Continue(()) } else { ControlFlow::Break(()) })
    })?;
    Ok(best.map(|(_, number, header)| (number, header)))
}

/// How many different cells could be names of columns: short, and with letters rather than digits.
fn names_in(cells: &StringRecord) -> usize {
    let could_be = |cell: &&str| {
        let letters = cell.chars().filter(|c| c.is_alphabetic()).count();
        let digits = cell.chars().filter(char::is_ascii_digit).count();
        letters > digits && cell.chars().count() < 80
    };
    let mut names: Vec<String> = cells.iter().filter(could_be).map(fold).collect();
    names.sort_unstable();
    names.dedup();
    names.len()
}

fn look(file: &mut TableFile, sheet: usize, header_row: u64, header: &Header) -> Result<Known, FileError> {
    let several = file.sheets().len() > 1;
    let mut known = Known {
        file: file.name().to_owned(),
        sheet: several.then(|| file.sheets()[sheet].name.clone()),
        header_row,
        rows: 0,
        columns: header.names().iter().map(|name| Column::new(name)).collect(),
        shown: Vec::new(),
    };
    file.rows(sheet, &mut |line| {
        if line.number > header_row {
            let row = header.row(line);
            known.rows += 1;
            if known.shown.len() < SHOWN {
                known.shown.push(row.to_json());
            }
            for (at, column) in known.columns.iter_mut().enumerate() {
                column.add(row.cell(at));
            }
        }
        Ok(if known.rows < ROWS { ControlFlow::Continue(()) } else { ControlFlow::Break(()) })
    })?;
    Ok(known)
}
