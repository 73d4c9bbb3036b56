//! `/guide/right`: "Is an IOP right?", one question a page. The answers so far stand in hidden fields of the next
//! question, and nowhere else.
//!
//! What is asked and what it leads to is decided in `directory::guidance`; here are the forms, and in `words.rs`
//! which words stand for what.

mod outcome;
mod words;

pub(super) use words::heeded;

use std::borrow::Cow;

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;
use directory::guidance::{
    GuideAnswer, GuideAnswerSet, GuideAnswers, GuideAnswersError, GuideOutcome, GuideQuestion, GuideRule,
    Reason, RuleKind,
};

use super::fields::{Fields, unreadable};
use super::page::{Keep, Page};
use super::visit::Visit;
use crate::body::body;
use crate::error::PageError;
use service::language::Language;

/// The question that a page asked. When it is still to be answered, nothing was chosen.
const ASKED: &str = "asked";

/// A button that goes back to a question.
const BACK: &str = "back";

#[derive(Template)]
#[template(path = "guidance.html")]
struct QuestionPage {
    page: Page,
    number: usize,
    alerts: Alerts,
    given: Vec<(&'static str, &'static str)>,
    name: &'static str,
    question: Cow<'static, str>,
    hint: Option<Cow<'static, str>>,
    takes_several: bool,
    choices: Vec<Choice>,
    is_missing: bool,
    before: Option<&'static str>,
}

/// What comes before everything else.
pub(super) struct Alerts {
    pub texts: Vec<Cow<'static, str>>,
    /// Whether the buttons for 911 and 988 belong to them.
    pub are_urgent: bool,
}

impl Alerts {
    pub(super) fn of(language: Language, rules: impl Iterator<Item = &'static GuideRule>) -> Alerts {
        let rules: Vec<&GuideRule> = rules.collect();
        let is_urgent = |rule: &&GuideRule| rule.is_danger() || rule.reason == Reason::OverdoseRisk;
        Alerts {
            are_urgent: rules.iter().any(is_urgent),
            texts: rules.iter().map(|rule| language.say(words::reason(rule.reason))).collect(),
        }
    }
}

/// An answer to choose.
struct Choice {
    value: &'static str,
    label: Cow<'static, str>,
    chosen: bool,
}

/// What a form sent.
#[derive(Default)]
struct Sent {
    answers: GuideAnswers,
    /// Answers given before to the question that one went back to.
    chosen: GuideAnswerSet,
    /// The question was sent without an answer.
    is_missing: bool,
}

/// `GET`: the first question.
pub(super) async fn first(visit: Visit) -> HttpResponse {
    next(&visit, &Sent::default())
}

/// `POST`: the next question, or the outcome.
pub(super) async fn answered(visit: Visit, payload: web::Payload) -> Result<HttpResponse, PageError> {
    let sent = Sent::read(Fields::read(&body(payload).await?)?)?;
    Ok(next(&visit, &sent))
}

fn next(visit: &Visit, sent: &Sent) -> HttpResponse {
    match sent.answers.next() {
        Some(question) => ask(visit, sent, question),
        None => outcome::page(visit, sent.answers),
    }
}

impl Sent {
    fn read(mut fields: Fields) -> Result<Sent, PageError> {
        let asked = one(&mut fields, ASKED)?;
        let back = one(&mut fields, BACK)?;
        let pairs = fields.pairs().iter().map(|(name, value)| (name.as_str(), value.as_str()));
        let answers = GuideAnswers::parse(pairs).map_err(|err| refused(&err))?;
        Ok(match back {
            Some(question) => Sent {
                answers: answers.before(question),
                chosen: answers.given().for_question(question),
                is_missing: false,
            },
            None => Sent {
                is_missing: asked.is_some() && answers.next() == asked,
                chosen: GuideAnswerSet::EMPTY,
                answers,
            },
        })
    }
}

fn one(fields: &mut Fields, name: &str) -> Result<Option<GuideQuestion>, PageError> {
    let slug = fields.take(name)?;
    slug.map(|slug| GuideQuestion::from_slug(&slug).ok_or_else(|| unreadable(name))).transpose()
}

/// The fault is told by the question's name: what was answered is not repeated.
fn refused(err: &GuideAnswersError) -> PageError {
    match err {
        GuideAnswersError::UnknownQuestion(_) => unreadable("the form"),
        GuideAnswersError::UnknownAnswer { question, .. }
        | GuideAnswersError::Several(question)
        | GuideAnswersError::NotAsked(question) => unreadable(question),
    }
}

fn ask(visit: &Visit, sent: &Sent, question: GuideQuestion) -> HttpResponse {
    let language = visit.language;
    let view = QuestionPage {
        page: page(visit, sent.answers),
        number: sent.answers.answered().count() + 1,
        alerts: alerts(language, sent.answers),
        given: sent.answers.pairs(),
        name: question.slug(),
        question: language.say(words::question(question)),
        hint: words::hint(question).map(|key| language.say(key)),
        takes_several: question.takes_several(),
        choices: question.answers().map(|answer| choice(language, answer, sent.chosen)).collect(),
        is_missing: sent.is_missing,
        before: sent.answers.answered().last().map(|(before, _)| before.slug()),
    };
    let status = if sent.is_missing { StatusCode::BAD_REQUEST } else { StatusCode::OK };
    view.page.answer(status, &view)
}

fn choice(language: Language, answer: GuideAnswer, chosen: GuideAnswerSet) -> Choice {
    Choice {
        value: answer.slug(),
        label: language.say(words::answer(answer)),
        chosen: chosen.contains(answer),
    }
}

/// The page that answers these answers: another language is asked with the same. Its title is the same for all
/// answers, since it stands in the browser's history.
fn page(visit: &Visit, answers: GuideAnswers) -> Page {
    let fields = answers.pairs().into_iter().map(|(name, value)| (name.to_owned(), value.to_owned()));
    visit.page(visit.language.say("guidance-title"), Keep::Answer).with_fields(fields.collect())
}

/// What comes before everything else, by the answers so far.
fn alerts(language: Language, answers: GuideAnswers) -> Alerts {
    Alerts::of(language, GuideOutcome::from_answers(answers).rules_of_kind(RuleKind::Alert))
}
