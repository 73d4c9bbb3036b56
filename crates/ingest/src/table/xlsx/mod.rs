//! Excel workbooks (ECMA-376), read in a stream.
//!
//! Workbooks come from anybody. A library that opens one whole can be made to take any amount of memory: by a count of
//! strings that is announced, by a style that a hundred thousand others repeat, by a cell in the last column of the
//! last row. What listings need of the format is little, so this reads that and no more: strings that cells share,
//! which formats are dates, and the cells, one row at a time. XML and zip are left to libraries. Every part is bounded
//! while it is inflated.

mod cell;
mod merged;
mod package;
mod parts;
mod row;
mod sheet;

use super::{EachLine, Sheet};
use crate::file::{FileError, ReadSeek};
use merged::Merged;
use package::Package;
use parts::{Formats, Listed, Strings};

/// What cells refer to.
#[derive(Debug, Default)]
struct Shared {
    strings: Strings,
    formats: Formats,
    /// Whether days are counted from 1904.
    is_1904: bool,
}

/// A workbook.
pub(super) struct Workbook {
    package: Package,
    shared: Shared,
    sheets: Vec<Listed>,
    title: Option<String>,
    /// Formulas without values, in the sheet that was read last.
    formulas: u64,
}

impl Workbook {
    /// Opens a workbook.
    pub fn open(file: &str, content: Box<dyn ReadSeek>) -> Result<Workbook, FileError> {
        let mut package = Package::open(file, content)?;
        let paths = package.paths()?;
        let (sheets, is_1904) = parts::sheets(&mut package, &paths)?;
        let strings = parts::strings(&mut package, &paths.strings)?;
        let formats = parts::formats(&mut package, &paths.styles)?;
        let title = parts::title(&mut package)?;
        Ok(Workbook { package, shared: Shared { strings, formats, is_1904 }, sheets, title, formulas: 0 })
    }

    /// Its sheets.
    pub fn sheets(&self) -> Vec<Sheet> {
        let sheet = |listed: &Listed| Sheet { name: listed.name.clone(), is_hidden: listed.is_hidden };
        self.sheets.iter().map(sheet).collect()
    }

    /// The title in its properties.
    pub fn title(&self) -> Option<&str> {
        self.title.as_deref()
    }

    /// How many cells of the sheet that was read last are formulas whose values are not there.
    pub fn formulas_without_value(&self) -> u64 {
        self.formulas
    }

    /// Hands the rows of a sheet to `each`, until it breaks off.
    pub fn rows(&mut self, sheet: usize, each: &mut EachLine<'_>) -> Result<(), FileError> {
        let Some(listed) = self.sheets.get(sheet) else { return Ok(()) };
        let path = listed.path.clone();
        let mut merged = Merged::read(&mut self.package, &path)?;
        let mut sheet = sheet::Reader::new(&self.shared);
        let read = sheet.rows(&mut self.package, &path, &mut merged, each);
        self.formulas = sheet.formulas_without_value();
        read
    }
}
