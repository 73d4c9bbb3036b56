//! Tables in files: delimited text and Excel workbooks, as rows of text cells.
//!
//! [`TableFile::open`] tells by the content what a file is. Its rows come one by one and are never held as a whole.
//! [`Header`] names the columns, [`Row`] is a row under those names. Whatever comes, memory stays bounded: a file that
//! goes beyond what tables of listings have is an error that says so, and so is one that is cut.

mod header;
mod metered;
mod sniff;
mod text;
mod xlsx;

use std::io::{self, Read, Seek, SeekFrom};
use std::ops::ControlFlow;

pub use csv::StringRecord;
pub use header::{Header, Row, fold};
pub(crate) use sniff::encoding_of;
pub use text::{TextOptions, read_text};

use crate::file::{FileError, ReadSeek, SourceFile};
use sniff::Kind;
use xlsx::Workbook;

/// Most bytes of one row: far more than a row of listings, and little enough to be held.
const ROW_LIMIT: u64 = 8 << 20;

/// Most columns of a table: as many as a sheet of Excel has.
const COLUMNS: usize = 16_384;

/// A row of a table as it came.
#[derive(Debug, Clone, Copy)]
pub struct Line<'a> {
    /// Its number in the table, from 1. Of text, empty lines are not counted.
    pub number: u64,
    /// Its cells; at least one of them says something.
    pub cells: &'a StringRecord,
}

/// Takes the rows of a table, and says whether it wants more.
pub type EachLine<'a> = dyn FnMut(Line<'_>) -> Result<ControlFlow<()>, FileError> + 'a;

/// A table of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// Its name; empty for delimited text.
    pub name: String,
    /// Whether a spreadsheet program does not show it.
    pub is_hidden: bool,
}

/// A file with tables in it.
pub struct TableFile {
    name: String,
    sheets: Vec<Sheet>,
    form: Form,
}

enum Form {
    Text { content: Box<dyn ReadSeek>, options: TextOptions },
    Workbook(Box<Workbook>),
}

impl TableFile {
    /// Opens a file of delimited text or an Excel workbook (`.xlsx`, `.xlsm`), whatever its name says.
    ///
    /// # Errors
    /// When it is neither, is protected by a password, or is cut.
    pub fn open(file: SourceFile, options: TextOptions) -> Result<TableFile, FileError> {
        let SourceFile { name, mut content } = file;
        let input = |source: io::Error| FileError::Input { file: name.clone(), source };
        let beginning = sniff::beginning(&mut content).map_err(input)?;
        match Kind::of(&beginning) {
            Kind::Zip => {
                let workbook = Workbook::open(&name, content)?;
                let sheets = workbook.sheets();
                Ok(TableFile { name, sheets, form: Form::Workbook(Box::new(workbook)) })
            }
            Kind::Text => {
                let sheets = vec![Sheet { name: String::new(), is_hidden: false }];
                Ok(TableFile { name, sheets, form: Form::Text { content, options } })
            }
            Kind::Ole if sniff::is_encrypted(&mut content).map_err(input)? => Err(sniff::encrypted(&name)),
            other => Err(other.refusal(&name)),
        }
    }

    /// The file's name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Whether it is delimited text.
    pub fn is_text(&self) -> bool {
        matches!(self.form, Form::Text { .. })
    }

    /// Its tables; delimited text is one without a name.
    pub fn sheets(&self) -> &[Sheet] {
        &self.sheets
    }

    /// The places of its tables: those that a spreadsheet program shows before those that it hides.
    pub fn shown_first(&self) -> Vec<usize> {
        let mut places: Vec<usize> = (0..self.sheets.len()).collect();
        places.sort_by_key(|at| self.sheets[*at].is_hidden);
        places
    }

    /// The title in a workbook's properties.
    pub fn title(&self) -> Option<&str> {
        match &self.form {
            Form::Text { .. } => None,
            Form::Workbook(workbook) => workbook.title(),
        }
    }

    /// How many cells of the rows read so far are formulas whose values are not there; each is read as empty.
    pub fn formulas_without_value(&self) -> u64 {
        match &self.form {
            Form::Text { .. } => 0,
            Form::Workbook(workbook) => workbook.formulas_without_value(),
        }
    }

    /// Hands the rows of a sheet to `each`, until it breaks off. Rows without any text are passed over.
    ///
    /// # Errors
    /// When the file can't be read, is cut, or has a row larger than 8 MiB or of more than 16,384 cells; and what `each`
    /// says.
    pub fn rows(&mut self, sheet: usize, each: &mut EachLine<'_>) -> Result<(), FileError> {
        match &mut self.form {
            Form::Text { content, options } => {
                let input = |source: io::Error| FileError::Input { file: self.name.clone(), source };
                content.seek(SeekFrom::Start(0)).map_err(input)?;
                read_text(content, &self.name, options, each)
            }
            Form::Workbook(workbook) => workbook.rows(sheet, each),
        }
    }
}

/// What reading bytes failed for: the file as a whole is too large, cut, or can't be read.
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

/// Whether nothing is in any cell.
fn is_blank(cells: &StringRecord) -> bool {
    cells.iter().all(|cell| cell.trim().is_empty())
}

/// As many bytes as there are, at most `limit`.
fn read_up_to(input: &mut impl Read, limit: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    input.take(limit).read_to_end(&mut bytes)?;
    Ok(bytes)
}
