//! `/docs`: the API for developers. Every call is shown with its parameters and responses and a form to try it. The page
//! is generated from the description that `/openapi.json` returns.
//!
//! - `description.rs`: the description in the form that the page shows.
//! - `attempt.rs`: `POST /docs/search`, which redirects to a call with the values that were filled in.

mod attempt;
mod description;

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

pub(crate) use attempt::attempt;
pub use description::ApiReference;

use crate::page::{Keep, Page};
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "docs.html")]
struct DocsPage<'a> {
    page: Page,
    api: &'a ApiReference,
}

pub(crate) async fn page(visit: Visit, api: web::Data<ApiReference>) -> HttpResponse {
    let page = Page::new(&visit, visit.language.say("docs-title"), Keep::Public);
    let view = DocsPage { page, api: &api };
    view.page.respond(StatusCode::OK, &view)
}
