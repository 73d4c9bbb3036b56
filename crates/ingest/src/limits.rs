//! Limits on what a source may contain: far more than real listings need, but little enough to fit into memory.

use directory::listing::Content;

/// Maximum number of characters in a cell or a text. Excel allows 32,767.
pub(crate) const CELL: usize = 50_000;

/// Maximum size of a row of a table, in bytes. The row of a listing has a few kilobytes.
pub(crate) const TABLE_ROW: u64 = 8 << 20;

/// Maximum number of columns of a table, as in Excel.
pub(crate) const COLUMNS: usize = 16_384;

/// How many characters of a text are stored if it is too long to be stored whole.
pub(crate) const KEPT: usize = 1_000;

/// Maximum size of a row in JSON, in bytes.
pub(crate) const JSON_ROW: usize = 1 << 20;

/// Maximum size of a JSON document, a page of many rows, in bytes.
pub(crate) const JSON_DOCUMENT: u64 = 256 << 20;

/// Maximum size of a JSON document of HSDS, in bytes. It is read as a whole if it is of an older version.
pub(crate) const HSDS_DOCUMENT: u64 = 64 << 20;

/// Maximum number of rows in one JSON document.
pub(crate) const DOCUMENT_ROWS: usize = 1_000_000;

/// Maximum size of a set, whose rows are stored as received.
#[derive(Debug, Clone, Copy)]
pub(crate) struct SetLimits {
    pub rows: u64,
    pub bytes: u64,
}

/// For tables: ten times as many rows as there are treatment programs in the country.
pub(crate) const TABLE: SetLimits = SetLimits { rows: 250_000, bytes: 512 << 20 };

/// For rows of FindTreatment.gov: far more than it publishes, so that load tests fit.
pub(crate) const ROWS: SetLimits = SetLimits { rows: 2_000_000, bytes: 8 << 30 };

/// For services in HSDS that are stored, each counted with the text and the memory it takes until all are read.
pub(crate) const SERVICES: SetLimits = SetLimits { rows: 250_000, bytes: 1 << 30 };

/// For organizations of NPPES that are stored: five times as many as treat addiction or mental illness.
pub(crate) const ORGANIZATIONS: SetLimits = SetLimits { rows: 500_000, bytes: 512 << 20 };

/// Maximum number of a listing's services that are not in the code book; the code book itself has some 300.
const UNKNOWN_SERVICES: usize = 1_000;

/// Whether a text has more than [`CELL`] characters.
pub(crate) fn is_too_long(text: &str) -> bool {
    text.len() > CELL && text.chars().nth(CELL).is_some()
}

/// The reason for rejecting a row with a text of more than [`CELL`] characters.
pub(crate) fn too_long() -> String {
    format!("a cell has more than {CELL} characters")
}

/// The first `kept` characters of a text, followed by the length of the whole.
pub(crate) fn beginning(text: &str, kept: usize) -> String {
    let kept: String = text.chars().take(kept).collect();
    format!("{kept}… ({} characters)", text.chars().count())
}

/// What is stored of a row that is too large to be read, and might therefore be confidential.
pub(crate) fn unread(raw: &str) -> String {
    format!("({} bytes)", raw.len())
}

/// How the content of a row exceeds the limits of a listing, if it does.
pub(crate) fn fault(content: &Content) -> Option<String> {
    let many = content.unknown_services.len() > UNKNOWN_SERVICES;
    many.then(|| format!("more than {UNKNOWN_SERVICES} services that the code book lacks"))
}
