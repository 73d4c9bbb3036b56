//! What to ask on the phone, and what the listing of a place says of it.

use std::borrow::Cow;

use directory::Facility;

use super::programs::by_program;
use super::said::Said;
use service::language::Language;

/// What a listing may say of a question.
#[derive(Debug, Clone, Copy)]
enum Answer {
    /// Nothing: no source is asked that.
    None,
    /// The answer itself, by any of these attributes.
    Told(&'static [&'static str]),
    /// Only some of it (which insurances, but not whether that of the person): by any of these attributes.
    Partly(&'static [&'static str]),
}

struct Asked {
    key: &'static str,
    answer: Answer,
}

const fn asked(key: &'static str, answer: Answer) -> Asked {
    Asked { key, answer }
}

/// In the order of a call: is this the right door, can I pay, what is it like, when can I begin.
const QUESTIONS: [Asked; 20] = [
    asked("list-ask-iop", Answer::Told(&["intensive_outpatient"])),
    asked("list-ask-together", Answer::None),
    asked("list-ask-experience", Answer::None),
    asked("list-ask-insurance", Answer::Partly(&["medicaid", "medicare", "private"])),
    asked("list-ask-assessment", Answer::Told(&["assessment"])),
    asked("list-ask-ages", Answer::Partly(&AGES)),
    asked("list-ask-teens", Answer::None),
    asked("list-ask-week", Answer::None),
    asked("list-ask-evenings", Answer::None),
    asked("list-ask-video", Answer::Told(&["telehealth"])),
    asked("list-ask-therapies", Answer::Partly(&["individual", "group", "cognitive_behavioral_therapy"])),
    asked("list-ask-medication", Answer::Told(&["medication_welcome"])),
    asked("list-ask-eating", Answer::None),
    asked("list-ask-family", Answer::Told(&["family"])),
    asked("list-ask-school-work", Answer::Told(&["school_work"])),
    asked("list-ask-stay", Answer::None),
    asked("list-ask-taper", Answer::None),
    asked("list-ask-after", Answer::Told(&["aftercare"])),
    asked("list-ask-access", Answer::Partly(&["transportation", "child_care"])),
    asked("list-ask-start", Answer::None),
];

const AGES: [&str; 4] = ["ages_17_and_under", "ages_18_to_25", "ages_26_to_64", "ages_65_and_over"];

/// A question to ask on the phone.
pub(super) struct CallQuestion {
    pub text: Cow<'static, str>,
    /// In the language of those who answer, where the page is in another.
    pub english: Option<Cow<'static, str>>,
    /// Whether any program leaves open what others could say.
    pub is_open: bool,
    /// What the listing says, by program where they differ; none where it says nothing worth a word.
    pub said: Option<String>,
}

/// All questions, as they stand for a facility.
pub(super) fn call_questions(facility: &Facility, language: Language) -> Vec<CallQuestion> {
    let english = Language::usual();
    let question = |asked: &Asked| CallQuestion {
        text: language.say(asked.key),
        english: (language != english).then(|| english.say(asked.key)),
        is_open: is_open(facility, asked.answer),
        said: said(facility, asked.answer, language),
    };
    QUESTIONS.iter().map(question).collect()
}

/// How many questions are shown before the others are folded.
const FIRST: usize = 6;

/// The questions to begin with, first of all those that the listing leaves open; and the others. Both in the order of
/// a call.
pub(super) fn first_and_more(questions: Vec<CallQuestion>) -> (Vec<CallQuestion>, Vec<CallQuestion>) {
    let mut order: Vec<usize> = (0..questions.len()).collect();
    order.sort_by_key(|at| !questions[*at].is_open);
    order.truncate(FIRST);
    let numbered = questions.into_iter().enumerate();
    let (first, more): (Vec<_>, Vec<_>) = numbered.partition(|(at, _)| order.contains(at));
    let questions = |numbered: Vec<(usize, CallQuestion)>| numbered.into_iter().map(|(_, one)| one).collect();
    (questions(first), questions(more))
}

