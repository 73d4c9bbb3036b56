//! What the visitor has to correct before a search can run, in words, with buttons that correct it.

use std::borrow::Cow;

use places::{Place, PlaceKind};
use service::Language;

use super::payer_choice::{PayerChoice, insurance_kinds};

/// Something that the visitor has to correct before a search can run.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum FormFault {
    /// No place was given.
    NoPlace,
    /// The name has no letter or digit.
    EmptyName,
    /// The place is unknown. The visitor may have meant one of these.
    UnknownPlace(Vec<Place>),
    /// Several places have this name, or a state and a large city do.
    WhichPlace {
        /// As typed.
        name: String,
        candidates: Vec<Place>,
    },
    /// The place is an address of military mail abroad.
    MilitaryMail,
    /// The insurer sells several kinds of plans, or several insurers have that name.
    WhichPlan {
        name: String,
        /// What to know about the insurer.
        note: Option<String>,
        choices: Vec<PayerChoice>,
    },
    /// No insurance has this name, but these have similar ones.
    NearInsurer(Vec<PayerChoice>),
    /// No insurance has this name or a similar one.
    UnknownInsurer,
}

/// A fault, as a page shows it.
pub(crate) struct FaultView {
    /// The field that it is about.
    pub field: &'static str,
    /// What is wrong, or a question about what is meant.
    pub message: String,
    /// An explanation, if there is one.
    pub note: Option<String>,
    /// Buttons that correct it: the label, and the value of the field `change` (see `fields.rs`).
    pub buttons: Vec<(String, String)>,
}

/// The fields for the place, for the name of a certain facility and for the insurer.
pub(crate) const NEAR: &str = "near";
pub(crate) const NAME: &str = "name";
pub(crate) const INSURER: &str = "insurer";

impl FormFault {
    pub(crate) fn view(&self, language: Language) -> FaultView {
        let note = match self {
            FormFault::UnknownPlace(candidates) if !candidates.is_empty() => {
                Some(language.say("fault-meant").into_owned())
            }
            FormFault::WhichPlan { note, .. } => note.clone(),
            _ => None,
        };
        FaultView {
            field: self.field(),
            message: self.message(language),
            note,
            buttons: self.buttons(language),
        }
    }

    fn field(&self) -> &'static str {
        match self {
            FormFault::NoPlace
            | FormFault::UnknownPlace(_)
            | FormFault::WhichPlace { .. }
            | FormFault::MilitaryMail => NEAR,
            FormFault::EmptyName => NAME,
            _ => INSURER,
        }
    }

    fn message(&self, language: Language) -> String {
        let message = match self {
            FormFault::NoPlace => language.say("fault-no-place"),
            FormFault::EmptyName => language.say("fault-empty-name"),
            FormFault::UnknownPlace(_) => language.say("fault-place"),
            FormFault::WhichPlace { name, candidates } => {
                let is_city_or_state = candidates.len() > 1 && candidates.iter().any(is_state);
                let key = if is_city_or_state { "fault-city-or-state" } else { "fault-which-place" };
                language.say_with(key, &[("name", name.as_str().into())])
            }
            FormFault::MilitaryMail => language.say("fault-military-mail"),
            FormFault::WhichPlan { name, .. } => {
                language.say_with("fault-which-plan", &[("name", name.as_str().into())])
            }
            FormFault::NearInsurer(_) => language.say("fault-near-insurer"),
            FormFault::UnknownInsurer => language.say("fault-unknown-insurer"),
        };
        message.into_owned()
    }

    fn buttons(&self, language: Language) -> Vec<(String, String)> {
        match self {
            FormFault::NoPlace | FormFault::EmptyName | FormFault::MilitaryMail => Vec::new(),
            FormFault::UnknownPlace(candidates) | FormFault::WhichPlace { candidates, .. } => {
                let button =
                    |place: &Place| (place_name(place, language), format!("set near {}", place.label));
                candidates.iter().map(button).collect()
            }
            FormFault::UnknownInsurer => payer_buttons(&insurance_kinds(language), language),
            FormFault::WhichPlan { choices, .. } | FormFault::NearInsurer(choices) => {
                payer_buttons(choices, language)
            }
        }
    }
}

fn is_state(place: &Place) -> bool {
    place.kind == PlaceKind::State
}

/// The name of a place on a button. For a state, it says that the whole state is meant.
fn place_name(place: &Place, language: Language) -> String {
    let whole = place.state.filter(|_| is_state(place));
    let whole = whole.map(|state| language.say_with("place-whole-state", &[("state", state.name().into())]));
    whole.map_or_else(|| place.label.clone(), Cow::into_owned)
}

/// A button for each choice, and one for "I don't know", which is always an answer.
fn payer_buttons(choices: &[PayerChoice], language: Language) -> Vec<(String, String)> {
    let choose = |choice: &PayerChoice| (choice.label.clone(), format!("set {INSURER} {}", choice.slug));
    choices.iter().chain(&[PayerChoice::unknown(language)]).map(choose).collect()
}
