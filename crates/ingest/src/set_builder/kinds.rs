//! The kinds of rows, such as those of one survey, and how many rows of each kind are rejected for each reason.

use std::collections::BTreeMap;

use crate::limits;
use crate::parsed::RejectedKind;

/// Maximum number of characters of a kind's name.
const NAME: usize = 40;

/// A single odd row is no reason for suspicion.
const FEWEST: u64 = 2;

/// Counts rows by their kind.
#[derive(Debug, Default)]
pub(super) struct KindCounts {
    kinds: BTreeMap<String, KindCount>,
    /// The kind of the current row, if it is stated.
    current: Option<String>,
}

#[derive(Debug, Default)]
struct KindCount {
    rows: u64,
    rejected: BTreeMap<String, u64>,
}

impl KindCounts {
    /// Counts a row of a kind. The next rejection counts for this kind.
    pub fn begin(&mut self, kind: &str) {
        let kind = if kind.len() > NAME { limits::beginning(kind, NAME) } else { kind.to_owned() };
        self.kinds.entry(kind.clone()).or_default().rows += 1;
        self.current = Some(kind);
    }

    /// Ends the current row. The kind of the next one is not stated until [`begin`](Self::begin).
    pub fn end(&mut self) {
        self.current = None;
    }

    /// Counts a rejection of the current row.
    pub fn reject(&mut self, reason: &str) {
        if let Some(kind) = self.current.as_ref().and_then(|kind| self.kinds.get_mut(kind)) {
            *kind.rejected.entry(reason.to_owned()).or_default() += 1;
        }
    }

    /// The kinds of which more than half of the rows, and at least two, are rejected for the same reason. Rows of the
    /// empty kind, which lack the one they should have, are compared with the rows of all kinds.
    pub fn mostly_rejected(self) -> Vec<RejectedKind> {
        let all: u64 = self.kinds.values().map(|count| count.rows).sum();
        let most = |(kind, KindCount { rows, rejected }): (String, KindCount)| {
            let (reason, count) = rejected.into_iter().max_by_key(|(_, count)| *count)?;
            let rows = if kind.is_empty() { all } else { rows };
            let is_most = count >= FEWEST && count * 2 > rows;
            is_most.then_some(RejectedKind { kind, rows, rejected: count, reason })
        };
        self.kinds.into_iter().filter_map(most).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_without_a_kind_are_compared_with_all_rows() {
        let rejected = |others: usize| {
            let mut counts = KindCounts::default();
            (0..others).for_each(|_| counts.begin("SU"));
            for _ in 0..3 {
                counts.begin("");
                counts.reject("no kind of facility");
            }
            counts.begin("ZZ");
            counts.reject("an odd row");
            counts.mostly_rejected().len()
        };
        assert_eq!((rejected(1), rejected(2)), (1, 0));
    }

    #[test]
    fn a_kind_counts_as_rejected_if_one_reason_holds_for_more_than_half_of_its_rows() {
        let mut counts = KindCounts::default();
        for reasons in [["no name", "no name"], ["no name", "no state"], ["no name", ""]] {
            for (kind, reason) in ["SU", "MH"].into_iter().zip(reasons) {
                counts.begin(kind);
                if !reason.is_empty() {
                    counts.reject(reason);
                }
            }
        }
        let rejected = counts.mostly_rejected();
        assert_eq!(rejected.len(), 1, "of the other kind, no reason holds for more than half");
        assert_eq!(
            rejected[0].to_string(),
            "3 of the 3 rows of kind \"SU\" can't be used for the same reason: no name"
        );
    }
}
