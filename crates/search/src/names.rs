//! Searches names. A facility is found if it has every word of the query, in any spelling. Only the last word may be
//! unfinished, and words may have typos. Telephone numbers and identifiers are found as a whole.

mod exact;
mod lookup;
mod typed;

use std::sync::Arc;

use directory::names;
use directory::{Facility, Program};
use tantivy::columnar::ColumnValues;
use tantivy::tokenizer::{TextAnalyzer, TokenizerManager, WhitespaceTokenizer};
use tantivy::{SegmentReader, TantivyError};

use crate::query::Query;
use crate::schema::{IndexFields, NAME_WORDS, TOKENIZER};
use exact::{Kind, exact_terms, typed_numbers};
use lookup::{Lookup, Rows};
use typed::{TypedName, WordRows};

/// The least and the greatest quality of a name that has all words as whole words. How much of the name was typed
/// decides between them. A name that was typed completely has 1.
const WHOLE: [f64; 2] = [0.85, 0.99];
/// The same if the last word is unfinished.
const UNFINISHED: [f64; 2] = [0.5, 0.65];
/// The same if a word has typos.
const SIMILAR: [f64; 2] = [0.2, 0.35];

/// Typos are accepted in this many words of a query. Looking for them is what takes time, and a name is known by its first
/// words.
const WORDS_WITH_TYPOS: usize = 10;

/// The tokenizers of the index. Names are already folded, so their words are separated by single spaces.
pub(crate) fn tokenizers() -> TokenizerManager {
    let manager = TokenizerManager::default();
    manager.register(TOKENIZER, TextAnalyzer::builder(WhitespaceTokenizer::default()).build());
    manager
}

/// The terms of a facility: the words of its names, and everything that is found as a whole.
pub(crate) fn terms_of(facility: &Facility) -> [String; 2] {
    let listings = || facility.programs.iter().flat_map(Program::present).map(|listing| &listing.content);
    let full_names: Vec<String> = listings().map(|content| content.full_name()).collect();
    let parts = listings().flat_map(|content| [Some(&content.organization), content.program_name.as_ref()]);
    let names = [&facility.name].into_iter().chain(parts.flatten()).chain(&full_names);
    let terms = names::terms(names.map(String::as_str));
    let exact = exact_terms(facility, &terms);
    [terms.words.into_iter().collect::<Vec<_>>().join(" "), exact.join(" ")]
}

/// The facilities whose names or numbers fit, as bits of their first rows.
pub(crate) struct NameMatches {
    /// All that fit.
    pub rows: Rows,
    /// Those whose whole name was typed, or a number of theirs.
    exact: Rows,
    /// Those that have all words as whole words.
    whole: Rows,
    /// Those that have all words as whole words, except that the last may be unfinished.
    unfinished: Rows,
    /// The number of words that were typed, without optional ones.
    words: usize,
    /// The number of words in the name of each facility, by its first row.
    lengths: Arc<dyn ColumnValues<u64>>,
}

impl NameMatches {
    /// How well a facility's name fits, from 0 to 1. Whole words are better than an unfinished one, which is better than
    /// typos. Among equals, a name of which more was typed is better.
    pub(crate) fn quality(&self, first_row: usize) -> f64 {
        let has = |rows: &Rows| rows[first_row / 64] >> (first_row % 64) & 1 == 1;
        if has(&self.exact) {
            return 1.0;
        }
        let [least, most] = if has(&self.whole) {
            WHOLE
        } else if has(&self.unfinished) {
            UNFINISHED
        } else {
            SIMILAR
        };
        let length = self.lengths.get_val(first_row as u32).max(1);
        least + (most - least) * (self.words as f64 / length as f64).min(1.0)
    }
}

/// Looks up the name and the numbers of a query. `None` if it has none.
pub(crate) fn find(
    segment: &SegmentReader,
    fields: &IndexFields,
    query: &Query,
) -> Result<Option<NameMatches>, TantivyError> {
    let finder = Finder {
        words: Lookup::open(segment, fields.names)?,
        exact: Lookup::open(segment, fields.exact)?,
        lengths: segment.fast_fields().column_first_or_default::<u64>(NAME_WORDS)?,
    };
    let named = match &query.name {
        Some(name) => finder.named(name)?,
        None => None,
    };
    let phone = query.phone.as_ref().map(|phone| Kind::Phone.term(&phone.number));
    let npi = query.npi.as_ref().map(|npi| Kind::Npi.term(npi.as_str()));
    let mut all = named;
    for term in [phone, npi].into_iter().flatten() {
        let with_number = finder.with_numbers(&[term])?;
        all = Some(match all {
            Some(named) => NameMatches { rows: lookup::both(&named.rows, &with_number.rows), ..named },
            None => with_number,
        });
    }
    Ok(all)
}

/// Looks up names in one index.
struct Finder {
    words: Lookup,
    exact: Lookup,
    lengths: Arc<dyn ColumnValues<u64>>,
}

impl Finder {
    /// The facilities that have any of these numbers.
    fn with_numbers(&self, terms: &[String]) -> Result<NameMatches, TantivyError> {
        let mut rows = self.exact.no_rows();
        for term in terms {
            self.exact.add(term, &mut rows)?;
        }
        let none = || self.exact.no_rows();
        let lengths = Arc::clone(&self.lengths);
        Ok(NameMatches { exact: rows.clone(), rows, whole: none(), unfinished: none(), words: 0, lengths })
    }

    /// The facilities with this name, number or identifier. `None` if it has no letter or digit.
    fn named(&self, name: &str) -> Result<Option<NameMatches>, TantivyError> {
        let Some(typed) = TypedName::parse(name) else { return Ok(None) };
        let mut found = self.with_numbers(&typed_numbers(name))?;
        self.exact.add(&Kind::Name.term(&typed.key()), &mut found.exact)?;
        let [mut whole, mut unfinished, mut all] = [(); 3].map(|()| self.words.all_rows());
        for (at, number) in typed.required().enumerate() {
            let word = self.word(&typed, number, at < WORDS_WITH_TYPOS)?;
            lookup::keep(&mut whole, &[&word.whole]);
            lookup::keep(&mut unfinished, &[&word.whole, &word.unfinished]);
            lookup::keep(&mut all, &[&word.whole, &word.unfinished, &word.similar]);
            if lookup::is_empty(&all) {
                break;
            }
        }
        found.rows = lookup::either(&all, &found.exact);
        Ok(Some(NameMatches { whole, unfinished, words: typed.required().count(), ..found }))
    }

    /// The facilities that have a word of the query, also with typos if `with_typos`.
    fn word(&self, typed: &TypedName, number: usize, with_typos: bool) -> Result<WordRows, TantivyError> {
        let mut rows = WordRows::new(self.words.no_rows());
        let is_last = typed.is_last(number);
        for spelling in typed.spellings(number) {
            self.words.add_with_s(spelling, &mut rows.whole)?;
            self.exact.add(&Kind::Joined.term(spelling), &mut rows.whole)?;
            if is_last {
                self.words.add_beginning_with(spelling, &mut rows.unfinished)?;
            }
        }
        for joined in typed.joined(number) {
            self.words.add(&joined, &mut rows.whole)?;
            if typed.ends_with(&joined) {
                self.words.add_beginning_with(&joined, &mut rows.unfinished)?;
            }
        }
        if with_typos {
            self.words.add_similar(typed.word(number), is_last, &mut rows.similar)?;
        }
        self.words.add_abbreviated(typed.word(number), &mut rows.similar)?;
        Ok(rows)
    }
}
