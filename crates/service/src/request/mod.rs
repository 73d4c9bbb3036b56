//! Requests: what a client sends, and what it means.
//!
//! A request is a struct such as [`SearchRequest`]. Everything about its parameters follows from that one definition:
//! names, types, documentation and defaults from the struct, limits and valid values from the types of its members. It
//! is read with serde from the query of a URL, a JSON body or pairs of names and values ([`Input`]); pages and
//! commands fill it in directly; responses serialize it again; and its schema ([`schema`]) describes it.

mod facet;
mod faults;
mod input;
mod level_choice;
mod numbers;
pub mod schema;
mod search;
mod value;
mod values;

pub use facet::Facet;
pub use faults::Faults;
pub use input::{FromInput, Input, NoParameters};
pub use level_choice::LevelChoice;
pub use numbers::{NotAPhoneNumber, NotAnNpiNumber, NpiNumber, PhoneNumber};
pub use search::{MatchChoice, SearchRequest};
pub(crate) use value::shown;
pub use values::{Miles, Text, ValueError, Whole, Years};

#[cfg(test)]
mod tests;
