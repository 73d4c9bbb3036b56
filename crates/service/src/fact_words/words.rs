//! The words of one language.

use std::collections::HashMap;

use directory::{AttributeId, Caution, IopSign, PersonGroup, Source, Vocabulary};

use crate::search::TELEHEALTH;

/// Words for facts in one language.
#[derive(Debug)]
pub struct FactWords {
    pub(super) attributes: Vec<AttributeWords>,
    pub(super) cautions: Vec<CautionWords>,
    pub(super) evidence: HashMap<IopSign, String>,
    pub(super) categories: HashMap<String, String>,
    pub(super) people: Vec<String>,
    pub(super) sources: Vec<String>,
    pub(super) telehealth: String,
}

/// Words for an attribute.
#[derive(Debug)]
pub(super) struct AttributeWords {
    pub(super) label: String,
    pub(super) description: String,
    pub(super) ask: String,
}

/// Words for a caution.
#[derive(Debug)]
pub(super) struct CautionWords {
    pub(super) label: String,
    pub(super) text: String,
}

impl FactWords {
    /// The English words, from the vocabulary.
    pub(super) fn english() -> FactWords {
        let vocabulary = Vocabulary::embedded();
        let attributes = vocabulary.attributes().iter().map(|known| AttributeWords {
            label: known.label.clone(),
            description: known.description.clone(),
            ask: known.ask.clone(),
        });
        let cautions = Caution::ALL.into_iter().map(|caution| CautionWords {
            label: caution.label().to_owned(),
            text: caution.text().to_owned(),
        });
        let categories =
            vocabulary.categories().iter().map(|known| (known.code.clone(), known.label.clone()));
        FactWords {
            attributes: attributes.collect(),
            cautions: cautions.collect(),
            evidence: IopSign::ALL
                .into_iter()
                .filter_map(|sign| Some((sign, sign.text()?.to_owned())))
                .collect(),
            categories: categories.collect(),
            people: PersonGroup::ALL.iter().map(|group| group.label().to_owned()).collect(),
            sources: Source::SINGLE.iter().map(|source| source.label().to_owned()).collect(),
            telehealth: TELEHEALTH.to_owned(),
        }
    }

    /// A few plain words that can stand alone.
    pub fn label(&self, id: AttributeId) -> &str {
        &self.attributes[id.index()].label
    }

    /// A plain sentence or two.
    pub fn description(&self, id: AttributeId) -> &str {
        &self.attributes[id.index()].description
    }

    /// What to ask on the phone if the attribute is not stated.
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

    /// How likely the program is to be an intensive outpatient program, and why, worded as the end of a sentence.
    /// `None` if nothing in its listing makes it more or less likely.
    pub fn evidence(&self, sign: IopSign) -> Option<&str> {
        self.evidence.get(&sign).map(String::as_str)
    }

    /// A category of the code book; `None` for an unknown code.
    pub fn category(&self, code: &str) -> Option<&str> {
        self.categories.get(code).map(String::as_str)
    }

    /// Who the person is, in a few words.
    pub fn person(&self, group: PersonGroup) -> &str {
        &self.people[group as usize]
    }

    /// The name of a source; `None` for a source that the operator has named.
    pub fn source(&self, source: Source) -> Option<&str> {
        let at = Source::SINGLE.iter().position(|single| *single == source)?;
        Some(&self.sources[at])
    }

    /// What "by telehealth" means.
    pub fn telehealth(&self) -> &str {
        &self.telehealth
    }
}
