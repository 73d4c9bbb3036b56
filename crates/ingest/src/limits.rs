//! How much of anything there may be: far more than listings have, and little enough to be held.

use directory::listing::Content;

/// Most characters of a cell or a text. Excel has at most 32,767.
pub(crate) const CELL: usize = 50_000;

/// How much of a longer text is kept.
pub(crate) const KEPT: usize = 1_000;

/// Most bytes of a row in JSON.
pub(crate) const JSON_ROW: usize = 1 << 20;

/// Most bytes of a document in JSON: a page of many rows.
pub(crate) const JSON_DOCUMENT: u64 = 256 << 20;

/// Most of a set of rows, which are kept as they came.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Bounds {
    rows: u64,
    bytes: u64,
}

/// Of tables: ten times as many rows as there are treatment programs in the country.
pub(crate) const TABLE: Bounds = Bounds { rows: 250_000, bytes: 512 << 20 };

/// Of a file of the locator's rows: enough for trials of load.
pub(crate) const ROWS: Bounds = Bounds { rows: 2_000_000, bytes: 8 << 30 };

/// Most services of a listing that the code book lacks; the code book has some 300.
const UNKNOWN_SERVICES: usize = 1_000;

/// How much is kept of a set.
#[derive(Debug)]
pub(crate) struct Kept {
    bounds: Bounds,
    rows: u64,
    bytes: u64,
}

impl Kept {
    /// Nothing yet, and never more than that.
    pub fn within(bounds: Bounds) -> Kept {
        Kept { bounds, rows: 0, bytes: 0 }
    }

    /// Counts a row of so many bytes; the bound in words once the set goes beyond it.
    pub fn add(&mut self, bytes: usize) -> Result<(), String> {
        self.bytes += bytes as u64;
        self.rows += u64::from(bytes > 0);
        if self.rows > self.bounds.rows {
            Err(format!("{} rows", self.bounds.rows))
        } else if self.bytes > self.bounds.bytes {
            Err(format!("{} MiB of rows", self.bounds.bytes >> 20))
        } else {
            Ok(())
        }
    }
}

/// Whether a text has more characters than it may.
pub(crate) fn is_too_long(text: &str) -> bool {
    text.len() > CELL && text.chars().nth(CELL).is_some()
}

/// The reason for which a row with a longer text is rejected.
pub(crate) fn too_long() -> String {
    format!("a cell has more than {CELL} characters")
}

/// The beginning of a text, of so many characters, and how long it is.
pub(crate) fn beginning(text: &str, kept: usize) -> String {
    let kept: String = text.chars().take(kept).collect();
    format!("{kept}… ({} characters)", text.chars().count())
}

/// Why what a row says goes beyond what a listing can have, if it does.
pub(crate) fn fault(content: &Content) -> Option<String> {
    let many = content.unknown_services.len() > UNKNOWN_SERVICES;
    many.then(|| format!("more than {UNKNOWN_SERVICES} services that the code book lacks"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_is_bounded_in_rows_and_in_bytes() {
        let mut kept = Kept::within(TABLE);
        assert!((0..250_000).all(|_| kept.add(100).is_ok()));
        assert_eq!(kept.add(1), Err("250000 rows".to_owned()));
        let mut kept = Kept::within(TABLE);
        assert_eq!(kept.add(512 << 20), Ok(()));
        assert_eq!(kept.add(1), Err("512 MiB of rows".to_owned()));
    }
}
