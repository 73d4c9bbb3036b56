//! The size of a set, which stores its rows as received.

use crate::file::FileError;
use crate::limits::SetLimits;

/// The size of a set, measured row by row.
#[derive(Debug, Default)]
pub(crate) struct SetSize {
    /// `None` for sources of which few rows are stored.
    limits: Option<SetLimits>,
    rows: u64,
    bytes: u64,
}

impl SetSize {
    /// The size of an empty set, which may grow up to these limits.
    pub fn within(limits: SetLimits) -> SetSize {
        SetSize { limits: Some(limits), ..SetSize::default() }
    }

    /// Adds a row of `bytes` bytes. Fails if the set becomes larger than its limits.
    pub fn add(&mut self, file: &str, bytes: usize) -> Result<(), FileError> {
        self.rows += 1;
        self.bytes = self.bytes.saturating_add(bytes as u64);
        let limit = match self.limits {
            Some(limits) if self.rows > limits.rows => format!("{} rows", limits.rows),
            Some(limits) if self.bytes > limits.bytes => format!("{} MiB of rows", limits.bytes >> 20),
            _ => return Ok(()),
        };
        Err(FileError::too_large(file, "the table", limit))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::limits::TABLE;

    #[test]
    fn a_set_is_limited_in_rows_and_in_bytes() {
        let as_text = |added: Result<(), FileError>| added.map_err(|error| error.to_string());
        let mut size = SetSize::within(TABLE);
        assert!((0..250_000).all(|_| size.add("a.csv", 100).is_ok()));
        let error = "a.csv: the table is larger than the 250000 rows allowed";
        assert_eq!(as_text(size.add("a.csv", 1)), Err(error.to_owned()));
        let mut size = SetSize::within(TABLE);
        assert_eq!(as_text(size.add("a.csv", 512 << 20)), Ok(()));
        let error = "a.csv: the table is larger than the 512 MiB of rows allowed";
        assert_eq!(as_text(size.add("a.csv", 1)), Err(error.to_owned()));
    }
}
