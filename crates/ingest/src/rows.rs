//! Reading rows from a file: a page, a list of rows, or one row a line.

use std::fmt;
use std::io::{self, BufRead, Read};

use serde::Deserializer as _;
use serde::de::{SeqAccess, Visitor};
use serde_json::Deserializer;
use serde_json::value::RawValue;

use crate::page::{Page, without_mark};

/// Why a file can't be read.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// Input failed.
    #[error("failed to read the rows")]
    Input(#[source] io::Error),
    /// It is not JSON, or cut.
    #[error("failed to read the rows as JSON")]
    Json(#[source] serde_json::Error),
    /// It is something else.
    #[error("the rows are neither a page, nor a list, nor one row a line: they begin with {0:?}")]
    Unknown(char),
    /// Nothing is in it.
    #[error("the file of rows is empty")]
    Empty,
}

/// Reads the rows of a file and hands each on as the text it came as; how many there were.
///
/// The file is a page `{"rows": […]}`, several of them one behind the other, a list of rows `[…]`, or has one row a
/// line. Lists and lines are never held as a whole. A line that is not JSON is handed on as a row that will be
/// rejected; what is cut or broken otherwise is an error, since rows may be missing.
///
/// # Errors
/// When reading fails, or the file has none of these forms.
pub fn read_rows(mut input: impl BufRead, each: &mut dyn FnMut(&str)) -> Result<u64, ReadError> {
    let mut rows = 0;
    let mut each = |raw: &str| {
        rows += 1;
        each(raw);
    };
    match first_byte(&mut input).map_err(ReadError::Input)? {
        None => return Err(ReadError::Empty),
        Some(b'[') => read_list(input, &mut each)?,
        Some(b'{') => read_objects(input, &mut each)?,
        Some(other) => return Err(ReadError::Unknown(char::from(other))),
    }
    Ok(rows)
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

fn read_list(input: impl BufRead, each: &mut dyn FnMut(&str)) -> Result<(), ReadError> {
    let mut json = Deserializer::from_reader(input);
    json.deserialize_seq(List(each)).and_then(|()| json.end()).map_err(ReadError::Json)
}

/// Hands on the members of a list as they are read.
struct List<'a>(&'a mut dyn FnMut(&str));

impl<'de> Visitor<'de> for List<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of rows")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        while let Some(member) = list.next_element::<Box<RawValue>>()? {
            rows_of(member.get(), self.0);
        }
        Ok(())
    }
}

/// One object a line, or objects over several lines.
fn read_objects(mut input: impl BufRead, each: &mut dyn FnMut(&str)) -> Result<(), ReadError> {
    let mut line = Vec::new();
    input.read_until(b'\n', &mut line).map_err(ReadError::Input)?;
    if serde_json::from_slice::<&RawValue>(&line).is_err() {
        return read_documents(line.as_slice().chain(input), each);
    }
    while !line.is_empty() {
        let text = String::from_utf8_lossy(without_mark(&line));
        let text = text.trim();
        if !text.is_empty() {
            rows_of(text, each);
        }
        line.clear();
        input.read_until(b'\n', &mut line).map_err(ReadError::Input)?;
    }
    Ok(())
}

fn read_documents(input: impl BufRead, each: &mut dyn FnMut(&str)) -> Result<(), ReadError> {
    for document in Deserializer::from_reader(input).into_iter::<Box<RawValue>>() {
        rows_of(document.map_err(ReadError::Json)?.get(), each);
    }
    Ok(())
}

/// The rows of a page; what is no page is a row.
fn rows_of(text: &str, each: &mut dyn FnMut(&str)) {
    let page = text.contains("\"rows\"").then(|| Page::read(text.as_bytes()).ok()).flatten();
    match page {
        Some(page) => page.rows().iter().for_each(|row| each(row.get())),
        None => each(text),
    }
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
            r#"{"page":1,"rows":[{"a":1},{"b":2}]}"#,
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
    fn a_list_may_be_empty() {
        assert_eq!(rows("[]").expect("an empty list is a list"), [""; 0]);
    }
}
