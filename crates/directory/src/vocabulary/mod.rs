//! The vocabulary: every attribute that can be known about a program, and how sources spell it.
//!
//! Labels, descriptions and spellings come from the tables in `data/vocabulary/`. The attributes that the rules refer
//! to by name are types in `kinds.rs`, which also determines their order.

mod attribute;
mod attribute_text;
mod edition;
mod kinds;
mod near;
mod services;
mod table;
#[cfg(test)]
mod tests;

pub use crate::attribute_id::AttributeId;
pub use attribute::{Attribute, AttributeKind, Category};
pub use edition::Edition;
pub use kinds::{Group, Level, Payment, ProgramType, Track};
pub use services::{ServiceName, UnknownService};
pub use table::{Vocabulary, VocabularyError};
