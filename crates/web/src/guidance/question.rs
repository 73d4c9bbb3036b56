//! A page that asks one question.

use std::borrow::Cow;
use std::cmp::Ordering;

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use askama::Template;
use directory::guidance::{GuideAnswer, GuideAnswerSet, GuideQuestion};
use service::Language;

use super::page::page;
use super::sent::SentAnswers;
use super::warning::Warning;
use super::words;
use crate::choice::FormChoice;
use crate::page::Page;
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "guidance.html")]
struct QuestionPage {
    page: Page,
    /// The number of the question, and how many there are, as far as is known.
    progress: Cow<'static, str>,
    /// The same as a row of dots: the class of each.
    dots: Vec<&'static str>,
    warnings: Vec<Warning>,
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
    let done = sent.answers.answered().count();
    let count = done + sent.answers.ahead();
    let view = QuestionPage {
        page: page(visit, sent.answers),
        progress: language
            .say_with("guidance-number", &[("number", (done + 1).into()), ("count", count.into())]),
        dots: (0..count).map(|at| dot(at, done)).collect(),
        warnings: Warning::for_answers(language, sent.answers),
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

/// The class of a dot when so many questions are done.
fn dot(at: usize, done: usize) -> &'static str {
    match at.cmp(&done) {
        Ordering::Less => "done",
        Ordering::Equal => "now",
        Ordering::Greater => "",
    }
}

fn choice(language: Language, answer: GuideAnswer, chosen: GuideAnswerSet) -> FormChoice {
    FormChoice {
        value: Cow::Borrowed(answer.slug()),
        label: language.say(words::answer(answer)),
        chosen: chosen.contains(answer),
    }
}
