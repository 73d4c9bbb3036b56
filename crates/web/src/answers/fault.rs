//! What the visitor has to correct before a search can run, in words, with buttons that correct it.

use directory::State;
use places::Place;
use service::Language;

use super::choices::PayAnswer;
use super::payer_choice::{PayerChoice, insurance_kinds};

/// Something that the visitor has to correct before a search can run.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum FormFault {
    /// No place was given.
    NoPlace,
    /// The name has no letter or digit.
    EmptyName,
    /// The place is unknown. The visitor may have meant one of these.
    UnknownPlace(Vec<String>),
    /// Several places have this name.
    WhichPlace {
        /// As typed.
        name: String,
        labels: Vec<String>,
    },
    /// A state and a large city have the same name.
    CityOrState { city: Place, state: State },
    /// The answer is "with insurance", but none is named.
    NoInsurer,
    /// An insurance was typed, but the answer is that there is none or that the visitor does not know.
    Contradiction { typed: String, pay: PayAnswer },
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
            FormFault::UnknownPlace(labels) if !labels.is_empty() => {
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
            | FormFault::CityOrState { .. } => NEAR,
            FormFault::EmptyName => NAME,
            _ => INSURER,
        }
    }

    fn message(&self, language: Language) -> String {
        let message = match self {
            FormFault::NoPlace => language.say("fault-no-place"),
            FormFault::EmptyName => language.say("fault-empty-name"),
            FormFault::UnknownPlace(_) => language.say("fault-place"),
            FormFault::WhichPlace { name, .. } => {
                language.say_with("fault-which-place", &[("name", name.as_str().into())])
            }
            FormFault::CityOrState { state, .. } => {
                language.say_with("fault-city-or-state", &[("name", state.name().into())])
            }
            FormFault::NoInsurer => language.say("fault-no-insurer"),
            FormFault::Contradiction { typed, pay } => {
                let values = [("typed", typed.as_str().into()), ("answer", pay.label(language).into())];
                language.say_with("fault-pay", &values)
            }
            FormFault::WhichPlan { name, .. } => {
                language.say_with("fault-which-plan", &[("name", name.as_str().into())])
            }
            FormFault::NearInsurer(_) => language.say("fault-near-insurer"),
            FormFault::UnknownInsurer => language.say("fault-unknown-insurer"),
        };
        message.into_owned()
    }

    fn buttons(&self, language: Language) -> Vec<(String, String)> {
        let place = |label: &String| (label.clone(), format!("set near {label}"));
        match self {
            FormFault::NoPlace | FormFault::EmptyName => Vec::new(),
            FormFault::UnknownPlace(labels) | FormFault::WhichPlace { labels, .. } => {
                labels.iter().map(place).collect()
            }
            FormFault::CityOrState { city, state } => {
                let whole = language.say_with("place-whole-state", &[("state", state.name().into())]);
                // The state is given by its code, since its name would raise the same question again.
                vec![place(&city.label), (whole.into_owned(), format!("set near {}", state.code()))]
            }
            FormFault::Contradiction { typed, pay } => {
                let insured = language.say_with("pay-with", &[("name", typed.as_str().into())]);
                vec![
                    (insured.into_owned(), format!("set pay {}", PayAnswer::Insurance.value())),
                    (pay.label(language).into_owned(), format!("drop {INSURER}")),
                ]
            }
            FormFault::NoInsurer | FormFault::UnknownInsurer => {
                payer_buttons(&insurance_kinds(language), language)
            }
            FormFault::WhichPlan { choices, .. } | FormFault::NearInsurer(choices) => {
                payer_buttons(choices, language)
            }
        }
    }
}

/// A button for each choice, and one for "I don't know", which is always an answer.
fn payer_buttons(choices: &[PayerChoice], language: Language) -> Vec<(String, String)> {
    let choose = |choice: &PayerChoice| (choice.label.clone(), format!("set {INSURER} {}", choice.slug));
    let change = format!("swap {INSURER} pay {}", PayAnswer::Unknown.value());
    let unknown = (PayAnswer::Unknown.label(language).into_owned(), change);
    choices.iter().map(choose).chain([unknown]).collect()
}
