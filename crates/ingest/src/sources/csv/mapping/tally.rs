//! Counts the values that a mapping could not use, and finds the parts of the mapping that occur in no row.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use crate::parsed::{Unmatched, Unused, UnusedValue};

/// Maximum number of different values that are reported. If a column is mistaken for another, each row may have a different
/// value.
const DIFFERENT: usize = 500;

/// Maximum number of characters of a value that are reported.
const SHOWN: usize = 120;

/// The index of a value or pattern of a mapping in [`Mapping::parts`](super::Mapping).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) struct PartId(pub usize);

#[derive(Debug, Default)]
pub(in super::super) struct Tally {
    hits: RefCell<Vec<bool>>,
    /// The parts and unused values of the row that is being read. Each is counted once per row.
    row: RefCell<(Vec<PartId>, BTreeSet<UnusedValue>)>,
    unused: RefCell<BTreeMap<UnusedValue, u64>>,
}

impl Tally {
    /// A tally for a mapping with this number of values and patterns.
    pub fn new(parts: usize) -> Tally {
        Tally { hits: RefCell::new(vec![false; parts]), ..Tally::default() }
    }

    /// Records that the row has this value, or matches this pattern.
    pub fn hit(&self, part: PartId) {
        self.row.borrow_mut().0.push(part);
    }

    /// Records that the row has a value that can't be used.
    pub fn unused(&self, column: &str, value: &str, reason: Unused) {
        let value: String = value.trim().chars().take(SHOWN).collect();
        self.row.borrow_mut().1.insert(UnusedValue { column: column.to_owned(), value, reason });
    }

    /// Ends a row. What was recorded counts only if the row is used, and the values of a confidential row are never reported.
    pub fn end_row(&self, is_used: bool, is_confidential: bool) {
        let (parts, values) = self.row.take();
        if !is_used {
            return;
        }
        let mut hits = self.hits.borrow_mut();
        parts.into_iter().for_each(|part| hits[part.0] = true);
        let mut unused = self.unused.borrow_mut();
        for value in values.into_iter().filter(|_| !is_confidential) {
            let is_full = unused.len() >= DIFFERENT;
            match unused.get_mut(&value) {
                Some(rows) => *rows += 1,
                None if is_full => {}
                None => drop(unused.insert(value, 1)),
            }
        }
    }

    /// Records that the row matches a part of a condition. This counts at once, even if the row is left out.
    pub fn met(&self, part: PartId) {
        self.hits.borrow_mut()[part.0] = true;
    }

    /// The values that could not be used, with the number of rows that have each, and those of `parts` that no row has.
    pub fn finish(self, parts: &[Unmatched]) -> (BTreeMap<UnusedValue, u64>, Vec<Unmatched>) {
        let hits = self.hits.into_inner();
        let missed = parts.iter().zip(hits).filter(|(_, is_hit)| !is_hit).map(|(part, _)| part.clone());
        (self.unused.into_inner(), missed.collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_counts_once_per_row_and_only_in_used_rows() {
        let tally = Tally::new(2);
        let part = |line| Unmatched { line, column: "A".to_owned(), value: "a".to_owned() };
        for (is_used, is_confidential) in [(true, false), (true, false), (false, false), (true, true)] {
            tally.unused("A", " b ", Unused::NotInMapping);
            tally.unused("A", "b", Unused::NotInMapping);
            if is_used {
                tally.hit(PartId(1));
            }
            tally.end_row(is_used, is_confidential);
        }
        let (unused, missed) = tally.finish(&[part(3), part(4)]);
        assert_eq!(unused.values().copied().collect::<Vec<_>>(), [2]);
        assert_eq!(missed, [part(3)]);
    }
}
