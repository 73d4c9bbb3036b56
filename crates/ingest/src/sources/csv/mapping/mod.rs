//! A mapping: what the columns of a table mean.

mod cell;
mod days;
mod definition;
mod document;
mod facts;
mod parse;
mod row;
mod rules;
mod select;
mod tally;

pub(super) use days::day;
pub use definition::Mapping;
pub use document::{Fault, MappingError};
pub(super) use facts::StatedFacts;
pub(super) use row::MappedRow;
pub(super) use rules::TextRule;
pub(super) use tally::Tally;
