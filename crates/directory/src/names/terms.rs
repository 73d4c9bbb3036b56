//! The terms under which an index finds a name.

use std::collections::BTreeSet;

use super::abbreviations::Abbreviations;
use super::spelling::{is_optional, key, spellings, words};

/// The terms of one or more names. They have no spaces.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NameTerms {
    /// The words in all their spellings, and the abbreviations of their phrases.
    pub words: BTreeSet<String>,
    /// Neighboring words, joined.
    pub joined: BTreeSet<String>,
    /// The [`key`] of each name.
    pub keys: BTreeSet<String>,
}

/// The terms of a place's names.
pub fn terms<'a>(names: impl IntoIterator<Item = &'a str>) -> NameTerms {
    let mut all = NameTerms::default();
    for words in names.into_iter().map(words).filter(|words| !words.is_empty()) {
        all.add(&words);
    }
    all
}

impl NameTerms {
    fn add(&mut self, words: &[String]) {
        let key = key(words);
        if self.keys.contains(&key) && words.iter().all(|word| self.words.contains(word)) {
            return;
        }
        self.keys.insert(key);
        self.add_words(words);
        for (at, word) in words.iter().enumerate() {
            for phrase in Abbreviations::embedded().phrases_for(word) {
                self.add_words(&phrase.iter().map(|&word| word.to_owned()).collect::<Vec<_>>());
            }
            for short in Abbreviations::embedded().of_phrase_at(&words[at..]) {
                self.words.insert(short.to_owned());
                let phrases = Abbreviations::embedded().phrases_for(short);
                self.words.extend(phrases.iter().flatten().map(|&word| word.to_owned()));
            }
        }
    }

    fn add_words(&mut self, words: &[String]) {
        for (at, word) in words.iter().enumerate() {
            self.words.extend(spellings(word).map(str::to_owned));
            match &words[at + 1..] {
                [small, last, ..] if is_optional(small) => {
                    self.join(word, last);
                    self.join(word, small);
                    self.join(&[word.as_str(), small].concat(), last);
                }
                [next, ..] => self.join(word, next),
                [] => {}
            }
        }
    }

    /// Joins two words in all their spellings.
    fn join(&mut self, one: &str, other: &str) {
        for first in spellings(one) {
            self.joined.extend(spellings(other).map(|second| [first, second].concat()));
        }
    }
}
