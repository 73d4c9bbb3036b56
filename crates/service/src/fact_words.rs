//! Words for facts in each language of the pages: for attributes, cautions, evidence, categories, people and sources.
//!
//! The English words are those of the vocabulary. Every other language has a folder in `data/locales` with two tables:
//! `vocabulary.csv` has a row for every attribute, `facts.csv` one for everything else. `data/vocabulary/README.md` describes them.

mod table;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

use directory::{AttributeId, Caution, IopEvidence, PersonGroup, Source, Vocabulary};

use crate::language::{Language, table as locale_table};
use crate::search::TELEHEALTH;

pub use table::WordsError;

const ENGLISH: &str = "en";

/// Words for facts in one language.
#[derive(Debug)]
pub struct FactWords {
    attributes: Vec<AttributeWords>,
    cautions: Vec<CautionWords>,
    evidence: Vec<String>,
    categories: HashMap<String, String>,
    people: Vec<String>,
    sources: Vec<String>,
    telehealth: String,
}

/// Words for an attribute.
#[derive(Debug)]
struct AttributeWords {
    label: String,
    description: String,
    ask: String,
}

/// Words for a caution.
#[derive(Debug)]
struct CautionWords {
    label: String,
    text: String,
}

impl FactWords {
    /// The words in the language with this code (`es`), or in English if there are none.
    ///
    /// # Panics
    /// Never: the tables are part of the program, and a test reads them.
    pub fn for_language(language: &str) -> &'static FactWords {
        static WORDS: LazyLock<BTreeMap<String, FactWords>> =
            LazyLock::new(|| all().expect("the built-in tables have a row for everything"));
        WORDS.get(language).unwrap_or_else(|| &WORDS[ENGLISH])
    }

    /// A few plain words that can stand alone.
    pub fn label(&self, id: AttributeId) -> &str {
        &self.attributes[id.index()].label
    }

    /// A plain sentence or two.
    pub fn description(&self, id: AttributeId) -> &str {
        &self.attributes[id.index()].description
    }

    /// What to ask on the phone when it is not stated.
    pub fn ask(&self, id: AttributeId) -> &str {
        &self.attributes[id.index()].ask
    }

    /// A few words for a caution.
    pub fn caution_label(&self, caution: Caution) -> &str {
        &self.cautions[caution as usize].label
    }

    /// A caution in whole sentences.
    pub fn caution(&self, caution: Caution) -> &str {
        &self.cautions[caution as usize].text
    }

    /// How likely an intensive outpatient program is, and why: the end of a sentence.
    pub fn evidence(&self, evidence: IopEvidence) -> &str {
        &self.evidence[evidence as usize]
    }

    /// A category of the code book; `None` for an unknown code.
    pub fn category(&self, code: &str) -> Option<&str> {
        self.categories.get(code).map(String::as_str)
    }

    /// Who the person is.
    pub fn person(&self, group: PersonGroup) -> &str {
        &self.people[group as usize]
    }

    /// A source; `None` for one that the operator has named.
    pub fn source(&self, source: Source) -> Option<&str> {
        let at = Source::SINGLE.iter().position(|single| *single == source)?;
        Some(&self.sources[at])
    }

    /// What "by telehealth" means.
    pub fn telehealth(&self) -> &str {
        &self.telehealth
    }
}

/// The words in every language.
fn all() -> Result<BTreeMap<String, FactWords>, WordsError> {
    let mut words = BTreeMap::from([(ENGLISH.to_owned(), english())]);
    for language in Language::all().filter(|language| language.code() != ENGLISH) {
        let read = |name: &str| {
            let file = format!("{name}.csv");
            locale_table(language, &file)
                .ok_or_else(|| WordsError::NoTable(format!("{}/{file}", language.code())))
        };
        words.insert(language.code().to_owned(), table::read(&read("vocabulary")?, &read("facts")?)?);
    }
    Ok(words)
}

/// The English words, from the vocabulary.
fn english() -> FactWords {
    let vocabulary = Vocabulary::embedded();
    let attributes = vocabulary.attributes().iter().map(|known| AttributeWords {
        label: known.label.clone(),
        description: known.description.clone(),
        ask: known.ask.clone(),
    });
    let cautions = Caution::ALL
        .into_iter()
        .map(|caution| CautionWords { label: caution.label().to_owned(), text: caution.text().to_owned() });
    let categories = vocabulary.categories().iter().map(|known| (known.code.clone(), known.label.clone()));
    FactWords {
        attributes: attributes.collect(),
        cautions: cautions.collect(),
        evidence: IopEvidence::ALL.iter().map(|evidence| evidence.text().to_owned()).collect(),
        categories: categories.collect(),
        people: PersonGroup::ALL.iter().map(|group| group.label().to_owned()).collect(),
        sources: Source::SINGLE.iter().map(|source| source.label().to_owned()).collect(),
        telehealth: TELEHEALTH.to_owned(),
    }
}
