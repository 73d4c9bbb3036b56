//! Rows of tables: limits on their number, and confidential rows, which must not be kept as they came.

use std::ops::ControlFlow;

use super::SetBuilder;
use super::draft::{CONFIDENTIAL_ROW, ListingDraft};
use super::size::SetSize;
use crate::fields::Fields as _;
use crate::file::FileError;
use crate::limits::{self, TABLE};
use crate::place::asks_for_secrecy;
use crate::table::{TableFile, TableRow};

/// Why a row can't be used.
#[derive(Debug)]
pub(crate) struct Refusal {
    /// What is wrong with it.
    pub reason: String,
    /// Whether the row must not be kept as received, because it says where a confidential place is.
    pub is_confidential: bool,
}

impl From<String> for Refusal {
    fn from(reason: String) -> Self {
        Refusal { reason, is_confidential: false }
    }
}

impl SetBuilder<'_> {
    /// Reads a row of a table with `read`, which returns its listings, one for each program, or why it can't be used.
    ///
    /// # Errors
    /// When the set becomes too large.
    pub(crate) fn table_row(
        &mut self,
        file: &str,
        row: &TableRow<'_>,
        read: impl FnOnce() -> Result<Vec<ListingDraft>, Refusal>,
    ) -> Result<(), FileError> {
        self.begin_row();
        let raw = row.to_json();
        self.check_size(file, raw.len())?;
        let read = read();
        let fault =
            row.fault().or_else(|| read.iter().flatten().find_map(|draft| limits::fault(&draft.content)));
        let read = match fault {
            Some(reason) => Err(Refusal { reason, is_confidential: is_confidential(&read) }),
            None => read,
        };
        let is_confidential = is_confidential(&read);
        match read {
            Ok(drafts) => {
                let raw = if is_confidential { CONFIDENTIAL_ROW } else { &raw };
                self.add_all(row.number, drafts.into_iter().map(Ok), raw);
            }
            Err(Refusal { reason, .. }) if is_confidential || asks_for_confidentiality(row) => {
                self.reject(row.number, without_cells(reason, row), CONFIDENTIAL_ROW);
            }
            Err(Refusal { reason, .. }) => self.reject(row.number, reason, &raw),
        }
        Ok(())
    }

    /// Remarks on a file whose `sheet` was read: on other sheets with the same columns, on a hidden sheet, and on formulas
    /// without results.
    pub(crate) fn remark_on_sheets(&mut self, file: &TableFile, sheet: usize, others: &[usize]) {
        let name = |sheet: usize| format!("{:?}", file.sheets()[sheet].name);
        let mut remark = |said: String| self.remark(format!("{}: {said}", file.name()));
        for other in others {
            let said = "has the same columns and was not read; import it as a file of its own if it belongs to the set";
            remark(format!("the sheet {} was read; the sheet {} {said}", name(sheet), name(*other)));
        }
        if file.sheets()[sheet].is_hidden {
            remark(format!("the sheet {} was read, although it is hidden", name(sheet)));
        }
        if let formulas @ 1.. = file.formulas_without_value() {
            remark(format!(
                "{formulas} cells are formulas whose results are not in the file; they were read as empty. Open the file in \
                 a spreadsheet program and save it to compute them"
            ));
        }
    }
}

/// Fails if a table as text has more rows than a set may have, before any of them is kept. A workbook is checked while it is
/// read, since unpacking it twice takes too long.
pub(crate) fn check_row_count(file: &mut TableFile, sheet: usize) -> Result<(), FileError> {
    if !file.is_text() {
        return Ok(());
    }
    let (name, mut size) = (file.name().to_owned(), SetSize::within(TABLE));
    file.rows(sheet, &mut |_| {
        size.add(&name, 0)?;
        Ok(ControlFlow::Continue(()))
    })
}

/// Whether a row says where a confidential place is.
fn is_confidential(read: &Result<Vec<ListingDraft>, Refusal>) -> bool {
    match read {
        Ok(drafts) => drafts.iter().any(|draft| draft.content.location.is_withheld()),
        Err(refusal) => refusal.is_confidential,
    }
}

/// Longest text of a cell that can take the place of a street, in bytes.
const STREET: usize = 100;

/// Whether a row that can't be used asks to keep its place confidential: in its street or, if the row is torn, so that cells
/// may be in the wrong columns, in any short cell.
fn asks_for_confidentiality(row: &TableRow<'_>) -> bool {
    let streets = ["street1", "street2"].into_iter().filter_map(|name| row.text(name));
    let cells =
        row.named_cells().map(|(_, cell)| cell).filter(|cell| row.fault().is_some() && cell.len() <= STREET);
    streets.into_iter().any(|street| asks_for_secrecy(&street)) || cells.into_iter().any(asks_for_secrecy)
}

/// Shortest cell that can give a place away, in bytes.
const TELLING: usize = 4;

/// The reason, unless it quotes a cell of the row.
fn without_cells(reason: String, row: &TableRow<'_>) -> String {
    let mut cells = row.named_cells().map(|(_, cell)| cell.trim()).filter(|cell| cell.len() >= TELLING);
    let tells = cells.any(|cell| reason.contains(cell));
    if tells { "a confidential place, in a row that can't be used".to_owned() } else { reason }
}
