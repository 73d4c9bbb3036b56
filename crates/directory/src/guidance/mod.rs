//! "Is an IOP right?": a few questions, and what people in that situation usually look at first. It informs, and
//! never diagnoses.
//!
//! - `question.rs`, `answer.rs`: what is asked, and what can be answered.
//! - `answers.rs`: the answers so far, which say what is asked next.
//! - `care.rs`: what can be looked at, and the search that finds it.
//! - `precautions.rs`: what that search goes on to heed.
//! - `rules.rs`: the table. Everything that is decided is decided there.
//! - `outcome.rs`: what the rules that apply add up to.
//!
//! The words are not here: pages have them in each language.

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
