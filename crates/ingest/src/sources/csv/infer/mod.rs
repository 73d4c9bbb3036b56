//! A draft of a mapping for a table, for a person to finish.
//!
//! A draft states no facts. A value such as "Level 2" means different things in different states, and a wrong guess would
//! be published as a fact. So a draft names the columns of the place, lists the values of the others, and
//! leaves to a person what they mean.

mod choices;
mod draft;
mod recognize;

use std::ops::ControlFlow;

use super::table::named_sheets;
use crate::file::{FileError, SourceFile};
use crate::table::{Header, StringRecord, TableFile, TextOptions, fold};

/// How many rows are searched for the header.
const ABOVE: u64 = 30;

/// Most rows that are looked at.
const ROWS: usize = 20_000;

/// Most bytes of the rows that are looked at, which are held in memory.
const BYTES: usize = 64 << 20;

/// The beginning of a table.
struct Sample {
    file: String,
    /// The sheet, where the file has several.
    sheet: Option<String>,
    header_row: u64,
    rows: usize,
    columns: Vec<Column>,
}

/// A column: its name and the cells that are not empty.
struct Column {
    name: String,
    cells: Vec<String>,
}

impl Column {
    /// Whether at least `percent` of the cells pass a test, and there are any.
    fn mostly(&self, percent: usize, test: impl Fn(&str) -> bool) -> bool {
        let passed = self.cells.iter().filter(|cell| test(cell)).count();
        passed > 0 && passed * 100 >= self.cells.len() * percent
    }
}

/// Drafts a mapping for a table: TOML in which the columns of the place are filled in, and everything else is a comment.
/// Of the visible sheets of a workbook the largest is taken, or the one that is named.
///
/// # Errors
/// When the file is not a table, lacks the sheet, or has no rows.
pub fn infer(file: SourceFile, sheet: Option<&str>) -> Result<String, FileError> {
    let mut file = TableFile::open(file, TextOptions::default())?;
    let mut largest: Option<(usize, Sample)> = None;
    for sheet in named_sheets(&file, sheet)? {
        let Some((header_row, header)) = find_header(&mut file, sheet)? else { continue };
        let sample = read_sample(&mut file, sheet, header_row, &header)?;
        let cells = sample.columns.iter().map(|column| column.cells.len()).sum();
        if cells > largest.as_ref().map_or(0, |(most, _)| *most) {
            largest = Some((cells, sample));
        }
    }
    let problem = "it has no row of names with rows of data below it".to_owned();
    let (_, sample) = largest.ok_or_else(|| FileError::Format { file: file.name().to_owned(), problem })?;
    Ok(draft::write(&sample))
}

/// The row with the most names in it; the first of several.
fn find_header(file: &mut TableFile, sheet: usize) -> Result<Option<(u64, Header)>, FileError> {
    let mut best: Option<(usize, u64, Header)> = None;
    file.rows(sheet, &mut |line| {
        let names = count_names(line.cells);
        if names > best.as_ref().map_or(0, |(most, ..)| *most) {
            best = Some((names, line.number, Header::new(line.cells)));
        }
        Ok(if line.number < ABOVE { ControlFlow::Continue(()) } else { ControlFlow::Break(()) })
    })?;
    Ok(best.map(|(_, number, header)| (number, header)))
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

fn read_sample(
    file: &mut TableFile,
    sheet: usize,
    header_row: u64,
    header: &Header,
) -> Result<Sample, FileError> {
    let columns = header.names().iter().map(|name| Column { name: name.clone(), cells: Vec::new() });
    let (mut columns, mut rows, mut bytes): (Vec<Column>, _, _) = (columns.collect(), 0, 0);
    file.rows(sheet, &mut |line| {
        if line.number > header_row {
            rows += 1;
            for (column, cell) in columns.iter_mut().zip(line.cells) {
                let cell = cell.trim();
                if !cell.is_empty() {
                    bytes += cell.len() + size_of::<String>();
                    column.cells.push(cell.to_owned());
                }
            }
        }
        let is_enough = rows >= ROWS || bytes >= BYTES;
        Ok(if is_enough { ControlFlow::Break(()) } else { ControlFlow::Continue(()) })
    })?;
    let sheet = (file.sheets().len() > 1).then(|| file.sheets()[sheet].name.clone());
    Ok(Sample { file: file.name().to_owned(), sheet, header_row, rows, columns })
}
