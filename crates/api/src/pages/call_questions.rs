//! What to ask on the phone, and which of it the listing of a place leaves open.

use std::borrow::Cow;

use directory::{Facility, Fact, FactSet, Vocabulary};

use super::language::Language;

/// A question, and what it depends on: when a program has none of these attributes and does not say of one, its
/// listing leaves it open. A question without attributes is one that no source answers.
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
pub(super) struct CallQuestion {
    pub text: Cow<'static, str>,
    /// In the language of those who answer, where the page is in another.
    pub english: Option<Cow<'static, str>>,
    /// Whether the listing does not say.
    pub is_open: bool,
}

/// All questions, as they stand for a facility.
pub(super) fn call_questions(facility: &Facility, language: Language) -> Vec<CallQuestion> {
    let english = Language::usual();
    let question = |asked: &Asked| CallQuestion {
        text: language.say(asked.key),
        english: (language != english).then(|| english.say(asked.key)),
        is_open: is_open(facility.programs.iter().map(|program| &program.facts), asked.attributes),
    };
    QUESTIONS.iter().map(question).collect()
}

/// Whether any program leaves it open: what one says is no answer for another.
fn is_open<'a>(mut programs: impl Iterator<Item = &'a FactSet>, attributes: &[&str]) -> bool {
    let ids = || attributes.iter().filter_map(|slug| Vocabulary::embedded().find(slug));
    programs.any(|facts| Fact::of_choices(ids().map(|id| facts.get(id))) == Fact::NotStated)
}

#[cfg(test)]
mod tests {
    use directory::Level;

    use super::*;

    /// The words of the pages about a place: of one, of several side by side, and of the list.
    fn words_about_places(code: &str) -> String {
        let folder = format!("{}/../../data/locales/{code}", env!("CARGO_MANIFEST_DIR"));
        let text = |file| std::fs::read_to_string(format!("{folder}/{file}.ftl")).expect("a file of words");
        ["facility", "list", "compare"].map(|file| reading::fluent_text(&text(file))).join("\n")
    }

    #[test]
    fn words_about_places_can_be_read_at_the_age_of_twelve() {
        let grade = reading::flesch_kincaid_grade(&words_about_places("en"));
        assert!(grade <= 7.0, "grade {grade:.1}");
        let inflesz = reading::inflesz(&words_about_places("es"));
        assert!(inflesz >= 60.0, "INFLESZ {inflesz:.1}");
    }

    #[test]
    fn a_question_is_open_when_one_program_does_not_say() {
        let program = |fact: &Fact| {
            let mut facts = FactSet::default();
            facts.set(Level::IntensiveOutpatient.id(), *fact);
            facts
        };
        let open = |facts: &[Fact], attributes: &[&str]| {
            let programs: Vec<FactSet> = facts.iter().map(program).collect();
            is_open(programs.iter(), attributes)
        };
        let iop = ["intensive_outpatient"];
        assert!(open(&[Fact::No, Fact::NotStated], &iop) && open(&[Fact::NotStated], &iop));
        assert!(open(&[Fact::NotStated, Fact::Yes], &iop) && !open(&[Fact::No, Fact::Yes], &iop));
        assert!(!open(&[Fact::NotStated], &[]), "no source is asked that");
    }

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
