//! The answers of the search form: from the fields that were sent to a search that can run.
//!
//! - `choices.rs`: the answers and wishes that the form offers.
//! - `form_answers.rs`: the answers, read from the fields.
//! - `location.rs`: the point where the device is.
//! - `payer.rs`: which insurance is meant by what was typed; `payer_choice.rs`: insurances to choose from.
//! - `fault.rs`: what the visitor has to correct first.
//! - `request.rs`: the search that the answers ask for. The one place where plain words become parameters.
//! - `prepared.rs`: all of it together.

mod choices;
mod fault;
mod form_answers;
mod location;
mod payer;
mod payer_choice;
mod prepared;
mod request;
#[cfg(test)]
mod tests;

pub(crate) use choices::{AgeRange, Concern, ForWhom, ResultOrder, WISHES, WishGroup, languages};
pub(crate) use fault::{FaultView, FormFault, INSURER, NAME, NEAR};
pub(crate) use form_answers::{FormAnswers, HEED};
pub(crate) use payer::{Payer, payer_label};
pub(crate) use payer_choice::payer_choices;
pub(crate) use prepared::PreparedSearch;
