//! `/coordinators`: for social workers and others who look for places for several people.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

use crate::page::{Keep, Page};
use crate::public_url::origin;
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "coordinators.html")]
struct CoordinatorsPage {
    page: Page,
    /// The URL of the site, for the example.
    site: String,
}

pub(super) async fn page(request: HttpRequest, visit: Visit) -> HttpResponse {
    let page = Page::new(&visit, visit.language.say("coordinators-title"), Keep::Public);
    let view = CoordinatorsPage { page, site: origin(&request) };
    view.page.respond(StatusCode::OK, &view)
}
