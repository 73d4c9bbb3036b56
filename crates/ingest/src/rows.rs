//! Reading rows from a file: a page, a list of rows, or one row per line.

pub(crate) mod error;

use std::cell::Cell;
use std::fmt;
use std::io::{self, BufRead, Read};

use serde::Deserializer as _;
use serde::de::{SeqAccess, Visitor};
use serde_json::Deserializer;
use serde_json::error::Category;
use serde_json::value::RawValue;

use crate::limits::JSON_DOCUMENT;
use crate::page::{PageError, PageFields};
use crate::unicode::as_utf8;

pub use error::{Announced, ReadError};

/// Reads the rows of a file and calls `each` with each of them, as received. Returns the number of rows.
///
/// The file is a page `{"rows": […]}`, several pages one after the other, a list of rows `[…]`, or has one row per line. It
/// is in UTF-8, UTF-16 or, where it is not valid UTF-8, Windows-1252. Lists and files of lines are not loaded whole.
///
/// A line that is not JSON counts as a row, which will be rejected. If the file is cut off or broken in another way, rows
/// may be missing, so that is an error, and so are pages that announce more rows than there are.
///
/// # Errors
/// If reading fails, the file has none of these forms, or is incomplete.
pub fn read_rows(input: impl Read, each: &mut dyn FnMut(&str)) -> Result<u64, ReadError> {
    read_bounded(input, JSON_DOCUMENT, each)
}

/// Like [`read_rows`]. `limit` is the maximum size of a line, a page or a member of a list, in bytes.
pub(crate) fn read_bounded(
    input: impl Read,
    limit: u64,
    each: &mut dyn FnMut(&str),
) -> Result<u64, ReadError> {
    let mut input = as_utf8(input).map_err(ReadError::Input)?;
    let mut rows = RowCounter { each, limit, rows: 0, pages: 0, announced: None };
    match first_byte(&mut input).map_err(ReadError::Input)? {
        None => return Err(ReadError::Empty),
        Some(b'[') => read_list(input, &mut rows)?,
        Some(b'{') => read_objects(input, &mut rows)?,
        Some(other) => return Err(ReadError::Unknown(char::from(other))),
    }
    rows.finish()
}

/// Passes rows on, and compares their number with what pages announce.
struct RowCounter<'a> {
    each: &'a mut dyn FnMut(&str),
    limit: u64,
    rows: u64,
    pages: u64,
    announced: Option<Announced>,
}

impl RowCounter<'_> {
    fn too_large(&self) -> ReadError {
        ReadError::TooLarge { what: "a row or page", bytes: self.limit }
    }

    fn json_error(&self, error: serde_json::Error) -> ReadError {
        match error.io_error_kind() {
            Some(io::ErrorKind::FileTooLarge) => self.too_large(),
            Some(_) => ReadError::Input(error.into()),
            None => ReadError::Json(error),
        }
    }

    /// Passes on a JSON document: the rows of a page, or else the document as a row.
    fn document(&mut self, text: &str) {
        match has_rows(text).then(|| PageFields::parse(text)) {
            Some(Ok(page)) => self.page(&page),
            _ => self.row(text),
        }
    }

    fn page(&mut self, page: &PageFields<'_>) {
        self.pages += 1;
        let announced = page.record_count.map(Announced::Rows).or(page.total_pages.map(Announced::Pages));
        self.announced = announced.or(self.announced);
        page.rows().for_each(|row| self.row(row.get()));
    }

    fn row(&mut self, text: &str) {
        self.rows += 1;
        (self.each)(text);
    }

    /// The number of rows. Fails if more rows or pages were announced than there are.
    fn finish(self) -> Result<u64, ReadError> {
        let (found, expected) = match self.announced {
            Some(Announced::Pages(pages)) => (self.pages, pages),
            Some(Announced::Rows(rows)) => (self.rows, rows),
            None => return Ok(self.rows),
        };
        match self.announced.filter(|_| found < expected) {
            Some(announced) => Err(ReadError::Partial { found, announced }),
            None => Ok(self.rows),
        }
    }
}

