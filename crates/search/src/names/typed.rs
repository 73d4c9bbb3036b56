//! A name that was typed, as the words to look up.

use directory::names::{self, MOST_JOINED};

use super::lookup::Rows;

/// Joined words that are shorter than this are not looked up as the beginning of a word.
const LEAST_JOINED_LETTERS: usize = 5;

/// The facilities that have a word.
pub(super) struct WordRows {
    /// As a whole word.
    pub whole: Rows,
    /// As the beginning of a word.
    pub unfinished: Rows,
    /// With typos.
    pub similar: Rows,
}

impl WordRows {
    pub(super) fn new(none: Rows) -> WordRows {
        WordRows { whole: none.clone(), unfinished: none.clone(), similar: none }
    }
}

/// A name that was typed.
pub(super) struct TypedName {
    words: Vec<String>,
    /// Whether every word is optional, so that none is left out.
    is_small: bool,
}

impl TypedName {
    /// `None` if the text has no letter or digit.
    pub(super) fn parse(text: &str) -> Option<TypedName> {
        let words = names::words(text);
        let is_small = words.iter().all(|word| names::is_optional(word));
        (!words.is_empty()).then_some(TypedName { words, is_small })
    }

    /// The key of the name, which is the same in every spelling.
    pub(super) fn key(&self) -> String {
        names::key(&self.words)
    }

    /// The positions of the words that a name must have, each word once.
    pub(super) fn required(&self) -> impl Iterator<Item = usize> {
        let is_new =
            |number: usize| self.is_last(number) || !self.words[number + 1..].contains(self.word(number));
        (0..self.words.len()).filter(move |&number| {
            is_new(number) && (self.is_small || !names::is_optional(&self.words[number]))
        })
    }

    pub(super) fn word(&self, number: usize) -> &String {
        &self.words[number]
    }

    /// Whether this is the last word, which may be unfinished.
    pub(super) fn is_last(&self, number: usize) -> bool {
        number + 1 == self.words.len()
    }

    /// A word in all its spellings.
    pub(super) fn spellings(&self, number: usize) -> impl Iterator<Item = &str> {
        names::spellings(&self.words[number])
    }

    /// A word joined with its neighbors, as they are and written out.
    pub(super) fn joined(&self, number: usize) -> Vec<String> {
        let mut all = Vec::new();
        for length in 2..=MOST_JOINED.min(self.words.len()) {
            let first = (number + 1).saturating_sub(length);
            for start in first..=number.min(self.words.len() - length) {
                let part = &self.words[start..start + length];
                let written_out =
                    part.iter().map(|word| names::spellings(word).nth(1).unwrap_or(word)).collect::<String>();
                let joined = part.concat();
                all.extend(names::spellings(&joined).map(str::to_owned));
                if !all.contains(&written_out) {
                    all.push(written_out);
                }
            }
        }
        all
    }

    /// Whether the text ends with these joined words, so that they may be unfinished.
    pub(super) fn ends_with(&self, joined: &str) -> bool {
        let ends = |length: &usize| self.words[self.words.len() - length..].concat() == joined;
        joined.len() >= LEAST_JOINED_LETTERS
            && (2..=MOST_JOINED.min(self.words.len())).any(|length| ends(&length))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(text: &str) -> TypedName {
        TypedName::parse(text).expect("a text with words")
    }

    #[test]
    fn small_words_are_required_only_if_there_are_no_others() {
        let required = |text| typed(text).required().collect::<Vec<_>>();
        assert_eq!(required("The House of Hope, Inc."), [1, 3]);
        assert_eq!(required("The"), [0]);
        assert_eq!(required("hope hope"), [1]);
        assert!(TypedName::parse("...").is_none());
    }

    #[test]
    fn a_word_is_joined_with_its_neighbors() {
        let joined = |text: &str, number| typed(text).joined(number);
        assert_eq!(joined("clean slate", 0), ["cleanslate"]);
        assert_eq!(joined("hlth care x", 2), ["carex", "hlthcarex", "healthcarex"]);
        assert_eq!(joined("ax by c", 1), ["axby", "byc", "axbyc"]);
        assert_eq!(joined("o p", 0), ["op", "outpatient"]);
        assert_eq!(joined("hope", 0), [""; 0]);
    }

    #[test]
    fn only_joined_words_at_the_end_may_be_unfinished() {
        assert!(typed("the clean sla").ends_with("cleansla"));
        assert!(!typed("clean slate center").ends_with("cleanslate"));
        assert!(!typed("a b").ends_with("ab"));
    }
}
