//! What the pages of the guidance have in common.

use std::borrow::Cow;

use directory::guidance::{GuideAnswers, GuideOutcome, GuideRule, RuleKind};
use service::Language;

use super::words;
use crate::page::{Keep, Page};
use crate::visit::Visit;

/// Warnings that come before everything else on a page.
pub(crate) struct Alerts {
    pub texts: Vec<Cow<'static, str>>,
    /// Whether to show the buttons that call 911 and 988.
    pub are_urgent: bool,
}

impl Alerts {
    pub(crate) fn new(language: Language, rules: impl Iterator<Item = &'static GuideRule>) -> Alerts {
        let rules: Vec<&GuideRule> = rules.collect();
        Alerts {
            are_urgent: rules.iter().any(|rule| words::is_urgent(rule)),
            texts: rules.iter().map(|rule| language.say(words::reason(rule.reason))).collect(),
        }
    }

    /// The warnings that follow from the answers so far.
    pub(super) fn for_answers(language: Language, answers: GuideAnswers) -> Alerts {
        Alerts::new(language, GuideOutcome::from_answers(answers).rules_of_kind(RuleKind::Alert))
    }
}

/// A page that follows from these answers and sends them along when the language is changed. All of these pages have
/// the same title, so that the browser's history does not reveal the answers.
pub(super) fn page(visit: &Visit, answers: GuideAnswers) -> Page {
    let fields = answers.pairs().into_iter().map(|(name, value)| (name.to_owned(), value.to_owned()));
    Page::new(visit, visit.language.say("guidance-title"), Keep::Private).with_fields(fields.collect())
}
