//! `/privacy`: what happens to a search, and how to clear a browser's history.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use askama::Template;

use crate::page::{Keep, Page};
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "privacy.html")]
struct PrivacyPage {
    page: Page,
}

pub(super) async fn page(visit: Visit) -> HttpResponse {
    let view = PrivacyPage { page: Page::new(&visit, visit.language.say("privacy-title"), Keep::Public) };
    view.page.respond(StatusCode::OK, &view)
}
