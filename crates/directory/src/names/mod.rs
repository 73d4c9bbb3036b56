//! Names as people search for them: their words, and the spellings of a word that count as the same.
//!
//! Listings and people abbreviate differently ("Behav Hlth Ctr", "Behavioral Health Center"), and join and split words
//! ("CleanSlate", "Clean Slate"). An index therefore holds the [`terms`] of a name: its words as they are, what their
//! abbreviations stand for, and neighboring words joined. A typed word is then looked up in all its [`spellings`].

mod abbreviations;
mod spelling;
mod terms;

pub use abbreviations::TABLE;
pub use spelling::{MOST_JOINED, abbreviates, differ_by_s, is_optional, key, spellings, words};
pub use terms::{NameTerms, terms};

#[cfg(test)]
mod tests;
