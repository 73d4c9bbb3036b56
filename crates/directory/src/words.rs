//! English labels and descriptions of cautions and person groups. They are in the same table as those of attributes.

use serde::Deserialize;

const TABLE: &str = include_str!("../../../data/vocabulary/attributes.csv");

/// The English text shown to people for one caution or person group.
#[derive(Debug, Deserialize)]
pub(crate) struct DisplayText {
    kind: String,
    slug: String,
    /// A short label.
    pub(crate) label: String,
    /// One or two sentences; empty for a person group.
    pub(crate) description: String,
}

/// The text for each slug of a kind (`caution` or `person`), in the order of `slugs`.
///
/// # Panics
/// If the built-in table has no row for a slug. The tests of cautions and person groups cover all of them.
pub(crate) fn display_texts(kind: &str, slugs: impl Iterator<Item = &'static str>) -> Vec<DisplayText> {
    let rows = csv::Reader::from_reader(TABLE.as_bytes()).into_deserialize::<DisplayText>();
    let mut known: Vec<DisplayText> = rows.filter_map(Result::ok).filter(|row| row.kind == kind).collect();
    let take = |slug: &str| {
        let at = known.iter().position(|row| row.slug == slug);
        known.swap_remove(at.expect("the built-in table has a row for every caution and person group"))
    };
    slugs.map(take).collect()
}
