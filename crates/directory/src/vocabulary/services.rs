//! Looks up service names as the JSON of SAMHSA's locator spells them.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::attribute::Category;
use super::kinds::Track;
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
    /// The category's code, as the source wrote it.
    pub category: String,
    /// The name or code of the service, as the source wrote it.
    pub name: String,
}

/// Maps service names to codes, within a category or, if it does not have the name, within a whole directory.
#[derive(Debug)]
pub(super) struct Spellings {
    category_aliases: HashMap<String, String>,
    in_category: HashMap<(String, String), AttributeId>,
    /// `None` marks a name that stands for several codes of the directory.
    in_directory: HashMap<(Track, String), Option<AttributeId>>,
    names: HashMap<AttributeId, String>,
}

impl Spellings {
    pub(super) fn new(categories: &[Category]) -> Self {
        let aliases = categories.iter().flat_map(|known| known.aliases().map(|alias| (alias, &known.code)));
        Spellings {
            category_aliases: aliases.map(|(alias, code)| (alias.to_owned(), code.clone())).collect(),
            in_category: HashMap::new(),
            in_directory: HashMap::new(),
            names: HashMap::new(),
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
        for name in names.map(folded) {
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

    pub(super) fn find(&self, track: Track, category: &str, name: &str) -> Option<AttributeId> {
        let name = folded(name);
        let category = self.category_aliases.get(category).map_or(category, String::as_str).to_owned();
        let by_category = (category, name);
        self.in_category
            .get(&by_category)
            .copied()
            .or_else(|| self.in_directory.get(&(track, by_category.1)).copied().flatten())
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
