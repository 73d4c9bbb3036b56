//! The vocabulary as a table: how it is read, and how attributes are looked up.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::attribute::{Attribute, AttributeKind, Category};
use super::edition::Edition;
use super::kinds::{Group, Level, Payment, ProgramType, Track};
use super::services::{ServiceName, Spellings, split};
use crate::attribute_id::AttributeId;
use crate::fact::AttributeSet;

const CODES: &str = include_str!("../../../../data/vocabulary/codes.csv");
const CATEGORIES: &str = include_str!("../../../../data/vocabulary/categories.csv");
const DERIVED: &str = include_str!("../../../../data/vocabulary/attributes.csv");
const QUESTIONS: &str = include_str!("../../../../data/vocabulary/ask.csv");

/// All attributes, with their texts and the spellings that sources use.
#[derive(Debug)]
pub struct Vocabulary {
    attributes: Vec<Attribute>,
    categories: Vec<Category>,
    category_codes: Vec<AttributeSet>,
    codes: AttributeSet,
    by_name: HashMap<String, AttributeId>,
    editions: Vec<(Edition, AttributeSet)>,
    services: Spellings,
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

    /// The category with this code, older code or name.
    pub fn category(&self, text: &str) -> Option<&Category> {
        let code = self.services.category(text.trim());
        self.categories.iter().find(|known| known.code == code)
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
    /// directory of the track, where it counts only if it is unambiguous. Finally, its category is searched for
    /// a name that differs only in words that change nothing ("program" instead of "treatment") or by a typing error.
    pub fn service(&self, track: Track, category: &str, name: &str) -> Option<AttributeId> {
        self.services.find(track, category, name)
    }

    /// Finds the code for a service name like [`Vocabulary::service`], but only as spelled in the code book.
    pub fn service_exactly(&self, track: Track, category: &str, name: &str) -> Option<AttributeId> {
        self.services.exactly(track, category, name)
    }

    /// Splits a list of service names at the semicolons and looks up each name.
    pub fn services<'a>(
        &'a self,
        track: Track,
        category: &'a str,
        joined: &'a str,
    ) -> impl Iterator<Item = ServiceName<'a>> + 'a {
        split(joined).map(move |name| match self.service(track, category, name) {
            Some(id) => ServiceName::Known(id),
            None => ServiceName::Unknown(name),
        })
    }

    fn read(codes: &str, categories: &str, derived: &str, questions: &str) -> Result<Self, VocabularyError> {
        let codes: Vec<CodeRow> = rows(codes)?;
        let categories: Vec<Category> = rows(categories)?;
        let derived: Vec<DerivedRow> = rows(derived)?;
        let questions: HashMap<String, String> =
            rows::<QuestionRow>(questions)?.into_iter().map(|row| (row.slug, row.ask)).collect();
        let ask = |slug: &str| {
            let missing = || VocabularyError::Missing { what: "a question for", name: slug.to_owned() };
            questions.get(slug).cloned().ok_or_else(missing)
        };

        let mut attributes: Vec<Attribute> = Vec::new();
        let mut add = |kind, slug: &str, code: Option<&CodeRow>, [label, description]: [&String; 2]| {
            attributes.push(Attribute {
                id: AttributeId::from_index(attributes.len()),
                kind,
                slug: slug.to_owned(),
                code: code.map(|row| row.code.clone()),
                category: code.map(|row| row.category.clone()),
                label: label.clone(),
                description: description.clone(),
                ask: ask(slug)?,
            });
            Ok::<_, VocabularyError>(())
        };
        for (kind, slug, code) in typed() {
            let missing = || VocabularyError::Missing { what: "the attribute", name: slug.to_owned() };
            if let Some(code) = code {
                let row =
                    codes.iter().find(|row| row.code == code && row.slug == slug).ok_or_else(missing)?;
                add(kind, slug, Some(row), [&row.label, &row.description])?;
            } else {
                let is_attribute = |row: &DerivedRow| !matches!(row.kind.as_str(), "caution" | "person");
                let row =
                    derived.iter().find(|row| row.slug == slug && is_attribute(row)).ok_or_else(missing)?;
                add(kind, slug, None, [&row.label, &row.description])?;
            }
        }
        for row in codes.iter().filter(|row| !typed().any(|(_, _, code)| code == Some(row.code.as_str()))) {
            add(AttributeKind::Code, &row.slug, Some(row), [&row.label, &row.description])?;
        }

        let mut by_name = HashMap::new();
        for known in &attributes {
            for name in std::iter::once(&known.slug).chain(&known.code) {
                if by_name.insert(name.clone(), known.id).is_some() {
                    return Err(VocabularyError::Twice(name.clone()));
                }
            }
        }
        let id_of = |row: &CodeRow| by_name[&row.code];
        let in_category = |code: &str| codes.iter().filter(|row| row.category == code).map(id_of).collect();
        let category_codes: Vec<AttributeSet> =
            categories.iter().map(|known| in_category(&known.code)).collect();
        if let Some(row) = codes.iter().find(|row| !categories.iter().any(|known| known.code == row.category))
        {
            return Err(VocabularyError::Missing { what: "the category", name: row.category.clone() });
        }

        let mut editions: Vec<(Edition, AttributeSet)> = Vec::new();
        let mut services = Spellings::new(&categories);
        for row in &codes {
            let mut tracks = Vec::new();
            for text in row.directories.split_whitespace() {
                let edition = parse_edition(text)?;
                tracks.push(edition.track);
                match editions.iter_mut().find(|(known, _)| *known == edition) {
                    Some((_, set)) => set.insert(id_of(row)),
                    None => editions.push((edition, AttributeSet::from_iter([id_of(row)]))),
                }
            }
            services.add(&row.category, row.names.split('|'), &tracks, id_of(row));
        }
        let codes = codes.iter().map(id_of).collect();
        Ok(Vocabulary { attributes, categories, category_codes, codes, by_name, editions, services })
    }
}

