//! What a file is, by its first bytes: which form, which encoding, which delimiter.

use std::io::{self, SeekFrom};

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::read_up_to;
use crate::file::{FileError, ReadSeek};

/// How many bytes are looked at.
const BEGINNING: u64 = 64 << 10;

/// How far the mark of encryption is looked for.
const ENCRYPTION_WITHIN: u64 = 16 << 20;

const DELIMITERS: [u8; 4] = *b",;\t|";

/// How many rows are looked at to tell the delimiter.
const ROWS: usize = 50;

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A zip archive, as Excel's workbooks are.
    Zip,
    /// Microsoft's older container: an old workbook, or an encrypted one.
    Ole,
    /// A page of the web, whatever its name.
    Html,
    /// Excel's XML of 2003, or another document in XML.
    Xml,
    /// A PDF.
    Pdf,
    /// Something compressed.
    Gzip,
    /// JSON.
    Json,
    /// Something that is not text.
    Binary,
    /// Nothing at all.
    Empty,
    /// Text.
    Text,
}

impl Kind {
    /// The kind of a file that begins like this.
    pub fn of(beginning: &[u8]) -> Kind {
        let text = encoding_of(beginning).decode(beginning).0;
        let text = text.trim_start_matches(['\u{feff}', '\0']).trim_start();
        let starts = |tags: &[&str]| {
            tags.iter().any(|tag| text.get(..tag.len()).is_some_and(|t| t.eq_ignore_ascii_case(tag)))
        };
        match beginning {
            [b'P', b'K', 3 | 5, 4 | 6, ..] => Kind::Zip,
            [0xd0, 0xcf, 0x11, 0xe0, ..] => Kind::Ole,
            [0x1f, 0x8b, ..] => Kind::Gzip,
            [b'%', b'P', b'D', b'F', ..] => Kind::Pdf,
            _ if text.is_empty() => Kind::Empty,
            _ if starts(&["<html", "<!doctype html", "<table", "<head", "<meta", "<style", "<div"]) => {
                Kind::Html
            }
            _ if starts(&["<?xml", "<!doctype", "<workbook"]) => Kind::Xml,
            _ if starts(&["{\"", "[{", "{ \"", "{\r\n", "{\n"]) => Kind::Json,
            _ if is_binary(beginning) => Kind::Binary,
            _ => Kind::Text,
        }
    }

    /// Why a file of this kind is not read, and what would be.
    pub fn refusal(self, file: &str) -> FileError {
        let problem = match self {
            Kind::Ole => {
                "this is an old Excel workbook (.xls): open it in a spreadsheet program and save it as .xlsx or as CSV"
            }
            Kind::Html => {
                "this is a web page, whatever its name says: open it in a spreadsheet program and save it as .xlsx or \
                 as CSV, or fetch it again if it is an error page"
            }
            Kind::Xml => {
                "this is an XML document: open it in a spreadsheet program and save it as .xlsx or as CSV"
            }
            Kind::Pdf => "this is a PDF: ask the publisher for a table as .xlsx or CSV",
            Kind::Gzip => "this is compressed: unpack it first",
            Kind::Json => "this is JSON: a table as .xlsx or CSV is expected",
            Kind::Binary => "this is neither text nor an Excel workbook: a table as .xlsx or CSV is expected",
            Kind::Empty => "the file is empty: a table as .xlsx or CSV is expected",
            Kind::Zip | Kind::Text => "a table as .xlsx or CSV is expected",
        };
        FileError::Format { file: file.to_owned(), problem: problem.to_owned() }
    }
}

/// The error for a workbook that is encrypted.
pub(super) fn encrypted(file: &str) -> FileError {
    let problem =
        "the workbook is protected by a password: open it, take the password off and save it as .xlsx";
    FileError::Format { file: file.to_owned(), problem: problem.to_owned() }
}

/// The first bytes of a file; it is then at its beginning again.
pub(super) fn beginning(content: &mut Box<dyn ReadSeek>) -> io::Result<Vec<u8>> {
    let bytes = read_up_to(content, BEGINNING)?;
    content.seek(SeekFrom::Start(0))?;
    Ok(bytes)
}

/// Whether Microsoft's older container holds an encrypted workbook: it then has a stream of that name.
pub(super) fn is_encrypted(content: &mut Box<dyn ReadSeek>) -> io::Result<bool> {
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    content.seek(SeekFrom::Start(0))?;
    let bytes = read_up_to(content, ENCRYPTION_WITHIN)?;
    Ok(bytes.windows(name.len()).any(|window| window == name))
}

