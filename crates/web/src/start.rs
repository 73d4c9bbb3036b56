//! `/`: the search page. `POST /` is the same page with answers filled in, so that they can be changed.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;
use service::Directory;

use crate::answers::{FormAnswers, FormFault};
use crate::body::read_form;
use crate::error::PageError;
use crate::fields::{CURSOR, FormFields, SEEN};
use crate::page::{Keep, Page};
use crate::search_form::SearchForm;
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "start.html")]
struct StartPage {
    page: Page,
    form: SearchForm,
    ready: bool,
}

/// `GET /`.
pub(crate) async fn page(visit: Visit, directory: web::Data<Directory>) -> HttpResponse {
    let view = StartPage {
        page: Page::new(&visit, visit.language.say("search-title"), Keep::Public),
        form: SearchForm::new(&FormAnswers::default(), visit.language, &[]),
        ready: directory.is_ready(),
    };
    view.page.respond(StatusCode::OK, &view)
}

/// `POST /`.
pub(crate) async fn change(visit: Visit, payload: web::Payload) -> Result<HttpResponse, PageError> {
    let fields = read_form(payload).await?.without(&[CURSOR, SEEN]);
    let answers = FormAnswers::read(&fields)?;
    Ok(filled_in(&visit, &answers, &fields, &[]))
}

/// The search page with these answers and what is wrong with them.
pub(crate) fn filled_in(
    visit: &Visit,
    answers: &FormAnswers,
    fields: &FormFields,
    faults: &[FormFault],
) -> HttpResponse {
    let status = if faults.is_empty() { StatusCode::OK } else { StatusCode::BAD_REQUEST };
    let view = StartPage {
        page: Page::new(visit, visit.language.say("search-title"), Keep::Private)
            .with_fields(fields.pairs().to_vec()),
        form: SearchForm::new(answers, visit.language, faults),
        ready: true,
    };
    view.page.respond(status, &view)
}
