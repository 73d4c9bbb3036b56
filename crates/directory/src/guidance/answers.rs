//! The answers so far.

use thiserror::Error;

use super::answer::{GuideAnswer, GuideAnswerSet};
use super::question::GuideQuestion;

/// The answers to the questions up to one, without a gap, each to a question that is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct GuideAnswers {
    given: GuideAnswerSet,
    /// How many of [`GuideQuestion::ALL`] are behind us: answered or not asked.
    behind: usize,
}

/// Answers that no form of ours sends.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum GuideAnswersError {
    /// There is no question of this name.
    #[error("there is no question {0:?}")]
    UnknownQuestion(String),
    /// The question has no such answer.
    #[error("{question:?} can't be answered by {value:?}")]
    UnknownAnswer {
        /// The question's name.
        question: &'static str,
        /// What was given.
        value: String,
    },
    /// One of two answers that exclude each other.
    #[error("{0:?} takes one answer")]
    Several(&'static str),
    /// A question was answered that is not asked, or not yet.
    #[error("{0:?} is not asked now")]
    NotAsked(&'static str),
}

impl GuideAnswers {
    /// The value that says that none of several answers is true.
    pub const NONE: &str = "none";

    /// Reads names of questions and answers, in any order.
    ///
    /// # Errors
    /// When they are no answers to these questions in their order.
    pub fn parse<'a>(
        pairs: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Result<GuideAnswers, GuideAnswersError> {
        let mut given: [Option<GuideAnswerSet>; GuideQuestion::ALL.len()] = Default::default();
        for (name, value) in pairs {
            let question = GuideQuestion::from_slug(name);
            let question = question.ok_or_else(|| GuideAnswersError::UnknownQuestion(name.to_owned()))?;
            let known = given[question as usize].get_or_insert(GuideAnswerSet::EMPTY);
            *known = known.union(read_one(question, value)?);
        }
        let mut answers = GuideAnswers::default();
        while let Some(question) = answers.next() {
            let Some(set) = given[question as usize].take() else { break };
            answers = answers.with(question, set)?;
        }
        match GuideQuestion::ALL.into_iter().find(|question| given[*question as usize].is_some()) {
            Some(question) => Err(GuideAnswersError::NotAsked(question.slug())),
            None => Ok(answers),
        }
    }

    /// What is asked next; nothing when the outcome is known.
    pub fn next(self) -> Option<GuideQuestion> {
        let ahead = GuideQuestion::ALL.into_iter().skip(self.behind);
        ahead.into_iter().find(|question| question.is_asked_after(self.given))
    }

    /// The answers with those to the next question.
    ///
    /// # Errors
    /// When it is not the next question, or these do not answer it.
    pub fn with(
        self,
        question: GuideQuestion,
        answered: GuideAnswerSet,
    ) -> Result<GuideAnswers, GuideAnswersError> {
        if self.next() != Some(question) || answered.for_question(question) != answered {
            return Err(GuideAnswersError::NotAsked(question.slug()));
        }
        if !question.takes_several() && answered.iter().count() != 1 {
            return Err(GuideAnswersError::Several(question.slug()));
        }
        Ok(GuideAnswers { given: self.given.union(answered), behind: question as usize + 1 })
    }

    /// The answers to the questions before one.
    pub fn before(self, question: GuideQuestion) -> GuideAnswers {
        let earlier = self.given.iter().filter(|answer| answer.question() < question);
        GuideAnswers { given: earlier.collect(), behind: self.behind.min(question as usize) }
    }

    /// What was answered.
    pub fn given(self) -> GuideAnswerSet {
        self.given
    }

    /// The questions that were answered, and how.
    pub fn answered(self) -> impl Iterator<Item = (GuideQuestion, GuideAnswerSet)> {
        let behind = GuideQuestion::ALL.into_iter().take(self.behind);
        let asked = behind.filter(move |question| question.is_asked_after(self.before(*question).given));
        asked.map(move |question| (question, self.given.for_question(question)))
    }

    /// The names from which [`GuideAnswers::parse`] makes the same answers.
    pub fn pairs(self) -> Vec<(&'static str, &'static str)> {
        let mut pairs = Vec::new();
        for (question, answered) in self.answered() {
            if answered == GuideAnswerSet::EMPTY {
                pairs.push((question.slug(), GuideAnswers::NONE));
            }
            pairs.extend(answered.iter().map(|answer| (question.slug(), answer.slug())));
        }
        pairs
    }
}

fn read_one(question: GuideQuestion, value: &str) -> Result<GuideAnswerSet, GuideAnswersError> {
    if value == GuideAnswers::NONE && question.takes_several() {
        return Ok(GuideAnswerSet::EMPTY);
    }
    let answer = question.answers().find(|answer| answer.slug() == value);
    let unknown = || GuideAnswersError::UnknownAnswer { question: question.slug(), value: value.to_owned() };
    answer.map(|answer: GuideAnswer| GuideAnswerSet::new(&[answer])).ok_or_else(unknown)
}
