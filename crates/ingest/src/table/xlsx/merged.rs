//! Cells that are merged over several rows: each of these rows gets the text of the first.

use std::borrow::Cow;
use std::cmp::Reverse;

use calamine::Dimensions;

use super::row::{RowCells, RowTooLarge};
use crate::limits::TABLE_ROW;

/// How many columns are searched for merged cells, and how many of these may overlap a row.
const COLUMNS: u32 = 1_000;

/// The merged cells of a sheet. If a cell is merged over several columns, only the first column gets the text.
#[derive(Debug, Default)]
pub(super) struct MergedCells<'a> {
    /// Merged cells that begin in a later row, the next one last.
    to_come: Vec<Dimensions>,
    /// Merged cells that reach into the current row, with their texts.
    open: Vec<(Dimensions, Cow<'a, str>)>,
}

impl<'a> MergedCells<'a> {
    /// The merged cells in these rectangles.
    pub fn new(mut to_come: Vec<Dimensions>) -> MergedCells<'a> {
        to_come.retain(|merged| merged.end.0 > merged.start.0 && merged.start.1 < COLUMNS);
        to_come.sort_by_key(|merged| Reverse(merged.start.0));
        MergedCells { to_come, open: Vec::new() }
    }

    /// Fills the cells of a row that are merged with a cell above. Rows must come in order.
    pub fn fill(&mut self, row: u32, cells: &mut RowCells<'a>) -> Result<(), RowTooLarge> {
        self.open.retain(|(merged, _)| merged.end.0 >= row);
        for (merged, text) in &self.open {
            if cells.text(merged.start.1 as usize).is_empty() {
                cells.set(merged.start.1 as usize, text.clone())?;
            }
        }
        let mut bytes: u64 = self.open.iter().map(|(_, text)| text.len() as u64).sum();
        while let Some(merged) = self.to_come.pop_if(|merged| merged.start.0 <= row) {
            let text = cells.text(merged.start.1 as usize);
            // Merged cells do not overlap, except in a workbook that was made to be slow.
            if merged.start.0 == row && !text.is_empty() && self.open.len() < COLUMNS as usize {
                bytes += text.len() as u64;
                if bytes > TABLE_ROW {
                    return Err(RowTooLarge);
                }
                self.open.push((merged, text.clone()));
            }
        }
        Ok(())
    }
}
