//! `/guide/right`: "Is an IOP right?", one question per page. The answers so far are in hidden fields of the next question
//! and nowhere else.
//!
//! What is asked, and what the answers lead to, is decided in `directory::guidance`. This folder contains the forms and
//! the pages; `words.rs` contains the keys of the texts.

mod outcome;
mod page;
mod question;
mod sent;
mod warning;
mod words;

pub(crate) use page::Alerts;
pub(crate) use words::heeded;

use actix_web::{HttpResponse, web};

use crate::body::read_form;
use crate::error::PageError;
use crate::visit::Visit;
use sent::SentAnswers;

/// `GET`: the first question.
pub(crate) async fn first(visit: Visit) -> HttpResponse {
    next(&visit, &SentAnswers::default())
}

/// `POST`: the next question, or the outcome.
pub(crate) async fn answered(visit: Visit, payload: web::Payload) -> Result<HttpResponse, PageError> {
    let sent = SentAnswers::read(read_form(payload).await?)?;
    Ok(next(&visit, &sent))
}

fn next(visit: &Visit, sent: &SentAnswers) -> HttpResponse {
    match sent.answers.next() {
        Some(question) => question::ask(visit, sent, question),
        None => outcome::respond(visit, sent.answers),
    }
}
