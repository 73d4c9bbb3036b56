//! The pages. They are written by templates (`templates/`, askama) in every language, work without a script, load
//! nothing from elsewhere, and keep what was asked out of URLs.
//!
//! To add a page:
//! 1. `src/guide.rs`: a struct with `#[derive(Template)] #[template(path = "guide.html")]` and a field
//!    `page: Page`, and a handler that takes a `Visit` (no `Path<String>`: name the members of a path in a
//!    struct, since the language is one of them). It ends with `view.page.answer(StatusCode::OK, &view)`.
//!    `visit.page(title, Keep::Public)` where it is the same for everybody, `Keep::Answer` where it tells a need.
//! 2. `templates/guide.html`: `{% extends "base.html" %}{% block main %}<h1>{{ page.title }}</h1>…{% endblock %}`.
//!    Words: `{{ page.say("guide-what") }}`, with values `{{ page.say_with("guide-x", [("count", n.into())]) }}`;
//!    links: `{{ page.link("/guide") }}`; classes: the head of `style.css`.
//! 3. `data/locales/{en,es}/guide.ftl`: the words, keys beginning with `guide-`. Keys stand as literals in the code.
//! 4. A line in `routes` below. It is served as `/guide` (the browser's language), `/en/guide` and `/es/guide`.
//! 5. Answers to a form: POST, and `.page(…).with_fields(sent)`, for the change of language.

mod assets;
mod body;
mod call_questions;
mod chosen;
mod compare;
mod decisive;
mod docs;
mod error;
mod facility;
mod failure;
mod fields;
mod guidance;
mod guide;
mod list;
mod map;
mod page;
mod phones;
mod place;
mod privacy;
mod programs;
mod public_url;
mod question;
mod results;
mod said;
mod search_form;
mod start;
#[cfg(test)]
mod testing;
mod visit;

pub use docs::Described as DescribedForPeople;
pub use error::PageError;
pub use failure::{page as failure_page, wants_page};
pub use public_url::{PublicUrl, PublicUrlError};

use actix_web::{Resource, web};
use service::Language;

pub fn configure(config: &mut web::ServiceConfig) {
    config.route("/static/{name}", web::get().to(assets::file)).configure(routes);
    let codes: Vec<&str> = Language::all().map(Language::code).collect();
    config.service(web::scope(&format!("/{{language:{}}}", codes.join("|"))).configure(routes));
}

/// The pages, which are served with and without a language before their path.
fn routes(config: &mut web::ServiceConfig) {
    config
        .service(resource(&["", "/"], "GET, HEAD, POST").get(start::page).post(start::change))
        .service(resource(&["/search"], "GET, HEAD, POST").get(results::linked).post(results::page))
        .service(resource(&["/guide"], "GET, HEAD").get(guide::page))
        .service(resource(&["/guide/right"], "GET, HEAD, POST").get(guidance::first).post(guidance::answered))
        .service(resource(&["/docs", "/docs/"], "GET, HEAD").get(docs::page))
        .service(resource(&["/docs/search"], "POST").post(docs::attempt))
        .service(resource(&["/privacy"], "GET, HEAD").get(privacy::page))
        .service(resource(&["/facilities/{id}"], "GET, HEAD").get(facility::page))
        .service(resource(&["/facilities/{id}/correction"], "POST").post(facility::correct))
        .service(resource(&["/compare"], "GET, HEAD, POST").get(compare::none).post(compare::page))
        .service(resource(&["/list"], "GET, HEAD, POST").get(list::none).post(list::page));
}

/// A page's place, which says which methods it answers to when it is asked with another.
fn resource(paths: &[&'static str], methods: &'static str) -> Resource {
    web::resource(paths.to_vec())
        .default_service(web::to(move || async move { Err::<&str, _>(PageError::MethodNotAllowed(methods)) }))
}
