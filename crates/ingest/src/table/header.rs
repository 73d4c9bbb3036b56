//! The names of columns, and rows under those names.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt::Write;

use csv::StringRecord;
use directory::text;

use super::sheet::RawRow;
use crate::file::FileError;
use crate::limits::{self, KEPT};

/// The names of the columns of a table. They are unique: a name that appears again gets a number, as in "Phone (2)".
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Header {
    /// The number of cells in the header's row, including empty ones at its end.
    width: usize,
    names: Vec<String>,
    by_fold: HashMap<String, usize>,
}

impl Header {
    /// Takes the names from a row. A column without a name is named by its position: "(column 3)".
    pub fn new(row: &StringRecord) -> Header {
        let mut header = Header { width: row.len(), ..Header::default() };
        // The last number that was given to each name, so that the next search for a free number continues from there.
        let mut times: HashMap<String, usize> = HashMap::new();
        let named = row.iter().enumerate().filter(|(_, name)| !name.trim().is_empty());
        let width = named.last().map_or(0, |(last, _)| last + 1);
        for (at, name) in row.iter().take(width).enumerate() {
            let name: String =
                text::clean(name).map_or_else(|| unnamed(at), |name| name.chars().take(KEPT).collect());
            let mut unique = name.clone();
            let times = times.entry(fold(&name)).or_insert(1);
            while header.by_fold.contains_key(&fold(&unique)) {
                *times += 1;
                unique = format!("{name} ({times})");
            }
            header.by_fold.insert(fold(&unique), at);
            header.names.push(unique);
        }
        header
    }

    /// The names, in the order of the columns.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// The position of a column, ignoring case, spaces and punctuation in its name.
    pub fn find(&self, name: &str) -> Option<usize> {
        self.by_fold.get(&fold(name)).copied()
    }

    /// A row under these names.
    pub fn row<'a>(&'a self, line: RawRow<'a>) -> TableRow<'a> {
        TableRow { header: self, number: line.number, cells: line.cells }
    }
}

fn unnamed(at: usize) -> String {
    format!("(column {})", at + 1)
}

/// A name reduced to its letters and digits, in lowercase; unchanged if it has none.
pub fn fold(name: &str) -> String {
    let folded: String = name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    if folded.is_empty() { name.to_owned() } else { folded }
}

/// How many rows of a sheet are searched for its header.
pub(crate) const HEADER_WITHIN: u64 = 50;

#[derive(Debug, Clone)]
pub(crate) struct SheetHeader {
    /// The index of the sheet.
    pub sheet: usize,
    /// The number of the header's row.
    pub row_number: u64,
    /// The names in the header.
    pub names: Header,
}

/// A row of a table under the names of its columns.
#[derive(Debug, Clone, Copy)]
pub struct TableRow<'a> {
    header: &'a Header,
    /// The number of the row in the table, from 1.
    pub number: u64,
    cells: &'a StringRecord,
}

impl<'a> TableRow<'a> {
    /// The text of a column, if it is not empty.
    pub fn cell(&self, column: usize) -> Option<&'a str> {
        self.cells.get(column).filter(|cell| !cell.trim().is_empty())
    }

    /// The text of the column with this name, if it is not empty.
    pub fn text(&self, name: &str) -> Option<&'a str> {
        self.cell(self.header.find(name)?)
    }

    /// The cells that are not empty, each with the name of its column.
    pub fn named_cells(&self) -> impl Iterator<Item = (Cow<'a, str>, &'a str)> + use<'a> {
        let (header, cells) = (self.header, self.cells);
        let name =
            |at: usize| header.names.get(at).map_or_else(|| unnamed(at).into(), |name| name.as_str().into());
        cells
            .iter()
            .enumerate()
            .filter(|(_, cell)| !cell.trim().is_empty())
            .map(move |(at, cell)| (name(at), cell))
    }

    /// Why the row can't be trusted, if so: a cell is too long, or is beyond the last column, which probably means that
    /// another cell was torn in two.
    pub fn fault(&self) -> Option<String> {
        if self.cells.iter().any(limits::is_too_long) {
            return Some(limits::too_long());
        }
        self.has_extra().then(|| "more cells than the header has columns".to_owned())
    }

    /// Whether a cell beyond the last column has content.
    fn has_extra(&self) -> bool {
        self.cells.iter().skip(self.header.names.len()).any(|cell| !cell.trim().is_empty())
    }

    /// The row as a JSON object with the names of the columns. Empty cells are left out, and cells that are too long are
    /// truncated.
    pub fn to_json(&self) -> String {
        let mut json = String::from("{");
        for (name, cell) in self.named_cells() {
            let comma = if json.len() > 1 { "," } else { "" };
            let (name, cell) = (serde_json::Value::from(&*name), serde_json::Value::from(&*kept(cell)));
            // Writing to a string can't fail.
            let _ = write!(json, "{comma}{name}:{cell}");
        }
        json.push('}');
        json
    }
}

