//! Which insurance is meant by what was typed.

use directory::State;
use directory::insurer::{InsurerEntry, InsurerLookup, InsurerMeaning, Insurers, PlanKind};
use service::Language;
use service::insurer_words::InsurerWords;

use super::fault::FormFault;
use super::payer_choice::{NO_INSURANCE, PayerChoice, UNKNOWN_PAYER};

/// Who pays.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Payer {
    pub name: String,
    /// The slug to search for. `None` if it pays for no treatment.
    pub slug: Option<&'static str>,
    /// What to know about the payer.
    pub note: Option<String>,
}

impl Payer {
    /// The payer of somebody without insurance.
    pub(super) fn nobody(language: Language) -> Payer {
        Payer { name: language.say("pay-none").into_owned(), slug: Some(NO_INSURANCE), note: None }
    }

    /// The visitor does not know who pays.
    fn unknown(language: Language) -> Payer {
        let say = |key| language.say(key).into_owned();
        Payer { name: say("pay-unknown"), slug: None, note: Some(say("hint-look-for-card")) }
    }

    /// The name without the explanation in parentheses: "Medi-Cal" for "Medi-Cal (California Medicaid)".
    pub(crate) fn short_name(&self) -> &str {
        self.name.split(" (").next().unwrap_or(&self.name)
    }

    /// Whether there is no insurance.
    pub(crate) fn is_nobody(&self) -> bool {
        self.slug == Some(NO_INSURANCE)
    }

    /// Looks up what somebody in a state typed: the name of an insurer or a kind of payment in their language, its slug,
    /// or any other name that people use for it.
    pub(super) fn look_up(typed: &str, state: Option<State>, language: Language) -> Result<Payer, FormFault> {
        if is_unknown(typed) {
            return Ok(Payer::unknown(language));
        }
        let insurers = Insurers::embedded();
        let slug = InsurerWords::for_language(language).slug(typed).unwrap_or(typed);
        let meant = match insurers.find(slug) {
            Some(entry) => insurers.meant(entry, state),
            None => insurers.resolve(typed, state),
        };
        match meant {
            InsurerLookup::One { entry, .. } if entry.slug == NO_INSURANCE => Ok(Payer::nobody(language)),
            InsurerLookup::One { entry, .. } => Ok(Payer::paying(entry, Some(&entry.slug), language)),
            InsurerLookup::NotAPayer(entry) => Ok(Payer::paying(entry, None, language)),
            InsurerLookup::Several { entry, choices } => Err(FormFault::WhichPlan {
                name: name(entry, language),
                note: note(entry, language),
                choices: by_kind(&choices, language),
            }),
            InsurerLookup::Near(entries) => Err(FormFault::NearInsurer(by_name(&entries, language))),
            InsurerLookup::Nothing => Err(FormFault::UnknownInsurer),
        }
    }

    fn paying(entry: &InsurerEntry, slug: Option<&'static str>, language: Language) -> Payer {
        Payer { name: name(entry, language), slug, note: note(entry, language) }
    }
}

/// Whether a text says that the visitor does not know, in any language, whatever apostrophe it has.
fn is_unknown(typed: &str) -> bool {
    let letters =
        |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_lowercase();
    let says_it = |language: Language| letters(&language.say("pay-unknown")) == letters(typed);
    typed == UNKNOWN_PAYER || Language::all().any(says_it)
}

/// What to show in the field: the text that was typed, or the insurer's name if a button filled in its slug.
pub(crate) fn payer_label(typed: &str, language: Language) -> String {
    if is_unknown(typed) {
        return language.say("pay-unknown").into_owned();
    }
    Insurers::embedded().find(typed).map_or_else(|| typed.to_owned(), |entry| name(entry, language))
}

fn name(entry: &InsurerEntry, language: Language) -> String {
    InsurerWords::for_language(language).name(entry)
}

fn note(entry: &InsurerEntry, language: Language) -> Option<String> {
    InsurerWords::for_language(language).note(entry).map(str::to_owned)
}

/// Labels the choices by their kinds, which people know without looking at their card. If two have the same kind, or if
/// one is a state's own program, which people know by name, all are labeled by name instead.
fn by_kind(choices: &[&'static InsurerEntry], language: Language) -> Vec<PayerChoice> {
    let is = |kind: PlanKind| choices.iter().any(|entry| entry.meaning == InsurerMeaning::Plan(kind));
    let label = |entry: &&'static InsurerEntry| match entry.meaning {
        InsurerMeaning::Plan(PlanKind::Commercial) if !is(PlanKind::Marketplace) => {
            language.say("plan-private").into_owned()
        }
        InsurerMeaning::Plan(kind) => kind_label(kind, language),
        _ => name(entry, language),
    };
    let labels: Vec<String> = choices.iter().map(label).collect();
    let are_distinct = labels.iter().enumerate().all(|(at, label)| !labels[..at].contains(label));
    if !are_distinct || is(PlanKind::Medicaid) {
        return by_name(choices, language);
    }
    labels.into_iter().zip(choices).map(|(label, entry)| PayerChoice { label, slug: &entry.slug }).collect()
}

fn by_name(entries: &[&'static InsurerEntry], language: Language) -> Vec<PayerChoice> {
    entries.iter().map(|entry| PayerChoice::new(entry, language)).collect()
}

fn kind_label(kind: PlanKind, language: Language) -> String {
    let label = match kind {
        PlanKind::Commercial => language.say("plan-commercial"),
        PlanKind::Marketplace => language.say("plan-marketplace"),
        PlanKind::Medicaid | PlanKind::MedicaidPlan => language.say("plan-medicaid"),
        PlanKind::Chip => language.say("plan-chip"),
        PlanKind::MedicareAdvantage => language.say("plan-medicare"),
        PlanKind::Tricare => language.say("plan-tricare"),
        PlanKind::MilitaryPlan => language.say("plan-military"),
        PlanKind::StatePlan => language.say("plan-state"),
    };
    label.into_owned()
}
