//! The vocabulary: every attribute that can be known about a program, and how sources spell it.
//!
//! Labels, descriptions and spellings come from the tables in `data/vocabulary/`. The attributes that the rules refer
//! to by name are types in [`kinds`], which also determines their order.

mod attribute;
mod kinds;
mod services;

use std::collections::HashMap;
use std::sync::LazyLock;

pub use crate::attribute_id::AttributeId;
pub use attribute::{Attribute, AttributeKind, Category, VocabularyError};
pub use kinds::{Group, Level, Payment, ProgramType, Track};
pub use services::{ServiceName, UnknownService};

use crate::fact::AttributeSet;

const CODES: &str = include_str!("../../../../data/vocabulary/codes.csv");
const CATEGORIES: &str = include_str!("../../../../data/vocabulary/categories.csv");
const DERIVED: &str = include_str!("../../../../data/vocabulary/attributes.csv");
const QUESTIONS: &str = include_str!("../../../../data/vocabulary/ask.csv");

/// One year's questionnaire of one of SAMHSA's two directories.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
pub struct Edition {
    /// The track whose directory it is.
    pub track: Track,
    /// The year of the code book.
    pub year: u16,
}

/// All attributes, with their texts and the spellings that sources use.
#[derive(Debug)]
pub struct Vocabulary {
    attributes: Vec<Attribute>,
    categories: Vec<Category>,
    category_codes: Vec<AttributeSet>,
    codes: AttributeSet,
    by_name: HashMap<String, AttributeId>,
    editions: Vec<(Edition, AttributeSet)>,
    services: services::Spellings,
}

impl Vocabulary {
    /// The vocabulary that is built into the program.
    ///
    /// # Panics
    /// Never in practice: the tables are compiled in, and a test reads them.
    pub fn embedded() -> &'static Vocabulary {
        static EMBEDDED: LazyLock<Vocabulary> = LazyLock::new(|| {
            Vocabulary::read(CODES, CATEGORIES, DERIVED, QUESTIONS)
                .expect("the built-in tables are well-formed")
        });
        &EMBEDDED
    }

    /// All attributes, ordered by id.
    pub fn attributes(&self) -> &[Attribute] {
        &self.attributes
    }

    /// The attribute's name, texts and code.
    pub fn attribute(&self, id: AttributeId) -> &Attribute {
        &self.attributes[id.index()]
    }

    /// Finds an attribute by its slug or SAMHSA code, in upper or lower case.
    pub fn find(&self, slug_or_code: &str) -> Option<AttributeId> {
        let named = |name: &str| self.by_name.get(name).copied();
        named(slug_or_code)
            .or_else(|| named(&slug_or_code.to_ascii_uppercase()))
            .or_else(|| named(&slug_or_code.to_ascii_lowercase()))
    }

    /// Finds an attribute by its SAMHSA service code, spelled exactly as in the code book.
    pub fn code(&self, code: &str) -> Option<AttributeId> {
        self.by_name.get(code).copied().filter(|id| self.attribute(*id).code.as_deref() == Some(code))
    }

    /// All attributes that are SAMHSA codes.
    pub fn codes(&self) -> &AttributeSet {
        &self.codes
    }

    /// The categories of the code book.
    pub fn categories(&self) -> &[Category] {
        &self.categories
    }

    /// The codes of each category, in the order of [`Vocabulary::categories`].
    pub fn category_codes(&self) -> &[AttributeSet] {
        &self.category_codes
    }

    /// The service codes in the category with this code, or an empty set if there is no such category.
    pub fn codes_in(&self, category: &str) -> AttributeSet {
        let at = self.categories.iter().position(|known| known.code == category);
        at.map(|at| self.category_codes[at]).unwrap_or_default()
    }

    /// The codes that one year's questionnaire asks about, or an empty set if the tables don't cover that year.
    pub fn questionnaire(&self, edition: Edition) -> AttributeSet {
        self.editions.iter().find(|(known, _)| *known == edition).map(|(_, codes)| *codes).unwrap_or_default()
    }

    /// The newest edition of a track's questionnaire that the tables cover.
    pub fn newest_edition(&self, track: Track) -> Edition {
        let years =
            self.editions.iter().filter(|(known, _)| known.track == track).map(|(known, _)| known.year);
        Edition { track, year: years.max().unwrap_or_default() }
    }

    /// The name of a service in the code book. `None` for attributes that are not a code.
    pub fn service_name(&self, id: AttributeId) -> Option<&str> {
        self.services.name(id)
    }

    /// Finds the code for a service name, as spelled in responses of SAMHSA's locator.
    ///
    /// The name is looked up in its category first (by the category's current or older code), and then in the whole
    /// directory of the track, where it counts only if it is unambiguous.
    pub fn service(&self, track: Track, category: &str, name: &str) -> Option<AttributeId> {
        self.services.find(track, category, name)
    }

    /// Splits a list of service names at the semicolons and looks up each name.
    pub fn services<'a>(
        &'a self,
        track: Track,
        category: &'a str,
        joined: &'a str,
    ) -> impl Iterator<Item = ServiceName<'a>> + 'a {
        services::split(joined).map(move |name| match self.service(track, category, name) {
            Some(id) => ServiceName::Known(id),
            None => ServiceName::Unknown(name),
        })
    }
}

#[cfg(test)]
mod tests;
