//! Cells that are merged over several rows: each of those rows has what the first says.

use std::borrow::Cow;

use super::super::ROW_LIMIT;
use super::package::{Node, Package, SHEET_LIMIT, attribute};
use super::row::{Cells, RowTooLarge};
use super::sheet::position;
use crate::file::FileError;

/// Most merged cells of a sheet.
const MOST: usize = 200_000;

/// Most columns that are looked at: cells of others, merged or not, are no part of a listing.
const COLUMNS: usize = 1_000;

/// Most bytes of the texts of the merged cells that a row is in: as much as a row may have.
const OPEN_LIMIT: u64 = ROW_LIMIT;

/// A cell merged over several rows. Of one merged over columns only the first has the text.
#[derive(Debug, Clone)]
struct Region<'a> {
    column: usize,
    first: u64,
    last: u64,
    text: Cow<'a, str>,
}

/// The merged cells of a sheet, by their first rows.
#[derive(Debug, Default)]
pub(super) struct Merged<'a> {
    /// Those that come, the next one last.
    to_come: Vec<Region<'a>>,
    /// Those that the row at hand is in.
    open: Vec<Region<'a>>,
}

impl<'a> Merged<'a> {
    /// Reads which cells of a sheet are merged; they are listed behind its rows.
    pub fn read(package: &mut Package, path: &str) -> Result<Merged<'a>, FileError> {
        let mut to_come = Vec::new();
        let Some(mut xml) = package.part(path, SHEET_LIMIT)? else { return Ok(Merged::default()) };
        while let Some(node) = xml.next()? {
            let Node::Start(tag) = node else { continue };
            if tag.local_name().as_ref() != "mergeCell" {
                continue;
            }
            let reference = attribute(&tag, "ref").unwrap_or_default();
            to_come.extend(region(&reference));
            if to_come.len() > MOST {
                return Err(xml.too_large("the list of merged cells", "200,000 cells"));
            }
        }
        to_come.sort_by_key(|region| std::cmp::Reverse(region.first));
        Ok(Merged { to_come, open: Vec::new() })
    }

    /// Fills the cells of a row that are merged with one above; rows must come in order.
    pub fn fill(&mut self, row: u64, cells: &mut Cells<'a>) -> Result<(), RowTooLarge> {
        self.open.retain(|region| region.last >= row);
        for region in &self.open {
            if cells.text(region.column).is_empty() {
                cells.set(region.column, region.text.clone())?;
            }
        }
        let mut bytes: u64 = self.open.iter().map(|region| region.text.len() as u64).sum();
        while self.to_come.last().is_some_and(|region| region.first <= row) {
            let Some(mut region) = self.to_come.pop() else { break };
            // Merged cells do not overlap, unless a workbook is made to be slow.
            let text = cells.text(region.column);
            if region.first == row && !text.is_empty() && self.open.len() < COLUMNS {
                bytes += text.len() as u64;
                if bytes > OPEN_LIMIT {
                    return Err(RowTooLarge);
                }
                region.text = text.clone();
                self.open.push(region);
            }
        }
        Ok(())
    }
}

/// The cells of a reference such as `A2:A7`, if they are in several rows.
fn region(reference: &str) -> Option<Region<'static>> {
    let (from, to) = reference.split_once(':')?;
    let ((first, column), (last, _)) = (position(from)?, position(to)?);
    (last > first && column < COLUMNS).then_some(Region { column, first, last, text: Cow::Borrowed("") })
}
