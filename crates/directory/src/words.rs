//! English words for what is no attribute of a program: cautions, and who the person is.

use serde::Deserialize;

const TABLE: &str = include_str!("../../../data/vocabulary/attributes.csv");

/// What people read of one of them.
#[derive(Debug, Deserialize)]
pub(crate) struct Words {
    kind: String,
    slug: String,
    /// A few plain words.
    pub(crate) label: String,
    /// A sentence or two; empty for a person.
    pub(crate) description: String,
}

/// The words of every slug of a kind, in the order of the slugs.
///
/// # Panics
/// Where the built-in table lacks one, which tests of cautions and people would find.
pub(crate) fn words_of(kind: &str, slugs: impl Iterator<Item = &'static str>) -> Vec<Words> {
    let rows = csv::Reader::from_reader(TABLE.as_bytes()).into_deserialize::<Words>();
    let mut known: Vec<Words> = rows.filter_map(Result::ok).filter(|row| row.kind == kind).collect();
    let take = |slug: &str| {
        let at = known.iter().position(|row| row.slug == slug);
        known.swap_remove(at.expect("the built-in table has words for every caution and person"))
    };
    slugs.map(take).collect()
}