/// Whether a JSON document may be a page.
fn has_rows(text: &str) -> bool {
    text.contains("\"rows\"")
}

/// A reader that fails once a document is larger than the limit.
struct LimitedReader<'a, R> {
    inner: R,
    left: &'a Cell<u64>,
}

impl<R: Read> Read for LimitedReader<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let bytes = self.inner.read(buffer)?;
        self.left.set(self.left.get().checked_sub(bytes as u64).ok_or(io::ErrorKind::FileTooLarge)?);
        Ok(bytes)
    }
}

/// The first byte that is neither white space nor part of a byte-order mark. Everything before it is skipped.
fn first_byte(input: &mut impl BufRead) -> io::Result<Option<u8>> {
    loop {
        let buffer = input.fill_buf()?;
        if buffer.is_empty() {
            return Ok(None);
        }
        let blank = |byte: &u8| byte.is_ascii_whitespace() || b"\xef\xbb\xbf".contains(byte);
        let skipped = buffer.iter().take_while(|byte| blank(byte)).count();
        let found = buffer.get(skipped).copied();
        input.consume(skipped);
        if found.is_some() {
            return Ok(found);
        }
    }
}

fn read_list(input: impl BufRead, rows: &mut RowCounter<'_>) -> Result<(), ReadError> {
    let left = Cell::new(rows.limit);
    let mut json = Deserializer::from_reader(LimitedReader { inner: input, left: &left });
    let list = ListVisitor { rows: &mut *rows, left: &left };
    json.deserialize_seq(list).and_then(|()| json.end()).map_err(|error| rows.json_error(error))
}

/// Passes on the members of a list as they are read.
struct ListVisitor<'a, 'b> {
    rows: &'a mut RowCounter<'b>,
    left: &'a Cell<u64>,
}

impl<'de> Visitor<'de> for ListVisitor<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of rows")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        while let Some(member) = list.next_element::<Box<RawValue>>()? {
            self.rows.document(member.get());
            self.left.set(self.rows.limit);
        }
        Ok(())
    }
}

/// Reads one object per line, or objects that span several lines.
fn read_objects(mut input: impl BufRead, rows: &mut RowCounter<'_>) -> Result<(), ReadError> {
    let mut line = String::new();
    let mut is_first = true;
    loop {
        line.clear();
        read_line(&mut input, &mut line, rows)?;
        if line.is_empty() {
            return Ok(());
        }
        let text = line.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
        let is_ended = line.ends_with('\n');
        // Most lines need not be checked for valid JSON here: whoever reads the row does that.
        let is_checked = is_first || !is_ended || has_rows(text);
        match is_checked.then(|| PageFields::parse(text)) {
            _ if text.is_empty() => {}
            Some(Ok(page)) => rows.page(&page),
            Some(Err(PageError::Json(error))) if is_first && error.classify() != Category::Data => {
                return read_documents(line.as_bytes().chain(input), rows);
            }
            Some(Err(PageError::Json(error))) if !is_ended && error.is_eof() => return Err(ReadError::Cut),
            _ => rows.row(text),
        }
        is_first = false;
    }
}

fn read_line(input: &mut impl BufRead, line: &mut String, rows: &RowCounter<'_>) -> Result<(), ReadError> {
    let mut bytes = Vec::new();
    input.take(rows.limit).read_until(b'\n', &mut bytes).map_err(ReadError::Input)?;
    // The input is UTF-8, but the limit may fall into the middle of a character.
    line.push_str(&String::from_utf8_lossy(&bytes));
    if bytes.len() as u64 == rows.limit { Err(rows.too_large()) } else { Ok(()) }
}

