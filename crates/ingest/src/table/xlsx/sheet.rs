//! The rows of a sheet.

use std::borrow::Cow;

use quick_xml::events::BytesStart;

use super::super::{COLUMNS, EachLine, Line, is_blank};
use super::Shared;
use super::cell::CellKind;
use super::merged::Merged;
use super::package::{Node, Package, SHEET_LIMIT, Xml, attribute};
use super::parts::rich_text;
use super::row::Cells;
use crate::file::FileError;

/// Rows of a sheet.
const ROWS: u64 = 1_048_576;

/// What an empty cell counts for, in bytes, where what a sheet says in all is bounded.
const CELL_BYTES: u64 = 32;

/// Reads a sheet.
pub(super) struct Reader<'a> {
    shared: &'a Shared,
    formulas: u64,
}

impl<'a> Reader<'a> {
    pub fn new(shared: &'a Shared) -> Self {
        Reader { shared, formulas: 0 }
    }

    /// How many cells were formulas without values.
    pub fn formulas_without_value(&self) -> u64 {
        self.formulas
    }

    /// Hands the rows of a sheet to `each`, until it breaks off.
    ///
    /// A text that many cells share is written down once and read many times, so what the cells say in all is bounded
    /// too.
    pub fn rows(
        &mut self,
        package: &mut Package,
        path: &str,
        merged: &mut Merged<'a>,
        each: &mut EachLine<'_>,
    ) -> Result<(), FileError> {
        let missing = FileError::Damaged {
            file: package.file().to_owned(),
            problem: format!("the part {path} is not in it"),
        };
        let mut xml = package.part(path, SHEET_LIMIT)?.ok_or(missing)?;
        let (mut last, mut left, mut cells) = (0, SHEET_LIMIT, Cells::default());
        while let Some(node) = xml.next()? {
            match node {
                Node::Start(tag) if tag.local_name().as_ref() == "row" => {
                    let number = row_number(&xml, &tag, last)?;
                    last = number;
                    cells.clear();
                    self.read_row(&mut xml, &mut cells)?;
                    merged.fill(number, &mut cells).map_err(|error| xml.row_too_large(error))?;
                    let bytes = cells.bytes() + CELL_BYTES * cells.width() as u64;
                    left = left.checked_sub(bytes).ok_or_else(|| xml.too_large("a sheet", "1 GiB"))?;
                    let cells = cells.record();
                    if !is_blank(&cells) && each(Line { number, cells: &cells })?.is_break() {
                        return Ok(());
                    }
                }
                Node::End(name) if name == "sheetData" => return Ok(()),
                _ => {}
            }
        }
        Err(xml.damaged("a sheet ends early"))
    }

    /// The cells of a row, up to its end.
    fn read_row(&mut self, xml: &mut Xml<'_>, cells: &mut Cells<'a>) -> Result<(), FileError> {
        let mut next = 0;
        while let Some(node) = xml.next()? {
            match node {
                Node::Start(tag) if tag.local_name().as_ref() == "c" => {
                    let at = attribute(&tag, "r")
                        .and_then(|reference| position(&reference))
                        .map_or(next, |(_, at)| at);
                    if at >= COLUMNS {
                        return Err(xml.damaged("a cell is beyond the last column a sheet can have"));
                    }
                    next = at + 1;
                    let text = self.read_cell(xml, &tag)?;
                    if !text.is_empty() {
                        cells.set(at, text).map_err(|error| xml.row_too_large(error))?;
                    }
                }
                Node::End(name) if name == "row" => return Ok(()),
                _ => {}
            }
        }
        Err(xml.damaged("a row has no end"))
    }

    /// What a cell says, up to its end.
    fn read_cell(&mut self, xml: &mut Xml<'_>, tag: &BytesStart<'_>) -> Result<Cow<'a, str>, FileError> {
        let kind = CellKind::of(&attribute(tag, "t").unwrap_or_default());
        let style = attribute(tag, "s").and_then(|style| style.parse().ok()).unwrap_or_default();
        let (mut value, mut in_value, mut text) = (String::new(), false, String::new());
        let (mut is_formula, mut has_value) = (false, false);
        while let Some(node) = xml.next()? {
            match node {
                Node::Start(tag) => match tag.local_name().as_ref() {
                    "f" => is_formula = true,
                    "v" => (in_value, has_value) = (true, true),
                    "is" => text = rich_text(xml, "is")?,
                    _ => {}
                },
                Node::End(name) if name == "v" => in_value = false,
                Node::End(name) if name == "c" => {
                    self.formulas += u64::from(is_formula && !has_value);
                    if value.is_empty() {
                        return Ok(text.into());
                    }
                    let said = kind.text(&value, style, self.shared);
                    return said.ok_or_else(|| xml.damaged("a cell refers to a text that is not in it"));
                }
                Node::Text(part) if in_value => xml.append(&mut value, &part)?,
                _ => {}
            }
        }
        Err(xml.damaged("a cell has no end"))
    }
}

/// The number of a row, which must be greater than that of the row before.
fn row_number(xml: &Xml<'_>, tag: &BytesStart<'_>, last: u64) -> Result<u64, FileError> {
    let number = match attribute(tag, "r") {
        Some(number) => number.parse().map_err(|_| xml.damaged("a row has no number"))?,
        None => last + 1,
    };
    match number {
        number if number > ROWS => Err(xml.damaged("a row is beyond the last a sheet can have")),
        number if number <= last => Err(xml.damaged("the rows of a sheet are out of order")),
        number => Ok(number),
    }
}

/// Row, from 1, and column, from 0, of a reference such as `B7`.
pub(super) fn position(reference: &str) -> Option<(u64, usize)> {
    let reference = reference.trim_matches('$');
    let digits = reference.find(|c: char| c.is_ascii_digit())?;
    let (letters, row) = reference.split_at(digits);
    let letters = letters.trim_end_matches('$');
    if letters.is_empty() || letters.len() > 3 || !letters.bytes().all(|letter| letter.is_ascii_alphabetic())
    {
        return None;
    }
    let column = letters
        .bytes()
        .fold(0, |column, letter| column * 26 + usize::from(letter.to_ascii_uppercase() - b'A') + 1);
    Some((row.parse().ok()?, column - 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_name_rows_and_columns() {
        for (reference, found) in [
            ("A1", Some((1, 0))),
            ("$B$7", Some((7, 1))),
            ("XFD1048576", Some((1_048_576, 16_383))),
            ("ZZZZ1", None),
            ("7", None),
            ("A", None),
            ("", None),
            ("É1", None),
        ] {
            assert_eq!(position(reference), found, "{reference}");
        }
    }
}
