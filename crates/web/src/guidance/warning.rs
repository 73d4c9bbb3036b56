//! What the answers so far warn of, above the next question. Only a warning about the last answer is open; the earlier ones
//! are folded to one line, so that the question stays on the first screen.

use std::borrow::Cow;

use directory::guidance::{GuideAnswers, GuideOutcome, GuideRule, RuleKind};
use service::Language;

use super::words;

/// A warning that follows from the answers.
pub(super) struct Warning {
    /// In a few words.
    pub title: Cow<'static, str>,
    pub text: Cow<'static, str>,
    /// Whether it follows from the last answer.
    pub is_new: bool,
    /// Whether to show the buttons that call 911 and 988.
    pub is_urgent: bool,
}

impl Warning {
    pub(super) fn for_answers(language: Language, answers: GuideAnswers) -> Vec<Warning> {
        let before = answers.answered().last().map(|(last, _)| answers.before(last)).unwrap_or_default();
        let known = alerts(before);
        let warning = |rule: &'static GuideRule| Warning {
            title: language.say(words::heeded(rule.reason).unwrap_or("guidance-first")),
            text: language.say(words::reason(rule.reason)),
            is_new: !known.iter().any(|other| other.reason == rule.reason),
            is_urgent: words::is_urgent(rule),
        };
        alerts(answers).into_iter().map(warning).collect()
    }
}

fn alerts(answers: GuideAnswers) -> Vec<&'static GuideRule> {
    GuideOutcome::from_answers(answers).rules_of_kind(RuleKind::Alert).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The titles of the warnings after these answers, and whether each is new.
    fn warnings(pairs: &[(&str, &str)]) -> Vec<(String, bool)> {
        let answers = GuideAnswers::parse(pairs.iter().copied()).expect("answers that the guide takes");
        let warnings = Warning::for_answers(Language::ENGLISH, answers);
        warnings.into_iter().map(|warning| (warning.title.into_owned(), warning.is_new)).collect()
    }

    #[test]
    fn only_the_warning_about_the_last_answer_is_new() {
        let thoughts = || "Thoughts of suicide or self-harm".to_owned();
        assert_eq!(warnings(&[]), []);
        assert_eq!(warnings(&[("danger", "thoughts")]), [(thoughts(), true)]);
        assert_eq!(warnings(&[("danger", "thoughts"), ("health", "none")]), [(thoughts(), false)]);
    }
}
