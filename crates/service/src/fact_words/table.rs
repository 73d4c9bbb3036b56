//! Reads the two tables of a language.

use std::collections::HashMap;

use directory::{Caution, IopSign, PersonGroup, Source, Vocabulary};

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
        /// The kind of thing that has no words.
        kind: &'static str,
        /// Its slug or code.
        name: String,
    },
    /// A row is for something unknown, or repeats another.
    #[error("words for something unknown or repeated: {}", .0.join(", "))]
    Extra(Vec<String>),
}

/// The rows of a table by name, each with its cells by column. Rows are removed as they are used; those left at the end
/// are extra.
struct WordTable(HashMap<String, HashMap<String, String>>);

/// A row that was removed from its table to be used.
struct WordRow {
    kind: &'static str,
    name: String,
    cells: HashMap<String, String>,
}

impl WordTable {
    /// Reads a table whose rows are named by these columns.
    fn read(table: &str, named_by: &[&str]) -> Result<WordTable, WordsError> {
        let mut rows = HashMap::new();
        for row in csv::Reader::from_reader(table.as_bytes()).into_deserialize() {
            let cells: HashMap<String, String> = row?;
            let name = named_by.iter().filter_map(|column| cells.get(*column));
            let name = name.map(String::as_str).collect::<Vec<_>>().join(" ");
            if rows.insert(name.clone(), cells).is_some() {
                return Err(WordsError::Extra(vec![name]));
            }
        }
        Ok(WordTable(rows))
    }

    fn take(&mut self, kind: &'static str, name: &str, key: &str) -> Result<WordRow, WordsError> {
        let missing = || WordsError::Missing { kind, name: name.to_owned() };
        let cells = self.0.remove(key).ok_or_else(missing)?;
        Ok(WordRow { kind, name: name.to_owned(), cells })
    }

    fn attribute(&mut self, slug: &str) -> Result<AttributeWords, WordsError> {
        let mut row = self.take("attribute", slug, slug)?;
        Ok(AttributeWords {
            label: row.words("label")?,
            description: row.words("description")?,
            ask: row.words("ask")?,
        })
    }

    fn fact(&mut self, kind: &'static str, name: &str) -> Result<WordRow, WordsError> {
        self.take(kind, name, &format!("{kind} {name}"))
    }

    fn finish(self) -> Result<(), WordsError> {
        let mut extra: Vec<String> = self.0.into_keys().collect();
        extra.sort();
        if extra.is_empty() { Ok(()) } else { Err(WordsError::Extra(extra)) }
    }
}

impl WordRow {
    /// The text of a cell, which must not be empty.
    fn words(&mut self, column: &str) -> Result<String, WordsError> {
        let missing = || WordsError::Missing { kind: self.kind, name: self.name.clone() };
        self.cells.remove(column).filter(|text| !text.trim().is_empty()).ok_or_else(missing)
    }
}

/// Reads the words of a language from its `vocabulary.csv` and its `facts.csv`.
///
/// # Errors
/// If a row is missing, empty, repeated or for something unknown, or if the CSV is not well-formed.
pub fn read(vocabulary: &str, facts: &str) -> Result<FactWords, WordsError> {
    let known = Vocabulary::embedded();
    let mut attributes = WordTable::read(vocabulary, &["slug"])?;
    let mut rows = WordTable::read(facts, &["kind", "name"])?;
    let mut categories = HashMap::new();
    for category in known.categories() {
        categories.insert(category.code.clone(), rows.fact("category", &category.code)?.words("label")?);
    }
    let mut caution = |caution: Caution| {
        let mut row = rows.fact("caution", caution.slug())?;
        Ok(CautionWords { label: row.words("label")?, text: row.words("text")? })
    };
    let cautions = Caution::ALL.into_iter().map(&mut caution).collect::<Result<_, WordsError>>()?;
    let mut texts = |kind: &'static str, column: &str, names: &mut dyn Iterator<Item = &'static str>| {
        names.map(|name| rows.fact(kind, name)?.words(column)).collect::<Result<Vec<_>, WordsError>>()
    };
    let signs: Vec<IopSign> = IopSign::ALL.into_iter().filter(|sign| sign.text().is_some()).collect();
    let evidence = texts("evidence", "text", &mut signs.iter().map(|sign| sign.slug()))?;
    let read = FactWords {
        attributes: known
            .attributes()
            .iter()
            .map(|known| attributes.attribute(&known.slug))
            .collect::<Result<_, _>>()?,
        cautions,
        evidence: signs.into_iter().zip(evidence).collect(),
        categories,
        people: texts("person", "label", &mut PersonGroup::ALL.iter().map(|group| group.slug()))?,
        sources: texts("source", "label", &mut Source::SINGLE.iter().map(|source| source.slug()))?,
        telehealth: rows.fact("note", "telehealth")?.words("text")?,
    };
    attributes.finish()?;
    rows.finish()?;
    Ok(read)
}
