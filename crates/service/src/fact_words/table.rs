//! Reads the two tables of a language.

use std::collections::HashMap;

use directory::{Caution, IopEvidence, PersonGroup, Source, Vocabulary};
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::words::{AttributeWords, CautionWords, FactWords};

/// Why a language's words can't be read.
#[derive(Debug, thiserror::Error)]
pub enum WordsError {
    /// A folder lacks one of the tables.
    #[error("data/locales lacks the table {0}")]
    NoTable(String),
    /// A table is not well-formed CSV, or lacks a column.
    #[error("reading a table of words: {0}")]
    Csv(#[from] csv::Error),
    /// Something has no row, or its row has no words.
    #[error("no words for the {kind} {name:?}")]
    Missing {
        /// What sort of thing lacks words.
        kind: &'static str,
        /// Its slug or code.
        name: String,
    },
    /// A row is for something unknown, or repeats another.
    #[error("words for something unknown, or a second time: {}", .0.join(", "))]
    Extra(Vec<String>),
}

#[derive(Deserialize)]
struct AttributeRow {
    slug: String,
    label: String,
    description: String,
    ask: String,
}

#[derive(Deserialize)]
struct FactRow {
    kind: String,
    name: String,
    label: String,
    text: String,
}

/// The rows of a table by name. Each is taken once, so that the rows left at the end are extra.
struct RowsByName<T>(HashMap<String, T>);

impl<T: DeserializeOwned> RowsByName<T> {
    fn read(table: &str, name: impl Fn(&T) -> String) -> Result<Self, WordsError> {
        let mut rows = HashMap::new();
        for row in csv::Reader::from_reader(table.as_bytes()).into_deserialize() {
            let row: T = row?;
            let name = name(&row);
            if rows.insert(name.clone(), row).is_some() {
                return Err(WordsError::Extra(vec![name]));
            }
        }
        Ok(RowsByName(rows))
    }

    fn finish(self) -> Result<(), WordsError> {
        let mut extra: Vec<String> = self.0.into_keys().collect();
        extra.sort();
        if extra.is_empty() { Ok(()) } else { Err(WordsError::Extra(extra)) }
    }
}

/// The text of a cell, which must not be empty.
fn words(cell: String, kind: &'static str, name: &str) -> Result<String, WordsError> {
    let missing = || WordsError::Missing { kind, name: name.to_owned() };
    Some(cell).filter(|text| !text.trim().is_empty()).ok_or_else(missing)
}

impl RowsByName<AttributeRow> {
    fn take(&mut self, slug: &str) -> Result<AttributeWords, WordsError> {
        let missing = || WordsError::Missing { kind: "attribute", name: slug.to_owned() };
        let row = self.0.remove(slug).ok_or_else(missing)?;
        Ok(AttributeWords {
            label: words(row.label, "attribute", slug)?,
            description: words(row.description, "attribute", slug)?,
            ask: words(row.ask, "attribute", slug)?,
        })
    }
}

impl RowsByName<FactRow> {
    fn take(&mut self, kind: &'static str, name: &str) -> Result<FactRow, WordsError> {
        let missing = || WordsError::Missing { kind, name: name.to_owned() };
        self.0.remove(&format!("{kind} {name}")).ok_or_else(missing)
    }

    fn label(&mut self, kind: &'static str, name: &str) -> Result<String, WordsError> {
        words(self.take(kind, name)?.label, kind, name)
    }

    fn text(&mut self, kind: &'static str, name: &str) -> Result<String, WordsError> {
        words(self.take(kind, name)?.text, kind, name)
    }

    fn caution(&mut self, caution: Caution) -> Result<CautionWords, WordsError> {
        let row = self.take("caution", caution.slug())?;
        Ok(CautionWords {
            label: words(row.label, "caution", caution.slug())?,
            text: words(row.text, "caution", caution.slug())?,
        })
    }
}

/// The words of a language from its `vocabulary.csv` and its `facts.csv`.
///
/// # Errors
/// When a row is missing, empty, repeated or for something unknown, or the CSV is not well-formed.
pub fn read(vocabulary: &str, facts: &str) -> Result<FactWords, WordsError> {
    let known = Vocabulary::embedded();
    let mut attributes = RowsByName::read(vocabulary, |row: &AttributeRow| row.slug.clone())?;
    let mut rows = RowsByName::read(facts, |row: &FactRow| format!("{} {}", row.kind, row.name))?;
    let category = |category: &directory::vocabulary::Category| {
        let label = rows.label("category", &category.code)?;
        Ok((category.code.clone(), label))
    };
    let categories = known.categories().iter().map(category).collect::<Result<_, WordsError>>()?;
    let read = FactWords {
        attributes: known
            .attributes()
            .iter()
            .map(|known| attributes.take(&known.slug))
            .collect::<Result<_, _>>()?,
        cautions: Caution::ALL.iter().map(|caution| rows.caution(*caution)).collect::<Result<_, _>>()?,
        evidence: IopEvidence::ALL
            .iter()
            .map(|evidence| rows.text("evidence", evidence.slug()))
            .collect::<Result<_, _>>()?,
        categories,
        people: PersonGroup::ALL
            .iter()
            .map(|group| rows.label("person", group.slug()))
            .collect::<Result<_, _>>()?,
        sources: Source::SINGLE
            .iter()
            .map(|source| rows.label("source", source.slug()))
            .collect::<Result<_, _>>()?,
        telehealth: rows.text("note", "telehealth")?,
    };
    attributes.finish()?;
    rows.finish()?;
    Ok(read)
}
