//! Splits a table into records. A record is a line, but may contain line breaks within quotes.

use std::io::{self, BufRead};

/// Maximum size of a record, in bytes; real ones have fewer than 10,000.
pub(super) const LONGEST: usize = 1 << 20;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NextRecord {
    /// The buffer has a complete record.
    Record,
    /// The record is incomplete: the table is cut off, a quote is never closed, or the record is too long.
    Open,
    End,
}

/// Reads the next record, with its line break, into a buffer.
///
/// A record is complete at a line break if its number of quotes is even. Counting quotes is much faster than parsing.
pub(super) fn next(text: &mut dyn BufRead, record: &mut Vec<u8>) -> io::Result<NextRecord> {
    record.clear();
    let mut quotes = 0;
    loop {
        let before = record.len();
        let read = io::Read::take(&mut *text, (LONGEST - before) as u64).read_until(b'\n', record)?;
        if read == 0 {
            return Ok(if record.is_empty() { NextRecord::End } else { NextRecord::Open });
        }
        quotes += record[before..].iter().filter(|byte| **byte == b'"').count();
        let ends = record.ends_with(b"\n") || is_at_end(text)?;
        if ends && quotes % 2 == 0 {
            return Ok(NextRecord::Record);
        }
    }
}

fn is_at_end(text: &mut dyn BufRead) -> io::Result<bool> {
    Ok(text.fill_buf()?.is_empty())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn records(text: &[u8]) -> (Vec<Vec<u8>>, NextRecord) {
        let (mut rest, mut buffer, mut found) = (text, Vec::new(), Vec::new());
        loop {
            match next(&mut rest, &mut buffer).expect("memory can be read") {
                NextRecord::Record => found.push(buffer.clone()),
                end => return (found, end),
            }
        }
    }

    #[test]
    fn a_line_break_within_quotes_does_not_end_a_record() {
        let (found, end) = records(b"\"a\",\"b\nc\"\r\n\"d\",\"e\"\n\"f\"");
        assert_eq!(found, [&b"\"a\",\"b\nc\"\r\n"[..], b"\"d\",\"e\"\n", b"\"f\""]);
        assert_eq!(end, NextRecord::End);
    }

    #[test]
    fn a_quote_that_is_never_closed_is_detected() {
        assert_eq!(records(b"\"a\"\n\"b\n\"c\"\n").1, NextRecord::Open);
        let endless = [b"\"".as_slice(), &vec![b'x'; 2 * LONGEST]].concat();
        assert_eq!(records(&endless).1, NextRecord::Open);
    }

    proptest! {
        #[test]
        fn records_are_split_as_a_csv_writer_wrote_them(
            rows in prop::collection::vec(prop::collection::vec("[ -~\n]{0,6}", 2..4), 1..20),
        ) {
            let mut writer = csv::WriterBuilder::new().flexible(true).quote_style(csv::QuoteStyle::Always).from_writer(Vec::new());
            rows.iter().for_each(|row| writer.write_record(row).expect("memory takes all"));
            let text = writer.into_inner().expect("memory takes all");
            let (found, end) = records(&text);
            prop_assert_eq!(end, NextRecord::End);
            prop_assert_eq!(found.len(), rows.len());
            prop_assert_eq!(found.concat(), text);
        }
    }
}
