//! The table of abbreviations in names. `data/names/README.md` describes it.

use std::collections::HashMap;
use std::sync::LazyLock;

/// The table itself. An index that was made with another one does not find the same names.
pub const TABLE: &str = include_str!("../../../../data/names/abbreviations.csv");

/// Several words that an abbreviation stands for.
type Phrase = Vec<&'static str>;

/// What abbreviations stand for.
#[derive(Debug, Default)]
pub(super) struct Abbreviations {
    /// For each abbreviation of one word, what it may stand for.
    words: HashMap<&'static str, Vec<&'static str>>,
    /// For each abbreviation of several words, what it may stand for.
    phrases: HashMap<&'static str, Vec<Phrase>>,
    /// For the first word of each phrase, the abbreviations of the phrases that begin with it.
    by_first_word: HashMap<&'static str, Vec<&'static str>>,
    /// For each word of the table, the word that represents all that it can be confused with.
    representatives: HashMap<&'static str, &'static str>,
}

impl Abbreviations {
    pub(super) fn embedded() -> &'static Abbreviations {
        static EMBEDDED: LazyLock<Abbreviations> = LazyLock::new(|| Abbreviations::parse(TABLE));
        &EMBEDDED
    }

    /// Reads a table. A test ensures that every row of the embedded one has both columns.
    fn parse(table: &'static str) -> Abbreviations {
        let mut read = Abbreviations::default();
        for (short, long) in rows(table) {
            let phrase: Phrase = long.split(' ').collect();
            match phrase.as_slice() {
                [word] => {
                    read.words.entry(short).or_default().push(word);
                    read.join(short, word);
                }
                words => {
                    let known = read.by_first_word.entry(words[0]).or_default();
                    if !known.contains(&short) {
                        known.push(short);
                    }
                    read.phrases.entry(short).or_default().push(phrase);
                }
            }
        }
        read
    }

    /// Gives two words the same representative. Words that had the first one's representative get it, too.
    fn join(&mut self, one: &'static str, other: &'static str) {
        let before = *self.representatives.entry(one).or_insert(one);
        let after = *self.representatives.entry(other).or_insert(other);
        self.representatives.values_mut().filter(|it| **it == before).for_each(|it| *it = after);
    }

    /// A word and, if it is an abbreviation, the words that it may stand for.
    pub(super) fn spellings<'a>(&'a self, word: &'a str) -> impl Iterator<Item = &'a str> {
        std::iter::once(word).chain(self.words.get(word).into_iter().flatten().copied())
    }

    /// The phrases that an abbreviation of several words may stand for.
    pub(super) fn phrases_for(&self, short: &str) -> &[Phrase] {
        self.phrases.get(short).map_or(&[], Vec::as_slice)
    }

    /// The abbreviations of the phrases at the beginning of `words`, however these are spelled.
    pub(super) fn of_phrase_at(&self, words: &[String]) -> Vec<&'static str> {
        let Some(first) = words.first() else { return Vec::new() };
        let candidates =
            self.spellings(first).filter_map(|spelled| self.by_first_word.get(spelled)).flatten();
        let is_spelled =
            |(word, part): (&String, &&str)| self.spellings(word).any(|spelled| spelled == *part);
        let begins =
            |phrase: &Phrase| phrase.len() <= words.len() && words.iter().zip(phrase).all(is_spelled);
        candidates.filter(|short| self.phrases_for(short).iter().any(begins)).copied().collect()
    }

    /// A word, or the words of the usual phrase that it stands for.
    pub(super) fn written_out<'a>(&'a self, word: &'a str) -> Vec<&'a str> {
        self.phrases_for(word).first().map_or_else(|| vec![word], |phrase| phrase.to_vec())
    }

    /// Replaces a less usual phrase of an abbreviation with the usual one, if that has as many words.
    pub(super) fn unify_phrases(&self, words: &mut [&str]) {
        for at in 0..words.len() {
            let shorts = self.by_first_word.get(words[at]).into_iter().flatten();
            for phrases in shorts.map(|short| self.phrases_for(short)) {
                let Some((usual, others)) = phrases.split_first() else { continue };
                let begins =
                    |phrase: &&Phrase| phrase.len() == usual.len() && words[at..].starts_with(phrase);
                if others.iter().any(|phrase| begins(&phrase)) {
                    words[at..at + usual.len()].copy_from_slice(usual);
                }
            }
        }
    }

    /// The word that represents all words with which this one can be confused.
    pub(super) fn representative<'a>(&'a self, word: &'a str) -> &'a str {
        self.representatives.get(word).copied().unwrap_or(word)
    }
}

/// The abbreviations and what they stand for.
fn rows(table: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    table.lines().skip(1).filter_map(|line| line.split_once(','))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::words;

    #[test]
    fn every_row_of_the_table_has_folded_words_in_both_columns_and_occurs_once() {
        let mut seen = std::collections::HashSet::new();
        for line in TABLE.lines().skip(1) {
            let (short, long) = line.split_once(',').expect("two columns");
            assert_eq!(words(short), [short], "{line}");
            assert_eq!(words(long).join(" "), long, "{line}");
            assert!(seen.insert(line), "{line} is there twice");
        }
    }

    #[test]
    fn an_abbreviation_stands_for_words_or_for_phrases_and_not_for_both() {
        let table = Abbreviations::embedded();
        assert_eq!(table.words.keys().find(|short| table.phrases.contains_key(*short)), None);
    }

    #[test]
    fn words_that_share_an_abbreviation_have_the_same_representative() {
        let table = Abbreviations::parse("short,long\nst,saint\nst,street\nstr,street\nmt,mount\n");
        let of = |word| table.representative(word);
        assert_eq!(of("saint"), of("str"));
        assert_ne!(of("saint"), of("mt"));
        assert_eq!(of("hope"), "hope");
    }
}
