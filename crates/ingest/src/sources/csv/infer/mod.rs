//! A draft of a mapping for a table, for a person to finish.
//!
//! A draft states no facts. A value such as "Level 2" means different things in different states, and a wrong guess would
//! be published as a fact. So a draft names the columns of the place, lists the values of the others, and
//! leaves it to a person to say what they mean.

mod choices;
mod draft;
mod recognize;
mod sample;

use super::table::named_sheets;
use crate::file::{FileError, SourceFile};
use crate::table::{TableFile, TextOptions};
use sample::Sample;

/// Drafts a mapping for a table: TOML in which the columns of the place are filled in, and everything else is a comment.
/// It uses the named sheet of a workbook or, if none is named, the largest visible one.
///
/// # Errors
/// If the file is not a table, lacks the sheet, or has no rows.
pub fn infer(file: SourceFile, sheet: Option<&str>) -> Result<String, FileError> {
    let mut file = TableFile::open(file, TextOptions::default())?;
    let mut largest: Option<(usize, Sample)> = None;
    for sheet in named_sheets(&file, sheet)? {
        let Some(sample) = Sample::read(&mut file, sheet)? else { continue };
        let cells = sample.columns.iter().map(|column| column.cells.len()).sum();
        if cells > largest.as_ref().map_or(0, |(most, _)| *most) {
            largest = Some((cells, sample));
        }
    }
    let problem = "it has no row of names with rows of data below it";
    let (_, sample) = largest.ok_or_else(|| FileError::format(file.name(), problem))?;
    Ok(draft::write(&sample))
}