/// Whether any program leaves it open: what one says is no answer for another.
fn is_open(facility: &Facility, answer: Answer) -> bool {
    match answer {
        Answer::None => false,
        Answer::Told(slugs) | Answer::Partly(slugs) => {
            facility.programs.iter().any(|program| Said::of_any(program, slugs).is_open())
        }
    }
}

/// What the listing says, where it is for one program another than for the next, or leaves it open.
fn said(facility: &Facility, answer: Answer, language: Language) -> Option<String> {
    let (Answer::Told(slugs) | Answer::Partly(slugs)) = answer else { return None };
    let words = |said| match (said, answer) {
        (Said::Yes, Answer::Partly(_)) => language.say("list-partly"),
        (said, _) => said.words(language),
    };
    let lines = by_program(facility, language, |program| words(Said::of_any(program, slugs)).into_owned());
    (lines.len() > 1 || is_open(facility, answer)).then(|| lines.join(". "))
}

#[cfg(test)]
mod tests {
    use directory::Vocabulary;

    use ::tests::reading;

    use super::*;
    use crate::testing::facility;

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

    fn question(programs: &[&str], key: &str) -> CallQuestion {
        let at = QUESTIONS.iter().position(|asked| asked.key == key).unwrap();
        call_questions(&facility(programs), Language::usual()).remove(at)
    }

    #[test]
    fn each_program_answers_for_itself() {
        let iop = |programs: &[&str]| {
            let question = question(programs, "list-ask-iop");
            (question.is_open, question.said)
        };
        assert_eq!(iop(&["SA OIT"]), (false, None));
        assert_eq!(iop(&["SA ORT"]), (false, None));
        assert_eq!(iop(&["SA"]), (true, Some("Did not say".to_owned())));
        assert_eq!(iop(&["MH OP"]), (true, Some("This list does not ask".to_owned())));
        let both = "Alcohol and drugs: Yes. Mental health: This list does not ask";
        assert_eq!(iop(&["SA OIT", "MH OP"]), (true, Some(both.to_owned())));
        let both = "Alcohol and drugs: Yes. Mental health: No";
        let telehealth = question(&["SA TELE", "MH OP GT CBT"], "list-ask-video");
        assert_eq!((telehealth.is_open, telehealth.said), (false, Some(both.to_owned())));
    }

    #[test]
    fn what_is_listed_in_part_is_no_yes() {
        let insurance = question(&["SA MD", "MH OP"], "list-ask-insurance");
        assert_eq!(
            insurance.said.as_deref(),
            Some("Alcohol and drugs: Some are listed. Mental health: Did not say")
        );
        assert!(!question(&["SA"], "list-ask-start").is_open, "no source is asked that");
    }

    #[test]
    fn six_questions_come_first_whatever_the_listing_says() {
        let first = |programs: &[&str]| {
            let questions = call_questions(&facility(programs), Language::usual());
            let (first, more) = first_and_more(questions);
            assert_eq!((first.len(), more.len()), (FIRST, QUESTIONS.len() - FIRST));
            let english = Language::usual();
            let key = |one: &CallQuestion| {
                QUESTIONS.iter().find(|asked| english.say(asked.key) == one.text).unwrap().key
            };
            first.iter().map(key).collect::<Vec<_>>()
        };
        let everything = "SA OIT MD MC PI CSAA ADLT TELE CBT ICO GCO MOA FCO VOC ACC TA CCC";
        let in_order = ["iop", "together", "experience", "insurance", "assessment", "ages"];
        assert_eq!(first(&[everything]), in_order.map(|name| format!("list-ask-{name}")));
        let open = ["iop", "insurance", "assessment", "ages", "video", "therapies"];
        assert_eq!(first(&["SA"]), open.map(|name| format!("list-ask-{name}")));
    }

    #[test]
    fn every_question_has_words_and_depends_on_attributes_that_exist() {
        for asked in &QUESTIONS {
            for language in Language::all() {
                assert!(language.say(asked.key).ends_with('?'), "{}", asked.key);
            }
            let (Answer::Told(slugs) | Answer::Partly(slugs)) = asked.answer else { continue };
            for slug in slugs {
                assert!(Vocabulary::embedded().find(slug).is_some(), "{slug}");
            }
        }
    }
}
