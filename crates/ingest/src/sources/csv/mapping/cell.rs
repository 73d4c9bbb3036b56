//! The cells of a table: their columns, and their values normalized for comparison.

use directory::text;

/// The index of a column in [`Mapping::columns`](super::Mapping).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) struct ColumnId(pub usize);

/// A column that a mapping uses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in super::super) struct ColumnRef {
    pub name: String,
    /// The line on which it is first used.
    pub line: usize,
}

/// A value in lowercase, with single spaces, so that values can be compared.
pub(in super::super) fn normalize(value: &str) -> String {
    text::clean(value).unwrap_or_default().to_lowercase()
}
