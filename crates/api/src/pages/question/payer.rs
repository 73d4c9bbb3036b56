//! What a typed insurance means.

use directory::insurer::{Entry, Insurers, Resolution};
use directory::{Payment, State};

use super::PageFault;
use super::insurer_words::InsurerWords;
use crate::pages::facts::FactWords;
use crate::pages::language::Language;

/// The name, in the table of insurers and in the API, of having none: it asks for the ways in which others pay.
/// Paying oneself is not among them, since half of the places that take cash offer no help with it.
pub(in crate::pages) const NO_INSURANCE: &str = "no_insurance";

/// Who pays.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::pages) struct Payer {
    /// What people read.
    pub name: String,
    /// What it is asked for by, in the API; none where it pays for no treatment.
    pub slug: Option<&'static str>,
    /// What to know of it.
    pub note: Option<String>,
}

impl Payer {
    /// Nobody: there is no insurance.
    pub(super) fn nobody(language: Language) -> Payer {
        Payer { name: language.say("pay-none").into_owned(), slug: Some(NO_INSURANCE), note: None }
    }

    /// Whether there is no insurance.
    pub(in crate::pages) fn is_nobody(&self) -> bool {
        self.slug == Some(NO_INSURANCE)
    }

    /// Reads what was typed by somebody in that state: a kind of payment by its name in their language, an insurer
    /// by its name in the API, or by any name that people have for it.
    pub(super) fn of(typed: &str, state: Option<State>, language: Language) -> Result<Payer, PageFault> {
        let insurers = Insurers::embedded();
        let words = FactWords::of(language.code());
        let is_typed = |payment: &&Payment| words.label(payment.id()).eq_ignore_ascii_case(typed);
        let slug = Payment::ALL.iter().find(is_typed).map_or(typed, |payment| payment.slug());
        let meant = match insurers.find(slug) {
            Some(entry) => insurers.meant(entry, state),
            None => insurers.resolve(typed, state),
        };
        match meant {
            Resolution::One { entry, .. } if entry.slug == NO_INSURANCE => Ok(Payer::nobody(language)),
            Resolution::One { entry, .. } => Ok(Payer::paying(entry, Some(&entry.slug), language)),
            Resolution::NotAPayer(entry) => Ok(Payer::paying(entry, None, language)),
            Resolution::Choose(entries) => {
                let choice = |entry: &&Entry| (name(entry, language), entry.slug.clone());
                Err(PageFault::Insurer(entries.iter().map(choice).collect()))
            }
            Resolution::Nothing => Err(PageFault::UnknownInsurer),
        }
    }

    fn paying(entry: &Entry, slug: Option<&'static str>, language: Language) -> Payer {
        let note = InsurerWords::of(language).note(entry).map(str::to_owned);
        Payer { name: name(entry, language), slug, note }
    }
}

/// What was typed, or the name of the insurer whose slug it is: a button that chooses one sends that.
pub(in crate::pages) fn shown(typed: &str, language: Language) -> String {
    Insurers::embedded().find(typed).map_or_else(|| typed.to_owned(), |entry| name(entry, language))
}

/// What people read of an entry: a kind of payment has its words in the vocabulary.
fn name(entry: &Entry, language: Language) -> String {
    match Payment::from_slug(&entry.slug) {
        Some(payment) => FactWords::of(language.code()).label(payment.id()).to_owned(),
        None => InsurerWords::of(language).name(entry).to_owned(),
    }
}
