//! Attributes, and how the vocabulary tables are read.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use utoipa::openapi::schema::ObjectBuilder;
use utoipa::openapi::{RefOr, Schema, Type};
use utoipa::{PartialSchema, ToSchema};

use super::services::Spellings;
use super::{Edition, Group, Level, Payment, ProgramType, Track, Vocabulary};
use crate::attribute_id::AttributeId;
use crate::fact::AttributeSet;

/// Writes the slug, for example `"intensive_outpatient"`.
impl Serialize for AttributeId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&Vocabulary::embedded().attribute(*self).slug)
    }
}

/// Accepts a slug or a SAMHSA code, in upper or lower case.
impl<'de> Deserialize<'de> for AttributeId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        static SLUGS: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
            let attributes = Vocabulary::embedded().attributes().iter();
            // Program types are left out because the API has a separate parameter for them.
            let named = attributes.filter(|known| known.kind != AttributeKind::Program);
            named.map(|known| known.slug.as_str()).collect()
        });
        let text = String::deserialize(deserializer)?;
        let found = Vocabulary::embedded().find(&text);
        found.ok_or_else(|| D::Error::unknown_variant(&text, &SLUGS))
    }
}

impl PartialSchema for AttributeId {
    fn schema() -> RefOr<Schema> {
        let description = "An attribute: its slug or its SAMHSA code. `GET /v1/vocabulary` lists them.";
        ObjectBuilder::new()
            .schema_type(Type::String)
            .description(Some(description))
            .pattern(Some("^[A-Za-z0-9_]+$"))
            .into()
    }
}

impl ToSchema for AttributeId {
    fn name() -> Cow<'static, str> {
        "Attribute".into()
    }
}

/// What sort of thing an attribute is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum AttributeKind {
    /// What is treated, or whom: [`ProgramType`].
    Program,
    /// Level of care: [`Level`].
    Level,
    /// A way to pay: [`Payment`].
    Insurance,
    /// Several codes asked for as one: [`Group`].
    Group,
    /// One code of SAMHSA's code book.
    Code,
}

/// Something that can be known about a program, such as "takes Medicaid", and the texts that describe it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribute {
    /// The position in the vocabulary.
    pub id: AttributeId,
    /// Whether this is a program type, a level of care, a way to pay, a group or a single code.
    pub kind: AttributeKind,
    /// The name in the API, for example `intensive_outpatient`.
    pub slug: String,
    /// SAMHSA's service code, if the attribute stands for exactly one.
    pub code: Option<String>,
    /// The code of the category that SAMHSA lists the service code under.
    pub category: Option<String>,
    /// A short label in plain words that can be shown without any context.
    pub label: String,
    /// One or two sentences in plain words.
    pub description: String,
    /// The question to ask on the phone when the fact is not stated.
    pub ask: String,
}

/// A category of SAMHSA's code book, which groups the codes that answer one question.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Category {
    /// SAMHSA's code for the category, for example `AGE`.
    #[serde(rename = "category")]
    pub code: String,
    /// A short label in plain words.
    pub label: String,
    /// SAMHSA's name for the category.
    pub name: String,
    /// Older codes of the category, separated by `|`.
    aliases: String,
}

impl Category {
    /// The codes that older responses of SAMHSA's locator use for this category.
    pub fn aliases(&self) -> impl Iterator<Item = &str> {
        self.aliases.split('|').filter(|alias| !alias.is_empty())
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
fn edition(text: &str) -> Result<Edition, VocabularyError> {
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

impl Vocabulary {
    pub(super) fn read(
        codes: &str,
        categories: &str,
        derived: &str,
        questions: &str,
    ) -> Result<Self, VocabularyError> {
        let codes: Vec<CodeRow> = rows(codes)?;
        let categories: Vec<Category> = rows(categories)?;
        let derived: Vec<DerivedRow> = rows(derived)?;
        let questions: HashMap<String, String> =
            rows::<QuestionRow>(questions)?.into_iter().map(|row| (row.slug, row.ask)).collect();
        let ask = |slug: &str| {
            let missing = || VocabularyError::Missing { what: "a question for", name: slug.to_owned() };
            questions.get(slug).cloned().ok_or_else(missing)
        };

        let mut attributes = Vec::new();
        for (kind, slug, code) in typed() {
            let missing = || VocabularyError::Missing { what: "the attribute", name: slug.to_owned() };
            let (label, description, category) = match code {
                Some(code) => {
                    let row =
                        codes.iter().find(|row| row.code == code && row.slug == slug).ok_or_else(missing)?;
                    (&row.label, &row.description, Some(row.category.clone()))
                }
                None => {
                    let row = derived
                        .iter()
                        .find(|row| row.slug == slug && !matches!(row.kind.as_str(), "caution" | "person"));
                    let row = row.ok_or_else(missing)?;
                    (&row.label, &row.description, None)
                }
            };
            attributes.push(Attribute {
                id: AttributeId::from_index(attributes.len()),
                kind,
                slug: slug.to_owned(),
                code: code.map(str::to_owned),
                category,
                label: label.clone(),
                description: description.clone(),
                ask: ask(slug)?,
            });
        }
        for row in &codes {
            if !attributes.iter().any(|known| known.code.as_deref() == Some(&row.code)) {
                attributes.push(Attribute {
                    id: AttributeId::from_index(attributes.len()),
                    kind: AttributeKind::Code,
                    slug: row.slug.clone(),
                    code: Some(row.code.clone()),
                    category: Some(row.category.clone()),
                    label: row.label.clone(),
                    description: row.description.clone(),
                    ask: ask(&row.slug)?,
                });
            }
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
                let edition = edition(text)?;
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
