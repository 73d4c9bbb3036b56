//! The ways to pay that a page offers.

use directory::insurer::{InsurerEntry, Insurers};
use service::Language;
use service::insurer_words::InsurerWords;

/// The kinds of insurance that are offered before anything is typed. Typing finds other ways to pay as well.
const KINDS: [&str; 8] =
    ["private", "marketplace", "medicaid", "medicare", "tricare", "va", "ihs_tribal", "state_financed"];

/// The slug for having no insurance, in the table of insurers and in the API. It stands for five kinds of help
/// with the cost. Paying cash is not one of them, since half of the facilities that take cash offer no such help.
pub(crate) const NO_INSURANCE: &str = "no_insurance";

/// The value of the field if the visitor does not know who pays.
pub(super) const UNKNOWN_PAYER: &str = "unknown";

/// An insurer or a kind of insurance to choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PayerChoice {
    pub label: String,
    /// The value of the field that chooses it.
    pub slug: &'static str,
}

impl PayerChoice {
    /// An entry under its own name.
    pub(super) fn new(entry: &'static InsurerEntry, language: Language) -> PayerChoice {
        PayerChoice { label: InsurerWords::for_language(language).name(entry), slug: &entry.slug }
    }

    /// "I don't know".
    pub(super) fn unknown(language: Language) -> PayerChoice {
        PayerChoice { label: language.say("pay-unknown").into_owned(), slug: UNKNOWN_PAYER }
    }
}

/// All that is offered before anything is typed.
pub(crate) fn payer_choices(language: Language) -> Vec<PayerChoice> {
    let nobody = PayerChoice { label: language.say("pay-none").into_owned(), slug: NO_INSURANCE };
    insurance_kinds(language).into_iter().chain([nobody, PayerChoice::unknown(language)]).collect()
}

/// The kinds of insurance to choose from, without "none" and "I don't know".
pub(super) fn insurance_kinds(language: Language) -> Vec<PayerChoice> {
    let entries = KINDS.iter().filter_map(|slug| Insurers::embedded().find(slug));
    entries.map(|entry| PayerChoice::new(entry, language)).collect()
}
