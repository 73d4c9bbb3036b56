//! One line of advice on safety, above the cards.

use std::borrow::Cow;

use directory::{Level, Vocabulary};
use service::Language;

use crate::answers::{Concern, FormAnswers, HEED};
use crate::fields::FormFields;

/// Advice on safety, and a search that it leads to.
pub(super) struct SafetyAdvice {
    /// The sign of danger, as a question.
    pub question: Cow<'static, str>,
    /// What to do.
    pub advice: Cow<'static, str>,
    /// A telephone number to call at once.
    pub phone: Option<&'static str>,
    /// The search that it leads to.
    pub search: Option<SafeSearch>,
}

/// A search that advice leads to.
pub(super) struct SafeSearch {
    /// The text of the button.
    pub button: Cow<'static, str>,
    /// The fields of its form.
    pub fields: Vec<(String, String)>,
}

impl SafetyAdvice {
    /// The most urgent advice for these answers. `None` if none of it applies.
    pub(super) fn new(
        language: Language,
        answers: &FormAnswers,
        fields: &FormFields,
    ) -> Option<SafetyAdvice> {
        let is = |concern| answers.concerns.contains(&concern);
        let is_pregnant = has_wish(answers, "pregnant_postpartum_women");
        if is_pregnant {
            Some(pregnancy(language))
        } else if is(Concern::Alcohol) && answers.level.0 != Some(Level::Detox) {
            Some(alcohol(language, fields))
        } else if is(Concern::EatingDisorder) {
            Some(eating(language))
        } else if is(Concern::Opioids) {
            Some(opioids(language, answers, fields))
        } else {
            None
        }
    }
}

fn has_wish(answers: &FormAnswers, slug: &str) -> bool {
    Vocabulary::embedded()
        .find(slug)
        .is_some_and(|id| answers.wishes.contains(&id) || answers.filters.contains(&id))
}

fn pregnancy(language: Language) -> SafetyAdvice {
    SafetyAdvice {
        question: language.say("safety-pregnancy"),
        advice: language.say("safety-pregnancy-advice"),
        phone: None,
        search: None,
    }
}

fn alcohol(language: Language, fields: &FormFields) -> SafetyAdvice {
    let detox = [("level", Level::Detox.slug()), ("filter", "alcohol_detox"), (HEED, "withdrawal")];
    SafetyAdvice {
        question: language.say("safety-alcohol"),
        advice: language.say("safety-alcohol-advice"),
        phone: None,
        search: Some(SafeSearch {
            button: language.say("safety-alcohol-search"),
            fields: with(fields, &detox),
        }),
    }
}

fn eating(language: Language) -> SafetyAdvice {
    SafetyAdvice {
        question: language.say("safety-eating"),
        advice: language.say("safety-eating-advice"),
        phone: Some("911"),
        search: None,
    }
}

fn opioids(language: Language, answers: &FormAnswers, fields: &FormFields) -> SafetyAdvice {
    let medicine = [("filter", "opioid_medication")];
    let search =
        SafeSearch { button: language.say("safety-opioids-search"), fields: with(fields, &medicine) };
    SafetyAdvice {
        question: language.say("safety-opioids"),
        advice: language.say("safety-opioids-advice"),
        phone: None,
        search: (!has_wish(answers, "opioid_medication")).then_some(search),
    }
}

/// The fields of the search with these values. The level of care has only one.
fn with(fields: &FormFields, more: &[(&str, &str)]) -> Vec<(String, String)> {
    let is_replaced = |name: &str| name == "level" && more.iter().any(|(known, _)| *known == name);
    let kept = fields.pairs().iter().filter(|(name, _)| !is_replaced(name)).cloned();
    kept.chain(more.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))).collect()
}
