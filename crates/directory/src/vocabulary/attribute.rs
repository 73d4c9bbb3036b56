//! Attributes and the reading of their tables.

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
use crate::fact::AttributeSet;

/// The position of an attribute in the vocabulary that is built in. Not stable across releases: store slugs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AttributeId(u16);

impl AttributeId {
    pub(crate) const fn from_index(index: usize) -> Self {
        assert!(index < AttributeSet::CAPACITY, "a vocabulary larger than its sets");
        AttributeId(index as u16)
    }

    /// The position, from 0.
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// An attribute is written by its slug.
impl Serialize for AttributeId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&Vocabulary::embedded().attribute(*self).slug)
    }
}

/// An attribute is read by its slug or its SAMHSA code, in any letter case.
impl<'de> Deserialize<'de> for AttributeId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        static SLUGS: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
            let attributes = Vocabulary::embedded().attributes().iter();
            // Program types have a parameter of their own.
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
        ObjectBuilder::new().schema_type(Type::String).description(Some(description)).into()
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

/// One thing that can be known of a program, and our words for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribute {
    /// Its position in the vocabulary.
    pub id: AttributeId,
    /// What sort of thing it is.
    pub kind: AttributeKind,
    /// Its name in the API.
    pub slug: String,
    /// SAMHSA's service code, where it is one.
    pub code: Option<String>,
    /// The category of that code.
    pub category: Option<String>,
    /// A few plain words that stand by themselves.
    pub label: String,
    /// A plain sentence or two.
    pub description: String,
    /// What to ask on the phone when it is not stated.
    pub ask: String,
}

/// A category of the code book: the codes of one question.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Category {
    /// SAMHSA's code for it.
    #[serde(rename = "category")]
    pub code: String,
    /// A few plain words.
    pub label: String,
    /// SAMHSA's name.
    pub name: String,
    /// Older codes for it, joined by `|`.
    aliases: String,
}

impl Category {
    /// Codes that older answers of the locator use for it.
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

/// Why a vocabulary table can't be read.
#[derive(Debug, thiserror::Error)]
pub enum TableError {
    /// Not well-formed CSV, or a column is missing.
    #[error("reading a vocabulary table: {0}")]
    Csv(#[from] csv::Error),
    /// A word or code that the tables do not explain.
    #[error("the vocabulary tables lack {what} {name:?}")]
    Missing {
        /// What sort of thing is missing.
        what: &'static str,
        /// Its slug or code.
        name: String,
    },
    /// Two attributes of one name.
    #[error("the vocabulary tables have {0:?} twice")]
    Twice(String),
    /// An edition that is not like `SU2023`.
    #[error("{0:?} is no directory and year")]
    Edition(String),
}

fn rows<T: for<'de> Deserialize<'de>>(table: &str) -> Result<Vec<T>, TableError> {
    Ok(csv::Reader::from_reader(table.as_bytes()).deserialize().collect::<Result<_, _>>()?)
}

/// Reads `SU2023` or `MH2024`.
fn edition(text: &str) -> Result<Edition, TableError> {
    let bad = || TableError::Edition(text.to_owned());
    let (track, year) = text.split_at_checked(2).ok_or_else(bad)?;
    let track = match track {
        "SU" => Track::SubstanceUse,
        "MH" => Track::MentalHealth,
        _ => return Err(bad()),
    };
    Ok(Edition { track, year: year.parse().map_err(|_| bad())? })
}

/// The attributes that are not read off the code book row by row: kind, slug and, for a payment, its code.
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
    ) -> Result<Self, TableError> {
        let codes: Vec<CodeRow> = rows(codes)?;
        let categories: Vec<Category> = rows(categories)?;
        let derived: Vec<DerivedRow> = rows(derived)?;
        let questions: HashMap<String, String> =
            rows::<QuestionRow>(questions)?.into_iter().map(|row| (row.slug, row.ask)).collect();
        let ask = |slug: &str| {
            let missing = || TableError::Missing { what: "a question for", name: slug.to_owned() };
            questions.get(slug).cloned().ok_or_else(missing)
        };

        let mut attributes = Vec::new();
        for (kind, slug, code) in typed() {
            let missing = || TableError::Missing { what: "the attribute", name: slug.to_owned() };
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
                    return Err(TableError::Twice(name.clone()));
                }
            }
        }
        let id_of = |row: &CodeRow| by_name[&row.code];
        let in_category = |code: &str| codes.iter().filter(|row| row.category == code).map(id_of).collect();
        let category_codes: Vec<AttributeSet> =
            categories.iter().map(|known| in_category(&known.code)).collect();
        if let Some(row) = codes.iter().find(|row| !categories.iter().any(|known| known.code == row.category))
        {
            return Err(TableError::Missing { what: "the category", name: row.category.clone() });
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
