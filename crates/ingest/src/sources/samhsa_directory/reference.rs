//! The sheet "Service Code Reference", which lists the questions of a year.

use std::collections::HashMap;

use directory::fact::AttributeSet;
use directory::vocabulary::{AttributeId, UnknownService};
use directory::{Track, Vocabulary, text};

use crate::fields::Fields as _;
use crate::table::TableRow;

/// What the sheet says about a code.
#[derive(Debug, Clone, PartialEq, Eq)]
struct CodeEntry {
    category: String,
    name: String,
}

/// The codes of a year.
#[derive(Debug, Default)]
pub(super) struct Reference {
    entries: HashMap<String, CodeEntry>,
    /// The category of the previous row, for rows without one.
    category: String,
}

/// What a code of a listing means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum CodeMeaning {
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

    /// Adds a row of the sheet.
    pub fn add(&mut self, row: &TableRow<'_>) {
        let cell = |name: &str| row.text(name).and_then(|cell| text::clean(&cell));
        if let Some(category) = cell("category_code").or_else(|| cell("category_name")) {
            self.category = category;
        }
        if let Some(code) = cell("service_code") {
            let name = cell("service_name").unwrap_or_else(|| code.clone());
            self.entries
                .insert(code.to_ascii_uppercase(), CodeEntry { category: self.category.clone(), name });
        }
    }

    /// All codes in the sheet.
    pub fn codes(&self) -> impl Iterator<Item = &str> {
        self.entries.keys().map(String::as_str)
    }

    /// The attributes of the vocabulary that the codes ask about.
    pub fn asked(&self, track: Track) -> AttributeSet {
        let known = |code: &str| match self.meaning(track, code) {
            CodeMeaning::Known(id) => Some(id),
            CodeMeaning::Unknown(_) => None,
        };
        self.codes().filter_map(known).collect()
    }

    /// What a code means.
    ///
    /// The sheet is the authority for its year: if it gives a code the name of another code in the code book, the code means
    /// that other one. A code that is in neither is kept as an unknown service.
    pub fn meaning(&self, track: Track, code: &str) -> CodeMeaning {
        let vocabulary = Vocabulary::embedded();
        let code = code.to_ascii_uppercase();
        let entry = self.entries.get(&code);
        let by_name = entry.and_then(|entry| vocabulary.service(track, &entry.category, &entry.name));
        if let Some(id) = by_name.or_else(|| vocabulary.code(&code)) {
            return CodeMeaning::Known(id);
        }
        let (category, name) = entry.map_or_else(
            || (String::new(), code.clone()),
            |entry| (entry.category.clone(), entry.name.clone()),
        );
        CodeMeaning::Unknown(UnknownService { category, name })
    }
}