/// The encoding a text that begins like this is in: UTF-8 unless it is marked, or shows, otherwise.
pub(crate) fn encoding_of(beginning: &[u8]) -> &'static Encoding {
    if let Some((encoding, _)) = Encoding::for_bom(beginning) {
        return encoding;
    }
    let [even, odd] = zeros(beginning);
    let half = beginning.len().min(BEGINNING as usize) / 2;
    match (even * 10 > half * 4, odd * 10 > half * 4) {
        (false, true) => UTF_16LE,
        (true, false) => UTF_16BE,
        _ => UTF_8,
    }
}

/// How many bytes at even and at odd places are zero.
fn zeros(bytes: &[u8]) -> [usize; 2] {
    let zeros = |first: usize| bytes.iter().skip(first).step_by(2).filter(|byte| **byte == 0).count();
    [zeros(0), zeros(1)]
}

/// Whether bytes are no text of any encoding: a tenth of them are control characters.
fn is_binary(beginning: &[u8]) -> bool {
    let is_control = |byte: &&u8| **byte < 0x20 && !b"\t\n\r\x0c\x1a".contains(byte);
    encoding_of(beginning) == UTF_8 && beginning.iter().filter(is_control).count() * 10 > beginning.len()
}

/// The delimiter that gives the first rows of a text the most columns they agree on; a comma when none does.
pub(super) fn delimiter_of(beginning: &[u8]) -> u8 {
    let best = DELIMITERS.into_iter().rev().max_by_key(|delimiter| agreement(beginning, *delimiter));
    best.unwrap_or(b',')
}

/// How well rows agree on a number of columns: the square of how many do, times the columns, for the number that gives
/// the most. Text with commas in it so stays behind what all rows agree on.
fn agreement(beginning: &[u8], delimiter: u8) -> usize {
    let mut reader = csv::ReaderBuilder::new();
    let reader = reader.delimiter(delimiter).flexible(true).has_headers(false).from_reader(beginning);
    let rows = reader.into_byte_records().take(ROWS).map_while(Result::ok);
    let mut widths: Vec<usize> = rows.map(|row| row.len()).filter(|width| *width > 1).collect();
    widths.sort_unstable();
    let runs = widths.chunk_by(|a, b| a == b);
    runs.map(|run| run.len() * run.len() * (run[0] - 1)).max().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_delimiter_is_told_by_the_rows() {
        for (text, delimiter) in [
            ("a,b,c\n1,2,3\n", b','),
            ("a;b;c\n\"x, y\";2,5;3\n", b';'),
            ("a\tb\n1, 2 and 3\t2\n", b'\t'),
            ("name|city\nA, B, C|Austin, TX\n", b'|'),
            ("name\nHope\n", b','),
            ("Licensed facilities, 2026\n\nname;city;zip\nHope;Austin;78701\n", b';'),
        ] {
            assert_eq!(delimiter_of(text.as_bytes()), delimiter, "{text}");
        }
    }

    #[test]
    fn the_encoding_is_told_by_its_mark_or_its_zeros() {
        let utf16 =
            |bytes: fn(u16) -> [u8; 2]| "name,city\n".encode_utf16().flat_map(bytes).collect::<Vec<u8>>();
        assert_eq!(encoding_of(&utf16(u16::to_le_bytes)), UTF_16LE);
        assert_eq!(encoding_of(&utf16(u16::to_be_bytes)), UTF_16BE);
        assert_eq!(encoding_of(b"\xff\xfea\0"), UTF_16LE);
        assert_eq!(encoding_of(b"\xef\xbb\xbfname"), UTF_8);
        assert_eq!(encoding_of(b"name\0,city"), UTF_8);
    }

    #[test]
    fn files_that_are_no_tables_are_told_apart() {
        for (bytes, kind) in [
            (&b"PK\x03\x04"[..], Kind::Zip),
            (b"\xd0\xcf\x11\xe0\xa1", Kind::Ole),
            (b"  <HTML><body>", Kind::Html),
            (b"\xef\xbb\xbf<?xml version=\"1.0\"?><Workbook>", Kind::Xml),
            (b"%PDF-1.7", Kind::Pdf),
            (b"\x1f\x8b\x08", Kind::Gzip),
            (b"[{\"a\":1}]", Kind::Json),
            (b"\x01\x02\x03\x04abc", Kind::Binary),
            (b" \n", Kind::Empty),
            (b"name,city\n", Kind::Text),
            (b"<5 beds,city\n", Kind::Text),
        ] {
            assert_eq!(Kind::of(bytes), kind, "{:?}", String::from_utf8_lossy(bytes));
        }
    }
}
