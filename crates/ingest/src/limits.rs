//! How much of anything a source may have: far more than real listings need, and little enough to fit into memory.

use directory::listing::Content;

/// Most characters of a cell or a text. Excel has at most 32,767.
pub(crate) const CELL: usize = 50_000;

/// Most bytes of a row of a table. A row of listings has a few kilobytes.
pub(crate) const TABLE_ROW: u64 = 8 << 20;

/// Most columns of a table, as in Excel.
pub(crate) const COLUMNS: usize = 16_384;

/// How many characters of a rejected row are kept, if it is too large to be kept whole.
pub(crate) const KEPT: usize = 1_000;

/// Most bytes of a row in JSON.
pub(crate) const JSON_ROW: usize = 1 << 20;

/// Most bytes of a JSON document: a page of many rows.
pub(crate) const JSON_DOCUMENT: u64 = 256 << 20;

/// Most rows and bytes of a set, whose rows are kept as they came.
#[derive(Debug, Clone, Copy)]
pub(crate) struct SetLimits {
    pub rows: u64,
    pub bytes: u64,
}

/// For tables: ten times as many rows as there are treatment programs in the country.
pub(crate) const TABLE: SetLimits = SetLimits { rows: 250_000, bytes: 512 << 20 };

/// For the locator's rows: enough for load tests.
pub(crate) const ROWS: SetLimits = SetLimits { rows: 2_000_000, bytes: 8 << 30 };

/// Most services of a listing that the code book lacks; the code book has some 300.
const UNKNOWN_SERVICES: usize = 1_000;

/// Whether a text has more than [`CELL`] characters.
pub(crate) fn is_too_long(text: &str) -> bool {
    text.len() > CELL && text.chars().nth(CELL).is_some()
}

/// Why a row with a longer text is rejected.
pub(crate) fn too_long() -> String {
    format!("a cell has more than {CELL} characters")
}

/// The first `kept` characters of a text, followed by the length of the whole.
pub(crate) fn beginning(text: &str, kept: usize) -> String {
    let kept: String = text.chars().take(kept).collect();
    format!("{kept}… ({} characters)", text.chars().count())
}

/// Why the content of a row goes beyond what a listing can have, if it does.
pub(crate) fn fault(content: &Content) -> Option<String> {
    let many = content.unknown_services.len() > UNKNOWN_SERVICES;
    many.then(|| format!("more than {UNKNOWN_SERVICES} services that the code book lacks"))
}
