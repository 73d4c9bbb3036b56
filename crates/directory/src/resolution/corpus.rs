//! How much words, telephone numbers and websites count. Agreement on a rare one counts more.
//!
//! Words are weighed by a fixed table, and telephone numbers and websites by the places of the same state. So the listings
//! of one state never change how those of another are grouped.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use super::names::name_words;
use crate::state::State;

/// Identifies a word that occurs in names.
pub(super) type Token = u32;

/// For each word in names, how many listings of the national directories have it.
const NAME_WORDS: &str = include_str!("../../../../data/linkage/name_words.csv");

/// The number of listings that [`NAME_WORDS`] was counted in, plus imagined ones that keep the weights of rare words
/// close to each other.
const LISTINGS: f64 = 41_451.0;

/// How many of the imagined listings contain a word that is not in [`COMMON`].
const PRIOR_RARE: u32 = 3;

/// How many of the imagined listings contain a word of [`COMMON`].
const PRIOR_COMMON: u32 = 6_000;

/// The most that one word can count, in bits.
const MOST_BITS: f32 = 10.0;

/// The counts in [`NAME_WORDS`], by normalized word.
static FREQUENT: LazyLock<HashMap<String, u32>> = LazyLock::new(|| {
    let mut frequent: HashMap<String, u32> = HashMap::new();
    let rows = NAME_WORDS.lines().skip(1).filter_map(|row| row.split_once(','));
    for (word, listings) in rows {
        let listings: u32 = listings.parse().expect("a test reads the table");
        for word in name_words(word) {
            *frequent.entry(word).or_default() += listings;
        }
    }
    frequent
});

/// Words of the trade: they say what an organization does, not which organization it is.
static COMMON: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    "abuse addiction adolescent adult alcohol associate association behavioral care center child \
    children clinic clinical community counseling county day department detox development drug family \
    foundation group health healthcare home hospital house human inpatient institute intensive life \
    living medical medicine mental methadone new office opioid outpatient partner practice program \
    psychiatric psychiatry psychological recovery regional rehabilitation residential resource service \
    solution substance support system therapy treatment unit use wellness women men youth main campus \
    st hope"
        .split_whitespace()
        .collect()
});

/// The words of the listings, and the places of their telephone numbers and websites.
#[derive(Debug, Default)]
pub(super) struct Corpus {
    tokens: HashMap<String, Token>,
    texts: Vec<String>,
    /// The weight of each word in bits.
    bits: Vec<f32>,
    phones: HashMap<(State, u64), HashSet<u64>>,
    hosts: HashMap<(State, String), HashSet<u64>>,
}

impl Corpus {
    /// The token of a word.
    pub(super) fn token(&mut self, word: &str) -> Token {
        if let Some(token) = self.tokens.get(word) {
            return *token;
        }
        let token = self.texts.len() as Token;
        self.tokens.insert(word.to_owned(), token);
        self.texts.push(word.to_owned());
        self.bits.push(weight(word));
        token
    }

    /// Counts one listing: its place (a digest) under its telephone numbers and website.
    pub(super) fn count(&mut self, state: State, place: u64, phones: &[u64], host: Option<&str>) {
        for phone in phones {
            self.phones.entry((state, *phone)).or_default().insert(place);
        }
        if let Some(host) = host {
            self.hosts.entry((state, host.to_owned())).or_default().insert(place);
        }
    }

    /// The word of a token.
    pub(super) fn text(&self, token: Token) -> &str {
        &self.texts[token as usize]
    }

    /// How much it counts that two names share the word, in bits.
    pub(super) fn bits(&self, token: Token) -> f32 {
        self.bits[token as usize]
    }

    /// At how many places of a state a telephone number is answered.
    pub(super) fn places_of_phone(&self, state: State, phone: u64) -> usize {
        self.phones.get(&(state, phone)).map_or(0, HashSet::len)
    }

    /// How many places of a state have a website on this host.
    pub(super) fn places_of_host(&self, state: State, host: &str) -> usize {
        self.hosts.get(&(state, host.to_owned())).map_or(0, HashSet::len)
    }
}

fn weight(word: &str) -> f32 {
    let prior = if COMMON.contains(word) { PRIOR_COMMON } else { PRIOR_RARE };
    let listings = FREQUENT.get(word).copied().unwrap_or_default() + prior;
    let bits = ((LISTINGS / f64::from(listings)).log2() as f32).clamp(0.0, MOST_BITS);
    // Numbers and single letters tell parts of an organization apart, not organizations.
    if word.len() == 1 || word.chars().all(|c| c.is_ascii_digit()) { bits.min(2.0) } else { bits }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rare_words_count_more_than_frequent_ones() {
        assert_eq!(weight("zephyrhills"), MOST_BITS);
        assert!(weight("hospital") < 4.0 && weight("valley") > weight("health"), "{}", weight("hospital"));
        assert_eq!(weight("7"), 2.0);
    }
}
