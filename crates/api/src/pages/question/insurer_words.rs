//! Names and notes of insurers in languages other than English (`data/locales/<language>/insurers.csv`). Names of
//! companies are the same in all; a row says what is not.

use std::collections::HashMap;
use std::sync::LazyLock;

use directory::insurer::Entry;
use serde::Deserialize;

use crate::pages::language::{Language, table};

/// The words of one language.
#[derive(Default)]
pub(super) struct InsurerWords(HashMap<String, Row>);

#[derive(Deserialize)]
struct Row {
    slug: String,
    name: String,
    note: String,
}

static WORDS: LazyLock<Vec<InsurerWords>> = LazyLock::new(|| {
    let words = |language| table(language, "insurers.csv").map(|text| InsurerWords::read(&text));
    Language::all().map(|language| words(language).unwrap_or_default()).collect()
});

impl InsurerWords {
    pub(super) fn of(language: Language) -> &'static InsurerWords {
        &WORDS[language.index()]
    }

    fn read(text: &str) -> InsurerWords {
        let rows = csv::Reader::from_reader(text.as_bytes()).into_deserialize();
        let rows = rows.map(|row: Result<Row, _>| row.expect("the built-in table is well-formed"));
        InsurerWords(rows.map(|row| (row.slug.clone(), row)).collect())
    }

    /// What people read.
    pub(super) fn name<'a>(&'a self, entry: &'a Entry) -> &'a str {
        let own = self.0.get(&entry.slug).map(|row| row.name.as_str());
        own.filter(|name| !name.is_empty()).unwrap_or(entry.name())
    }

    /// What to know of it.
    pub(super) fn note<'a>(&'a self, entry: &'a Entry) -> Option<&'a str> {
        let own = self.0.get(&entry.slug).map(|row| row.note.as_str());
        own.filter(|note| !note.is_empty()).or(entry.note.as_deref())
    }
}

#[cfg(test)]
mod tests {
    use directory::insurer::Insurers;

    use super::*;

    #[test]
    fn every_note_is_in_every_language_and_every_row_is_of_an_insurer() {
        let insurers = Insurers::embedded();
        for language in Language::all().filter(|language| *language != Language::usual()) {
            let words = InsurerWords::of(language);
            for entry in insurers.entries().iter().filter(|entry| entry.note.is_some()) {
                assert_ne!(words.note(entry), entry.note.as_deref(), "{} in {}", entry.slug, language.code());
            }
            for slug in words.0.keys() {
                assert!(insurers.find(slug).is_some(), "{slug} in {}", language.code());
            }
        }
    }
}
