//! Excel workbooks (`.xlsx`, `.xlsm`), read with calamine after the package was checked.
//!
//! calamine streams the cells of a sheet, but it trusts what a workbook says of itself: it reserves room for as many
//! strings as are announced, and copies a number format into each cell style that uses it. Workbooks come from anybody,
//! so [`package::check`] first reads every part once, as a stream, and refuses those that would not fit into memory.
//! What is read here is bounded as well: a row, and everything the cells of a sheet say.

mod cell;
mod merged;
mod package;
mod row;
mod sheet;

use calamine::{Reader as _, SheetType, SheetVisible, Xlsx, XlsxError};

use super::{EachRow, Sheet, input_error, sniff};
use crate::file::{FileError, ReadSeek};
use merged::MergedCells;
use sheet::SheetReader;

/// A workbook.
pub(super) struct Workbook {
    file: String,
    xlsx: Xlsx<Box<dyn ReadSeek>>,
    sheets: Vec<Sheet>,
    title: Option<String>,
    formulas_without_value: u64,
}

impl Workbook {
    /// Checks and opens a workbook. The strings that its cells share and its cell styles are then in memory.
    pub fn open(file: &str, mut content: Box<dyn ReadSeek>) -> Result<Workbook, FileError> {
        package::check(file, &mut content)?;
        let failed = |error| xlsx_error(file, error);
        let mut xlsx = Xlsx::new(content).map_err(failed)?;
        let title = xlsx.workbook_properties().map_err(failed)?.title;
        let listed = xlsx.sheets_metadata().iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
        let sheets: Vec<Sheet> = listed
            .map(|sheet| Sheet {
                name: sheet.name.clone(),
                is_hidden: sheet.visible != SheetVisible::Visible,
            })
            .collect();
        if sheets.is_empty() {
            return Err(damaged(file, "it has no sheets"));
        }
        Ok(Workbook { file: file.to_owned(), xlsx, sheets, title, formulas_without_value: 0 })
    }

    /// Its worksheets; charts and dialogs are left out.
    pub fn sheets(&self) -> &[Sheet] {
        &self.sheets
    }

    /// The title in its properties.
    pub fn title(&self) -> Option<&str> {
        self.title.as_deref()
    }

    /// How many cells of the sheet that was read last are formulas whose results are not in the file.
    pub fn formulas_without_value(&self) -> u64 {
        self.formulas_without_value
    }

    /// Hands the rows of a sheet to `each` until it breaks off.
    pub fn rows(&mut self, sheet: usize, each: &mut EachRow<'_>) -> Result<(), FileError> {
        let Some(Sheet { name, .. }) = self.sheets.get(sheet) else { return Ok(()) };
        let failed = |error| xlsx_error(&self.file, error);
        let merged = MergedCells::new(self.xlsx.merge_cells_by_sheet_name(name).map_err(failed)?);
        let cells = self.xlsx.worksheet_cells_reader(name).map_err(failed)?;
        let mut reader = SheetReader::new(&self.file, merged);
        let result = reader.read(cells, each);
        self.formulas_without_value = reader.formulas_without_value();
        result
    }
}

fn damaged(file: &str, problem: impl Into<String>) -> FileError {
    FileError::Damaged { file: file.to_owned(), problem: problem.into() }
}

fn too_large(file: &str, what: &str, limit: impl Into<String>) -> FileError {
    FileError::TooLarge { file: file.to_owned(), what: what.to_owned(), limit: limit.into() }
}

fn xlsx_error(file: &str, error: XlsxError) -> FileError {
    match error {
        XlsxError::Io(error) => input_error(file, error),
        XlsxError::Zip(error) => package::zip_error(file, error),
        XlsxError::Password => sniff::encrypted(file),
        error => damaged(file, error.to_string()),
    }
}