/// Compares the rows of a table with its header. If most rows are longer, a heading is missing, and cells are under the
/// wrong headings.
#[derive(Debug, Default)]
pub(crate) struct HeaderCheck {
    rows: u64,
    longer: u64,
    /// Rows with content beyond the last column.
    extra: u64,
}

impl HeaderCheck {
    /// Counts a row.
    pub fn see(&mut self, row: &TableRow<'_>) {
        self.rows += 1;
        self.longer += u64::from(row.cells.len() > row.header.width);
        self.extra += u64::from(row.has_extra());
    }

    /// Fails if the header of a file is shorter than most of its rows, unless all of the extra cells are empty.
    pub fn finish(&self, file: &str) -> Result<(), FileError> {
        let HeaderCheck { rows, longer, extra } = *self;
        if extra == 0 || longer.max(extra) * 2 <= rows {
            return Ok(());
        }
        let longer = longer.max(extra);
        let problem = format!(
            "{longer} of its {rows} rows have more cells than the header, so a heading is missing, and it is unknown which cells \
             belong to which heading. Add the missing heading"
        );
        Err(FileError::format(file, problem))
    }
}

fn kept(cell: &str) -> Cow<'_, str> {
    if limits::is_too_long(cell) { limits::beginning(cell, KEPT).into() } else { cell.into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_and_punctuation_of_column_names_do_not_matter() {
        let header = Header::new(&StringRecord::from(vec!["Name 1", "", "SERVICE_code_info", "name1", ""]));
        assert_eq!(header.names(), ["Name 1", "(column 2)", "SERVICE_code_info", "name1 (2)"]);
        assert_eq!(header.find("name1"), Some(0));
        assert_eq!(header.find("service code info"), Some(2));
        assert_eq!(header.find("name 1 (2)"), Some(3));
        assert_eq!(header.find("city"), None);
    }

    #[test]
    fn all_columns_can_have_the_same_name() {
        let header = Header::new(&StringRecord::from(vec!["Name"; 16_384]));
        assert_eq!(header.names()[16_383], "Name (16384)");
        assert_eq!(header.find("name 16384"), Some(16_383));
    }

    #[test]
    fn a_header_that_is_shorter_than_most_rows_is_refused() {
        let check = |header: &[&str], rows: &[&[&str]]| {
            let header = Header::new(&StringRecord::from(header.to_vec()));
            let mut check = HeaderCheck::default();
            for cells in rows {
                let cells = StringRecord::from(cells.to_vec());
                check.see(&header.row(RawRow { number: 2, cells: &cells }));
            }
            check.finish("table.csv")
        };
        let long: &[&str] = &["1", "Hope", "Austin"];
        let error =
            check(&["name", "city"], &[long, long, &["3", "", ""]]).expect_err("a heading is missing");
        assert!(error.to_string().contains("3 of its 3 rows have more cells"), "{error}");
        check(&["name", "city", ""], &[long]).expect_err("the last column has no heading");
        check(&["name", "city"], &[&["Hope", "Austin"], &["Care", "Dallas"], long]).expect("one row is torn");
        check(&["name", "city"], &[&["Hope", "Austin", ""], &["Care", "Dallas", ""]])
            .expect("a comma at the end of rows");
    }

    #[test]
    fn a_row_becomes_json_with_all_its_cells() {
        let header = Header::new(&StringRecord::from(vec!["b", "a"]));
        let row = |cells: &[&str]| {
            let cells = StringRecord::from(cells.to_vec());
            let row = header.row(RawRow { number: 2, cells: &cells });
            (row.to_json(), row.fault().is_some())
        };
        assert_eq!(row(&["say \"x\"", " "]), (r#"{"b":"say \"x\""}"#.to_owned(), false));
        assert_eq!(row(&["1", "2", ""]), (r#"{"b":"1","a":"2"}"#.to_owned(), false));
        assert_eq!(row(&["1", "2", "3"]), (r#"{"b":"1","a":"2","(column 3)":"3"}"#.to_owned(), true));
        let (json, is_fault) = row(&[&"ü".repeat(limits::CELL + 1)]);
        assert!(is_fault && json.len() < 3 * KEPT, "{}", json.len());
        assert!(!row(&[&"ü".repeat(limits::CELL)]).1);
    }
}
