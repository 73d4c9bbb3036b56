//! Words for facts in each language of the pages: for attributes, cautions, evidence, categories, people and sources.
//!
//! The English words come from the vocabulary. Every other language has a folder in `data/locales` with two tables:
//! `vocabulary.csv` has a row for every attribute, and `facts.csv` has one for everything else. Both are described in
//! `data/vocabulary/README.md`.

mod table;
#[cfg(test)]
mod tests;
mod words;

use std::sync::LazyLock;

use crate::language::{Language, table as locale_table};

pub use table::WordsError;
pub use words::FactWords;

impl FactWords {
    /// The words in a language.
    ///
    /// # Panics
    /// Never: the tables are part of the program, and a test reads them.
    pub fn for_language(language: Language) -> &'static FactWords {
        static WORDS: LazyLock<Vec<FactWords>> =
            LazyLock::new(|| all().expect("the built-in tables have a row for everything"));
        &WORDS[language.index()]
    }
}

/// The words in every language.
fn all() -> Result<Vec<FactWords>, WordsError> {
    Language::all().map(words_in).collect()
}

fn words_in(language: Language) -> Result<FactWords, WordsError> {
    if language == Language::ENGLISH {
        return Ok(FactWords::english());
    }
    let read = |file: &str| {
        let missing = || WordsError::NoTable(format!("{}/{file}", language.code()));
        locale_table(language, file).ok_or_else(missing)
    };
    table::read(&read("vocabulary.csv")?, &read("facts.csv")?)
}
