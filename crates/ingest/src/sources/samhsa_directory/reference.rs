//! The sheet "Service Code Reference", which lists the questions of a year.

use std::collections::HashMap;

use directory::fact::AttributeSet;
use directory::vocabulary::{AttributeId, UnknownService};
use directory::{Track, Vocabulary, text};

use crate::table::{Header, TableRow};

/// The codes of a year.
#[derive(Debug, Default)]
pub(in crate::sources) struct Reference {
    /// What the sheet says about each code.
    services: HashMap<String, UnknownService>,
    /// The category of the previous row, for rows without one.
    category: String,
}

impl Reference {
    /// Whether a row has the names of this sheet's columns.
    pub fn is_header(names: &Header) -> bool {
        names.find("service_code").is_some() && names.find("service_name").is_some()
    }

    pub fn add(&mut self, row: &TableRow<'_>) {
        let cell = |name: &str| row.text(name).and_then(text::clean);
        if let Some(category) = cell("category_code").or_else(|| cell("category_name")) {
            self.category = category;
        }
        if let Some(code) = cell("service_code") {
            let name = cell("service_name").unwrap_or_else(|| code.clone());
            let service = UnknownService { category: self.category.clone(), name };
            self.services.insert(code.to_ascii_uppercase(), service);
        }
    }

    pub fn codes(&self) -> impl Iterator<Item = &str> {
        self.services.keys().map(String::as_str)
    }

    /// The attributes of the vocabulary that the codes ask about.
    pub fn asked(&self, track: Track) -> AttributeSet {
        self.codes().filter_map(|code| self.meaning(track, code).ok()).collect()
    }

    /// The attribute that a code stands for, or the service if the code book lacks it.
    ///
    /// The sheet is the authority for its year: if it gives a code the name that another code has in the code book, the
    /// code means what that other code means there.
    pub fn meaning(&self, track: Track, code: &str) -> Result<AttributeId, UnknownService> {
        let vocabulary = Vocabulary::embedded();
        let code = code.to_ascii_uppercase();
        let service = self.services.get(&code);
        let by_name =
            service.and_then(|service| vocabulary.service_exactly(track, &service.category, &service.name));
        let nearly = || vocabulary.service(track, &service?.category, &service?.name);
        let unnamed = || UnknownService { category: String::new(), name: code.clone() };
        let found = by_name.or_else(|| vocabulary.code(&code)).or_else(nearly);
        found.ok_or_else(|| service.cloned().unwrap_or_else(unnamed))
    }
}
