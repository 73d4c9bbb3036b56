//! A file with tables in it: delimited text or an Excel workbook.

use std::io::{self, SeekFrom};
use std::ops::ControlFlow;

use super::header::{Header, SheetHeader, TableRow};
use super::sheet::{EachRow, RawRow, Sheet};
use super::sniff::{self, FileKind};
use super::text::{TextOptions, read_text};
use super::xlsx::Workbook;
use crate::file::{FileError, ReadSeek, SourceFile};

/// A file with tables in it.
pub struct TableFile {
    name: String,
    sheets: Vec<Sheet>,
    format: Format,
}

/// The format of a file, with what is needed to read its rows.
enum Format {
    Text { content: Box<dyn ReadSeek>, options: TextOptions },
    Workbook(Box<Workbook>),
}

impl TableFile {
    /// Opens a file of delimited text or an Excel workbook (`.xlsx`, `.xlsm`), regardless of its name.
    ///
    /// # Errors
    /// If the file is neither, is protected by a password, is cut off, or exceeds the limits.
    pub fn open(file: SourceFile, options: TextOptions) -> Result<TableFile, FileError> {
        let SourceFile { name, mut content } = file;
        let input = |source: io::Error| FileError::Input { file: name.clone(), source };
        let beginning = sniff::beginning(&mut content).map_err(input)?;
        match FileKind::detect(&beginning) {
            FileKind::Zip => {
                let (workbook, sheets) = Workbook::open(&name, content)?;
                Ok(TableFile { name, sheets, format: Format::Workbook(Box::new(workbook)) })
            }
            FileKind::Text => {
                let sheets = vec![Sheet { name: String::new(), is_hidden: false }];
                Ok(TableFile { name, sheets, format: Format::Text { content, options } })
            }
            FileKind::Ole if sniff::is_encrypted(&mut content).map_err(input)? => {
                Err(sniff::encrypted(&name))
            }
            other => Err(other.refusal(&name)),
        }
    }

    /// The name of the file, without folders.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Whether the file is delimited text.
    pub fn is_text(&self) -> bool {
        matches!(self.format, Format::Text { .. })
    }

    /// The tables of the file. Delimited text is one table without a name.
    pub fn sheets(&self) -> &[Sheet] {
        &self.sheets
    }

    /// The names of the tables in quotes, separated by commas, for messages.
    pub(crate) fn sheet_names(&self) -> String {
        let names: Vec<String> = self.sheets.iter().map(|sheet| format!("{:?}", sheet.name)).collect();
        names.join(", ")
    }

    /// The indices of the tables: visible sheets first, then hidden ones.
    pub fn visible_first(&self) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.sheets.len()).collect();
        order.sort_by_key(|at| self.sheets[*at].is_hidden);
        order
    }

    /// The title in the properties of a workbook.
    pub fn title(&self) -> Option<&str> {
        match &self.format {
            Format::Text { .. } => None,
            Format::Workbook(workbook) => workbook.title(),
        }
    }

    /// How many cells of the sheet that was read last are formulas whose results are not in the file. They are read as
    /// empty cells.
    pub fn formulas_without_value(&self) -> u64 {
        match &self.format {
            Format::Text { .. } => 0,
            Format::Workbook(workbook) => workbook.formulas_without_value(),
        }
    }

    /// Passes the rows of a sheet to `each` until `each` breaks. Empty rows are skipped.
    ///
    /// # Errors
    /// If the file can't be read, is cut off, or has a row of more than 8 MiB or 16,384 cells, or if `each` fails.
    pub fn rows(&mut self, sheet: usize, each: &mut EachRow<'_>) -> Result<(), FileError> {
        match &mut self.format {
            Format::Text { content, options } => {
                let input = |source: io::Error| FileError::Input { file: self.name.clone(), source };
                content.seek(SeekFrom::Start(0)).map_err(input)?;
                read_text(content, &self.name, options, each)
            }
            Format::Workbook(workbook) => workbook.rows(sheet, each),
        }
    }

    /// Finds the first row, up to row number `last`, that `is_header` accepts.
    pub(crate) fn find_header(
        &mut self,
        sheet: usize,
        last: u64,
        is_header: &mut dyn FnMut(RawRow<'_>, &Header) -> bool,
    ) -> Result<Option<SheetHeader>, FileError> {
        let mut found = None;
        self.rows(sheet, &mut |row| {
            let names = Header::new(row.cells);
            if is_header(row, &names) {
                found = Some(SheetHeader { sheet, row_number: row.number, names });
            }
            let is_done = found.is_some() || row.number >= last;
            Ok(if is_done { ControlFlow::Break(()) } else { ControlFlow::Continue(()) })
        })?;
        Ok(found)
    }

    /// Passes the rows below a header to `each` until `each` breaks.
    pub(crate) fn rows_below(
        &mut self,
        header: &SheetHeader,
        each: &mut dyn FnMut(TableRow<'_>) -> Result<ControlFlow<()>, FileError>,
    ) -> Result<(), FileError> {
        self.rows(header.sheet, &mut |row| {
            if row.number > header.row_number {
                each(header.names.row(row))
            } else {
                Ok(ControlFlow::Continue(()))
            }
        })
    }
}
