//! The counts a client can ask for.

use std::sync::LazyLock;

use directory::{AttributeId, AttributeKind, Vocabulary};

use super::parameters::Parameters;

/// Attributes that are counted together, under one name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facet {
    /// Its name: a kind of attribute, or a category of the code book in small letters.
    pub name: String,
    /// What is counted.
    pub attributes: Vec<AttributeId>,
}

/// The facets that are counted when none are asked for.
const USEFUL: [&str; 3] = ["program", "level", "insurance"];

impl Facet {
    /// Reads the parameter `facets`.
    pub fn parse(given: &mut Parameters) -> Vec<Facet> {
        let names = given.list("facets");
        if names == ["none"] {
            return Vec::new();
        }
        if names.is_empty() {
            static DEFAULT: LazyLock<Vec<Facet>> =
                LazyLock::new(|| USEFUL.into_iter().filter_map(Facet::named).collect());
            return DEFAULT.clone();
        }
        let mut facets: Vec<Facet> = Vec::new();
        for name in names {
            match Facet::named(&name) {
                Some(facet) if facets.contains(&facet) => {}
                Some(facet) => facets.push(facet),
                None => {
                    let categories =
                        Vocabulary::embedded().categories().iter().map(|known| known.code.to_lowercase());
                    let valid: Vec<String> =
                        KINDS.iter().map(|(name, _)| (*name).to_owned()).chain(categories).collect();
                    given.unknown_value("facets", &name, valid.iter().map(String::as_str).chain(["none"]));
                }
            }
        }
        facets
    }

    fn named(name: &str) -> Option<Facet> {
        let vocabulary = Vocabulary::embedded();
        let kind = KINDS.iter().find(|(known, _)| *known == name).map(|(_, kind)| *kind);
        let attributes: Vec<AttributeId> = match kind {
            Some(kind) => vocabulary
                .attributes()
                .iter()
                .filter(|known| known.kind == kind)
                .map(|known| known.id)
                .collect(),
            None => vocabulary.codes_in(&name.to_uppercase()).iter().collect(),
        };
        (!attributes.is_empty()).then(|| Facet { name: name.to_owned(), attributes })
    }
}

const KINDS: [(&str, AttributeKind); 4] = [
    ("program", AttributeKind::Program),
    ("level", AttributeKind::Level),
    ("insurance", AttributeKind::Insurance),
    ("group", AttributeKind::Group),
];
