//! Other searches to offer when little or nothing was found. Each is one button away.

use std::borrow::Cow;

use directory::guidance::Precautions;
use directory::{Level, ProgramType, Vocabulary};
use search::{Alternative, NeedChange};
use service::{FactWords, Language};

use crate::answers::{Concern, FormAnswers};

/// A change to the search, and how many facilities it finds.
pub(super) struct SearchOffer {
    /// The value of the field `change` (see `fields.rs`).
    pub change: String,
    /// How many facilities it finds.
    pub count: u32,
    /// The change, in words.
    pub words: Cow<'static, str>,
    /// What the change means, if that is not obvious.
    pub meaning: Option<&'static str>,
}

/// The offers of a search. None of them drops the age, since a facility that does not take people of that age can't help.
/// None of them leads to less care than the guidance did.
pub(super) fn offers(
    language: Language,
    answers: &FormAnswers,
    alternatives: &[Alternative],
) -> Vec<SearchOffer> {
    let allowed = alternatives.iter().filter(|alternative| is_allowed(&answers.heed, alternative.change));
    allowed.filter_map(|alternative| offer(language, &answers.concerns, alternative)).collect()
}

fn is_allowed(heed: &Precautions, change: NeedChange) -> bool {
    match change {
        NeedChange::Level(level) => heed.allows_level(level),
        NeedChange::Telehealth(_) => heed.allows_telehealth(),
        NeedChange::Without(id) => heed.allows_without(&Vocabulary::embedded().attribute(id).slug),
        NeedChange::Radius(_)
        | NeedChange::State(..)
        | NeedChange::Insurance(_)
        | NeedChange::Program { .. }
        | NeedChange::AnyMatch => true,
    }
}

fn offer(language: Language, concerns: &[Concern], alternative: &Alternative) -> Option<SearchOffer> {
    let labels = FactWords::for_language(language);
    let vocabulary = Vocabulary::embedded();
    let say = |key: &str, name: &'static str, value: String| language.say_with(key, &[(name, value.into())]);
    let (change, words, meaning) = match alternative.change {
        NeedChange::Radius(miles) => {
            (format!("set radius {miles}"), say("offer-radius", "miles", miles.to_string()), None)
        }
        NeedChange::State(state, miles) => {
            let values = [("state", state.name().into()), ("miles", miles.to_string().into())];
            (format!("set near {}", state.code()), language.say_with("offer-state", &values), None)
        }
        NeedChange::Insurance(payment) => {
            let label = labels.label(payment.id()).to_owned();
            (format!("add also {}", payment.slug()), say("offer-insurance", "payment", label), None)
        }
        NeedChange::Without(id) => {
            let attribute = vocabulary.attribute(id);
            if attribute.category.as_deref() == Some("AGE") {
                return None;
            }
            let words = say("offer-without", "what", labels.label(id).to_owned());
            (format!("drop wish|filter {}", attribute.slug), words, Some(labels.description(id)))
        }
        NeedChange::Program { to, .. } => {
            let change = program_change(concerns, to)?;
            let words = say("offer-program", "what", labels.label(to.id()).to_owned());
            (change, words, Some(labels.description(to.id())))
        }
        NeedChange::Telehealth(state) => {
            let words = say("offer-telehealth", "state", state.name().to_owned());
            ("set telehealth yes".to_owned(), words, Some(labels.telehealth()))
        }
        NeedChange::Level(level) => {
            let words = say("offer-level", "level", labels.label(level.id()).to_owned());
            (format!("set level {}", level.slug()), words, Some(labels.description(Level::id(level))))
        }
        NeedChange::AnyMatch => ("drop listed".to_owned(), language.say("offer-any-match"), None),
    };
    Some(SearchOffer { change, count: alternative.totals.facilities, words, meaning })
}

/// The change that leads to a program type. Programs for both become programs for addiction if mental health is dropped.
fn program_change(concerns: &[Concern], to: ProgramType) -> Option<String> {
    match to {
        // One change can't replace one of several concerns.
        _ if concerns.contains(&Concern::EatingDisorder) && concerns.len() > 1 => None,
        ProgramType::Addiction => Some(format!("drop what {}", Concern::MentalHealth.value())),
        ProgramType::MentalHealth => Some(format!("set what {}", Concern::MentalHealth.value())),
        ProgramType::EatingDisorder => Some(format!("set what {}", Concern::EatingDisorder.value())),
        ProgramType::DualDiagnosis | ProgramType::Teen => None,
    }
}

#[cfg(test)]
mod tests {
    use directory::State;

    use super::*;

    #[test]
    fn lesser_care_is_not_offered_to_people_in_danger() {
        let heed: Precautions =
            ["thoughts", "withdrawal"].into_iter().filter_map(Precautions::parse_reason).collect();
        let without = |slug: &str| NeedChange::Without(Vocabulary::embedded().find(slug).expect("a slug"));
        let texas = State::from_code("TX").expect("a state");
        for change in [
            NeedChange::Level(Level::IntensiveOutpatient),
            NeedChange::Level(Level::Outpatient),
            NeedChange::Telehealth(texas),
            without("alcohol_detox"),
            without("benzodiazepine_detox"),
        ] {
            assert!(!is_allowed(&heed, change), "{change:?}");
            assert!(is_allowed(&Precautions::default(), change), "{change:?}");
        }
        for change in [
            NeedChange::Radius(50.0),
            NeedChange::State(texas, 80.0),
            NeedChange::Level(Level::Inpatient),
            without("spanish"),
        ] {
            assert!(is_allowed(&heed, change), "{change:?}");
        }
    }
}
