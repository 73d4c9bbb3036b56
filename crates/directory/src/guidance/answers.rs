//! The answers so far.

use thiserror::Error;

use super::answer::{Answer, AnswerSet};
use super::question::Question;

/// The answers to the questions up to one, without a gap, each to a question that is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Answers {
    given: AnswerSet,
    /// How many of [`Question::ALL`] are behind us: answered or not asked.
    behind: usize,
}

/// Answers that no form of ours sends.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum AnswersError {
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

impl Answers {
    /// The value that says that none of several answers is true.
    pub const NONE: &str = "none";

    /// Reads names of questions and answers, in any order.
    ///
    /// # Errors
    /// When they are no answers to these questions in their order.
    pub fn read<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Result<Answers, AnswersError> {
        let mut given: [Option<AnswerSet>; Question::ALL.len()] = Default::default();
        for (name, value) in pairs {
            let question = Question::from_slug(name);
            let question = question.ok_or_else(|| AnswersError::UnknownQuestion(name.to_owned()))?;
            let known = given[question as usize].get_or_insert(AnswerSet::EMPTY);
            *known = known.and(read_one(question, value)?);
        }
        let mut answers = Answers::default();
        while let Some(question) = answers.next() {
            let Some(set) = given[question as usize].take() else { break };
            answers = answers.with(question, set)?;
        }
        match Question::ALL.into_iter().find(|question| given[*question as usize].is_some()) {
            Some(question) => Err(AnswersError::NotAsked(question.slug())),
            None => Ok(answers),
        }
    }

    /// What is asked next; nothing when the outcome is known.
    pub fn next(self) -> Option<Question> {
        let ahead = Question::ALL.into_iter().skip(self.behind);
        ahead.into_iter().find(|question| question.is_asked_after(self.given))
    }

    /// The answers with those to the next question.
    ///
    /// # Errors
    /// When it is not the next question, or these do not answer it.
    pub fn with(self, question: Question, answered: AnswerSet) -> Result<Answers, AnswersError> {
        if self.next() != Some(question) || answered.to(question) != answered {
            return Err(AnswersError::NotAsked(question.slug()));
        }
        if !question.takes_several() && answered.iter().count() != 1 {
            return Err(AnswersError::Several(question.slug()));
        }
        Ok(Answers { given: self.given.and(answered), behind: question as usize + 1 })
    }

    /// The answers to the questions before one.
    pub fn before(self, question: Question) -> Answers {
        let earlier = self.given.iter().filter(|answer| answer.question() < question);
        Answers { given: earlier.collect(), behind: self.behind.min(question as usize) }
    }

    /// What was answered.
    pub fn given(self) -> AnswerSet {
        self.given
    }

    /// The questions that were answered, and how.
    pub fn answered(self) -> impl Iterator<Item = (Question, AnswerSet)> {
        let behind = Question::ALL.into_iter().take(self.behind);
        let asked = behind.filter(move |question| question.is_asked_after(self.before(*question).given));
        asked.map(move |question| (question, self.given.to(question)))
    }

    /// The names from which [`Answers::read`] makes the same answers.
    pub fn pairs(self) -> Vec<(&'static str, &'static str)> {
        let mut pairs = Vec::new();
        for (question, answered) in self.answered() {
            if answered == AnswerSet::EMPTY {
                pairs.push((question.slug(), Answers::NONE));
            }
            pairs.extend(answered.iter().map(|answer| (question.slug(), answer.slug())));
        }
        pairs
    }
}

fn read_one(question: Question, value: &str) -> Result<AnswerSet, AnswersError> {
    if value == Answers::NONE && question.takes_several() {
        return Ok(AnswerSet::EMPTY);
    }
    let answer = question.answers().find(|answer| answer.slug() == value);
    let unknown = || AnswersError::UnknownAnswer { question: question.slug(), value: value.to_owned() };
    answer.map(|answer: Answer| AnswerSet::of(&[answer])).ok_or_else(unknown)
}
