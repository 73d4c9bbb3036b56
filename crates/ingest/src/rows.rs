//! Reading rows from a file: a page, a list of rows, or one row a line.

use std::cell::Cell;
use std::fmt;
use std::io::{self, BufRead, Read};

use serde::Deserializer as _;
use serde::de::{SeqAccess, Visitor};
use serde_json::Deserializer;
use serde_json::value::RawValue;

use crate::limits::JSON_DOCUMENT;
use crate::page::Page;
use crate::unicode::as_utf8;

/// Why a file can't be read.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// Input failed.
    #[error("failed to read the rows")]
    Input(#[source] io::Error),
    /// It is not JSON, or cut.
    #[error("failed to read the rows as JSON")]
    Json(#[source] serde_json::Error),
    /// It is a page of several, and the others are missing.
    #[error(
        "the file is a part only: it has {found} of the {announced} it announces. Put all pages into one file, one behind \
         the other"
    )]
    Partial {
        /// How many rows, or pages, it has.
        found: u64,
        /// How many there are.
        announced: Announced,
    },
    /// Its last line was cut.
    #[error("the last line of the file is cut, so that rows may be missing")]
    Cut,
    /// It has more than can be held.
    #[error("{what} is larger than the {} MiB that are read", bytes >> 20)]
    TooLarge {
        /// What of it.
        what: &'static str,
        /// The bound, in bytes.
        bytes: u64,
    },
    /// It is something else.
    #[error("the rows are neither a page, nor a list, nor one row a line: they begin with {0:?}")]
    Unknown(char),
    /// Nothing is in it.
    #[error("the file of rows is empty")]
    Empty,
}

/// How much there is of what a page is a part of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Announced {
    /// So many rows.
    Rows(u64),
    /// So many pages.
    Pages(u64),
}

impl fmt::Display for Announced {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Announced::Rows(rows) => write!(f, "{rows} rows"),
            Announced::Pages(pages) => write!(f, "{pages} pages"),
        }
    }
}

/// Reads the rows of a file and hands each on as the text it came as; how many there were.
///
/// The file is a page `{"rows": […]}`, several of them one behind the other, a list of rows `[…]`, or has one row a
/// line; in UTF-8, UTF-16, or Windows-1252 where it is not UTF-8. Lists and lines are never held as a whole. A line that
/// is not JSON is handed on as a row that will be rejected; what is cut or broken otherwise is an error, since rows may be
/// missing, and so are pages that announce more rows than are there.
///
/// # Errors
/// When reading fails, the file has none of these forms, or is a part of what it announces.
pub fn read_rows(input: impl Read, each: &mut dyn FnMut(&str)) -> Result<u64, ReadError> {
    read_bounded(input, JSON_DOCUMENT, each)
}

/// `limit`: most bytes of a line, a page or a member of a list.
fn read_bounded(input: impl Read, limit: u64, each: &mut dyn FnMut(&str)) -> Result<u64, ReadError> {
    let mut input = as_utf8(input).map_err(ReadError::Input)?;
    let mut rows = Rows { each, limit, rows: 0, pages: 0, announced: None };
    match first_byte(&mut input).map_err(ReadError::Input)? {
        None => return Err(ReadError::Empty),
        Some(b'[') => read_list(input, &mut rows)?,
        Some(b'{') => read_objects(input, &mut rows)?,
        Some(other) => return Err(ReadError::Unknown(char::from(other))),
    }
    rows.whole()
}

/// Hands on rows, and counts what pages announce.
struct Rows<'a> {
    each: &'a mut dyn FnMut(&str),
    limit: u64,
    rows: u64,
    pages: u64,
    announced: Option<Announced>,
}

impl Rows<'_> {
    fn too_large(&self) -> ReadError {
        ReadError::TooLarge { what: "a row or page", bytes: self.limit }
    }

    /// What reading JSON failed for.
    fn json_error(&self, error: serde_json::Error) -> ReadError {
        match error.io_error_kind() {
            Some(io::ErrorKind::FileTooLarge) => self.too_large(),
            Some(_) => ReadError::Input(error.into()),
            None => ReadError::Json(error),
        }
    }

    /// Hands on the rows of a page; what is no page is a row.
    fn take(&mut self, text: &str) {
        let page = text.contains("\"rows\"").then(|| Page::read(text.as_bytes()).ok()).flatten();
        let Some(page) = page else { return self.row(text) };
        self.pages += 1;
        let announced = page.record_count.map(Announced::Rows).or(page.total_pages.map(Announced::Pages));
        self.announced = announced.or(self.announced);
        page.rows().iter().for_each(|row| self.row(row.get()));
    }

    fn row(&mut self, text: &str) {
        self.rows += 1;
        (self.each)(text);
    }

    /// How many rows there were, if they are all that were announced.
    fn whole(self) -> Result<u64, ReadError> {
        let (found, of) = match self.announced {
            Some(Announced::Pages(pages)) => (self.pages, pages),
            Some(Announced::Rows(rows)) => (self.rows, rows),
            None => return Ok(self.rows),
        };
        match self.announced.filter(|_| found < of) {
            Some(announced) => Err(ReadError::Partial { found, announced }),
            None => Ok(self.rows),
        }
    }
}

