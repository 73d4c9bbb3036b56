//! Operations on words of 64 rows. A facility is a run of rows, in which each row but the first is marked `continued`.

/// Keeps only the first bit that is set in each run, over consecutive words.
#[derive(Default)]
pub(crate) struct FirstOfRun {
    /// 1 if the run that reaches the end of the previous word had a bit set, otherwise 0.
    carry: u64,
}

impl FirstOfRun {
    /// The bits of `word` that are the first set bit of their run. `continued` marks the rows that belong to the same
    /// facility as the row before. Words must come in order, and no run may cross a word that is skipped.
    pub(crate) fn keep(&mut self, word: u64, continued: u64) -> u64 {
        // In most words, no set bit is in a continued row, and the last row is not continued.
        if continued & (word | self.carry | 1 << 63) == 0 {
            self.carry = word >> 63;
            return word;
        }
        let reached = spread_up(word, continued, self.carry);
        let before = ((reached << 1) | self.carry) & continued;
        self.carry = reached >> 63;
        word & !before
    }
}

/// Sets every bit after a set bit within its run.
pub(crate) fn spread_up(word: u64, continued: u64, carry: u64) -> u64 {
    let mut reached = word;
    loop {
        let next = reached | (((reached << 1) | carry) & continued);
        if next == reached {
            return reached;
        }
        reached = next;
    }
}

/// Sets every bit before a set bit within its run. `next` is the following word, already spread, and its `continued`.
pub(crate) fn spread_down(word: u64, continued: u64, next: (u64, u64)) -> u64 {
    let from_next = (next.0 & next.1 & 1) << 63;
    let mut reached = word | from_next;
    loop {
        let wider = reached | ((reached & continued) >> 1);
        if wider == reached {
            return reached;
        }
        reached = wider;
    }
}

/// The positions of the bits that are set.
pub(crate) fn ones(word: u64) -> impl Iterator<Item = u32> {
    let mut rest = word;
    std::iter::from_fn(move || {
        let bit = rest.trailing_zeros();
        (rest != 0).then(|| {
            rest &= rest - 1;
            bit
        })
    })
}

/// Transposes a square of 64 by 64 bits: bit `c` of word `r` becomes bit `r` of word `c`.
///
/// The square is split into quarters, recursively, as in H. S. Warren, Hacker's Delight, section 7-3.
pub(crate) fn transpose(square: &mut [u64; 64]) {
    let mut width = 32;
    let mut mask = u64::MAX >> 32;
    while width > 0 {
        let mut row = 0;
        while row < 64 {
            let swapped = ((square[row] >> width) ^ square[row + width]) & mask;
            square[row] ^= swapped << width;
            square[row + width] ^= swapped;
            row = (row + width + 1) & !width;
        }
        width >>= 1;
        mask ^= mask << width;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn only_the_first_of_a_run_counts() {
        let mut first = FirstOfRun::default();
        // Rows 0-2 are one facility, 3 another, 4-5 a third.
        let continued = 0b100110;
        assert_eq!(first.keep(0b110101, continued), 0b010001);
    }

    #[test]
    fn a_run_goes_on_over_rows_that_are_not_set() {
        let mut first = FirstOfRun::default();
        assert_eq!(first.keep(1 << 62, 1 << 63), 1 << 62);
        assert_eq!(first.keep(0b1, 0b1), 0);
    }

    #[test]
    fn a_run_goes_on_in_the_next_word() {
        let mut first = FirstOfRun::default();
        assert_eq!(first.keep(1 << 63, 0), 1 << 63);
        assert_eq!(first.keep(0b11, 0b11), 0, "both belong to the facility counted before");
        assert_eq!(first.keep(0b1, 0b0), 0b1);
    }

    proptest! {
        #[test]
        fn transposing_moves_every_bit(rows in prop::array::uniform32(any::<(u64, u64)>())) {
            let before: [u64; 64] = std::array::from_fn(|at| if at % 2 == 0 { rows[at / 2].0 } else { rows[at / 2].1 });
            let mut after = before;
            transpose(&mut after);
            for (r, row) in before.iter().enumerate() {
                for (c, column) in after.iter().enumerate() {
                    prop_assert_eq!(row >> c & 1, column >> r & 1);
                }
            }
        }

        #[test]
        fn spreading_fills_whole_runs(word: u64, continued: u64) {
            let continued = continued & !1;
            let filled = spread_down(spread_up(word, continued, 0), continued, (0, 0));
            let mut start = 0;
            for at in 1..=64 {
                if at == 64 || continued >> at & 1 == 0 {
                    let run = (start..at).fold(0u64, |run, bit| run | 1 << bit);
                    let expected = if word & run == 0 { 0 } else { run };
                    prop_assert_eq!(filled & run, expected);
                    start = at;
                }
            }
        }
    }
}
