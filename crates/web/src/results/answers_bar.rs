//! The bar above the results: what was asked, each answer with a small form that changes it.

use std::borrow::Cow;

use directory::Level;
use service::request::Miles;
use service::{FactWords, Language};

use crate::answers::{FormAnswers, INSURER, NAME, NEAR, PreparedSearch};
use crate::fields::FormFields;
use crate::search_form::SearchForm;

/// The answers of a search, and forms that change them.
pub(super) struct AnswersBar {
    /// The fields of the search form with the answers, of which each small form shows some.
    pub form: SearchForm,
    pub place: AnswerChip,
    pub concerns: AnswerChip,
    pub payer: AnswerChip,
    pub age: AnswerChip,
    pub level: AnswerChip,
    pub telehealth: AnswerChip,
    /// The words of a name that were searched for.
    pub name: AnswerChip,
    /// The state in which places by telehealth can be added.
    pub state: Option<&'static str>,
}

/// An answer in the bar.
pub(super) struct AnswerChip {
    /// What was answered; `None` if the question was skipped.
    pub words: Option<String>,
    /// The fields of all other answers, which its form sends along.
    pub others: Vec<(String, String)>,
}

impl AnswersBar {
    pub(super) fn new(
        language: Language,
        answers: &FormAnswers,
        prepared: &PreparedSearch,
        fields: &FormFields,
    ) -> AnswersBar {
        let chip = |names: &[&str], words: Option<String>| AnswerChip {
            words,
            others: fields.without(names).pairs().to_vec(),
        };
        let concerns: Vec<Cow<'_, str>> = answers.concerns.iter().map(|one| one.label(language)).collect();
        let telehealth = answers.telehealth.then(|| language.say("chip-video").into_owned());
        AnswersBar {
            form: SearchForm::new(answers, language, &[]),
            place: chip(&[NEAR, "at", "radius"], place(language, prepared)),
            concerns: chip(&["what"], Some(concerns.join(", ")).filter(|words| !words.is_empty())),
            payer: chip(&[INSURER], prepared.payer.as_ref().map(|payer| payer.short_name().to_owned())),
            age: chip(&["age"], answers.age.map(|age| age.label(language).into_owned())),
            level: chip(&["level"], Some(level(language, answers))),
            telehealth: chip(&["telehealth"], telehealth),
            name: chip(&[NAME], answers.name.as_ref().map(|name| format!("“{name}”"))),
            state: prepared.place.as_ref().and_then(|place| place.state).map(|state| state.name()),
        }
    }
}

fn place(language: Language, prepared: &PreparedSearch) -> Option<String> {
    let place = prepared.place.as_ref()?;
    let radius =
        prepared.search.parameters.radius.map(Miles::get).filter(|miles| Some(*miles) != place.radius);
    let name = if place.kind == places::PlaceKind::Point {
        language.say("chip-near-you").into_owned()
    } else {
        place.label.clone()
    };
    Some(match radius {
        Some(miles) => {
            let values = [("place", name.into()), ("miles", miles.to_string().into())];
            language.say_with("chip-place", &values).into_owned()
        }
        None => name,
    })
}

fn level(language: Language, answers: &FormAnswers) -> String {
    match answers.searched_level().0 {
        Some(Level::IntensiveOutpatient) => "IOP".to_owned(),
        Some(level) => FactWords::for_language(language).label(level.id()).to_owned(),
        None => language.say("level-any").into_owned(),
    }
}
