//! What to ask on the phone, and which of it the listing of a place leaves open.

use std::borrow::Cow;

use directory::{Facility, Fact, Vocabulary};

use super::language::Language;

/// A question, and what it depends on: when none of these attributes is `yes` and one is not stated, the listing
/// leaves it open. A question without attributes is one that no source answers.
struct Asked {
    key: &'static str,
    attributes: &'static [&'static str],
}

const fn asked(key: &'static str, attributes: &'static [&'static str]) -> Asked {
    Asked { key, attributes }
}

/// In the order of a call: is this the right door, can I pay, what is it like, when can I begin.
const QUESTIONS: [Asked; 20] = [
    asked("list-ask-iop", &["intensive_outpatient"]),
    asked("list-ask-together", &[]),
    asked("list-ask-experience", &[]),
    asked("list-ask-insurance", &["medicaid", "medicare", "private"]),
    asked("list-ask-assessment", &["assessment"]),
    asked("list-ask-ages", &["ages_17_and_under", "ages_18_to_25", "ages_26_to_64", "ages_65_and_over"]),
    asked("list-ask-teens", &["teen"]),
    asked("list-ask-week", &[]),
    asked("list-ask-evenings", &[]),
    asked("list-ask-video", &["telehealth"]),
    asked("list-ask-therapies", &["individual", "group", "cognitive_behavioral_therapy"]),
    asked("list-ask-medication", &["medication_welcome"]),
    asked("list-ask-eating", &["eating_disorder"]),
    asked("list-ask-family", &["family"]),
    asked("list-ask-school-work", &["school_work"]),
    asked("list-ask-stay", &[]),
    asked("list-ask-taper", &[]),
    asked("list-ask-after", &["aftercare"]),
    asked("list-ask-access", &["transportation", "child_care"]),
    asked("list-ask-start", &[]),
];

/// A question to ask on the phone.
pub(super) struct Question {
    pub text: Cow<'static, str>,
    /// In the language of those who answer, where the page is in another.
    pub english: Option<Cow<'static, str>>,
    /// Whether the listing does not say.
    pub is_open: bool,
}

/// All questions, as they stand for a facility.
pub(super) fn questions(facility: &Facility, language: Language) -> Vec<Question> {
    let english = Language::usual();
    let question = |asked: &Asked| Question {
        text: language.say(asked.key),
        english: (language != english).then(|| english.say(asked.key)),
        is_open: is_open(facility, asked.attributes),
    };
    QUESTIONS.iter().map(question).collect()
}

fn is_open(facility: &Facility, attributes: &[&str]) -> bool {
    let ids = || attributes.iter().filter_map(|slug| Vocabulary::embedded().find(slug));
    let facts = facility.programs.iter().flat_map(|program| ids().map(|id| program.facts.get(id)));
    !attributes.is_empty() && Fact::of_choices(facts) == Fact::NotStated
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_question_has_words_and_depends_on_attributes_that_exist() {
        for asked in &QUESTIONS {
            for language in Language::all() {
                assert!(language.say(asked.key).ends_with('?'), "{}", asked.key);
            }
            for slug in asked.attributes {
                assert!(Vocabulary::embedded().find(slug).is_some(), "{slug}");
            }
        }
    }
}
