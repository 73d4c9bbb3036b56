//! A mapping proposed for a table, for a person to finish.

mod columns;
mod guess;
mod words;
mod write;

use std::collections::{HashMap, HashSet};
use std::ops::ControlFlow;

use directory::text;
use jiff::civil::Date;

use super::mapping::day;
use super::table::named_sheets;
use crate::file::{FileError, SourceFile};
use crate::table::{Header, Row, StringRecord, TableFile, TextOptions, fold};
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
    /// The last day that stands above the header.
    day_above: Option<Date>,
}

/// Proposes a mapping for a table: TOML with comments, which is read as it stands and wants to be looked through. Of the
/// shown sheets of a workbook the largest is taken, or the one that is named.
///
/// # Errors
/// When the file is no table, has no sheet of this name, or no rows.
pub fn infer(file: SourceFile, sheet: Option<&str>) -> Result<String, FileError> {
    let mut file = TableFile::open(file, TextOptions::default())?;
    let mut best: Option<(usize, Known)> = None;
    for sheet in named_sheets(&file, sheet)? {
        if let Some(found) = find_header(&mut file, sheet)? {
            let known = look(&mut file, sheet, found)?;
            let is_larger = best.as_ref().is_none_or(|(_, best)| cells(&known) > cells(best));
            if known.rows > 0 && is_larger {
                best = Some((sheet, known));
            }
        }
    }
    let Some((sheet, known)) = best else {
        let problem = "it has no row of names with rows of data below it".to_owned();
        return Err(FileError::Format { file: file.name().to_owned(), problem });
    };
    let guesses = Guesses::of(&known.columns, &known.file);
    let group_by = group_by(&mut file, sheet, &known, &guesses)?;
    Ok(write::mapping(&known, &guesses, &group_by))
}

fn cells(known: &Known) -> u64 {
    known.columns.iter().map(|column| column.filled).sum()
}

/// The columns by which the rows of a place are the same, where places have several rows.
fn group_by(
    file: &mut TableFile,
    sheet: usize,
    known: &Known,
    guesses: &Guesses,
) -> Result<Vec<usize>, FileError> {
    let place = ["street", "address", "zip"].into_iter().find_map(|field| guesses.column(field));
    let id = guesses.column("id");
    let repeats = |at: &usize| known.columns[*at].different() < known.columns[*at].filled;
    let named = if id.as_ref().is_some_and(repeats) { id } else { guesses.column("name") };
    let Some(key) = named.zip(place).map(|(name, place)| vec![name, place]) else { return Ok(Vec::new()) };
    let (mut rows, mut read) = (0, 0);
    let mut places: HashMap<Vec<String>, HashSet<u64>> = HashMap::new();
    let mut header = None;
    file.rows(sheet, &mut |line| {
        match &header {
            None if line.number == known.header_row => header = Some(Header::new(line.cells)),
            None => {}
            Some(header) => {
                read += 1;
                let row: Row<'_> = header.row(line);
                let cells: Option<Vec<String>> = key.iter().map(|at| Some(fold(row.cell(*at)?))).collect();
                if let Some(cells) = cells {
                    let is_new = places.entry(cells).or_default().insert(text::digest(&[&row.to_json()]));
                    rows += u64::from(is_new);
                }
            }
        }
        Ok(if read < ROWS { ControlFlow::Continue(()) } else { ControlFlow::Break(()) })
    })?;
    Ok(if (places.len() as u64) < rows { key } else { Vec::new() })
}

/// The row with the most names in it; the first of several.
fn find_header(file: &mut TableFile, sheet: usize) -> Result<Option<HeaderRow>, FileError> {
    let mut best: Option<(usize, HeaderRow)> = None;
    let mut day_above = None;
    file.rows(sheet, &mut |line| {
        let names = names_in(line.cells);
        if names > best.as_ref().map_or(0, |(most, _)| *most) {
            best =
                Some((names, HeaderRow { number: line.number, header: Header::new(line.cells), day_above }));
        }
        day_above = line.cells.iter().find_map(day_in).or(day_above);
        Ok(if line.number < ABOVE { ControlFlow::Continue(()) } else { ControlFlow::Break(()) })
    })?;
    Ok(best.map(|(_, row)| row))
}

/// The row of names.
struct HeaderRow {
    number: u64,
    header: Header,
    day_above: Option<Date>,
}

/// The day in a title: "As of 10/01/2026".
fn day_in(cell: &str) -> Option<Date> {
    let words: Vec<&str> = cell.split_whitespace().collect();
    let texts = (1..=3).rev().flat_map(|count| words.windows(count).map(|words| words.join(" ")));
    texts
        .filter(|text| text.contains(['/', '-', ',']))
        .find_map(|text| day(text.trim_matches(['(', ')', '.', ';']), None))
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

fn look(file: &mut TableFile, sheet: usize, found: HeaderRow) -> Result<Known, FileError> {
    let HeaderRow { number: header_row, header, day_above } = found;
    let several = file.sheets().len() > 1;
    let mut known = Known {
        file: file.name().to_owned(),
        sheet: several.then(|| file.sheets()[sheet].name.clone()),
        header_row,
        rows: 0,
        columns: header.names().iter().map(|name| Column::new(name)).collect(),
        shown: Vec::new(),
        day_above,
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
