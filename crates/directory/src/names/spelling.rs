//! The words of a name, and which of their spellings count as the same.

use super::abbreviations::Abbreviations;
use crate::text::{ComparedText, fold};

/// At most this many words are joined: "House of Hope" may be written "HouseofHope".
pub const MOST_JOINED: usize = 3;

/// Words that people often leave out of a name, or add to it.
const OPTIONAL: &[&str] = &[
    "a",
    "an",
    "and",
    "at",
    "corp",
    "corporation",
    "dba",
    "for",
    "in",
    "inc",
    "incorporated",
    "llc",
    "llp",
    "lp",
    "ltd",
    "of",
    "pc",
    "pllc",
    "the",
];

/// The words of a name, in lower case and without accents and punctuation. `&` is the word "and".
pub fn words(name: &str) -> Vec<String> {
    fold(name, ComparedText::Searched).split_ascii_whitespace().map(str::to_owned).collect()
}

/// Whether a name is the same without this word: "the", "of", "Inc".
pub fn is_optional(word: &str) -> bool {
    OPTIONAL.contains(&word)
}

/// The spellings of a word: the word itself and, if it is an abbreviation, the words that it may stand for. "st" may be
/// "saint" or "street".
pub fn spellings(word: &str) -> impl Iterator<Item = &str> {
    Abbreviations::embedded().spellings(word)
}

/// Whether two words are the same, except that one of them is in the plural or has a possessive "s" ("marys").
pub fn differ_by_s(one: &str, other: &str) -> bool {
    let is_longer = |long: &str, short: &str| short.len() >= 4 && long.strip_suffix('s') == Some(short);
    is_longer(one, other) || is_longer(other, one)
}

/// A name as one text that is the same however its words are abbreviated, joined or split: the key of "St. Mary's
/// Hlth Care Inc" is that of "Saint Marys Healthcare".
pub fn key(words: &[String]) -> String {
    let table = Abbreviations::embedded();
    let mut plain: Vec<&str> = words.iter().flat_map(|word| table.written_out(word)).collect();
    table.unify_phrases(&mut plain);
    let required: String =
        plain.iter().filter(|word| !is_optional(word)).map(|word| table.representative(word)).collect();
    if required.is_empty() { plain.concat() } else { required }
}

/// An abbreviation that the table does not have must have this many letters. Shorter ones fit too many words.
const LEAST_LETTERS: usize = 4;

/// Whether `short` is likely to abbreviate `long`: it has only letters of `long`, in the same order, with the same first
/// and last letter, and at least two thirds of its consonants: "hlth" for "health", "behvrl" for "behavioral".
pub fn abbreviates(short: &str, long: &str) -> bool {
    let mut letters = long.chars();
    (LEAST_LETTERS..long.len()).contains(&short.len())
        && short.chars().next() == long.chars().next()
        && short.chars().next_back() == long.chars().next_back()
        && short.chars().all(|letter| letters.any(|other| other == letter))
        && 3 * consonants(short) >= 2 * consonants(long)
}

fn consonants(word: &str) -> usize {
    word.chars().filter(|letter| !matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u')).count()
}
