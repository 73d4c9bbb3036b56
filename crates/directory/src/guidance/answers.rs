//! The answers so far.

use thiserror::Error;

use super::answer::{GuideAnswer, GuideAnswerSet};
use super::question::GuideQuestion;

/// The answers to the first questions, without a gap. Only questions that apply to the person are answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct GuideAnswers {
    given: GuideAnswerSet,
    /// How many of [`GuideQuestion::ALL`] are done, either answered or skipped.
    done: usize,
}

/// The error for answers that our forms never send.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum GuideAnswersError {
    /// There is no question of this name.
    #[error("there is no question {0:?}")]
    UnknownQuestion(String),
    /// The question has no such answer.
    #[error("{value:?} is not an answer to {question:?}")]
    UnknownAnswer {
        /// The question's name.
        question: &'static str,
        /// What was given.
        value: String,
    },
    /// There is not exactly one answer to a question that takes one.
    #[error("{0:?} takes one answer")]
    Several(&'static str),
    /// An answer to a question that is not asked, or not asked yet.
    #[error("{0:?} is not asked now")]
    NotAsked(&'static str),
}

impl GuideAnswers {
    /// The value for "none of these", where several answers are possible.
    pub const NONE: &str = "none";

    /// Parses pairs of a question's and an answer's name, in any order.
    ///
    /// # Errors
    /// If a name is unknown, or the answers do not fit the questions that are asked.
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

    /// The next question; `None` when all are answered.
    pub fn next(self) -> Option<GuideQuestion> {
        let ahead = GuideQuestion::ALL.into_iter().skip(self.done);
        ahead.into_iter().find(|question| question.is_asked_after(self.given))
    }

    /// How many questions are ahead, as far as the answers so far can tell.
    pub fn ahead(self) -> usize {
        let ahead = GuideQuestion::ALL.into_iter().skip(self.done);
        ahead.filter(|question| question.is_asked_after(self.given)).count()
    }

    /// Adds the answers to the next question.
    ///
    /// # Errors
    /// If `question` is not the next one, or does not take the answers in `answered`.
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
        Ok(GuideAnswers { given: self.given.union(answered), done: question as usize + 1 })
    }

    /// The answers to the questions before `question`.
    pub fn before(self, question: GuideQuestion) -> GuideAnswers {
        let earlier = self.given.iter().filter(|answer| answer.question() < question);
        GuideAnswers { given: earlier.collect(), done: self.done.min(question as usize) }
    }

    /// All answers given.
    pub fn given(self) -> GuideAnswerSet {
        self.given
    }

    /// The questions that were answered, with their answers.
    pub fn answered(self) -> impl Iterator<Item = (GuideQuestion, GuideAnswerSet)> {
        let done = GuideQuestion::ALL.into_iter().take(self.done);
        let asked = done.filter(move |question| question.is_asked_after(self.before(*question).given));
        asked.map(move |question| (question, self.given.for_question(question)))
    }

    /// The names of questions and answers, from which [`GuideAnswers::parse`] restores the same answers.
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
