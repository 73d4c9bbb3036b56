//! Cells that are merged over several rows: each of those rows has what the first says.

use super::package::{Node, Package, SHEET_LIMIT, attribute};
use super::sheet::position;
use crate::file::FileError;

/// Most merged cells of a sheet.
const MOST: usize = 200_000;

/// Most columns that are looked at: cells of others, merged or not, are no part of a listing.
const COLUMNS: usize = 1_000;

/// A cell merged over several rows. Of one merged over columns only the first has the text.
#[derive(Debug, Clone)]
struct Region {
    column: usize,
    first: u64,
    last: u64,
    text: String,
}

/// The merged cells of a sheet, by their first rows.
#[derive(Debug, Default)]
pub(super) struct Merged {
    /// Those that come, the next one last.
    to_come: Vec<Region>,
    /// Those that the row at hand is in.
    open: Vec<Region>,
}

impl Merged {
    /// Reads which cells of a sheet are merged; they are listed behind its rows.
    pub fn read(package: &mut Package, path: &str) -> Result<Merged, FileError> {
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
    pub fn fill(&mut self, row: u64, cells: &mut Vec<String>) {
        self.open.retain(|region| region.last >= row);
        for region in &self.open {
            if cells.len() <= region.column {
                cells.resize(region.column + 1, String::new());
            }
            if cells[region.column].is_empty() {
                cells[region.column].clone_from(&region.text);
            }
        }
        while self.to_come.last().is_some_and(|region| region.first <= row) {
            let Some(mut region) = self.to_come.pop() else { break };
            // Merged cells do not overlap, unless a workbook is made to be slow.
            if region.first == row && self.open.len() < COLUMNS {
                region.text = cells.get(region.column).cloned().unwrap_or_default();
                self.open.push(region);
            }
        }
    }
}

/// The cells of a reference such as `A2:A7`, if they are in several rows.
fn region(reference: &str) -> Option<Region> {
    let (from, to) = reference.split_once(':')?;
    let ((first, column), (last, _)) = (position(from)?, position(to)?);
    (last > first && column < COLUMNS).then(|| Region { column, first, last, text: String::new() })
}
