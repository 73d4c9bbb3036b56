//! `/privacy`: what becomes of a search, and how to clear a browser's history.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use askama::Template;

use super::page::{Keep, Page};
use super::visit::Visit;

#[derive(Template)]
#[template(path = "privacy.html")]
struct PrivacyPage {
    page: Page,
}

pub(super) async fn page(visit: Visit) -> HttpResponse {
    let view = PrivacyPage { page: visit.page(visit.language.say("privacy-title"), Keep::Public) };
    view.page.answer(StatusCode::OK, &view)
}
