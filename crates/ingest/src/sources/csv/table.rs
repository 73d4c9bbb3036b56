//! Finds the table that a mapping is for, and reads its rows.

use std::ops::ControlFlow;

use directory::nearest::{did_you_mean, nearest};

use super::mapping::{Mapping, Tally};
use super::row::RowReader;
use crate::file::{FileError, SourceFile};
use crate::set_builder::SetBuilder;
use crate::set_builder::table::check_row_count;
use crate::table::{Header, TableFile, fold};
use crate::zip_points::ZipPoints;

/// How many rows there may be above the header.
const ABOVE: u64 = 50;

/// Where the table is.
struct FoundTable {
    sheet: usize,
    header_row: u64,
    /// The position of each column of the mapping.
    at: Vec<Option<usize>>,
    /// Other sheets that have the same columns.
    others: Vec<usize>,
}

/// Reads the rows of a file into a set.
pub(super) fn read(
    mapping: &Mapping,
    file: SourceFile,
    zips: &dyn ZipPoints,
    tally: &Tally,
    set: &mut SetBuilder<'_>,
) -> Result<(), FileError> {
    let mut file = TableFile::open(file, mapping.table.text)?;
    let found = find(mapping, &mut file)?;
    check_row_count(&mut file, found.sheet)?;
    let name = file.name().to_owned();
    let (mut header, mut reader) = (None, RowReader::new(mapping, zips, tally));
    file.rows(found.sheet, &mut |line| {
        match &header {
            None if line.number == found.header_row => header = Some(Header::new(line.cells)),
            None => {}
            Some(header) => {
                let row = header.row(line);
                set.table_row(&name, &row, || reader.read(&row, &found.at))?;
            }
        }
        Ok(ControlFlow::Continue(()))
    })?;
    set.remark_on_sheets(&file, found.sheet, &found.others);
    Ok(())
}

/// Finds the header with all columns of the mapping. If there is none, the error is about the row that lacks the fewest.
fn find(mapping: &Mapping, file: &mut TableFile) -> Result<FoundTable, FileError> {
    let (mut first, mut best): (Option<FoundTable>, Option<(usize, Header)>) = (None, None);
    for sheet in named_sheets(file, mapping.table.sheet.as_deref())? {
        let mut found = None;
        file.rows(sheet, &mut |line| {
            let is_candidate = mapping.table.header_row.is_none_or(|row| row == line.number);
            if is_candidate {
                let header = Header::new(line.cells);
                let at = mapping.bind(&header);
                let missing = at.iter().filter(|at| at.is_none()).count();
                if missing == 0 {
                    found = Some(FoundTable { sheet, header_row: line.number, at, others: Vec::new() });
                } else if best.as_ref().is_none_or(|(fewest, _)| missing < *fewest) {
                    best = Some((missing, header));
                }
            }
            let last = mapping.table.header_row.unwrap_or(ABOVE);
            let is_done = found.is_some() || line.number >= last;
            Ok(if is_done { ControlFlow::Break(()) } else { ControlFlow::Continue(()) })
        })?;
        match &mut first {
            Some(first) => first.others.extend(found.map(|found| found.sheet)),
            None => first = found,
        }
    }
    if let Some(found) = first {
        return Ok(found);
    }
    let problem = match best {
        Some((_, header)) => missing_columns(mapping, &header),
        None => "the table has no header row where the mapping expects it".to_owned(),
    };
    Err(FileError::Format { file: file.name().to_owned(), problem })
}

/// The sheets to search: the named one, or else all visible ones.
pub(super) fn named_sheets(file: &TableFile, wanted: Option<&str>) -> Result<Vec<usize>, FileError> {
    let all = file.sheets().iter().enumerate();
    let Some(wanted) = wanted else {
        return Ok(all.filter(|(_, sheet)| !sheet.is_hidden).map(|(at, _)| at).collect());
    };
    let named: Vec<usize> =
        all.filter(|(_, sheet)| fold(&sheet.name) == fold(wanted)).map(|(at, _)| at).collect();
    if named.is_empty() {
        let names: Vec<String> = file.sheets().iter().map(|sheet| format!("{:?}", sheet.name)).collect();
        let problem = format!("it has no sheet {wanted:?}; its sheets are {}", names.join(", "));
        return Err(FileError::Format { file: file.name().to_owned(), problem });
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
