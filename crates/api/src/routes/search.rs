//! `GET` and `POST /v1/search`.

use actix_web::http::header::{CACHE_CONTROL, ContentType};
use actix_web::{HttpResponse, get, post, web};
use service::request::SearchRequest;
use service::search::response::SearchResponse;
use service::{Directory, ResolvedSearch};

use crate::extract::{Body, Query};
use crate::problem::Problem;

/// Find programs that meet a need, by facility
///
/// A program that lists everything that is asked for is a confirmed match, one that leaves something open a possible one;
/// one that is ruled out is not a match.
#[utoipa::path(
    tag = "search",
    params(SearchRequest),
    responses(
        (status = 200, description = "The facilities that match", body = SearchResponse),
        (status = 410, description = "The cursor belongs to data that has been replaced"),
        (status = 503, description = "Nothing is loaded yet"),
    )
)]
#[get("/v1/search")]
pub(crate) async fn get_search(
    Query(search): Query<ResolvedSearch>,
    directory: web::Data<Directory>,
) -> Result<HttpResponse, Problem> {
    respond(&directory, &search)
}

/// Find programs, with the parameters as JSON, so that a search stays out of URLs
///
/// The members are the parameters of `GET /v1/search`. The response is the same.
#[utoipa::path(
    tag = "search",
    request_body(content = SearchRequest, description = "The parameters of `GET /v1/search` as members."),
    responses(
        (status = 200, description = "The facilities that match", body = SearchResponse),
        (status = 410, description = "The cursor belongs to data that has been replaced"),
        (status = 503, description = "Nothing is loaded yet"),
    )
)]
#[post("/v1/search")]
pub(crate) async fn post_search(
    Body(search): Body<ResolvedSearch>,
    directory: web::Data<Directory>,
) -> Result<HttpResponse, Problem> {
    respond(&directory, &search)
}

fn respond(directory: &Directory, search: &ResolvedSearch) -> Result<HttpResponse, Problem> {
    let body = service::search::respond_in_json(directory, search)?;
    Ok(HttpResponse::Ok()
        .insert_header(ContentType::json())
        .insert_header((CACHE_CONTROL, "no-store"))
        .body(body))
}
