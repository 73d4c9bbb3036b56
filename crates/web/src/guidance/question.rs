//! A page that asks one question.

use std::borrow::Cow;

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use askama::Template;
use directory::guidance::{GuideAnswer, GuideAnswerSet, GuideQuestion};
use service::Language;

use super::page::{Alerts, page};
use super::sent::SentAnswers;
use super::words;
use crate::choice::FormChoice;
use crate::page::Page;
use crate::visit::Visit;

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
    choices: Vec<FormChoice>,
    is_missing: bool,
    /// The question to go back to.
    before: Option<&'static str>,
}

pub(super) fn ask(visit: &Visit, sent: &SentAnswers, question: GuideQuestion) -> HttpResponse {
    let language = visit.language;
    let view = QuestionPage {
        page: page(visit, sent.answers),
        number: sent.answers.answered().count() + 1,
        alerts: Alerts::for_answers(language, sent.answers),
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
    view.page.respond(status, &view)
}

fn choice(language: Language, answer: GuideAnswer, chosen: GuideAnswerSet) -> FormChoice {
    FormChoice {
        value: Cow::Borrowed(answer.slug()),
        label: language.say(words::answer(answer)),
        chosen: chosen.contains(answer),
    }
}
