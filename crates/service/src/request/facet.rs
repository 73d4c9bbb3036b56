//! What a search can count.

use std::sync::LazyLock;

use directory::{AttributeId, AttributeKind, Vocabulary};

use crate::one_of::one_of;

/// Attributes that are counted together under one name: those of a kind, or of a category of SAMHSA's code book.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Facet(usize);

struct Known {
    slug: &'static str,
    attributes: Vec<AttributeId>,
}

const KINDS: [(&str, AttributeKind); 4] = [
    ("program", AttributeKind::Program),
    ("level", AttributeKind::Level),
    ("insurance", AttributeKind::Insurance),
    ("group", AttributeKind::Group),
];

static KNOWN: LazyLock<Vec<Known>> = LazyLock::new(|| {
    let vocabulary = Vocabulary::embedded();
    let of_kind = |kind: AttributeKind| {
        let attributes = vocabulary.attributes().iter();
        attributes.filter(move |known| known.kind == kind).map(|known| known.id).collect()
    };
    let none = Known { slug: "none", attributes: Vec::new() };
    let kinds = KINDS.iter().map(|(slug, kind)| Known { slug, attributes: of_kind(*kind) });
    let categories = vocabulary.categories().iter().map(|category| Known {
        slug: category.code.to_lowercase().leak(),
        attributes: vocabulary.codes_in(&category.code).iter().collect(),
    });
    let counted = kinds.chain(categories.filter(|known| !known.attributes.is_empty()));
    [none].into_iter().chain(counted).collect()
});

static SLUGS: LazyLock<Vec<&'static str>> = LazyLock::new(|| KNOWN.iter().map(|known| known.slug).collect());

impl Facet {
    /// Counts nothing. It can't be combined with other facets.
    pub const NONE: Facet = Facet(0);

    /// What is counted if no facets are requested: program types, levels of care and kinds of payment.
    pub const DEFAULT: [Facet; 3] = [Facet(1), Facet(2), Facet(3)];

    /// Its name in the API.
    pub fn slug(self) -> &'static str {
        KNOWN[self.0].slug
    }

    fn from_slug(slug: &str) -> Option<Facet> {
        SLUGS.iter().position(|known| *known == slug).map(Facet)
    }

    /// What is counted.
    pub fn attributes(self) -> &'static [AttributeId] {
        &KNOWN[self.0].attributes
    }
}

one_of!(
    Facet,
    &SLUGS,
    Facet::slug,
    Facet::from_slug,
    "What a search can count: the attributes of a kind, or of a category of SAMHSA's code book."
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_default_facets_are_programs_levels_and_ways_to_pay() {
        assert_eq!(Facet::DEFAULT.map(Facet::slug), ["program", "level", "insurance"]);
        assert_eq!(Facet::NONE.slug(), "none");
    }
}
