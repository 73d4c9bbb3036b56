//! Every name that the API uses, with its meaning.

use directory::vocabulary::Attribute;
use directory::{AttributeKind, Caution, Level, PersonGroup, Source, Vocabulary};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::counts::AttributeCounts;

/// Every name that the API uses, in plain words.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct VocabularyResponse {
    /// Everything that can be known about a program.
    pub attributes: Vec<AttributeResponse>,
    /// The categories of SAMHSA's code book.
    pub categories: Vec<CategoryResponse>,
    /// The reasons why a program may not be meant for a person.
    pub cautions: Vec<NamedText>,
    /// The values of the parameter `for`: who the person is.
    pub people: Vec<PersonGroup>,
    /// Where listings come from.
    pub sources: Vec<NamedText>,
}

/// One thing that can be known about a program.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct AttributeResponse {
    /// Its name in the API.
    #[schema(example = "spanish")]
    pub slug: String,
    /// Its kind, which decides which parameters accept it.
    pub kind: AttributeKind,
    /// SAMHSA's service code, if it is one.
    #[schema(example = "SP")]
    pub code: Option<String>,
    /// The category of that code.
    #[schema(example = "SL")]
    pub category: Option<String>,
    /// A few plain words.
    pub label: String,
    /// A plain sentence or two.
    pub description: String,
    /// What to ask on the phone if the attribute is not stated.
    pub ask: String,
    /// For a level of care for addiction: its ASAM level in the third and fourth editions.
    #[schema(example = "2.1 / 2.1")]
    pub asam: Option<String>,
    /// How many facilities have a program that lists it.
    pub facilities: u32,
}

/// A category of SAMHSA's code book.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct CategoryResponse {
    /// SAMHSA's code for it.
    pub code: String,
    /// A few plain words.
    pub label: String,
    /// SAMHSA's name.
    pub name: String,
}

/// A name of the API, and what people read instead.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct NamedText {
    /// Its name in the API.
    pub code: String,
    /// What people read.
    pub text: String,
}

impl VocabularyResponse {
    /// The vocabulary, with the counts of a snapshot.
    pub fn new(counts: &AttributeCounts) -> VocabularyResponse {
        let vocabulary = Vocabulary::embedded();
        let categories = vocabulary.categories().iter().map(|known| CategoryResponse {
            code: known.code.clone(),
            label: known.label.clone(),
            name: known.name.clone(),
        });
        let named = |code: &str, text: &str| NamedText { code: code.to_owned(), text: text.to_owned() };
        VocabularyResponse {
            attributes: vocabulary
                .attributes()
                .iter()
                .map(|known| AttributeResponse::new(known, counts))
                .collect(),
            categories: categories.collect(),
            cautions: Caution::ALL.iter().map(|caution| named(caution.slug(), caution.text())).collect(),
            people: PersonGroup::ALL.to_vec(),
            sources: Source::SINGLE.iter().map(|source| named(source.slug(), source.label())).collect(),
        }
    }
}

impl AttributeResponse {
    fn new(known: &Attribute, counts: &AttributeCounts) -> AttributeResponse {
        let level = Level::from_slug(&known.slug).filter(|_| known.kind == AttributeKind::Level);
        AttributeResponse {
            slug: known.slug.clone(),
            kind: known.kind,
            code: known.code.clone(),
            category: known.category.clone(),
            label: known.label.clone(),
            description: known.description.clone(),
            ask: known.ask.clone(),
            asam: level.and_then(Level::asam).map(str::to_owned),
            facilities: counts.get(known.id),
        }
    }
}
