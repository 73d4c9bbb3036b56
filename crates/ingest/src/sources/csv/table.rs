//! Finds the table that a mapping describes, and reads its rows.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use directory::State;
use directory::nearest::{did_you_mean, nearest};

use super::mapping::{Mapping, Tally};
use super::row::RowReader;
use crate::file::{FileError, SourceFile};
use crate::set_builder::SetBuilder;
use crate::table::{HEADER_WITHIN, Header, SheetHeader, TableFile, fold};
use crate::zip_points::ZipPoints;

pub(super) fn read(
    mapping: &Mapping,
    file: SourceFile,
    zips: &dyn ZipPoints,
    tally: &Tally,
    set: &mut SetBuilder<'_>,
) -> Result<(), FileError> {
    let mut file = TableFile::open(file, mapping.table.text)?;
    let last = mapping.table.header_row.unwrap_or(HEADER_WITHIN);
    let (mut headers, mut nearest): (Vec<_>, Option<(usize, Header)>) = (Vec::new(), None);
    for sheet in named_sheets(&file, mapping.table.sheet.as_deref())? {
        headers.extend(file.find_header(sheet, last, &mut |row, names| {
            if mapping.table.header_row.is_some_and(|number| number != row.number) {
                return false;
            }
            let missing = mapping.columns.len() - mapping.bind(names).len();
            if missing > 0 && nearest.as_ref().is_none_or(|(fewest, _)| missing < *fewest) {
                nearest = Some((missing, names.clone()));
            }
            missing == 0
        })?);
    }
    let Some(header) = headers.first() else {
        let problem = match nearest {
            Some((_, names)) => missing_columns(mapping, &names),
            None => "the table has no header row where the mapping expects it".to_owned(),
        };
        return Err(FileError::format(file.name(), problem));
    };
    let positions = mapping.bind(&header.names);
    let home = home(mapping, &positions, &mut file, header, zips)?;
    let reader = RowReader::new(mapping, &positions, zips, tally, home);
    set.read_table(&mut file, &headers, &|_| Some(String::new()), &mut |row| reader.read(row))
}

/// The state of nearly all rows of a table, if there is one.
fn home(
    mapping: &Mapping,
    positions: &[usize],
    file: &mut TableFile,
    header: &SheetHeader,
    zips: &dyn ZipPoints,
) -> Result<Option<State>, FileError> {
    // A tally of its own, because the rows are read again later and must not be counted twice.
    let tally = Tally::new(mapping.parts.len());
    let reader = RowReader::new(mapping, positions, zips, &tally, None);
    let (mut rows, mut states) = (0, BTreeMap::<State, u64>::new());
    file.rows_below(header, &mut |row| {
        if let Some(state) = reader.state(&row) {
            rows += 1;
            *states.entry(state).or_default() += 1;
        }
        Ok(ControlFlow::Continue(()))
    })?;
    let nearly_all = |(_, count): &(State, u64)| count * 100 >= rows * NEARLY_ALL_PERCENT;
    Ok(states.into_iter().find(nearly_all).map(|(state, _)| state))
}

/// A table is about a state if at least this share of the rows that name a state are in it.
const NEARLY_ALL_PERCENT: u64 = 90;

/// The sheets to search: the named one, or else all visible ones.
pub(super) fn named_sheets(file: &TableFile, wanted: Option<&str>) -> Result<Vec<usize>, FileError> {
    let all = file.sheets().iter().enumerate();
    let Some(wanted) = wanted else {
        return Ok(all.filter(|(_, sheet)| !sheet.is_hidden).map(|(at, _)| at).collect());
    };
    let named: Vec<usize> =
        all.filter(|(_, sheet)| fold(&sheet.name) == fold(wanted)).map(|(at, _)| at).collect();
    if named.is_empty() {
        let problem = format!("it has no sheet {wanted:?}; its sheets are {}", file.sheet_names());
        return Err(FileError::format(file.name(), problem));
    }
    Ok(named)
}

fn missing_columns(mapping: &Mapping, header: &Header) -> String {
    let missing = mapping.columns.iter().filter(|column| header.find(&column.name).is_none());
    let lines = missing.map(|column| {
        let candidates = nearest(&column.name, header.names().iter().map(String::as_str));
        format!("\n  line {}: {:?}{}", column.line, column.name, did_you_mean(&candidates))
    });
    let lines: String = lines.collect();
    format!("the table lacks columns of the mapping:{lines}")
}
