//! Rows of tables: limits on their number, and confidential rows, which must not be stored as received.

use std::ops::ControlFlow;

use super::SetBuilder;
use super::draft::{CONFIDENTIAL_ROW, ListingDraft};
use super::size::SetSize;
use crate::file::FileError;
use crate::limits::{self, TABLE};
use crate::place::{SiteFields, asks_for_confidentiality};
use crate::table::{HeaderCheck, SheetHeader, TableFile, TableRow};

/// Why a row can't be used.
#[derive(Debug)]
pub(crate) struct Refusal {
    /// What is wrong with it.
    pub reason: String,
    /// Whether the row is left out on purpose, so that it does not matter how many such rows there are.
    pub is_meant: bool,
    /// Whether the row must not be stored as received, because it says where a confidential place is.
    pub is_confidential: bool,
}

impl Refusal {
    /// A row that can't be used. It is confidential if the text in place of its street says so.
    pub fn new(reason: String, fields: &SiteFields<'_>) -> Refusal {
        Refusal { reason, is_meant: false, is_confidential: fields.ask_for_confidentiality() }
    }
}

impl SetBuilder<'_> {
    /// Reads the rows below the first of `headers` with `read`, which returns the listings of a row, one for each program,
    /// or why the row can't be used. The sheets of the other headers have the same columns and are only mentioned in a
    /// remark.
    ///
    /// `kind` is the kind of a row: see [`SetBuilder::set_kind`].
    pub(crate) fn read_table(
        &mut self,
        file: &mut TableFile,
        headers: &[SheetHeader],
        kind: &dyn Fn(&TableRow<'_>) -> Option<String>,
        read: &mut dyn FnMut(&TableRow<'_>) -> Result<Vec<ListingDraft>, Refusal>,
    ) -> Result<(), FileError> {
        let Some((header, others)) = headers.split_first() else { return Ok(()) };
        check_row_count(file, header.sheet)?;
        let name = file.name().to_owned();
        let mut check = HeaderCheck::default();
        file.rows_below(header, &mut |row| {
            check.see(&row);
            self.read_table_row(&name, &row, kind, read)?;
            Ok(ControlFlow::Continue(()))
        })?;
        check.finish(&name)?;
        self.remark_on_sheets(file, header.sheet, others);
        Ok(())
    }

    /// Reads a row of `file`. `read` is as in [`read_table`](Self::read_table).
    pub(crate) fn read_table_row(
        &mut self,
        file: &str,
        row: &TableRow<'_>,
        kind: &dyn Fn(&TableRow<'_>) -> Option<String>,
        read: &mut dyn FnMut(&TableRow<'_>) -> Result<Vec<ListingDraft>, Refusal>,
    ) -> Result<(), FileError> {
        self.begin_row();
        let raw = row.to_json();
        self.check_size(file, raw.len())?;
        let read = read(row);
        if let Some(kind) = kind(row).filter(|_| !matches!(&read, Err(refusal) if refusal.is_meant)) {
            self.set_kind(&kind);
        }
        let is_confidential = match &read {
            Ok(drafts) => drafts.iter().any(|draft| draft.content.location.is_withheld()),
            Err(refusal) => refusal.is_confidential,
        };
        let fault =
            row.fault().or_else(|| read.iter().flatten().find_map(|draft| limits::fault(&draft.content)));
        let read = fault.map_or(read.map_err(|refusal| refusal.reason), Err);
        match read {
            Ok(drafts) => {
                let raw = if is_confidential { CONFIDENTIAL_ROW } else { &raw };
                self.add_all(row.number, drafts.into_iter().map(Ok), raw);
            }
            Err(reason) if is_confidential || may_be_confidential(row) => {
                self.reject(row.number, without_cells(reason, row), CONFIDENTIAL_ROW);
            }
            Err(reason) => self.reject(row.number, reason, &raw),
        }
        Ok(())
    }

    /// Remarks on a file whose `sheet` was read: on other sheets with the same columns, on a hidden sheet, and on formulas
    /// without results.
    fn remark_on_sheets(&mut self, file: &TableFile, sheet: usize, others: &[SheetHeader]) {
        let name = |sheet: usize| format!("{:?}", file.sheets()[sheet].name);
        let mut remark = |said: String| self.remark(format!("{}: {said}", file.name()));
        for other in others {
            let said = "has the same columns and was not read; import it as a file of its own if it belongs to the set";
            remark(format!("the sheet {} was read; the sheet {} {said}", name(sheet), name(other.sheet)));
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

/// Fails if a text table has more rows than a set may have, before any of them is stored. A workbook is checked while it is
/// read, since unpacking it twice takes too long.
fn check_row_count(file: &mut TableFile, sheet: usize) -> Result<(), FileError> {
    if !file.is_text() {
        return Ok(());
    }
    let (name, mut size) = (file.name().to_owned(), SetSize::within(TABLE));
    file.rows(sheet, &mut |_| {
        size.add(&name, 0)?;
        Ok(ControlFlow::Continue(()))
    })
}

/// Longest cell that may hold a text in place of a street, in bytes.
const STREET: usize = 100;

/// Whether a row with a fault, whose cells may be in the wrong columns, has a short cell that asks to keep its place
/// confidential.
fn may_be_confidential(row: &TableRow<'_>) -> bool {
    let mut cells = row.named_cells().map(|(_, cell)| cell).filter(|cell| cell.len() <= STREET);
    row.fault().is_some() && cells.any(asks_for_confidentiality)
}

/// Shortest cell that can give a place away, in bytes.
const TELLING: usize = 4;

/// The reason, or a general one if it quotes a cell of the row.
fn without_cells(reason: String, row: &TableRow<'_>) -> String {
    let mut cells = row.named_cells().map(|(_, cell)| cell.trim()).filter(|cell| cell.len() >= TELLING);
    let tells = cells.any(|cell| reason.contains(cell));
    if tells { "the reason would reveal a confidential place".to_owned() } else { reason }
}
