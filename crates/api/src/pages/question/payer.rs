//! What a typed insurance means.

use directory::{Payment, State};

use super::PageFault;
use crate::pages::facts::FactWords;
use crate::pages::language::Language;

/// Who pays.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::pages) struct Payer {
    /// What people read.
    pub name: String,
    /// What it asks for, by the API's names: one of them suffices.
    pub slugs: Vec<&'static str>,
    /// What to know of it.
    pub note: Option<String>,
}

impl Payer {
    /// Reads what was typed, by somebody in that state: a kind of payment by its name in their language or in the
    /// API.
    pub(super) fn of(typed: &str, _state: Option<State>, language: Language) -> Result<Payer, PageFault> {
        let words = FactWords::of(language.code());
        let kind = Payment::ALL.iter().find(|payment| {
            payment.slug() == typed || words.label(payment.id()).eq_ignore_ascii_case(typed)
        });
        match kind {
            Some(payment) => {
                Ok(Payer { name: words.label(payment.id()).to_owned(), slugs: vec![payment.slug()], note: None })
            }
            None => Err(PageFault::UnknownInsurer),
        }
    }
}
