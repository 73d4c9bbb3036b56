//! What a typed insurance means.

use directory::State;
use directory::insurer::{InsurerEntry, InsurerLookup, InsurerMeaning, Insurers, PlanKind};

use super::PageFault;
use service::insurer_words::InsurerWords;
use service::language::Language;

/// The name, in the table of insurers and in the API, of having none: it asks for the ways in which others pay.
/// Paying oneself is not among them, since half of the places that take cash offer no help with it.
pub(crate) const NO_INSURANCE: &str = "no_insurance";

/// Who pays.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Payer {
    /// What people read.
    pub name: String,
    /// What it is asked for by, in the API; none where it pays for no treatment.
    pub slug: Option<&'static str>,
    /// What to know of it.
    pub note: Option<String>,
}

/// One of several that can be chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PayerChoice {
    /// What people read.
    pub label: String,
    /// The value of the field that chooses it.
    pub slug: &'static str,
}

impl Payer {
    /// Nobody: there is no insurance.
    pub(super) fn nobody(language: Language) -> Payer {
        Payer { name: language.say("pay-none").into_owned(), slug: Some(NO_INSURANCE), note: None }
    }

    /// Whether there is no insurance.
    pub(crate) fn is_nobody(&self) -> bool {
        self.slug == Some(NO_INSURANCE)
    }

    /// Reads what was typed by somebody in that state: an insurer or a kind of payment by its name in their language,
    /// by its name in the API, or by any name that people have for it.
    pub(super) fn of(typed: &str, state: Option<State>, language: Language) -> Result<Payer, PageFault> {
        let insurers = Insurers::embedded();
        let slug = InsurerWords::of(language).slug(typed).unwrap_or(typed);
        let meant = match insurers.find(slug) {
            Some(entry) => insurers.meant(entry, state),
            None => insurers.resolve(typed, state),
        };
        match meant {
            InsurerLookup::One { entry, .. } if entry.slug == NO_INSURANCE => Ok(Payer::nobody(language)),
            InsurerLookup::One { entry, .. } => Ok(Payer::paying(entry, Some(&entry.slug), language)),
            InsurerLookup::NotAPayer(entry) => Ok(Payer::paying(entry, None, language)),
            InsurerLookup::Several { entry, choices } => Err(PageFault::WhichPlan {
                name: name(entry, language),
                note: note(entry, language),
                choices: kinds(&choices, language),
            }),
            InsurerLookup::Near(entries) => Err(PageFault::NearInsurer(named(&entries, language))),
            InsurerLookup::Nothing => Err(PageFault::UnknownInsurer),
        }
    }

    fn paying(entry: &InsurerEntry, slug: Option<&'static str>, language: Language) -> Payer {
        Payer { name: name(entry, language), slug, note: note(entry, language) }
    }
}

/// What was typed, or the name of the insurer whose slug it is: a button that chooses one sends that.
pub(crate) fn shown(typed: &str, language: Language) -> String {
    Insurers::embedded().find(typed).map_or_else(|| typed.to_owned(), |entry| name(entry, language))
}

fn name(entry: &InsurerEntry, language: Language) -> String {
    InsurerWords::of(language).name(entry)
}

fn note(entry: &InsurerEntry, language: Language) -> Option<String> {
    InsurerWords::of(language).note(entry).map(str::to_owned)
}

/// The choices by their kinds, which people know without the card; by their names where two are of one kind, and
/// where a state's own program is among them, which has a name that people know.
fn kinds(choices: &[&'static InsurerEntry], language: Language) -> Vec<PayerChoice> {
    let is = |kind: PlanKind| choices.iter().any(|entry| entry.meaning == InsurerMeaning::Plan(kind));
    let label = |entry: &&'static InsurerEntry| match entry.meaning {
        InsurerMeaning::Plan(PlanKind::Commercial) if !is(PlanKind::Marketplace) => {
            language.say("plan-private").into_owned()
        }
        InsurerMeaning::Plan(kind) => kind_label(kind, language),
        _ => name(entry, language),
    };
    let labels: Vec<String> = choices.iter().map(label).collect();
    let is_told_apart = labels.iter().enumerate().all(|(at, label)| !labels[..at].contains(label));
    if !is_told_apart || is(PlanKind::Medicaid) {
        return named(choices, language);
    }
    labels.into_iter().zip(choices).map(|(label, entry)| PayerChoice { label, slug: &entry.slug }).collect()
}

fn named(entries: &[&'static InsurerEntry], language: Language) -> Vec<PayerChoice> {
    let choice =
        |entry: &&'static InsurerEntry| PayerChoice { label: name(entry, language), slug: &entry.slug };
    entries.iter().map(choice).collect()
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
