//! The guide "Is an IOP right?": a few questions, and what people in that situation usually look at first. It informs
//! and never diagnoses.
//!
//! - `question.rs`, `answer.rs`: the questions and the possible answers.
//! - `answers.rs`: the answers so far, which determine the next question.
//! - `care.rs`: the kinds of care that can be suggested, and the search that finds each.
//! - `precautions.rs`: the warnings and limits that such a search keeps.
//! - `rules.rs`: the table of rules, which makes all decisions.
//! - `outcome.rs`: combines the rules that apply.
//!
//! The texts are not here: the pages have them in each language.

mod answer;
mod answers;
mod care;
mod outcome;
mod precautions;
mod question;
mod rules;
#[cfg(test)]
mod tests;

pub use answer::{GuideAnswer, GuideAnswerSet};
pub use answers::{GuideAnswers, GuideAnswersError};
pub use care::{Care, Intensity};
pub use outcome::GuideOutcome;
pub use precautions::Precautions;
pub use question::GuideQuestion;
pub use rules::{GuideRule, RULES, Reason, RuleKind};
