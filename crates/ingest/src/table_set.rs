//! From rows of tables to a set: bounds on what is read, and what must not be kept as it came.

use std::ops::ControlFlow;

use crate::fields::Fields as _;
use crate::file::FileError;
use crate::limits::{self, Kept, TABLE};
use crate::parsed::{ParsedSet, Scope};
use crate::place::asks_for_secrecy;
use crate::row_set::RowSet;
use crate::source::RawListing;
use crate::table::{Row, TableFile};

pub(crate) use crate::row_set::{Entry, SECRET};

/// How often progress is told, in rows.
const PROGRESS: u64 = 1_000;

/// Why a row can't be used.
#[derive(Debug)]
pub(crate) struct Refusal {
    /// Why.
    pub reason: String,
    /// Whether the row must not be kept as it came: it tells where a place is that is to be kept secret.
    pub is_secret: bool,
}

impl From<String> for Refusal {
    fn from(reason: String) -> Self {
        Refusal { reason, is_secret: false }
    }
}

/// A set of rows that is being read.
pub(crate) struct TableSet<'a> {
    rows: RowSet,
    kept: Kept,
    remarks: Vec<String>,
    progress: &'a mut dyn FnMut(u64),
}

impl<'a> TableSet<'a> {
    /// A set without rows.
    pub fn new(progress: &'a mut dyn FnMut(u64)) -> Self {
        TableSet { rows: RowSet::default(), kept: Kept::within(TABLE), remarks: Vec::new(), progress }
    }

    /// Fails before anything is kept when a text has more rows than a set can have; of a workbook the rows tell.
    pub fn admit(file: &mut TableFile, sheet: usize) -> Result<(), FileError> {
        if !file.is_text() {
            return Ok(());
        }
        let (name, mut rows) = (file.name().to_owned(), Kept::within(TABLE));
        file.rows(sheet, &mut |_| {
            rows.add(1).map_err(|limit| too_large(&name, limit))?;
            Ok(ControlFlow::Continue(()))
        })
    }

    /// Takes what a row of a file was read as: its listings, one for each program, or why it can't be used.
    pub fn row(
        &mut self,
        file: &str,
        row: &Row<'_>,
        read: impl FnOnce() -> Result<Vec<Entry>, Refusal>,
    ) -> Result<(), FileError> {
        let count = self.rows.begin();
        if count.is_multiple_of(PROGRESS) {
            (self.progress)(count);
        }
        let raw = row.to_json();
        self.kept.add(raw.len()).map_err(|limit| too_large(file, limit))?;
        let read = read();
        let is_secret = match &read {
            Ok(entries) => entries.iter().any(|entry| entry.content.location.is_withheld()),
            Err(refusal) => refusal.is_secret,
        };
        let reason = row.fault().or_else(|| match &read {
            Ok(entries) => entries.iter().find_map(|entry| limits::fault(&entry.content)),
            Err(refusal) => Some(refusal.reason.clone()),
        });
        match (reason, read) {
            (Some(reason), _) if is_secret || is_marked_secret(row) => {
                self.rows.reject(row.number, without_cells(reason, row), SECRET);
            }
            (Some(reason), _) => self.rows.reject(row.number, reason, &raw),
            (None, Ok(entries)) => {
                let raw = if is_secret { SECRET } else { &raw };
                self.rows.take(row.number, entries.into_iter().map(Ok), raw);
            }
            // A row that can't be read has its reason.
            (None, Err(_)) => {}
        }
        Ok(())
    }

    /// Notes what people should know of a file whose `sheet` was read: that others have the same columns, that it is
    /// hidden, that there are formulas whose values are missing.
    pub fn remark_on(&mut self, file: &TableFile, sheet: usize, others: &[usize]) {
        let name = |sheet: usize| format!("{:?}", file.sheets()[sheet].name);
        let mut remark = |said: String| self.remarks.push(format!("{}: {said}", file.name()));
        for other in others {
            let said =
                "has the columns too and was not read; give it in a file of its own if it belongs to the set";
            remark(format!("the sheet {} was read. The sheet {} {said}", name(sheet), name(*other)));
        }
        if file.sheets()[sheet].is_hidden {
            remark(format!("the sheet {} was read, which a spreadsheet program does not show", name(sheet)));
        }
        if let formulas @ 1.. = file.formulas_without_value() {
            remark(format!(
                "{formulas} cells are formulas whose values are not in the file and were read as empty; open it in a \
                 spreadsheet program and save it there"
            ));
        }
    }

    /// The listings, to be looked at together.
    pub fn listings_mut(&mut self) -> &mut [RawListing] {
        self.rows.listings_mut()
    }

    /// Joins the rows of each place.
    pub fn join(&mut self) {
        self.rows.join();
    }

    /// The set, which stands for `scope`.
    pub fn finish(self, scope: Scope) -> ParsedSet {
        ParsedSet { remarks: self.remarks, ..self.rows.finish(scope) }
    }
}

fn too_large(file: &str, limit: String) -> FileError {
    FileError::TooLarge { file: file.to_owned(), what: "the table".to_owned(), limit }
}

/// Longest text in a cell that can stand for a street.
const STREET: usize = 100;

/// Whether a cell of a row that can't be used asks for secrecy. Which one it is may not be known: cells may be torn.
fn is_marked_secret(row: &Row<'_>) -> bool {
    let streets = ["street1", "street2"].into_iter().filter_map(|name| row.text(name));
    let cells =
        row.named_cells().map(|(_, cell)| cell).filter(|cell| row.fault().is_some() && cell.len() <= STREET);
    streets.into_iter().any(|street| asks_for_secrecy(&street)) || cells.into_iter().any(asks_for_secrecy)
}

/// Shortest cell that can give a place away.
const TELLING: usize = 4;

/// A reason without what the row says.
fn without_cells(reason: String, row: &Row<'_>) -> String {
    let mut cells = row.named_cells().map(|(_, cell)| cell.trim()).filter(|cell| cell.len() >= TELLING);
    let tells = cells.any(|cell| reason.contains(cell));
    if tells { "a place to be kept secret, in a row that can't be used".to_owned() } else { reason }
}
