//! Searches names. Every word of the query must be in a facility's names, but may be unfinished or have typos.

use directory::text::{ComparedText, fold};
use directory::{Facility, Program};
use tantivy::query::FuzzyTermQuery;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::tokenizer::{TextAnalyzer, TokenizerManager, WhitespaceTokenizer};
use tantivy::{DocSet, TERMINATED};
use tantivy::{SegmentReader, TantivyError, Term};

use crate::schema::TOKENIZER;

/// Only this many words of a query are used.
const MAX_WORDS: usize = 12;

/// How well a word fits: exactly, as the beginning of a word, or with typos.
const QUALITIES: [f64; 3] = [1.0, 0.9, 0.7];

/// The tokenizers of the index. Names are already folded, so their words are separated by single spaces.
pub(crate) fn tokenizers() -> TokenizerManager {
    let manager = TokenizerManager::default();
    manager.register(TOKENIZER, TextAnalyzer::builder(WhitespaceTokenizer::default()).build());
    manager
}

/// The number of typos that are accepted in a word with this many letters.
fn typos(letters: usize) -> u8 {
    match letters {
        0..=3 => 0,
        4..=7 => 1,
        _ => 2,
    }
}

/// The facilities whose names fit, as bits of their first rows.
pub(crate) struct NameMatches {
    /// The facilities that fit every word.
    pub rows: Vec<u64>,
    /// For each word, the facilities that fit with each of the [`QUALITIES`].
    words: Vec<[Vec<u64>; 3]>,
}

impl NameMatches {
    /// How well a facility's names fit, from 0 to 1: the mean over the words of the query.
    pub(crate) fn quality(&self, first_row: usize) -> f64 {
        let has = |rows: &Vec<u64>| rows[first_row / 64] >> (first_row % 64) & 1 == 1;
        let of_word = |word: &[Vec<u64>; 3]| word.iter().position(has).map_or(0.0, |at| QUALITIES[at]);
        self.words.iter().map(of_word).sum::<f64>() / self.words.len().max(1) as f64
    }
}

/// Looks up the words of a query. `None` if it has no words.
pub(crate) fn find(
    segment: &SegmentReader,
    names: Field,
    query: &str,
) -> Result<Option<NameMatches>, TantivyError> {
    let folded = fold(query, ComparedText::Searched);
    let blank = || vec![0u64; (segment.max_doc() as usize).div_ceil(64)];
    let mut found = NameMatches { rows: blank(), words: Vec::new() };
    for word in folded.split(' ').filter(|word| !word.is_empty()).take(MAX_WORDS) {
        let mut of_word = [blank(), blank(), blank()];
        find_word(segment, names, word, &mut of_word)?;
        let first = found.words.is_empty();
        for (at, rows) in found.rows.iter_mut().enumerate() {
            let any = of_word[0][at] | of_word[1][at] | of_word[2][at];
            *rows = if first { any } else { *rows & any };
        }
        found.words.push(of_word);
    }
    Ok((!found.words.is_empty()).then_some(found))
}

fn find_word(
    segment: &SegmentReader,
    names: Field,
    word: &str,
    of_word: &mut [Vec<u64>; 3],
) -> Result<(), TantivyError> {
    let index = segment.inverted_index(names)?;
    let letters = word.chars().count();
    let term = Term::from_field_text(names, word);
    // Unfinished short words with typos would match almost everything.
    let fuzzy = match typos(letters) {
        distance if letters >= 6 => FuzzyTermQuery::new_prefix(term, distance, true),
        distance => FuzzyTermQuery::new(term, distance, true),
    };
    let mut add = |quality: usize, info: &tantivy::postings::TermInfo| -> Result<(), TantivyError> {
        let mut rows = index.read_postings_from_terminfo(info, IndexRecordOption::Basic)?;
        let mut row = rows.doc();
        while row != TERMINATED {
            of_word[quality][row as usize / 64] |= 1 << (row % 64);
            row = rows.advance();
        }
        Ok(())
    };
    let mut unfinished = index.terms().range().ge(word).lt(after(word)).into_stream()?;
    while unfinished.advance() {
        add(usize::from(unfinished.key() != word.as_bytes()), unfinished.value())?;
    }
    let automaton = fuzzy.automaton()?;
    let mut similar = index.terms().search(&automaton).into_stream()?;
    while similar.advance() {
        if !similar.key().starts_with(word.as_bytes()) {
            add(2, similar.value())?;
        }
    }
    Ok(())
}

/// The smallest bytes that are greater than every text that starts with `word`. UTF-8 has no byte 0xFF.
fn after(word: &str) -> Vec<u8> {
    [word.as_bytes(), &[0xff]].concat()
}

/// All names of a facility and its programs, folded. Words that are already there are not repeated.
pub(crate) fn names_of(facility: &Facility) -> String {
    let listings = facility.programs.iter().flat_map(Program::present).map(|listing| &listing.content);
    let mut names = fold(&facility.name, ComparedText::Searched);
    for name in
        listings.flat_map(|content| std::iter::once(&content.organization).chain(&content.program_name))
    {
        for word in fold(name, ComparedText::Searched).split(' ') {
            if !names.split(' ').any(|known| known == word) {
                names.push(' ');
                names.push_str(word);
            }
        }
    }
    names
}
