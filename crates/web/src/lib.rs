//! Pages for people. Templates (`templates/`, askama) render them in every language. The pages work without scripts, load
//! nothing from other servers, and keep what was searched for out of URLs.
//!
//! To add a page:
//! 1. `src/guide.rs`: a struct with `#[derive(Template)] #[template(path = "guide.html")]` and a field `page: Page`, and
//!    a handler that takes a `Visit`. It ends with `view.page.respond(StatusCode::OK, &view)`. The page is made by
//!    `Page::new(&visit, title, Keep::Public)` if it is the same for everybody, or with `Keep::Private` if it reveals
//!    what somebody is looking for. Parts of the path go into a struct, never `Path<String>`, since the language is one
//!    of them.
//! 2. `templates/guide.html`: `{% extends "base.html" %}{% block main %}<h1>{{ page.title }}</h1>…{% endblock %}`.
//!    Texts: `{{ page.say("guide-what") }}` or, with values, `{{ page.say_with("guide-x", [("count", n.into())]) }}`.
//!    Links: `{{ page.link("/guide") }}`. Classes: see the top of each file of `styles/`.
//! 3. `data/locales/{en,es}/guide.ftl`: the texts, with keys that begin with `guide-`. Code and templates
//!    write each key as a literal, because a test looks for it there.
//! 4. A line in `routes` below. The page is then served as `/guide` (in the browser's language), `/en/guide` and
//!    `/es/guide`.
//! 5. If the page answers a form, handle POST and pass what was sent to `.with_fields(…)`, so that the visitor can
//!    change the language.

mod answers;
mod asked_words;
mod assets;
mod body;
mod call_lists;
mod call_questions;
mod choice;
mod chosen;
mod compare;
mod coordinators;
mod docs;
mod error;
mod facility;
mod facility_brief;
mod failure;
mod fields;
mod guidance;
mod guide;
mod key_facts;
mod list;
mod map;
mod page;
mod phones;
mod privacy;
mod programs;
mod public_url;
mod quality_signs;
mod results;
mod search_form;
mod source_words;
mod start;
mod statement;
#[cfg(test)]
mod testing;
mod visit;

pub use docs::ApiReference;
pub use error::PageError;
pub use failure::{page as failure_page, wants_page};
pub use public_url::{PublicUrl, PublicUrlError};

use actix_web::{Resource, web};
use service::Language;

/// Adds the pages and their static files to a server.
pub fn configure(config: &mut web::ServiceConfig) {
    config.route("/static/{name}", web::get().to(assets::file)).configure(routes);
    let codes: Vec<&str> = Language::all().map(Language::code).collect();
    config.service(web::scope(&format!("/{{language:{}}}", codes.join("|"))).configure(routes));
}

/// The pages. Each is served with and without a language before its path.
fn routes(config: &mut web::ServiceConfig) {
    config
        .service(resource(&["", "/"], "GET, HEAD, POST").get(start::page).post(start::change))
        .service(resource(&["/search"], "GET, HEAD, POST").get(results::linked).post(results::page))
        .service(resource(&["/guide"], "GET, HEAD").get(guide::page))
        .service(resource(&["/guide/right"], "GET, HEAD, POST").get(guidance::first).post(guidance::answered))
        .service(resource(&["/docs", "/docs/"], "GET, HEAD").get(docs::page))
        .service(resource(&["/docs/search"], "POST").post(docs::attempt))
        .service(resource(&["/privacy"], "GET, HEAD").get(privacy::page))
        .service(resource(&["/coordinators"], "GET, HEAD").get(coordinators::page))
        .service(resource(&["/facilities/{id}"], "GET, HEAD, POST").get(facility::page).post(facility::asked))
        .service(resource(&["/facilities/{id}/correction"], "POST").post(facility::correct))
        .service(resource(&["/compare"], "GET, HEAD, POST").get(compare::empty).post(compare::page))
        .service(resource(&["/list"], "GET, HEAD, POST").get(list::linked).post(list::page))
        .service(resource(&["/list.csv"], "POST").post(list::csv));
}

/// A resource whose error for an unsupported method lists the supported ones.
fn resource(paths: &[&'static str], methods: &'static str) -> Resource {
    web::resource(paths.to_vec())
        .default_service(web::to(move || async move { Err::<&str, _>(PageError::MethodNotAllowed(methods)) }))
}
