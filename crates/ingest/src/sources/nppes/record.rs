//! Records of a table: lines, but for line ends within quotes.

use std::io::{self, BufRead};

/// Bytes of the longest record that is read as one; real ones have less than 10,000.
pub(super) const LONGEST: usize = 1 << 20;

/// What comes next in a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Next {
    /// A whole record is in the buffer.
    Record,
    /// A record that is not closed: the table is cut in the middle of it, or a quote is never closed.
    Open,
    /// The end.
    End,
}

/// Reads the next record, with its line end, into a buffer.
///
/// Quotes are counted a line at a time, which is much faster than looking at each: a record is whole when they are even.
pub(super) fn next(text: &mut dyn BufRead, record: &mut Vec<u8>) -> io::Result<Next> {
    record.clear();
    let mut quotes = 0;
    loop {
        let before = record.len();
        let read = io::Read::take(&mut *text, (LONGEST - before) as u64).read_until(b'\n', record)?;
        if read == 0 {
            return Ok(if record.is_empty() { Next::End } else { Next::Open });
        }
        quotes += record[before..].iter().filter(|byte| **byte == b'"').count();
        let ends = record.ends_with(b"\n") || is_at_end(text)?;
        if ends && quotes % 2 == 0 {
            return Ok(Next::Record);
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

    fn records(text: &[u8]) -> (Vec<Vec<u8>>, Next) {
        let (mut rest, mut buffer, mut found) = (text, Vec::new(), Vec::new());
        loop {
            match next(&mut rest, &mut buffer).expect("memory can be read") {
                Next::Record => found.push(buffer.clone()),
                end => return (found, end),
            }
        }
    }

    #[test]
    fn a_line_end_within_quotes_does_not_end_a_record() {
        let (found, end) = records(b"\"a\",\"b\nc\"\r\n\"d\",\"e\"\n\"f\"");
        assert_eq!(found, [&b"\"a\",\"b\nc\"\r\n"[..], b"\"d\",\"e\"\n", b"\"f\""]);
        assert_eq!(end, Next::End);
    }

    #[test]
    fn a_quote_that_is_never_closed_is_told() {
        assert_eq!(records(b"\"a\"\n\"b\n\"c\"\n").1, Next::Open);
        let endless = [b"\"".as_slice(), &vec![b'x'; 2 * LONGEST]].concat();
        assert_eq!(records(&endless).1, Next::Open);
    }

    proptest! {
        #[test]
        fn records_are_those_of_a_full_reader(
            rows in prop::collection::vec(prop::collection::vec("[ -~\n]{0,6}", 2..4), 1..20),
        ) {
            let mut writer = csv::WriterBuilder::new().flexible(true).quote_style(csv::QuoteStyle::Always).from_writer(Vec::new());
            rows.iter().for_each(|row| writer.write_record(row).expect("memory takes all"));
            let text = writer.into_inner().expect("memory takes all");
            let (found, end) = records(&text);
            prop_assert_eq!(end, Next::End);
            prop_assert_eq!(found.len(), rows.len());
            prop_assert_eq!(found.concat(), text);
        }
    }
}
