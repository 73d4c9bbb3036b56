//! What to ask on the phone, and what the facility's listing already says about it.

use std::borrow::Cow;

use directory::{Facility, Program};
use service::Language;

use crate::programs::by_program;
use crate::statement::ProgramStatement;

/// How far a listing can answer a question.
#[derive(Debug, Clone, Copy)]
enum ListingAnswer {
    /// Not at all: no source asks about it.
    None,
    /// Completely, by any one of these attributes.
    Full(&'static [&'static str]),
    /// In part, by any one of these attributes. For example, a listing says which ages are accepted, but not which are
    /// in one group.
    Partial(&'static [&'static str]),
    /// So little that everybody should ask: a listing says which kinds of insurance are accepted, but not whether the
    /// caller's plan is, or what the caller would pay.
    Hint(&'static [&'static str]),
}

impl ListingAnswer {
    /// The attributes that answer it.
    fn slugs(self) -> &'static [&'static str] {
        match self {
            ListingAnswer::None => &[],
            ListingAnswer::Full(slugs) | ListingAnswer::Partial(slugs) | ListingAnswer::Hint(slugs) => slugs,
        }
    }
}

/// A question by the key of its text, and how far a listing can answer it.
type ListedQuestion = (&'static str, ListingAnswer);

/// The questions, the most important first: is this the right place, can I pay, when can I begin, what is it like.
const QUESTIONS: [ListedQuestion; 20] = [
    ("list-ask-iop", ListingAnswer::Full(&["intensive_outpatient"])),
    ("list-ask-ages", ListingAnswer::Partial(&AGES)),
    ("list-ask-insurance", ListingAnswer::Hint(&["medicaid", "medicare", "private"])),
    ("list-ask-start", ListingAnswer::None),
    ("list-ask-week", ListingAnswer::None),
    ("list-ask-evenings", ListingAnswer::None),
    ("list-ask-experience", ListingAnswer::None),
    ("list-ask-together", ListingAnswer::None),
    ("list-ask-medication", ListingAnswer::Full(&["medication_welcome"])),
    ("list-ask-assessment", ListingAnswer::Full(&["assessment"])),
    ("list-ask-therapies", ListingAnswer::Partial(&["individual", "group", "cognitive_behavioral_therapy"])),
    ("list-ask-stay", ListingAnswer::None),
    ("list-ask-taper", ListingAnswer::None),
    ("list-ask-after", ListingAnswer::Full(&["aftercare"])),
    ("list-ask-school-work", ListingAnswer::Full(&["school_work"])),
    ("list-ask-family", ListingAnswer::Full(&["family"])),
    ("list-ask-video", ListingAnswer::Full(&["telehealth"])),
    ("list-ask-access", ListingAnswer::Partial(&["transportation", "child_care"])),
    ("list-ask-teens", ListingAnswer::None),
    ("list-ask-eating", ListingAnswer::None),
];

const AGES: [&str; 4] = ["ages_17_and_under", "ages_18_to_25", "ages_26_to_64", "ages_65_and_over"];

/// A question to ask on the phone.
pub(crate) struct CallQuestion {
    pub text: Cow<'static, str>,
    /// The question in English, for the people who answer the call. `None` if the page is in English.
    pub english: Option<Cow<'static, str>>,
    /// Whether it is among the first to ask: no listing can answer it, or none of the programs does.
    pub is_worth_asking: bool,
    /// What the listing says, for each program if they differ. `None` if they do not differ and leave nothing open.
    pub listed: Option<String>,
}

/// All questions, with what the facility's listing says about them.
pub(crate) fn call_questions(facility: &Facility, language: Language) -> Vec<CallQuestion> {
    let english = Language::ENGLISH;
    let question = |(key, answer): ListedQuestion| CallQuestion {
        text: language.say(key),
        english: (language != english).then(|| english.say(key)),
        is_worth_asking: matches!(answer, ListingAnswer::None | ListingAnswer::Hint(_))
            || facility.programs.iter().all(|program| is_left_open_by(program, answer)),
        listed: listed(facility, answer, language),
    };
    QUESTIONS.into_iter().map(question).collect()
}

/// Splits the questions into the `count` most important ones that are worth asking, and the others.
pub(crate) fn first_and_more(
    questions: Vec<CallQuestion>,
    count: usize,
) -> (Vec<CallQuestion>, Vec<CallQuestion>) {
    let mut first = 0;
    questions.into_iter().partition(|question| {
        first += usize::from(question.is_worth_asking);
        question.is_worth_asking && first <= count
    })
}

fn is_left_open_by(program: &Program, answer: ListingAnswer) -> bool {
    ProgramStatement::about_any(program, answer.slugs()).is_open()
}

/// What the listing says, if its programs differ or leave the question open.
fn listed(facility: &Facility, answer: ListingAnswer, language: Language) -> Option<String> {
    let slugs = answer.slugs();
    if slugs.is_empty() {
        return None;
    }
    let words = |statement: ProgramStatement| match (statement, answer) {
        (ProgramStatement::Yes, ListingAnswer::Partial(_) | ListingAnswer::Hint(_)) => {
            language.say("list-partly")
        }
        (statement, _) => statement.words(language),
    };
    let lines = by_program(facility, language, |program| {
        words(ProgramStatement::about_any(program, slugs)).into_owned()
    });
    let is_open = facility.programs.iter().any(|program| is_left_open_by(program, answer));
    (lines.len() > 1 || is_open).then(|| lines.join(". "))
}

#[cfg(test)]
mod tests {
    use directory::Vocabulary;

    use ::tests::reading;

    use super::*;
    use crate::testing::facility;

    /// The texts of the pages about facilities: the facility's page, the list and the comparison.
    fn texts_about_facilities(code: &str) -> String {
        let folder = format!("{}/../../data/locales/{code}", env!("CARGO_MANIFEST_DIR"));
        let text = |file| std::fs::read_to_string(format!("{folder}/{file}.ftl")).expect("a file of texts");
        ["facility", "list", "compare"].map(|file| reading::fluent_text(&text(file))).join("\n")
    }

    #[test]
    fn texts_about_facilities_can_be_read_at_age_twelve() {
        let grade = reading::flesch_kincaid_grade(&texts_about_facilities("en"));
        assert!(grade <= 7.0, "grade {grade:.1}");
        let inflesz = reading::inflesz(&texts_about_facilities("es"));
        assert!(inflesz >= 60.0, "INFLESZ {inflesz:.1}");
    }

    fn question(programs: &[&str], key: &str) -> CallQuestion {
        let at = QUESTIONS.iter().position(|(known, _)| *known == key).unwrap();
        call_questions(&facility(programs), Language::ENGLISH).remove(at)
    }

    #[test]
    fn each_program_answers_for_itself() {
        let iop = |programs: &[&str]| {
            let question = question(programs, "list-ask-iop");
            (question.is_worth_asking, question.listed)
        };
        assert_eq!(iop(&["SA OIT"]), (false, None));
        assert_eq!(iop(&["SA ORT"]), (false, None));
        assert_eq!(iop(&["SA"]), (true, Some("Did not say".to_owned())));
        assert_eq!(iop(&["MH OP"]), (true, Some("The list does not ask".to_owned())));
        let both = "Alcohol and drugs: Yes. Mental health: The list does not ask";
        assert_eq!(iop(&["SA OIT", "MH OP"]), (false, Some(both.to_owned())));
        let both = "Alcohol and drugs: Yes. Mental health: No";
        let telehealth = question(&["SA TELE", "MH OP GT CBT"], "list-ask-video");
        assert_eq!((telehealth.is_worth_asking, telehealth.listed), (false, Some(both.to_owned())));
    }

    #[test]
    fn a_partial_answer_is_not_a_yes() {
        let insurance = question(&["SA MD", "MH OP"], "list-ask-insurance");
        assert_eq!(
            insurance.listed.as_deref(),
            Some("Alcohol and drugs: Some are listed. Mental health: Did not say")
        );
        assert!(insurance.is_worth_asking && question(&["SA MD"], "list-ask-insurance").is_worth_asking);
        assert!(!question(&["SA ADLT"], "list-ask-ages").is_worth_asking);
        assert_eq!(question(&["SA"], "list-ask-start").listed, None, "no source asks about that");
    }

    #[test]
    fn the_most_important_questions_that_the_listing_does_not_answer_come_first() {
        let first = |programs: &[&str]| {
            let questions = call_questions(&facility(programs), Language::ENGLISH);
            let (first, more) = first_and_more(questions, 4);
            assert_eq!((first.len(), more.len()), (4, QUESTIONS.len() - 4));
            let english = Language::ENGLISH;
            let key = |one: &CallQuestion| {
                QUESTIONS.iter().find(|(key, _)| english.say(key) == one.text).unwrap().0
            };
            first.iter().map(key).collect::<Vec<_>>()
        };
        let everything = "SA OIT MD MC PI CSAA ADLT TELE CBT ICO GCO MOA FCO VOC ACC TA CCC";
        let unanswerable = ["insurance", "start", "week", "evenings"];
        assert_eq!(first(&[everything]), unanswerable.map(|name| format!("list-ask-{name}")));
        let open = ["iop", "ages", "insurance", "start"];
        assert_eq!(first(&["SA"]), open.map(|name| format!("list-ask-{name}")));
    }

    #[test]
    fn every_question_has_a_text_and_attributes_that_exist() {
        for (key, answer) in QUESTIONS {
            for language in Language::all() {
                assert!(language.say(key).ends_with('?'), "{key}");
            }
            for slug in answer.slugs() {
                assert!(Vocabulary::embedded().find(slug).is_some(), "{slug}");
            }
        }
    }
}
