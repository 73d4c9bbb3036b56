//! The page that tells people what went wrong, since they do not read problem+json.

use std::borrow::Cow;

use actix_web::http::{StatusCode, header};
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use service::Directory;

use crate::page::{Keep, Page};
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "failure.html")]
struct FailurePage {
    page: Page,
    meaning: Cow<'static, str>,
}

/// Paths whose responses are for programs, even in a browser.
const FOR_PROGRAMS: [&str; 6] = ["/v1/", "/openapi.json", "/healthz", "/readyz", "/metrics", "/static/"];

/// Whether the request comes from a person in a browser, who expects a page.
pub fn wants_page(request: &HttpRequest) -> bool {
    let accepted = request.headers().get(header::ACCEPT).and_then(|value| value.to_str().ok());
    let for_program = FOR_PROGRAMS.iter().any(|path| request.path().starts_with(path));
    accepted.is_some_and(|accepted| accepted.contains("text/html")) && !for_program
}

/// The page that says what a status means.
pub fn page(request: &HttpRequest, status: StatusCode) -> HttpResponse {
    // The links to other languages lead to the start page, since the same path would fail there too.
    let visit =
        Visit { path: "/".to_owned(), query: String::new(), is_link: true, ..Visit::from_request(request) };
    let say = |key| visit.language.say(key);
    let (title, meaning) = match status {
        StatusCode::NOT_FOUND => (say("failure-not-found"), say("failure-not-found-meaning")),
        StatusCode::GONE => (say("failure-gone"), say("failure-gone-meaning")),
        StatusCode::FORBIDDEN => (say("failure-form"), say("failure-form-meaning")),
        StatusCode::TOO_MANY_REQUESTS => (say("failure-too-many"), say("failure-too-many-meaning")),
        StatusCode::SERVICE_UNAVAILABLE if is_loaded(request) => {
            (say("failure-unavailable"), say("failure-unavailable-meaning"))
        }
        StatusCode::SERVICE_UNAVAILABLE => (say("failure-not-ready"), say("failure-not-ready-meaning")),
        status if status.is_server_error() => (say("failure-ours"), say("failure-ours-meaning")),
        _ => (say("failure-request"), say("failure-request-meaning")),
    };
    let page = Page::new(&visit, title, Keep::Private);
    let view = FailurePage { page, meaning };
    let mut response = view.page.respond(status, &view);
    if status == StatusCode::SERVICE_UNAVAILABLE {
        response.headers_mut().insert(header::RETRY_AFTER, header::HeaderValue::from_static(RETRY_SECONDS));
    }
    response
}

/// After how many seconds to try again.
const RETRY_SECONDS: &str = "3";

/// Whether searches can be answered, so that only what needs the store can't.
fn is_loaded(request: &HttpRequest) -> bool {
    request.app_data::<web::Data<Directory>>().is_some_and(|directory| directory.is_ready())
}
