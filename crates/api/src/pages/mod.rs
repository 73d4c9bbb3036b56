//! The pages: one search form, its results, and a facility. They work without a script, load nothing from
//! elsewhere, and keep what was asked out of URLs.

mod facility;
mod map;
mod results;
mod start;

use actix_web::http::StatusCode;
use actix_web::http::header::{self, ContentType};
use actix_web::{HttpResponse, web};
use askama::Template;
use rust_embed::RustEmbed;

use crate::problem::Problem;

#[derive(RustEmbed)]
#[folder = "static/"]
struct Static;

pub(crate) fn configure(config: &mut web::ServiceConfig) {
    config
        .route("/", web::get().to(start::page))
        .route("/search", web::post().to(results::page))
        .route("/facilities/{id}", web::get().to(facility::page))
        .route("/static/{name}", web::get().to(file));
}

/// Writes a page; pages that tell what was asked are not kept by anybody.
fn html(status: StatusCode, page: &impl Template, keep: bool) -> HttpResponse {
    match page.render() {
        Ok(html) => HttpResponse::build(status)
            .insert_header(ContentType::html())
            .insert_header((header::CACHE_CONTROL, if keep { "no-cache" } else { "private, no-cache" }))
            .body(html),
        Err(err) => actix_web::ResponseError::error_response(&Problem::internal("writing a page", &err)),
    }
}

/// A style sheet or picture that is part of the program.
async fn file(name: web::Path<String>) -> Result<HttpResponse, Problem> {
    let file = Static::get(&name).ok_or_else(|| Problem::not_found("there is no file of this name"))?;
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, file.metadata.mimetype()))
        .insert_header((header::CACHE_CONTROL, "public, max-age=3600"))
        .body(file.data.into_owned()))
}

/// The sentence that stands on every page while the data are fictional.
fn notice(directory: &crate::Directory) -> Option<&'static str> {
    let sample = directory.serving().is_some_and(|serving| serving.snapshot.is_sample());
    sample.then_some(crate::SAMPLE_NOTICE)
}
