//! `/guide`: what an intensive outpatient program is, and everything around it.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use askama::Template;
use directory::Level;

use super::facts::FactWords;
use super::page::{Keep, Page};
use super::visit::Visit;

#[derive(Template)]
#[template(path = "guide.html")]
struct GuidePage {
    page: Page,
}

impl GuidePage {
    /// What people call a level of care.
    fn level(&self, slug: &str) -> &'static str {
        let level = Level::from_slug(slug).expect("the template names levels of the vocabulary");
        FactWords::of(self.page.language.code()).label(level.id())
    }
}

pub(super) async fn page(visit: Visit) -> HttpResponse {
    let title = visit.language.say("guide-title");
    let view = GuidePage { page: visit.page(title, Keep::Public) };
    view.page.answer(StatusCode::OK, &view)
}
