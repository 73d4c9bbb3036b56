//! What a form of the guidance sent.

use directory::guidance::{GuideAnswerSet, GuideAnswers, GuideAnswersError, GuideQuestion};

use crate::error::PageError;
use crate::fields::{FormFields, unreadable};

/// The field with the question that the page asked. If it still has no answer, nothing was chosen.
const ASKED: &str = "asked";

/// The button that goes back to a question.
const BACK: &str = "back";

#[derive(Default)]
pub(super) struct SentAnswers {
    pub answers: GuideAnswers,
    /// The earlier answers to the question that the visitor went back to.
    pub chosen: GuideAnswerSet,
    /// Whether the question was sent without an answer.
    pub is_missing: bool,
}

impl SentAnswers {
    pub(super) fn read(mut fields: FormFields) -> Result<SentAnswers, PageError> {
        let asked = question(&mut fields, ASKED)?;
        let back = question(&mut fields, BACK)?;
        let pairs = fields.pairs().iter().map(|(name, value)| (name.as_str(), value.as_str()));
        let answers = GuideAnswers::parse(pairs).map_err(|err| refused(&err))?;
        Ok(match back {
            Some(question) => SentAnswers {
                answers: answers.before(question),
                chosen: answers.given().for_question(question),
                is_missing: false,
            },
            None => SentAnswers {
                is_missing: asked.is_some() && answers.next() == asked,
                chosen: GuideAnswerSet::EMPTY,
                answers,
            },
        })
    }
}

fn question(fields: &mut FormFields, name: &str) -> Result<Option<GuideQuestion>, PageError> {
    let slug = fields.take(name)?;
    slug.map(|slug| GuideQuestion::from_slug(&slug).ok_or_else(|| unreadable(name))).transpose()
}

/// The error names the question and never repeats the answer.
fn refused(err: &GuideAnswersError) -> PageError {
    match err {
        GuideAnswersError::UnknownQuestion(_) => unreadable("the form"),
        GuideAnswersError::UnknownAnswer { question, .. }
        | GuideAnswersError::Several(question)
        | GuideAnswersError::NotAsked(question) => unreadable(question),
    }
}
