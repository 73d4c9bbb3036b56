//! A workbook, opened after its package has been checked.

use calamine::{Reader as _, SheetType, SheetVisible, Xlsx};

use super::error::xlsx_error;
use super::merged::MergedCells;
use super::package;
use super::sheet::SheetReader;
use crate::file::{FileError, ReadSeek};
use crate::table::sheet::{EachRow, Sheet};

pub(in crate::table) struct Workbook {
    file: String,
    xlsx: Xlsx<Box<dyn ReadSeek>>,
    sheets: Vec<String>,
    title: Option<String>,
    formulas_without_value: u64,
}

impl Workbook {
    /// Checks and opens a workbook, and lists its worksheets; charts and dialogs are left out. The strings that its cells share
    /// and its cell styles are then in memory.
    pub fn open(file: &str, content: Box<dyn ReadSeek>) -> Result<(Workbook, Vec<Sheet>), FileError> {
        let content = package::check(file, content)?;
        let failed = |error| xlsx_error(file, error);
        let mut xlsx = Xlsx::new(content).map_err(failed)?;
        let title = xlsx.workbook_properties().map_err(failed)?.title;
        let listed = xlsx.sheets_metadata().iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
        let sheet = |sheet: &calamine::Sheet| Sheet {
            name: sheet.name.clone(),
            is_hidden: sheet.visible != SheetVisible::Visible,
        };
        let sheets: Vec<Sheet> = listed.map(sheet).collect();
        if sheets.is_empty() {
            return Err(FileError::damaged(file, "it has no sheets"));
        }
        let names = sheets.iter().map(|sheet| sheet.name.clone()).collect();
        let workbook =
            Workbook { file: file.to_owned(), xlsx, sheets: names, title, formulas_without_value: 0 };
        Ok((workbook, sheets))
    }

    pub fn title(&self) -> Option<&str> {
        self.title.as_deref()
    }

    /// How many cells of the sheet that was read last are formulas whose results are not in the file.
    pub fn formulas_without_value(&self) -> u64 {
        self.formulas_without_value
    }

    /// Passes the rows of a sheet to `each` until `each` breaks.
    pub fn rows(&mut self, sheet: usize, each: &mut EachRow<'_>) -> Result<(), FileError> {
        let Some(name) = self.sheets.get(sheet) else { return Ok(()) };
        let failed = |error| xlsx_error(&self.file, error);
        let merged = MergedCells::new(self.xlsx.merge_cells_by_sheet_name(name).map_err(failed)?);
        let cells = self.xlsx.worksheet_cells_reader(name).map_err(failed)?;
        let mut reader = SheetReader::new(&self.file, merged);
        let result = reader.read(cells, each);
        self.formulas_without_value = reader.formulas_without_value();
        result
    }
}
