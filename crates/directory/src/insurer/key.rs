//! Normalized forms of names and typed texts, for comparison.

use super::sound::sound;
use crate::state::State;
use crate::text::{ComparedText, fold};

/// Words that carry no meaning in a name.
const SMALL: [&str; 10] = ["of", "the", "and", "for", "from", "by", "my", "i", "have", "tengo"];

/// Words that carry no meaning between other words. At either end, `de` may be a state's code: "DE Medicaid".
const SMALL_BETWEEN: [&str; 3] = ["de", "del", "por"];

/// Words that people add to a name or leave out.
const NOISE: [&str; 16] = [
    "insurance",
    "plan",
    "plans",
    "coverage",
    "card",
    "ppo",
    "hmo",
    "epo",
    "pos",
    "inc",
    "company",
    "seguro",
    "seguros",
    "aseguranza",
    "tarjeta",
    "poliza",
];

/// The most words that a typed text may have; no name has more.
const MAX_WORDS: usize = 16;

/// Short forms that occur in many names, and what they stand for.
const SHORT_FORMS: [(&str, &[&str]); 4] = [
    ("bcbs", &["blue", "cross", "blue", "shield"]),
    ("bluecross", &["blue", "cross"]),
    ("blueshield", &["blue", "shield"]),
    ("healthcare", &["health", "care"]),
];

/// A normalized text, with and without the spaces between its words, so that "Medi-Cal" also matches "medical".
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct NameKey {
    /// The words, separated by spaces.
    pub words: String,
    /// The same without spaces.
    pub compact: String,
    /// The words in the singular and sorted, without spaces, so that their order does not matter.
    pub loose: String,
    /// How the name sounds: the same for names that sound alike.
    pub sound: String,
}

impl NameKey {
    fn from_words(words: &[String]) -> NameKey {
        let compact = words.concat();
        let mut loose: Vec<&str> = words.iter().map(|word| singular(word)).collect();
        loose.sort_unstable();
        NameKey { words: words.join(" "), loose: loose.concat(), sound: sound(&compact), compact }
    }

    /// Whether both start with the same letter or sound.
    pub(super) fn begins_like(&self, other: &NameKey) -> bool {
        let same_start = |one: &str, other: &str| one.chars().next() == other.chars().next();
        same_start(&self.compact, &other.compact) || same_start(&self.sound, &other.sound)
    }

    /// The keys of a name: as it is, and with short forms written out.
    pub(super) fn for_name(name: &str) -> Vec<NameKey> {
        let words = words(name);
        let mut keys = vec![NameKey::from_words(&words), NameKey::from_words(&in_full(&words))];
        keys.dedup();
        keys
    }
}

/// A typed text in the forms that are looked up.
pub(super) struct TypedName {
    /// The text as it is, and with short forms written out. If it ends with a state's code, also both forms with the
    /// state's name instead of the code.
    pub keys: Vec<NameKey>,
    /// The same without the words of [`NOISE`], unless there are no others.
    pub bare: Vec<NameKey>,
    /// Its words, without those of [`NOISE`] unless there are no others.
    pub words: Vec<String>,
}

impl TypedName {
    /// Parses a text; `None` if it has no letter or digit, or more words than any name.
    pub(super) fn parse(text: &str) -> Option<TypedName> {
        let all = words(text);
        let few: Vec<String> = all.iter().filter(|word| !NOISE.contains(&word.as_str())).cloned().collect();
        let words = if few.is_empty() { all.clone() } else { few };
        (1..=MAX_WORDS).contains(&all.len()).then(|| TypedName {
            keys: forms(&all),
            bare: forms(&words),
            words,
        })
    }
}

fn forms(words: &[String]) -> Vec<NameKey> {
    let mut keys = vec![NameKey::from_words(words), NameKey::from_words(&in_full(words))];
    if let [before @ .., last] = words
        && let (false, Some(state)) = (before.is_empty(), State::from_code(last))
    {
        let named = [before, &self::words(state.name())].concat();
        keys.push(NameKey::from_words(&named));
        keys.push(NameKey::from_words(&in_full(&named)));
    }
    keys.dedup();
    keys
}

/// The words of a text in lower case, without marks, apostrophes and words that carry no meaning.
pub(super) fn words(text: &str) -> Vec<String> {
    let folded = fold(text, ComparedText::Typed);
    let all: Vec<&str> = folded.split_ascii_whitespace().collect();
    let meaningful = all.iter().filter(|word| !SMALL.contains(*word)).count();
    let is_between = |at: usize| at > 0 && at + 1 < all.len();
    let is_meaningless =
        |at: usize, word: &str| SMALL.contains(&word) || (is_between(at) && SMALL_BETWEEN.contains(&word));
    let kept = all.iter().enumerate().filter(|(at, word)| meaningful == 0 || !is_meaningless(*at, word));
    kept.map(|(_, word)| (*word).to_owned()).collect()
}

/// A word without a plural `s`.
fn singular(word: &str) -> &str {
    match word.strip_suffix('s') {
        Some(one) if one.len() > 2 && !one.ends_with('s') => one,
        _ => word,
    }
}

fn in_full(words: &[String]) -> Vec<String> {
    let full = |word: &String| match SHORT_FORMS.iter().find(|(short, _)| short == word) {
        Some((_, full)) => full.iter().map(|word| (*word).to_owned()).collect(),
        None => vec![word.clone()],
    };
    words.iter().flat_map(full).collect()
}
