//! What else could be searched, when little or nothing was found: each is one button away.

use std::borrow::Cow;

use directory::{Level, ProgramType, Vocabulary};
use search::{Alternative, Change};

use crate::pages::facts::FactWords;
use crate::pages::language::Language;

/// A change to the search, and how many it would find.
pub(super) struct Offer {
    /// The value of the field `change`, see `fields.rs`.
    pub change: String,
    /// The change and its count, in words.
    pub words: Cow<'static, str>,
    /// What the difference means, where that is not plain.
    pub meaning: Option<&'static str>,
}

/// The offers of a search. To look for a place that does not take a person of that age would help nobody: that is
/// never offered.
pub(super) fn of(language: Language, alternatives: &[Alternative]) -> Vec<Offer> {
    alternatives.iter().filter_map(|alternative| offer(language, alternative)).collect()
}

fn offer(language: Language, alternative: &Alternative) -> Option<Offer> {
    let words = FactWords::of(language.code());
    let vocabulary = Vocabulary::embedded();
    let count = ("count", alternative.totals.facilities.into());
    let say = |key: &str, name: &'static str, value: String| {
        language.say_with(key, &[count.clone(), (name, value.into())])
    };
    let (change, said, meaning) = match alternative.change {
        Change::Radius(miles) => {
            (format!("set radius {miles}"), say("offer-radius", "miles", miles.to_string()), None)
        }
        Change::State(state, miles) => {
            let values = [count.clone(), ("state", state.name().into()), ("miles", miles.to_string().into())];
            (format!("set near {}", state.code()), language.say_with("offer-state", &values), None)
        }
        Change::Insurance(payment) => {
            let label = words.label(payment.id()).to_owned();
            (format!("add also {}", payment.slug()), say("offer-insurance", "payment", label), None)
        }
        Change::Without(id) => {
            let known = vocabulary.attribute(id);
            if known.category.as_deref() == Some("AGE") {
                return None;
            }
            let said = say("offer-without", "what", words.label(id).to_owned());
            (format!("drop wish|filter {}", known.slug), said, Some(words.description(id)))
        }
        Change::WithoutProgram(ProgramType::Teen) => return None,
        Change::WithoutProgram(program) => {
            let said = say("offer-without-program", "what", words.label(program.id()).to_owned());
            ("drop what".to_owned(), said, None)
        }
        Change::Telehealth(state) => {
            let said = say("offer-telehealth", "state", state.name().to_owned());
            ("set telehealth yes".to_owned(), said, Some(words.telehealth()))
        }
        Change::Level(level) => {
            let said = say("offer-level", "level", words.label(level.id()).to_owned());
            (format!("set level {}", level.slug()), said, Some(words.description(Level::id(level))))
        }
        Change::AnyMatch => ("drop listed".to_owned(), language.say_with("offer-any-match", &[count]), None),
    };
    Some(Offer { change, words: said, meaning })
}
