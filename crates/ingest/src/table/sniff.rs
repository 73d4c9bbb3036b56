//! Detects the format, the encoding and the delimiter of a file from its first bytes.

use std::io::{self, Read, SeekFrom};

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use crate::file::{FileError, ReadSeek};

/// How many bytes of a file are examined to detect what it is.
pub(super) const BEGINNING: u64 = 64 << 10;

/// How many bytes are searched for the sign of encryption.
const ENCRYPTION_WITHIN: u64 = 16 << 20;

const DELIMITERS: [u8; 4] = *b",;\t|";

/// How many rows are examined to detect the delimiter.
const ROWS: usize = 50;

/// The format of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FileKind {
    /// A zip archive, such as an Excel workbook.
    Zip,
    /// Microsoft's compound file: an old workbook (`.xls`) or an encrypted one.
    Ole,
    /// A web page. Some sites return one under the name of a table.
    Html,
    /// Excel's XML format of 2003, or another XML document.
    Xml,
    Pdf,
    Gzip,
    Json,
    /// Anything else that is not text.
    Binary,
    Empty,
    /// Text, presumably delimited.
    Text,
}

impl FileKind {
    /// The format of a file that begins with these bytes.
    pub fn detect(beginning: &[u8]) -> FileKind {
        let text = encoding_of(beginning).decode(beginning).0;
        let text = text.trim_start_matches(['\u{feff}', '\0']).trim_start();
        let starts = |tags: &[&str]| {
            tags.iter().any(|tag| text.get(..tag.len()).is_some_and(|t| t.eq_ignore_ascii_case(tag)))
        };
        match beginning {
            [b'P', b'K', 3 | 5, 4 | 6, ..] => FileKind::Zip,
            [0xd0, 0xcf, 0x11, 0xe0, ..] => FileKind::Ole,
            [0x1f, 0x8b, ..] => FileKind::Gzip,
            [b'%', b'P', b'D', b'F', ..] => FileKind::Pdf,
            _ if text.is_empty() => FileKind::Empty,
            _ if starts(&["<html", "<!doctype html", "<table", "<head", "<meta", "<style", "<div"]) => {
                FileKind::Html
            }
            _ if starts(&["<?xml", "<!doctype", "<workbook"]) => FileKind::Xml,
            _ if starts(&["{\"", "[{", "{ \"", "{\r\n", "{\n"]) => FileKind::Json,
            _ if is_binary(beginning) => FileKind::Binary,
            _ => FileKind::Text,
        }
    }

    /// The error for a file of this kind: what it is, and how to get a table from it.
    pub fn refusal(self, file: &str) -> FileError {
        let problem = match self {
            FileKind::Ole => {
                "this is an old Excel workbook (.xls): open it in a spreadsheet program and save it as .xlsx or as CSV"
            }
            FileKind::Html => {
                "this is a web page, whatever its name says: open it in a spreadsheet program and save it as .xlsx or \
                 as CSV, or download it again if it is an error page"
            }
            FileKind::Xml => {
                "this is an XML document: open it in a spreadsheet program and save it as .xlsx or as CSV"
            }
            FileKind::Pdf => "this is a PDF: ask the publisher for a table as .xlsx or CSV",
            FileKind::Gzip => "this is compressed: unpack it first",
            FileKind::Json => "this is JSON: a table as .xlsx or CSV is expected",
            FileKind::Binary => {
                "this is neither text nor an Excel workbook: a table as .xlsx or CSV is expected"
            }
            FileKind::Empty => "the file is empty: a table as .xlsx or CSV is expected",
            FileKind::Zip | FileKind::Text => "a table as .xlsx or CSV is expected",
        };
        FileError::format(file, problem)
    }
}

/// The error for an encrypted workbook.
pub(super) fn encrypted(file: &str) -> FileError {
    let problem =
        "the workbook is protected by a password: open it, remove the password and save it as .xlsx";
    FileError::format(file, problem)
}

