//! How often words, telephone numbers and websites occur among the listings. Agreement on a rare one counts more.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// Identifies a word that occurs in names.
pub(super) type Token = u32;

/// How many imagined listings are counted in addition to the real ones, so that a small directory gets about the same
/// weights as a large one.
const PRIOR_LISTINGS: f64 = 20_000.0;

/// How many of the imagined listings contain a word that is not in [`COMMON`].
const PRIOR_RARE: f64 = 3.0;

/// How many of the imagined listings contain a word of [`COMMON`].
const PRIOR_COMMON: f64 = 4_000.0;

/// The most that one word can count, in bits.
const MOST_BITS: f32 = 10.0;

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

/// Counts over the present listings.
#[derive(Debug, Default)]
pub(super) struct Corpus {
    tokens: HashMap<String, Token>,
    texts: Vec<String>,
    /// For each token, how many listings contain it.
    listings: Vec<u32>,
    /// The weight of each word that was known when [`weigh`](Corpus::weigh) was called.
    bits: Vec<f32>,
    total: u32,
    phones: HashMap<u64, HashSet<u64>>,
    hosts: HashMap<String, HashSet<u64>>,
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
        self.listings.push(0);
        token
    }

    /// Counts one listing: its words, each given once, and its place (a digest) under its telephone numbers and website.
    pub(super) fn count(
        &mut self,
        words: impl Iterator<Item = Token>,
        place: u64,
        phones: &[u64],
        host: Option<&str>,
    ) {
        self.total += 1;
        words.for_each(|token| self.listings[token as usize] += 1);
        for phone in phones {
            self.phones.entry(*phone).or_default().insert(place);
        }
        if let Some(host) = host {
            self.hosts.entry(host.to_owned()).or_default().insert(place);
        }
    }

    /// The word of a token.
    pub(super) fn text(&self, token: Token) -> &str {
        &self.texts[token as usize]
    }

    /// Computes the weights of all words, after all listings were counted.
    pub(super) fn weigh(&mut self) {
        self.bits = (0..self.texts.len() as Token).map(|token| self.weight(token)).collect();
    }

    /// How much it counts that two names share the word, in bits.
    pub(super) fn bits(&self, token: Token) -> f32 {
        self.bits.get(token as usize).copied().unwrap_or_else(|| self.weight(token))
    }

    fn weight(&self, token: Token) -> f32 {
        let text = self.text(token);
        let prior = if COMMON.contains(text) { PRIOR_COMMON } else { PRIOR_RARE };
        let listings = f64::from(self.listings[token as usize]);
        let bits = ((f64::from(self.total) + PRIOR_LISTINGS) / (listings + prior)).log2() as f32;
        let bits = bits.min(MOST_BITS);
        // Numbers and single letters tell parts of an organization apart, not organizations.
        if text.len() == 1 || text.chars().all(|c| c.is_ascii_digit()) { bits.min(2.0) } else { bits }
    }

    /// At how many places a telephone number is answered.
    pub(super) fn places_of_phone(&self, phone: u64) -> usize {
        self.phones.get(&phone).map_or(0, HashSet::len)
    }

    /// How many places have a website on this host.
    pub(super) fn places_of_host(&self, host: &str) -> usize {
        self.hosts.get(host).map_or(0, HashSet::len)
    }
}
