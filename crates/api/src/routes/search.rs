//! `GET` and `POST /v1/search`.

use actix_web::http::header::{CACHE_CONTROL, ContentType};
use actix_web::{HttpResponse, get, post, web};
use service::request::SearchRequest;
use service::search::SearchResponse;
use service::{Directory, Error, ResolvedSearch};

use crate::extract::{BodyRequest, QueryRequest};
use crate::problem::Problem;

/// Find programs that meet a need, by facility
///
/// A program is a confirmed match if it lists everything that is asked for, and a possible match if nothing is ruled out
/// but something is not stated.
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
    QueryRequest(search): QueryRequest<ResolvedSearch>,
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
    BodyRequest(search): BodyRequest<ResolvedSearch>,
    directory: web::Data<Directory>,
) -> Result<HttpResponse, Problem> {
    respond(&directory, &search)
}

fn respond(directory: &Directory, search: &ResolvedSearch) -> Result<HttpResponse, Problem> {
    let serving = directory.serving().ok_or(Error::NotReady)?;
    let response = SearchResponse::find(&serving, search)?;
    Ok(HttpResponse::Ok()
        .insert_header(ContentType::json())
        .insert_header((CACHE_CONTROL, "no-store"))
        .body(response.to_json()?))
}