/// Reads at most `limit` bytes.
pub(super) fn read_up_to(input: &mut impl Read, limit: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    input.take(limit).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The first bytes of a file, which is then rewound.
pub(super) fn beginning(content: &mut Box<dyn ReadSeek>) -> io::Result<Vec<u8>> {
    let bytes = read_up_to(content, BEGINNING)?;
    content.seek(SeekFrom::Start(0))?;
    Ok(bytes)
}

/// Whether a compound file contains an encrypted workbook: it then has a stream named "EncryptedPackage".
pub(super) fn is_encrypted(content: &mut Box<dyn ReadSeek>) -> io::Result<bool> {
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    content.seek(SeekFrom::Start(0))?;
    let bytes = read_up_to(content, ENCRYPTION_WITHIN)?;
    Ok(bytes.windows(name.len()).any(|window| window == name))
}

/// The encoding of a text that begins with these bytes: UTF-8, unless a byte order mark or many zero bytes indicate
/// UTF-16.
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

/// How many bytes at even and at odd offsets are zero.
fn zeros(bytes: &[u8]) -> [usize; 2] {
    let zeros = |first: usize| bytes.iter().skip(first).step_by(2).filter(|byte| **byte == 0).count();
    [zeros(0), zeros(1)]
}

/// Whether more than a tenth of the bytes are control characters, so that they are not text in any encoding.
fn is_binary(beginning: &[u8]) -> bool {
    let is_control = |byte: &&u8| **byte < 0x20 && !b"\t\n\r\x0c\x1a".contains(byte);
    encoding_of(beginning) == UTF_8 && beginning.iter().filter(is_control).count() * 10 > beginning.len()
}

/// The delimiter for which the first rows agree best on a number of columns; a comma if there is none.
pub(super) fn delimiter_of(beginning: &[u8]) -> u8 {
    let best = DELIMITERS.into_iter().rev().max_by_key(|delimiter| agreement(beginning, *delimiter));
    best.unwrap_or(b',')
}

/// How well rows agree on a number of columns. The score of a number is the square of the number of rows with that many
/// columns, times the number of delimiters in each; the highest score counts. Because of the square, a delimiter in
/// every row beats commas within texts.
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
    fn the_delimiter_is_detected_from_the_rows() {
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
    fn the_encoding_is_detected_from_a_byte_order_mark_or_zeros() {
        let utf16 =
            |bytes: fn(u16) -> [u8; 2]| "name,city\n".encode_utf16().flat_map(bytes).collect::<Vec<u8>>();
        assert_eq!(encoding_of(&utf16(u16::to_le_bytes)), UTF_16LE);
        assert_eq!(encoding_of(&utf16(u16::to_be_bytes)), UTF_16BE);
        assert_eq!(encoding_of(b"\xff\xfea\0"), UTF_16LE);
        assert_eq!(encoding_of(b"\xef\xbb\xbfname"), UTF_8);
        assert_eq!(encoding_of(b"name\0,city"), UTF_8);
    }

    #[test]
    fn files_that_are_not_tables_are_recognized() {
        for (bytes, kind) in [
            (&b"PK\x03\x04"[..], FileKind::Zip),
            (b"\xd0\xcf\x11\xe0\xa1", FileKind::Ole),
            (b"  <HTML><body>", FileKind::Html),
            (b"\xef\xbb\xbf<?xml version=\"1.0\"?><Workbook>", FileKind::Xml),
            (b"%PDF-1.7", FileKind::Pdf),
            (b"\x1f\x8b\x08", FileKind::Gzip),
            (b"[{\"a\":1}]", FileKind::Json),
            (b"\x01\x02\x03\x04abc", FileKind::Binary),
            (b" \n", FileKind::Empty),
            (b"name,city\n", FileKind::Text),
            (b"<5 beds,city\n", FileKind::Text),
        ] {
            assert_eq!(FileKind::detect(bytes), kind, "{:?}", String::from_utf8_lossy(bytes));
        }
    }
}
