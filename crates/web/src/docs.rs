//! `/docs`: the API, for software developers: every call with its parameters and answers, and a form to try it. Made
//! from the description that `/openapi.json` gives.
//!
//! - `description.rs`: the description, as the page shows it.
//! - `attempt.rs`: `POST /docs/search`, which leads to a call with the values that were filled in.

mod attempt;
mod description;

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

use super::page::{Keep, Page};
use super::visit::Visit;

pub(super) use attempt::attempt;
pub use description::Described;

#[derive(Template)]
#[template(path = "docs.html")]
struct DocsPage<'a> {
    page: Page,
    described: &'a Described,
}

pub(super) async fn page(visit: Visit, described: web::Data<Described>) -> HttpResponse {
    let page = visit.page(visit.language.say("docs-title"), Keep::Public);
    let view = DocsPage { page, described: &described };
    view.page.answer(StatusCode::OK, &view)
}
