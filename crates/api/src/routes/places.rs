//! `GET` and `POST /v1/places`.

use actix_web::http::header;
use actix_web::{HttpResponse, get, post};
use serde::Serialize;
use service::place_suggestions::{PlacesRequest, PlacesResponse};

use crate::extract::{BodyRequest, QueryRequest};

/// Suggest ZIP codes, cities and states for what was typed so far
///
/// The likeliest come first. The `text` of a place can be sent as a search's `near`.
#[utoipa::path(
    tag = "places",
    params(PlacesRequest),
    responses((status = 200, description = "The places", body = PlacesResponse))
)]
#[get("/v1/places")]
pub(crate) async fn get_places(QueryRequest(request): QueryRequest<PlacesRequest>) -> HttpResponse {
    not_stored(&PlacesResponse::new(&request))
}

/// Suggest places, with the parameters as JSON, so that what is typed stays out of URLs
///
/// The members are the parameters of `GET /v1/places`. The response is the same.
#[utoipa::path(
    tag = "places",
    request_body(content = PlacesRequest, description = "The parameters of `GET /v1/places` as members."),
    responses((status = 200, description = "The places", body = PlacesResponse))
)]
#[post("/v1/places")]
pub(crate) async fn post_places(BodyRequest(request): BodyRequest<PlacesRequest>) -> HttpResponse {
    not_stored(&PlacesResponse::new(&request))
}

/// A response that no cache may store, because it reveals what somebody typed.
pub(super) fn not_stored(response: &impl Serialize) -> HttpResponse {
    HttpResponse::Ok().insert_header((header::CACHE_CONTROL, "no-store")).json(response)
}
