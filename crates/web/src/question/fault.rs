//! What has to be set right before a search can be made, in words, each with buttons that do it.

use directory::State;
use directory::insurer::Insurers;
use places::Place;

use super::{INSURANCES, Pay, PayerChoice};
use service::insurer_words::InsurerWords;
use service::language::Language;

/// What has to be set right before a search can be made.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum PageFault {
    /// No place was given.
    NoPlace,
    /// The place is none; these may be meant.
    UnknownPlace(Vec<String>),
    /// Several places have that name.
    WhichPlace {
        /// The name, as typed.
        name: String,
        /// The places.
        labels: Vec<String>,
    },
    /// The name of a state is a large city's, too.
    CityOrState {
        /// The city.
        city: Place,
        /// The state.
        state: State,
    },
    /// "With insurance", but no name.
    NoInsurer,
    /// An insurance was typed, and the answer is that there is none, or that it is not known.
    Contradiction {
        /// What was typed.
        typed: String,
        /// What was answered.
        pay: Pay,
    },
    /// The insurer sells several kinds, or several insurances have that name.
    WhichPlan {
        /// The name.
        name: String,
        /// What to know of it.
        note: Option<String>,
        /// What it can be.
        choices: Vec<PayerChoice>,
    },
    /// No insurance has this name, but these have one like it.
    NearInsurer(Vec<PayerChoice>),
    /// Nobody knows an insurance of this name.
    UnknownInsurer,
}

/// A fault, as a page tells it.
pub(crate) struct ToldFault {
    /// The field that it is about.
    pub field: &'static str,
    /// What is wrong, or what is asked.
    pub message: String,
    /// What to know.
    pub note: Option<String>,
    /// Buttons: their words, and the change they make.
    pub buttons: Vec<(String, String)>,
}

/// The field of places, and that of insurers.
pub(crate) const NEAR: &str = "near";
pub(crate) const INSURER: &str = "insurer";

impl PageFault {
    /// The fault in words.
    pub(crate) fn told(&self, language: Language) -> ToldFault {
        let note = match self {
            PageFault::UnknownPlace(labels) if !labels.is_empty() => {
                Some(language.say("fault-meant").into_owned())
            }
            PageFault::WhichPlan { note, .. } => note.clone(),
            _ => None,
        };
        ToldFault {
            field: self.field(),
            message: self.message(language),
            note,
            buttons: self.buttons(language),
        }
    }

    fn field(&self) -> &'static str {
        match self {
            PageFault::NoPlace
            | PageFault::UnknownPlace(_)
            | PageFault::WhichPlace { .. }
            | PageFault::CityOrState { .. } => NEAR,
            _ => INSURER,
        }
    }

    fn message(&self, language: Language) -> String {
        let message = match self {
            PageFault::NoPlace => language.say("fault-no-place"),
            PageFault::UnknownPlace(_) => language.say("fault-place"),
            PageFault::WhichPlace { name, .. } => {
                language.say_with("fault-which-place", &[("name", name.as_str().into())])
            }
            PageFault::CityOrState { state, .. } => {
                language.say_with("fault-city-or-state", &[("name", state.name().into())])
            }
            PageFault::NoInsurer => language.say("fault-no-insurer"),
            PageFault::Contradiction { typed, pay } => {
                let values = [("typed", typed.as_str().into()), ("answer", pay.say(language).into())];
                language.say_with("fault-pay", &values)
            }
            PageFault::WhichPlan { name, .. } => {
                language.say_with("fault-which-plan", &[("name", name.as_str().into())])
            }
            PageFault::NearInsurer(_) => language.say("fault-near-insurer"),
            PageFault::UnknownInsurer => language.say("fault-unknown-insurer"),
        };
        message.into_owned()
    }

    fn buttons(&self, language: Language) -> Vec<(String, String)> {
        let place = |label: &String| (label.clone(), format!("set near {label}"));
        match self {
            PageFault::NoPlace => Vec::new(),
            PageFault::UnknownPlace(labels) | PageFault::WhichPlace { labels, .. } => {
                labels.iter().map(place).collect()
            }
            PageFault::CityOrState { city, state } => {
                let whole = language.say_with("place-whole-state", &[("state", state.name().into())]);
                // Its code: its name would be asked about again.
                vec![place(&city.label), (whole.into_owned(), format!("set near {}", state.code()))]
            }
            PageFault::Contradiction { typed, pay } => {
                let insured = language.say_with("pay-with", &[("name", typed.as_str().into())]);
                vec![
                    (insured.into_owned(), format!("set pay {}", Pay::Insurance.value())),
                    (pay.say(language).into_owned(), format!("drop {INSURER}")),
                ]
            }
            PageFault::NoInsurer | PageFault::UnknownInsurer => with_unknown(kinds(language), language),
            PageFault::WhichPlan { choices, .. } | PageFault::NearInsurer(choices) => {
                let choice = |choice: &PayerChoice| (choice.label.clone(), choose(choice.slug));
                with_unknown(choices.iter().map(choice).collect(), language)
            }
        }
    }
}

fn kinds(language: Language) -> Vec<(String, String)> {
    let words = InsurerWords::of(language);
    let entries = INSURANCES.iter().filter_map(|slug| Insurers::embedded().find(slug));
    entries.map(|entry| (words.name(entry), choose(&entry.slug))).collect()
}

fn choose(slug: &str) -> String {
    format!("set {INSURER} {slug}")
}

/// And "I don't know", which is always an answer.
fn with_unknown(mut buttons: Vec<(String, String)>, language: Language) -> Vec<(String, String)> {
    let unknown = format!("swap {INSURER} pay {}", Pay::Unknown.value());
    buttons.push((Pay::Unknown.say(language).into_owned(), unknown));
    buttons
}
