//! The vocabulary: every attribute that can be known of a program, and how sources spell it.
//!
//! The words stand in tables (`data/vocabulary/`), the order and the typed names of what the domain reasons
//! about stand in [`kinds`].

mod attribute;
mod kinds;
mod services;

use std::collections::HashMap;
use std::sync::LazyLock;

pub use attribute::{Attribute, AttributeId, AttributeKind, Category};
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
    /// Which of the two directories.
    pub track: Track,
    /// The year of its code book.
    pub year: u16,
}

/// The attributes, their words and their spellings.
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
    /// The vocabulary that is built in.
    ///
    /// # Panics
    /// Never: the tables are part of the program, and a test reads them.
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

    /// What is known of one attribute.
    pub fn attribute(&self, id: AttributeId) -> &Attribute {
        &self.attributes[id.index()]
    }

    /// The attribute of a slug or a SAMHSA code, in any letter case.
    pub fn find(&self, slug_or_code: &str) -> Option<AttributeId> {
        let named = |name: &str| self.by_name.get(name).copied();
        named(slug_or_code)
            .or_else(|| named(&slug_or_code.to_ascii_uppercase()))
            .or_else(|| named(&slug_or_code.to_ascii_lowercase()))
    }

    /// The attribute of a SAMHSA service code, spelt as in the code book.
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

    /// The codes of the category with this code; empty when there is none.
    pub fn codes_in(&self, category: &str) -> AttributeSet {
        let at = self.categories.iter().position(|known| known.code == category);
        at.map(|at| self.category_codes[at]).unwrap_or_default()
    }

    /// The codes one year's questionnaire asks about; empty for a year the tables lack.
    pub fn questionnaire(&self, edition: Edition) -> AttributeSet {
        self.editions.iter().find(|(known, _)| *known == edition).map(|(_, codes)| *codes).unwrap_or_default()
    }

    /// The newest questionnaire the tables have for a track.
    pub fn newest_edition(&self, track: Track) -> Edition {
        let years =
            self.editions.iter().filter(|(known, _)| known.track == track).map(|(known, _)| known.year);
        Edition { track, year: years.max().unwrap_or_default() }
    }

    /// The code book's name of a service.
    pub fn service_name(&self, id: AttributeId) -> Option<&str> {
        self.services.name(id)
    }

    /// The code a service name stands for, as the locator's answers spell it.
    ///
    /// A name is looked up in its category first, by its newer or older code, and then in the whole directory of
    /// its track, where it must be the only one of that name.
    pub fn service(&self, track: Track, category: &str, name: &str) -> Option<AttributeId> {
        self.services.find(track, category, name)
    }

    /// Splits service names that are joined by semicolons and looks each up.
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