/// A reader that fails when more than a document comes at a time.
struct Bounded<'a, R> {
    inner: R,
    left: &'a Cell<u64>,
}

impl<R: Read> Read for Bounded<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let bytes = self.inner.read(buffer)?;
        self.left.set(self.left.get().checked_sub(bytes as u64).ok_or(io::ErrorKind::FileTooLarge)?);
        Ok(bytes)
    }
}

/// The first byte that says something; what is before it is passed over.
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

fn read_list(input: impl BufRead, rows: &mut Rows<'_>) -> Result<(), ReadError> {
    let left = Cell::new(rows.limit);
    let mut json = Deserializer::from_reader(Bounded { inner: input, left: &left });
    let list = List { rows: &mut *rows, left: &left };
    json.deserialize_seq(list).and_then(|()| json.end()).map_err(|error| rows.json_error(error))
}

/// Hands on the members of a list as they are read.
struct List<'a, 'b> {
    rows: &'a mut Rows<'b>,
    left: &'a Cell<u64>,
}

impl<'de> Visitor<'de> for List<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of rows")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        while let Some(member) = list.next_element::<Box<RawValue>>()? {
            self.rows.take(member.get());
            self.left.set(self.rows.limit);
        }
        Ok(())
    }
}

/// One object a line, or objects over several lines.
fn read_objects(mut input: impl BufRead, rows: &mut Rows<'_>) -> Result<(), ReadError> {
    let mut line = String::new();
    read_line(&mut input, &mut line, rows)?;
    if serde_json::from_str::<&RawValue>(&line).is_err() {
        return read_documents(line.as_bytes().chain(input), rows);
    }
    while !line.is_empty() {
        let text = line.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
        if !line.ends_with('\n') && is_cut(text) {
            return Err(ReadError::Cut);
        }
        if !text.is_empty() {
            rows.take(text);
        }
        line.clear();
        read_line(&mut input, &mut line, rows)?;
    }
    Ok(())
}

fn read_line(input: &mut impl BufRead, line: &mut String, rows: &Rows<'_>) -> Result<(), ReadError> {
    let mut bytes = Vec::new();
    input.take(rows.limit).read_until(b'\n', &mut bytes).map_err(ReadError::Input)?;
    // What is read is UTF-8, but the bound may part a character.
    line.push_str(&String::from_utf8_lossy(&bytes));
    if bytes.len() as u64 == rows.limit { Err(rows.too_large()) } else { Ok(()) }
}

/// Whether a text is the beginning of JSON.
fn is_cut(text: &str) -> bool {
    serde_json::from_str::<&RawValue>(text).is_err_and(|error| error.is_eof() && !text.is_empty())
}

fn read_documents(input: impl BufRead, rows: &mut Rows<'_>) -> Result<(), ReadError> {
    let left = Cell::new(rows.limit);
    let input = Bounded { inner: input, left: &left };
    for document in Deserializer::from_reader(input).into_iter::<Box<RawValue>>() {
        rows.take(document.map_err(|error| rows.json_error(error))?.get());
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
    fn a_cut_file_is_an_error() {
        for text in
            [r#"[{"a":1},{"b""#, r#"[{"a":1}] x"#, "{\"rows\":[{\"a\":1},\n{\"b\"", "", " \n", "<html>"]
        {
            assert!(rows(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_last_line_that_is_cut_is_an_error() {
        let error = rows("{\"a\":1}\n{\"b\":2}\n{\"c\":").expect_err("cut").to_string();
        assert!(error.contains("the last line of the file is cut"), "{error}");
    }

    #[test]
    fn a_page_without_the_others_it_announces_is_an_error() {
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
    fn a_row_without_end_is_an_error_before_it_fills_the_memory() {
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
