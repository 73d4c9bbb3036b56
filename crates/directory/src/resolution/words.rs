//! Splits texts into words, normalized so that different spellings become equal.

use crate::text::{ComparedText, fold};

/// The words of a text, folded.
pub(super) fn words(text: &str) -> Vec<String> {
    fold(text, ComparedText::Linked).split_ascii_whitespace().map(str::to_owned).collect()
}

/// The full form of `word` in `table`, or the word itself.
pub(super) fn written_out<'a>(word: &'a str, table: &'a [(&str, &'a str)]) -> &'a str {
    table.iter().find(|(short, _)| *short == word).map_or(word, |(_, long)| long)
}

/// Whether `short` may be an abbreviation of `long`: it starts with the same letter and leaves letters out ("hlth").
pub(super) fn is_abbreviation(short: &str, long: &str) -> bool {
    let mut rest = long.chars();
    short.len() >= 3
        && short.len() < long.len()
        && short.chars().next() == long.chars().next()
        && short.chars().all(char::is_alphabetic)
        && short.chars().all(|c| rest.any(|other| other == c))
}
