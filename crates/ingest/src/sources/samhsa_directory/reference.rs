//! The sheet "Service Code Reference": the questions of a year.

use std::collections::HashMap;

use directory::fact::AttributeSet;
use directory::vocabulary::{AttributeId, UnknownService};
use directory::{Track, Vocabulary, text};

use crate::fields::Fields as _;
use crate::table::TableRow;

/// What a code stands for, as the sheet says.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Said {
    category: String,
    name: String,
}

/// The codes of a year.
#[derive(Debug, Default)]
pub(super) struct Reference {
    said: HashMap<String, Said>,
    /// The category of the row before: merged cells give it once.
    category: String,
}

/// What a code of a listing means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Meaning {
    /// An attribute of the vocabulary.
    Known(AttributeId),
    /// A service the code book lacks.
    Unknown(UnknownService),
}

impl Reference {
    /// Whether a row has the names of this sheet's columns.
    pub fn is_header(find: impl Fn(&str) -> Option<usize>) -> bool {
        find("service_code").is_some() && find("service_name").is_some()
    }

    /// Takes a row of the sheet.
    pub fn add(&mut self, row: &TableRow<'_>) {
        let cell = |name: &str| row.text(name).and_then(|cell| text::clean(&cell));
        if let Some(category) = cell("category_code").or_else(|| cell("category_name")) {
            self.category = category;
        }
        if let Some(code) = cell("service_code") {
            let name = cell("service_name").unwrap_or_else(|| code.clone());
            self.said.insert(code.to_ascii_uppercase(), Said { category: self.category.clone(), name });
        }
    }

    /// Its codes.
    pub fn codes(&self) -> impl Iterator<Item = &str> {
        self.said.keys().map(String::as_str)
    }

    /// What its codes ask about, as far as the vocabulary knows.
    pub fn asked(&self, track: Track) -> AttributeSet {
        let known = |code: &str| match self.meaning(track, code) {
            Meaning::Known(id) => Some(id),
            Meaning::Unknown(_) => None,
        };
        self.codes().filter_map(known).collect()
    }

    /// What a code means.
    ///
    /// The sheet is the word of its year: a code whose name there is the name of another code in the code book means
    /// that one. A code that neither knows is kept as it came.
    pub fn meaning(&self, track: Track, code: &str) -> Meaning {
        let vocabulary = Vocabulary::embedded();
        let code = code.to_ascii_uppercase();
        let said = self.said.get(&code);
        let by_name = said.and_then(|said| vocabulary.service(track, &said.category, &said.name));
        if let Some(id) = by_name.or_else(|| vocabulary.code(&code)) {
            return Meaning::Known(id);
        }
        let (category, name) = said
            .map_or_else(|| (String::new(), code.clone()), |said| (said.category.clone(), said.name.clone()));
        Meaning::Unknown(UnknownService { category, name })
    }
}
