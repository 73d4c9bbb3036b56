//! Tables in files: delimited text and Excel workbooks, as rows of text cells.
//!
//! [`TableFile::open`] detects the format from the content. Rows are read one by one, so memory stays bounded whatever the
//! file. [`Header`] names the columns, and [`TableRow`] is a row under those names. A file that exceeds the limits or that is
//! cut is an error.

mod header;
mod metered;
mod sniff;
mod text;
mod xlsx;

use std::io::{self, Read, Seek, SeekFrom};
use std::ops::ControlFlow;

pub use csv::StringRecord;
pub use header::{Header, TableRow, fold};
pub(crate) use sniff::encoding_of;
pub use text::{TextOptions, read_text};

use crate::file::{FileError, ReadSeek, SourceFile};
use sniff::FileKind;
use xlsx::Workbook;

/// Most bytes of one row. A row of listings has a few kilobytes.
const ROW_LIMIT: u64 = 8 << 20;

/// Most columns of a table, as in Excel.
const COLUMNS: usize = 16_384;

/// A row of a table before its columns are named.
#[derive(Debug, Clone, Copy)]
pub struct RawRow<'a> {
    /// Its number in the table, from 1. Empty lines of text are not counted.
    pub number: u64,
    /// Its cells; at least one of them is not empty.
    pub cells: &'a StringRecord,
}

/// Takes the rows of a table, and says whether to continue.
pub type EachRow<'a> = dyn FnMut(RawRow<'_>) -> Result<ControlFlow<()>, FileError> + 'a;

/// A table of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// Its name; empty for delimited text.
    pub name: String,
    /// Whether spreadsheet programs hide it.
    pub is_hidden: bool,
}

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
    /// Opens a file of delimited text or an Excel workbook (`.xlsx`, `.xlsm`), whatever its name.
    ///
    /// # Errors
    /// If it is neither, is protected by a password, is cut, or exceeds the limits.
    pub fn open(file: SourceFile, options: TextOptions) -> Result<TableFile, FileError> {
        let SourceFile { name, mut content } = file;
        let input = |source: io::Error| FileError::Input { file: name.clone(), source };
        let beginning = sniff::beginning(&mut content).map_err(input)?;
        match FileKind::detect(&beginning) {
            FileKind::Zip => {
                let workbook = Workbook::open(&name, content)?;
                let sheets = workbook.sheets().to_vec();
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

    /// The file's name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Whether it is delimited text.
    pub fn is_text(&self) -> bool {
        matches!(self.format, Format::Text { .. })
    }

    /// Its tables. Delimited text is one table without a name.
    pub fn sheets(&self) -> &[Sheet] {
        &self.sheets
    }

    /// The indices of its tables: visible sheets first, then hidden ones.
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

    /// How many cells of the sheet that was read last are formulas whose results are not in the file. Each is read as an
    /// empty cell.
    pub fn formulas_without_value(&self) -> u64 {
        match &self.format {
            Format::Text { .. } => 0,
            Format::Workbook(workbook) => workbook.formulas_without_value(),
        }
    }

    /// Hands the rows of a sheet to `each` until it breaks off. Empty rows are skipped.
    ///
    /// # Errors
    /// If the file can't be read, is cut, or has a row of more than 8 MiB or 16,384 cells, or if `each` fails.
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
}

/// The error of a file that could not be read: it is too large, cut, or unreadable.
fn input_error(file: &str, error: io::Error) -> FileError {
    let file = file.to_owned();
    if let Some(exceeded) = error.get_ref().and_then(|inner| inner.downcast_ref::<metered::Exceeded>()) {
        return FileError::TooLarge { file, what: exceeded.what.to_owned(), limit: exceeded.limit() };
    }
    match error.kind() {
        io::ErrorKind::UnexpectedEof | io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput => {
            FileError::Damaged { file, problem: error.to_string() }
        }
        _ => FileError::Input { file, source: error },
    }
}

/// Whether all cells are empty.
fn is_blank(cells: &StringRecord) -> bool {
    cells.iter().all(|cell| cell.trim().is_empty())
}

/// Reads at most `limit` bytes.
fn read_up_to(input: &mut impl Read, limit: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    input.take(limit).read_to_end(&mut bytes)?;
    Ok(bytes)
}