#[derive(Deserialize)]
struct CodeRow {
    category: String,
    code: String,
    slug: String,
    label: String,
    description: String,
    directories: String,
    names: String,
}

#[derive(Deserialize)]
struct DerivedRow {
    kind: String,
    slug: String,
    label: String,
    description: String,
}

#[derive(Deserialize)]
struct QuestionRow {
    slug: String,
    ask: String,
}

/// An error in the vocabulary tables.
#[derive(Debug, thiserror::Error)]
pub enum VocabularyError {
    /// A table is not well-formed CSV, or a column is missing.
    #[error("reading a vocabulary table: {0}")]
    Csv(#[from] csv::Error),
    /// The tables have no row for something that needs one.
    #[error("the vocabulary tables lack {what} {name:?}")]
    Missing {
        /// What is missing, for example "the category".
        what: &'static str,
        /// The slug or code of the missing row.
        name: String,
    },
    /// Two attributes share a slug or a code.
    #[error("the vocabulary tables define {0:?} twice")]
    Twice(String),
    /// An edition is not written like `SU2023`.
    #[error("reading an edition: {0:?} is not a directory and a year, like SU2023")]
    Edition(String),
}

fn rows<T: for<'de> Deserialize<'de>>(table: &str) -> Result<Vec<T>, VocabularyError> {
    Ok(csv::Reader::from_reader(table.as_bytes()).deserialize().collect::<Result<_, _>>()?)
}

/// Parses an edition such as `SU2023` or `MH2024`.
fn parse_edition(text: &str) -> Result<Edition, VocabularyError> {
    let bad = || VocabularyError::Edition(text.to_owned());
    let (track, year) = text.split_at_checked(2).ok_or_else(bad)?;
    let track = match track {
        "SU" => Track::SubstanceUse,
        "MH" => Track::MentalHealth,
        _ => return Err(bad()),
    };
    Ok(Edition { track, year: year.parse().map_err(|_| bad())? })
}

/// The kind and slug of every attribute that has a type in Rust and, for a payment, its code. All other attributes are
/// rows of the code book.
fn typed() -> impl Iterator<Item = (AttributeKind, &'static str, Option<&'static str>)> {
    let programs = ProgramType::ALL.iter().map(|known| (AttributeKind::Program, known.slug(), None));
    let levels = Level::ALL.iter().map(|known| (AttributeKind::Level, known.slug(), None));
    let payments = Payment::ALL.iter().map(|known| (AttributeKind::Insurance, known.slug(), known.code()));
    let groups = Group::ALL.iter().map(|known| (AttributeKind::Group, known.slug(), None));
    programs.chain(levels).chain(payments).chain(groups)
}