fn read_documents(input: impl BufRead, rows: &mut RowCounter<'_>) -> Result<(), ReadError> {
    let left = Cell::new(rows.limit);
    let input = LimitedReader { inner: input, left: &left };
    for document in Deserializer::from_reader(input).into_iter::<Box<RawValue>>() {
        rows.document(document.map_err(|error| rows.json_error(error))?.get());
        left.set(rows.limit);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Result<Vec<String>, ReadError> {
        let mut rows = Vec::new();
        let count = read_rows(text.as_bytes(), &mut |row| rows.push(row.to_owned()))?;
        assert_eq!(count, rows.len() as u64);
        Ok(rows)
    }

    #[test]
    fn every_form_gives_the_same_rows() {
        for text in [
            r#"{"page":1,"totalPages":1,"recordCount":2,"rows":[{"a":1},{"b":2}]}"#,
            "{\n \"page\": 1,\n \"rows\": [\n  {\"a\":1},\n  {\"b\":2}\n ]\n}\n",
            "{\"rows\":[{\"a\":1}]}\n{\"rows\":[{\"b\":2}]}\n",
            r#"[{"rows":[{"a":1}]},{"rows":[{"b":2}]}]"#,
            r#"[{"a":1},{"b":2}]"#,
            "\u{feff}[\n{\"a\":1},\n{\"b\":2}]\n",
            "{\"a\":1}\n{\"b\":2}",
            "\u{feff}{\"a\":1}\r\n\r\n{\"b\":2}\r\n",
        ] {
            assert_eq!(rows(text).expect(text), [r#"{"a":1}"#, r#"{"b":2}"#], "{text}");
        }
    }

    #[test]
    fn a_broken_line_is_a_row_of_its_own() {
        let rows = rows("{\"a\":1}\n{\"b\":\n{\"c\":3}\n").expect("lines are read one by one");
        assert_eq!(rows, ["{\"a\":1}", "{\"b\":", "{\"c\":3}"]);
    }

    #[test]
    fn a_truncated_file_is_an_error() {
        for text in
            [r#"[{"a":1},{"b""#, r#"[{"a":1}] x"#, "{\"rows\":[{\"a\":1},\n{\"b\"", "", " \n", "<html>"]
        {
            assert!(rows(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_truncated_last_line_is_an_error() {
        let error = rows("{\"a\":1}\n{\"b\":2}\n{\"c\":").expect_err("cut").to_string();
        assert!(error.contains("the last line of the file is cut off"), "{error}");
    }

    #[test]
    fn missing_pages_are_an_error() {
        let first = r#"{"page":1,"totalPages":2,"recordCount":3,"rows":[{"a":1},{"b":2}]}"#;
        let error = rows(first).expect_err("a page is missing").to_string();
        assert!(error.contains("2 of the 3 rows it announces"), "{error}");
        let second = r#"{"page":2,"totalPages":2,"recordCount":3,"rows":[{"c":3}]}"#;
        assert_eq!(rows(&format!("{first}\n{second}")).expect("all pages").len(), 3);
        let error = rows(r#"{"page":1,"totalPages":2,"rows":[{"a":1}]}"#).expect_err("a page is missing");
        assert!(error.to_string().contains("1 of the 2 pages it announces"), "{error}");
    }

    #[test]
    fn a_file_in_another_encoding_gives_the_same_rows() {
        let text = "{\"name1\":\"Niño\"}\n{\"name1\":\"Peña\"}\n";
        let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let latin = encoding_rs::WINDOWS_1252.encode(text).0.into_owned();
        for bytes in [utf16, latin, text.as_bytes().to_vec()] {
            let mut found = String::new();
            read_rows(bytes.as_slice(), &mut |row| found += &format!("{row}\n")).expect("rows");
            assert_eq!(found, text);
        }
    }

    #[test]
    fn an_endless_row_is_an_error() {
        for beginning in [&b"[{\"a\":\""[..], b"{\"a\":\""] {
            let endless = beginning.chain(io::repeat(b'x'));
            let error = read_bounded(endless, 1 << 20, &mut |_| ()).expect_err("no end");
            assert!(matches!(error, ReadError::TooLarge { .. }), "{error}");
        }
    }

    #[test]
    fn a_list_may_be_empty() {
        assert_eq!(rows("[]").expect("an empty list is a list"), [""; 0]);
    }
}
