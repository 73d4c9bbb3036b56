//! The packed form of a table, which compresses well because similar cells are next to each other.
//!
//! It is text, compressed with zlib. The first line is the number of rows. The columns follow one after another: for
//! each, a line with its name, and a line for each row.

use std::io::Read;

use csv::StringRecord;
use flate2::read::ZlibDecoder;

use crate::file::{FileError, SourceFile};

/// The names of the columns, and then the rows.
pub(super) fn unpack(file: SourceFile) -> Result<Vec<StringRecord>, FileError> {
    let SourceFile { name, content } = file;
    let mut text = String::new();
    let read = ZlibDecoder::new(content).read_to_string(&mut text);
    read.map_err(|error| FileError::damaged(&name, error.to_string()))?;
    rows(&text).ok_or_else(|| FileError::damaged(&name, "its columns are not equally long"))
}

/// The rows of the unpacked text; `None` if its columns are not as long as its first line says.
fn rows(text: &str) -> Option<Vec<StringRecord>> {
    let (count, columns) = text.split_once('\n')?;
    let lines: Vec<&str> = columns.split_terminator('\n').collect();
    let length = count.parse::<usize>().ok()?.checked_add(1)?;
    if !lines.len().is_multiple_of(length) || lines.is_empty() {
        return None;
    }
    let mut rows = vec![StringRecord::new(); length];
    for column in lines.chunks(length) {
        rows.iter_mut().zip(column).for_each(|(row, cell)| row.push_field(cell));
    }
    Some(rows)
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::ZlibEncoder;
    use proptest::prelude::*;

    use super::*;

    fn packed(text: &str) -> SourceFile {
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(text.as_bytes()).unwrap();
        SourceFile::from_bytes("packed", encoder.finish().unwrap())
    }

    #[test]
    fn a_file_that_is_cut_off_is_damaged() {
        let whole = super::super::LISTINGS;
        let cut = SourceFile::from_bytes("packed", whole[..whole.len() / 2].to_vec());
        assert!(matches!(unpack(cut), Err(FileError::Damaged { .. })));
        for text in ["", "1", "2\nname\na\n", "x\nname\n", "-1\n", "18446744073709551615\nname\n", "0\n"] {
            assert!(matches!(unpack(packed(text)), Err(FileError::Damaged { .. })), "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn columns_become_rows(cells in prop::collection::vec(["[^\r\n]{0,9}", "[^\r\n]{0,9}"], 1..9)) {
            let column = |at: usize| cells.iter().map(move |row: &[String; 2]| row[at].clone() + "\n");
            let count = format!("{}\n", cells.len() - 1);
            let text: String = [count].into_iter().chain(column(0)).chain(column(1)).collect();
            let rows = unpack(packed(&text)).unwrap();
            let expected: Vec<StringRecord> = cells.iter().map(|row| StringRecord::from(row.to_vec())).collect();
            prop_assert_eq!(rows, expected);
        }

        #[test]
        fn no_text_causes_a_panic(text in "[0-9]{0,3}\n([a-c]?\n){0,9}") {
            let _ = unpack(packed(&text));
        }
    }
}
