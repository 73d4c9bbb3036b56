//! The ways to pay that a page offers.

use directory::insurer::{InsurerEntry, Insurers};
use service::Language;
use service::insurer_words::InsurerWords;

/// The kinds of insurance that are offered before anything is typed. Typing finds other ways to pay as well.
const KINDS: [&str; 8] =
    ["private", "marketplace", "medicaid", "medicare", "tricare", "va", "ihs_tribal", "state_financed"];

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
}

/// The kinds of insurance to choose from.
pub(crate) fn insurance_kinds(language: Language) -> Vec<PayerChoice> {
    let entries = KINDS.iter().filter_map(|slug| Insurers::embedded().find(slug));
    entries.map(|entry| PayerChoice::new(entry, language)).collect()
}
