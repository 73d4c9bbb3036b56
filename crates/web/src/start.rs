//! `/`: the search page. `POST /` is the same with answers filled in, to change them.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

use super::fields::{CURSOR, Fields, SEEN};
use super::page::{Keep, Page};
use super::question::{PageFault, Question};
use super::search_form::SearchForm;
use super::visit::Visit;
use crate::body::body;
use crate::error::PageError;
use service::Directory;

#[derive(Template)]
#[template(path = "start.html")]
struct StartPage {
    page: Page,
    form: SearchForm,
    ready: bool,
}

/// `GET /`.
pub(super) async fn page(visit: Visit, directory: web::Data<Directory>) -> HttpResponse {
    let view = StartPage {
        page: visit.page(visit.language.say("search-title"), Keep::Public),
        form: SearchForm::of(&Question::default(), visit.language, Vec::new()),
        ready: directory.is_ready(),
    };
    view.page.answer(StatusCode::OK, &view)
}

/// `POST /`.
pub(super) async fn change(visit: Visit, payload: web::Payload) -> Result<HttpResponse, PageError> {
    let fields = Fields::read(&body(payload).await?)?.without(&[CURSOR, SEEN]);
    let question = Question::read(&fields)?;
    Ok(filled_in(&visit, &question, &fields, Vec::new()))
}

/// The search page with these answers, and what is wrong with them.
pub(super) fn filled_in(
    visit: &Visit,
    question: &Question,
    fields: &Fields,
    faults: Vec<PageFault>,
) -> HttpResponse {
    let status = if faults.is_empty() { StatusCode::OK } else { StatusCode::BAD_REQUEST };
    let view = StartPage {
        page: visit
            .page(visit.language.say("search-title"), Keep::Answer)
            .with_fields(fields.pairs().to_vec()),
        form: SearchForm::of(question, visit.language, faults),
        ready: true,
    };
    view.page.answer(status, &view)
}
