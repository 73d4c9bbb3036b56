//! `GET` and `POST /v1/insurers`.

use actix_web::{HttpResponse, get, post};
use service::insurer_suggestions::{InsurersRequest, InsurersResponse};

use super::places::not_stored;
use crate::extract::{BodyRequest, QueryRequest};

/// Suggest insurers, public programs and other ways to pay for what was typed so far, by any of their names
///
/// The likeliest come first. Their slugs can be sent as a search's `insurance`.
#[utoipa::path(
    tag = "insurers",
    params(InsurersRequest),
    responses((status = 200, description = "The insurers", body = InsurersResponse))
)]
#[get("/v1/insurers")]
pub(crate) async fn get_insurers(QueryRequest(request): QueryRequest<InsurersRequest>) -> HttpResponse {
    not_stored(&InsurersResponse::new(&request))
}

/// Suggest insurers, with the parameters as JSON, so that what is typed stays out of URLs
///
/// The members are the parameters of `GET /v1/insurers`. The response is the same.
#[utoipa::path(
    tag = "insurers",
    request_body(content = InsurersRequest, description = "The parameters of `GET /v1/insurers` as members."),
    responses((status = 200, description = "The insurers", body = InsurersResponse))
)]
#[post("/v1/insurers")]
pub(crate) async fn post_insurers(BodyRequest(request): BodyRequest<InsurersRequest>) -> HttpResponse {
    not_stored(&InsurersResponse::new(&request))
}
