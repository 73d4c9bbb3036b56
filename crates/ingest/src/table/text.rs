//! Delimited text such as CSV, in the encodings that publishers use.

use std::cell::Cell;
use std::io::{self, Cursor, Read};
use std::ops::ControlFlow;

use csv::{ByteRecord, StringRecord};
use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};
use encoding_rs_io::DecodeReaderBytesBuilder;

use super::sheet::{EachRow, RawRow, is_blank};
use super::sniff::{BEGINNING, FileKind, delimiter_of, encoding_of, read_up_to};
use crate::file::FileError;
use crate::limits::{COLUMNS, TABLE_ROW};
use crate::metered::{Metered, input_error};

/// A row that is appended to the text. If this row is read back unchanged, no quotation mark was left open before it.
const END: &str = "\u{2}end of the table\u{3}";

/// What is known about a text beforehand. The rest is detected.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct TextOptions {
    /// The byte between two cells.
    pub delimiter: Option<u8>,
    /// The encoding.
    pub encoding: Option<&'static Encoding>,
}

/// Passes the rows of a delimited text to `each` until `each` breaks.
///
/// Unless another encoding is given or the text is UTF-16, each row is decoded on its own: as UTF-8 if it is valid,
/// otherwise as Windows-1252. Publishers concatenate files, so one file can have rows in both. `file` is the name in
/// errors. Memory is bounded by the largest row.
///
/// # Errors
/// If the file is not text, can't be read, has a quotation mark that is never closed, or a row of more than 8 MiB or 16,384
/// cells, or if `each` fails.
pub fn read_text(
    mut input: impl Read,
    file: &str,
    options: &TextOptions,
    each: &mut EachRow<'_>,
) -> Result<(), FileError> {
    let failed = |error| input_error(file, error);
    let beginning = read_up_to(&mut input, BEGINNING).map_err(failed)?;
    let kind = FileKind::detect(&beginning);
    if kind != FileKind::Text {
        return Err(kind.refusal(file));
    }
    let encoding = options.encoding.unwrap_or_else(|| encoding_of(&beginning));
    let mut bytes = Cursor::new(beginning).chain(input);
    if encoding == UTF_8 {
        return read_rows(bytes, file, options, each);
    }
    let decoded = DecodeReaderBytesBuilder::new().encoding(Some(encoding)).build(&mut bytes);
    read_rows(decoded, file, options, each)
}

/// Reads rows in UTF-8, or in Windows-1252 where they are not valid UTF-8.
fn read_rows(
    mut input: impl Read,
    file: &str,
    options: &TextOptions,
    each: &mut EachRow<'_>,
) -> Result<(), FileError> {
    let failed = |error| input_error(file, error);
    let beginning = read_up_to(&mut input, BEGINNING).map_err(failed)?;
    let beginning = beginning.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&beginning).to_vec();
    let delimiter = options.delimiter.unwrap_or_else(|| delimiter_of(&beginning));
    let last_byte = Cell::new(b'\n');
    let text = Watched { inner: Cursor::new(beginning).chain(input), last: &last_byte };
    let text = text.chain(Cursor::new(format!("\n{END}\n").into_bytes()));
    let mut reader = csv::ReaderBuilder::new();
    reader.delimiter(delimiter).flexible(true).has_headers(false).buffer_capacity(1 << 16);
    let mut reader = reader.from_reader(Metered::new(text, "the text", u64::MAX, TABLE_ROW + (1 << 16)));

    let (mut bytes, mut number, mut widths) = (ByteRecord::new(), 0, Widths::default());
    while reader.read_byte_record(&mut bytes).map_err(|error| csv_error(file, error))? {
        reader.get_mut().start_item();
        if is_end(&bytes) {
            let is_last =
                !reader.read_byte_record(&mut ByteRecord::new()).map_err(|error| csv_error(file, error))?;
            let is_cut = !matches!(last_byte.get(), b'\n' | b'\r') && widths.last_is_short();
            return check_end(&bytes, is_last, is_cut, file);
        }
        if bytes.len() > COLUMNS {
            return Err(FileError::too_large(file, "a row", format!("{COLUMNS} cells")));
        }
        number += 1;
        widths.add(bytes.len());
        let cells = decode(std::mem::take(&mut bytes));
        let flow = if is_blank(&cells) {
            ControlFlow::Continue(())
        } else {
            each(RawRow { number, cells: &cells })?
        };
        if flow.is_break() {
            return Ok(());
        }
        bytes = cells.into_byte_record();
    }
    Err(FileError::damaged(file, "its end was not found"))
}

/// Whether the last cell of a row ends with [`END`].
fn is_end(row: &ByteRecord) -> bool {
    let last = row.iter().next_back().unwrap_or_default();
    last.strip_suffix(b"\n").unwrap_or(last).ends_with(END.as_bytes())
}

/// Fails unless [`END`] arrived as a row of its own, after a complete row.
fn check_end(row: &ByteRecord, is_last: bool, is_cut: bool, file: &str) -> Result<(), FileError> {
    let problem = if row.len() != 1 || &row[0] != END.as_bytes() || !is_last {
        "a quotation mark is never closed, so that rows run into each other"
    } else if is_cut {
        "the last row ends early: it has fewer cells than all others and no line end"
    } else {
        return Ok(());
    };
    Err(FileError::damaged(file, problem))
}

/// A reader that remembers the last byte it read.
struct Watched<'a, R> {
    inner: R,
    last: &'a Cell<u8>,
}

