//! The questions, one a page.

use std::sync::LazyLock;

use super::answer::{Answer, AnswerSet};

/// A question. They are asked in this order, so that danger comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Question {
    /// Whether a life is in danger now.
    Danger,
    /// Whether there is a medical or psychiatric emergency.
    Health,
    /// What help is needed for.
    Help,
    /// What is used on most days or was until some months ago, or was hard on the body to stop.
    Use,
    /// Whether detox is done, of what is dangerous to stop suddenly.
    Detox,
    /// Whether there are signs that an eating disorder is dangerous to the body now.
    Eating,
    /// Whether the person is pregnant.
    Pregnancy,
    /// Whether there is a stable place to live.
    Home,
    /// What was tried before.
    Tried,
    /// What fills the days, and whether they can be managed.
    Days,
    /// How old the person is.
    Age,
}

impl Question {
    /// All of them, in the order they are asked.
    pub const ALL: [Question; 11] = [
        Question::Danger,
        Question::Health,
        Question::Help,
        Question::Use,
        Question::Detox,
        Question::Eating,
        Question::Pregnancy,
        Question::Home,
        Question::Tried,
        Question::Days,
        Question::Age,
    ];

    /// Its name in forms.
    pub fn slug(self) -> &'static str {
        match self {
            Question::Danger => "danger",
            Question::Health => "health",
            Question::Help => "help",
            Question::Use => "use",
            Question::Detox => "detox",
            Question::Eating => "eating",
            Question::Pregnancy => "pregnancy",
            Question::Home => "home",
            Question::Tried => "tried",
            Question::Days => "days",
            Question::Age => "age",
        }
    }

    /// The question of that name.
    pub fn from_slug(slug: &str) -> Option<Question> {
        Question::ALL.into_iter().find(|question| question.slug() == slug)
    }

    /// What can be answered, in the order it is offered.
    pub fn answers(self) -> impl Iterator<Item = Answer> {
        Answer::ALL.into_iter().filter(move |answer| answer.question() == self)
    }

    /// The set of all its answers.
    pub fn every_answer(self) -> AnswerSet {
        static SETS: LazyLock<[AnswerSet; Question::ALL.len()]> =
            LazyLock::new(|| Question::ALL.map(|question| question.answers().collect()));
        SETS[self as usize]
    }

    /// Whether several answers can be true, or none of them; else it is exactly one.
    pub fn takes_several(self) -> bool {
        matches!(self, Question::Health | Question::Help | Question::Use | Question::Days)
    }

    /// Whether it is asked after these answers to the questions before it. Danger now ends the questions.
    pub fn is_asked_after(self, given: AnswerSet) -> bool {
        let rest = !given.has(Answer::DangerNow);
        match self {
            Question::Danger => true,
            Question::Detox => rest && given.has_any(Answer::RISKY_TO_STOP),
            Question::Eating => rest && given.has(Answer::EatingDisorder),
            Question::Pregnancy => rest && (given.has(Answer::Substances) || given.has_any(Answer::USED)),
            _ => rest,
        }
    }
}
