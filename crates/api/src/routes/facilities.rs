//! `GET /v1/facilities/{id}`.

use actix_web::http::header::{self, ContentType, ETag, EntityTag};
use actix_web::{HttpRequest, HttpResponse, get, web};
use service::Directory;
use service::facility_lookup::{FacilityStatus, find_facility, unknown_facility};
use service::facility_response::FacilityResponse;
use service::request::NoParameters;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::extract::QueryRequest;
use crate::problem::Problem;

/// Read one facility: all its programs, and all facts with their sources and dates
///
/// Old IDs keep working: they redirect to the facility they were merged into, or give the last known facts.
#[utoipa::path(
    tag = "facilities",
    params(("id" = Uuid, Path, description = "The facility's ID")),
    responses(
        (status = 200, description = "The facility", body = FacilityResponse, headers(
            ("ETag" = String, description = "Changes with the response; send it back as `If-None-Match`"),
        )),
        (status = 301, description = "It was merged into another facility", headers(
            ("Location" = String, description = "The path of that facility"),
        )),
        (status = 304, description = "Nothing has changed since the response with the `ETag` that was sent", headers(
            ("ETag" = String, description = "The same as before"),
        )),
        (status = 404, description = "No facility ever had this ID"),
        (status = 410, description = "No source lists it anymore: its last known facts", body = FacilityResponse),
        (status = 503, description = "Nothing is loaded yet"),
    )
)]
#[get("/v1/facilities/{id}")]
pub(crate) async fn get_facility(
    request: HttpRequest,
    _: QueryRequest<NoParameters>,
    id: web::Path<String>,
    directory: web::Data<Directory>,
) -> Result<HttpResponse, Problem> {
    match find_facility(&directory, parse_id(&id)?).await? {
        FacilityStatus::Listed(facility, notice) => {
            respond(&request, &FacilityResponse::listed(&facility, notice))
        }
        FacilityStatus::Merged(to) => Ok(HttpResponse::MovedPermanently()
            .insert_header((header::LOCATION, format!("/v1/facilities/{to}")))
            .finish()),
        FacilityStatus::Gone(last, gone_at) => Ok(HttpResponse::Gone()
            .insert_header(ContentType::json())
            .body(to_json(&FacilityResponse::gone(&last, gone_at))?)),
    }
}

/// A facility's ID. A text that is not an ID is treated like an unknown ID.
pub(super) fn parse_id(id: &str) -> Result<Uuid, Problem> {
    Uuid::parse_str(id).map_err(|_| unknown_facility().into())
}

fn to_json(response: &FacilityResponse) -> Result<Vec<u8>, Problem> {
    Ok(serde_json::to_vec(response).map_err(|err| service::Error::internal("writing a facility", &err))?)
}

fn respond(request: &HttpRequest, response: &FacilityResponse) -> Result<HttpResponse, Problem> {
    let body = to_json(response)?;
    let digest: String = Sha256::digest(&body).iter().take(16).map(|byte| format!("{byte:02x}")).collect();
    let tag = EntityTag::new_weak(digest);
    let is_known = has_tag(request, &tag);
    let mut response = if is_known { HttpResponse::NotModified() } else { HttpResponse::Ok() };
    response.insert_header(ETag(tag)).insert_header((header::CACHE_CONTROL, "no-cache"));
    Ok(if is_known { response.finish() } else { response.insert_header(ContentType::json()).body(body) })
}

/// Whether the client already has the response with this tag.
fn has_tag(request: &HttpRequest, tag: &EntityTag) -> bool {
    let sent = request.headers().get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok());
    sent.is_some_and(|sent| {
        let mut tags = sent.split(',').filter_map(|one| one.trim().parse().ok());
        sent.trim() == "*" || tags.any(|known: EntityTag| known.weak_eq(tag))
    })
}
