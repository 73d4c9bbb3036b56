//! Looks up terms in one field of an index.

use std::sync::Arc;

use directory::names;
use tantivy::postings::TermInfo;
use tantivy::query::FuzzyTermQuery;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocSet, InvertedIndexReader, SegmentReader, TERMINATED, TantivyError, Term};

/// One bit per row.
pub(super) type Rows = Vec<u64>;

/// Unfinished words that are shorter than this are not looked up with typos: they would match almost everything.
const LEAST_UNFINISHED_LETTERS: usize = 6;

/// The terms of one field.
pub(super) struct Lookup {
    index: Arc<InvertedIndexReader>,
    field: Field,
    /// The number of rows, in words of 64.
    size: usize,
}

impl Lookup {
    pub(super) fn open(segment: &SegmentReader, field: Field) -> Result<Lookup, TantivyError> {
        let size = (segment.max_doc() as usize).div_ceil(64);
        Ok(Lookup { index: segment.inverted_index(field)?, field, size })
    }

    pub(super) fn no_rows(&self) -> Rows {
        vec![0; self.size]
    }

    pub(super) fn all_rows(&self) -> Rows {
        vec![u64::MAX; self.size]
    }

    /// Adds the rows that have a term.
    pub(super) fn add(&self, term: &str, rows: &mut Rows) -> Result<(), TantivyError> {
        match self.index.terms().get(term)? {
            Some(info) => self.add_rows(&info, rows),
            None => Ok(()),
        }
    }

    /// Adds the rows that have a term, also in the plural or with a possessive "s", or without it.
    pub(super) fn add_with_s(&self, word: &str, rows: &mut Rows) -> Result<(), TantivyError> {
        let longer = format!("{word}s");
        let forms = [Some(word), Some(longer.as_str()), word.strip_suffix('s')];
        for form in forms.into_iter().flatten().filter(|form| *form == word || names::differ_by_s(form, word))
        {
            self.add(form, rows)?;
        }
        Ok(())
    }

    /// Adds the rows that have a longer term that begins with this text.
    pub(super) fn add_beginning_with(&self, start: &str, rows: &mut Rows) -> Result<(), TantivyError> {
        let mut terms = self.index.terms().range().gt(start).lt(after(start)).into_stream()?;
        while terms.advance() {
            self.add_rows(terms.value(), rows)?;
        }
        Ok(())
    }

    /// Adds the rows that have a word with typos. If the word is unfinished, it may also be the beginning of a longer
    /// term, with typos.
    pub(super) fn add_similar(
        &self,
        word: &str,
        is_unfinished: bool,
        rows: &mut Rows,
    ) -> Result<(), TantivyError> {
        let letters = word.chars().count();
        let distance = typos(letters);
        if distance == 0 {
            return Ok(());
        }
        let term = Term::from_field_text(self.field, word);
        let fuzzy = if is_unfinished && letters >= LEAST_UNFINISHED_LETTERS {
            FuzzyTermQuery::new_prefix(term, distance, true)
        } else {
            FuzzyTermQuery::new(term, distance, true)
        };
        let automaton = fuzzy.automaton()?;
        let mut terms = self.index.terms().search(&automaton).into_stream()?;
        while terms.advance() {
            self.add_rows(terms.value(), rows)?;
        }
        Ok(())
    }

    /// Adds the rows that have an unusual abbreviation of a word, or a word of which this is one.
    pub(super) fn add_abbreviated(&self, word: &str, rows: &mut Rows) -> Result<(), TantivyError> {
        let first: String = word.chars().take(1).collect();
        let mut terms = self.index.terms().range().ge(&first).lt(after(&first)).into_stream()?;
        while terms.advance() {
            let Ok(term) = std::str::from_utf8(terms.key()) else { continue };
            if names::abbreviates(word, term) || names::abbreviates(term, word) {
                self.add_rows(terms.value(), rows)?;
            }
        }
        Ok(())
    }

    fn add_rows(&self, info: &TermInfo, rows: &mut Rows) -> Result<(), TantivyError> {
        let mut postings = self.index.read_postings_from_terminfo(info, IndexRecordOption::Basic)?;
        let mut row = postings.doc();
        while row != TERMINATED {
            rows[row as usize / 64] |= 1 << (row % 64);
            row = postings.advance();
        }
        Ok(())
    }
}

/// The number of typos that are accepted in a word with this many letters.
fn typos(letters: usize) -> u8 {
    match letters {
        0..=3 => 0,
        4..=7 => 1,
        _ => 2,
    }
}

/// The smallest bytes that are greater than every text that starts with `start`. UTF-8 has no byte 0xFF.
fn after(start: &str) -> Vec<u8> {
    [start.as_bytes(), &[0xff]].concat()
}

/// Keeps the rows that are in any of `others`.
pub(super) fn keep(rows: &mut Rows, others: &[&Rows]) {
    for (at, word) in rows.iter_mut().enumerate() {
        *word &= others.iter().fold(0, |any, other| any | other[at]);
    }
}

/// Whether there is no row.
pub(super) fn is_empty(rows: &Rows) -> bool {
    rows.iter().all(|word| *word == 0)
}

/// The rows that are in both.
pub(super) fn both(one: &Rows, other: &Rows) -> Rows {
    one.iter().zip(other).map(|(one, other)| one & other).collect()
}

/// The rows that are in either.
pub(super) fn either(one: &Rows, other: &Rows) -> Rows {
    one.iter().zip(other).map(|(one, other)| one | other).collect()
}
