//! Looks up service names as the JSON of SAMHSA's locator spells them.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::attribute::Category;
use super::kinds::Track;
use super::near::{NearSpellings, WordKey, word_key};
use crate::attribute_id::AttributeId;

/// The result of looking up a service name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ServiceName<'a> {
    /// The code that the name stands for.
    Known(AttributeId),
    /// The name as the source wrote it, because the code book does not contain it.
    Unknown(&'a str),
}

/// A service in a listing that the code book does not contain. It is kept and shown as the source wrote it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct UnknownService {
    /// The category's code, as the source wrote it or, if the code book lacks that, the code of the category that the
    /// services beside it belong to. Empty if it may be any category.
    pub category: String,
    /// The name or code of the service, as the source wrote it.
    pub name: String,
}

/// Maps service names to codes, within a category or, if it does not have the name, within a whole directory.
#[derive(Debug)]
pub(super) struct Spellings {
    category_aliases: HashMap<String, String>,
    /// The codes of categories, by the words of their names.
    category_names: HashMap<WordKey, String>,
    in_category: HashMap<(String, String), AttributeId>,
    /// `None` marks a name that stands for several codes of the directory.
    in_directory: HashMap<(Track, String), Option<AttributeId>>,
    names: HashMap<AttributeId, String>,
    near: NearSpellings,
}

impl Spellings {
    pub(super) fn new(categories: &[Category]) -> Self {
        let aliases = categories.iter().flat_map(|known| known.aliases().map(|alias| (alias, &known.code)));
        let names = categories.iter().map(|known| (word_key(&known.name), known.code.clone()));
        Spellings {
            category_aliases: aliases.map(|(alias, code)| (alias.to_owned(), code.clone())).collect(),
            category_names: names.collect(),
            in_category: HashMap::new(),
            in_directory: HashMap::new(),
            names: HashMap::new(),
            near: NearSpellings::default(),
        }
    }

    pub(super) fn add<'a>(
        &mut self,
        category: &str,
        names: impl Iterator<Item = &'a str>,
        tracks: &[Track],
        id: AttributeId,
    ) {
        let mut names = names.peekable();
        if let Some(name) = names.peek() {
            self.names.insert(id, (*name).to_owned());
        }
        for name in names {
            for track in tracks {
                self.near.add(*track, category, name, id);
            }
            let name = folded(name);
            self.in_category.insert((category.to_owned(), name.clone()), id);
            for track in tracks {
                let only = self.in_directory.entry((*track, name.clone())).or_insert(Some(id));
                if *only != Some(id) {
                    *only = None;
                }
            }
        }
    }

    /// The first name that the code book gives for the code.
    pub(super) fn name(&self, id: AttributeId) -> Option<&str> {
        self.names.get(&id).map(String::as_str)
    }

    /// The code of a category: the text itself, or the code that it is an alias or the name of.
    pub(super) fn category<'a>(&'a self, text: &'a str) -> &'a str {
        let known = self.category_aliases.get(text).or_else(|| self.category_names.get(&word_key(text)));
        known.map_or(text, String::as_str)
    }

    /// A name as spelled in the code book.
    pub(super) fn exactly(&self, track: Track, category: &str, name: &str) -> Option<AttributeId> {
        let by_category = (self.category(category).to_owned(), folded(name));
        self.in_category
            .get(&by_category)
            .copied()
            .or_else(|| self.in_directory.get(&(track, by_category.1)).copied().flatten())
    }

    /// A name as spelled in the code book, or else almost so within its category.
    pub(super) fn find(&self, track: Track, category: &str, name: &str) -> Option<AttributeId> {
        let near = || self.near.find(track, self.category(category), name);
        self.exactly(track, category, name).or_else(near)
    }
}

/// Splits at semicolons. A semicolon that is not followed by a space is part of a name.
pub(super) fn split(joined: &str) -> impl Iterator<Item = &str> {
    joined.split("; ").map(|name| name.trim().trim_end_matches(';')).filter(|name| !name.is_empty())
}

/// Normalizes a name for comparison: lowercases it, drops soft hyphens and trademark signs, and unifies the variants of
/// spaces, quotes and dashes.
fn folded(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for c in name.chars() {
        match c {
            '\u{ad}' | '\u{ae}' | '\u{2122}' | '\u{fffd}' => {}
            c if c.is_whitespace() => {
                if !out.is_empty() && !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            '\u{2018}' | '\u{2019}' => out.push('\''),
            '\u{201c}' | '\u{201d}' => out.push('"'),
            '\u{2010}'..='\u{2015}' => out.push('-'),
            c => out.extend(c.to_lowercase()),
        }
    }
    out.truncate(out.trim_end().len());
    out
}