impl<R: Read> Read for Watched<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let bytes = self.inner.read(buffer)?;
        if let Some(last) = buffer[..bytes].last() {
            self.last.set(*last);
        }
        Ok(bytes)
    }
}

/// The numbers of cells in the rows.
#[derive(Default)]
struct Widths {
    /// The number in the row before the last one.
    common: Option<usize>,
    /// Whether the rows before the last one disagree.
    disagree: bool,
    last: usize,
    rows: u64,
}

impl Widths {
    fn add(&mut self, width: usize) {
        if self.rows > 0 {
            self.disagree |= self.common.is_some_and(|common| common != self.last);
            self.common = Some(self.last);
        }
        (self.last, self.rows) = (width, self.rows + 1);
    }

    /// Whether the last row has fewer cells than the others, which all have the same number.
    fn last_is_short(&self) -> bool {
        self.rows > 2 && !self.disagree && self.common.is_some_and(|common| self.last < common)
    }
}

fn decode(row: ByteRecord) -> StringRecord {
    StringRecord::from_byte_record(row).unwrap_or_else(|error| {
        let row = error.into_byte_record();
        row.iter().map(|cell| WINDOWS_1252.decode_without_bom_handling(cell).0).collect()
    })
}

fn csv_error(file: &str, error: csv::Error) -> FileError {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => input_error(file, error),
        other => input_error(file, io::Error::other(format!("{other:?}"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(bytes: &[u8]) -> Result<Vec<(u64, Vec<String>)>, FileError> {
        let mut rows = Vec::new();
        read_text(bytes, "a.csv", &TextOptions::default(), &mut |line| {
            rows.push((line.number, line.cells.iter().map(str::to_owned).collect()));
            Ok(ControlFlow::Continue(()))
        })?;
        Ok(rows)
    }

    fn cells(bytes: &[u8]) -> Vec<Vec<String>> {
        rows(bytes).expect("a table").into_iter().map(|(_, cells)| cells).collect()
    }

    #[test]
    fn every_encoding_and_line_end_gives_the_same_rows() {
        let text = "name,city\n\"Peña, Inc\",San José\n";
        let utf16 = |mark: &[u8], bytes: fn(u16) -> [u8; 2]| {
            mark.iter().copied().chain(text.encode_utf16().flat_map(bytes)).collect::<Vec<u8>>()
        };
        let expected = [vec!["name", "city"], vec!["Peña, Inc", "San José"]];
        for bytes in [
            text.as_bytes().to_vec(),
            text.trim_end().as_bytes().to_vec(),
            [b"\xef\xbb\xbf", text.as_bytes()].concat(),
            text.replace('\n', "\r\n").into_bytes(),
            text.replace('\n', "\r").into_bytes(),
            text.replace('\n', "\n\n \n").into_bytes(),
            text.replace(",c", ";c").replace(",S", ";S").into_bytes(),
            WINDOWS_1252.encode(text).0.into_owned(),
            utf16(b"\xff\xfe", u16::to_le_bytes),
            utf16(b"\xfe\xff", u16::to_be_bytes),
            utf16(b"", u16::to_le_bytes),
        ] {
            assert_eq!(cells(&bytes), expected, "{:?}", String::from_utf8_lossy(&bytes));
        }
    }

    #[test]
    fn unusual_cells_and_rows_are_read_as_they_are() {
        let rows = cells(b"a,b\n\"x\ny\",\"say \"\"hi\"\"\"\n1\n1,2,3\nz\0z,4\n");
        assert_eq!(rows[1], ["x\ny", "say \"hi\""]);
        assert_eq!((rows[2].len(), rows[3].len()), (1, 3));
        assert_eq!(rows[4][0], "z\0z");
    }

    #[test]
    fn a_quotation_mark_that_is_never_closed_is_an_error() {
        for text in ["a,b\n1,2\n\"x,3\n4,5\n", "a,b\n1,\"2", "a,b\n\"\"\"", "\""] {
            let error = rows(text.as_bytes()).expect_err(text).to_string();
            assert!(error.contains("cut off or damaged"), "{error}");
        }
        assert_eq!(cells(b"a,b\n5\" pipe,\"\"\n").len(), 2);
    }

    #[test]
    fn a_last_row_that_ends_early_is_an_error() {
        let error = rows(b"a,b,c\n1,2,3\n4,5").expect_err("cut").to_string();
        assert!(error.contains("the last row ends early"), "{error}");
        for whole in ["a,b,c\n1,2,3\n4,5\n", "a,b,c\n1,2,3\n4,5,6", "a,b,c\n1,2\n4"] {
            assert_eq!(cells(whole.as_bytes()).len(), 3, "{whole}");
        }
    }

    #[test]
    fn a_row_with_more_than_16384_cells_is_an_error() {
        let row = |cells: usize| vec!["a"; cells].join(",");
        assert_eq!(cells(row(COLUMNS).as_bytes())[0].len(), COLUMNS);
        let error = rows(row(COLUMNS + 1).as_bytes()).expect_err("too many cells").to_string();
        assert!(error.contains("a row is larger than the 16384 cells"), "{error}");
    }

    #[test]
    fn an_endless_row_is_an_error() {
        let endless = b"a,b\n\"".chain(io::repeat(b'x'));
        let error =
            read_text(endless, "a.csv", &TextOptions::default(), &mut |_| Ok(ControlFlow::Continue(())));
        assert!(matches!(error, Err(FileError::TooLarge { .. })), "{error:?}");
    }
}
