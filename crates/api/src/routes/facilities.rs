//! `GET /v1/facilities/{id}`.

use actix_web::http::header::{self, ContentType, ETag, EntityTag};
use actix_web::{HttpRequest, HttpResponse, get, web};
use service::facility_lookup::{FacilityStatus, find_facility, unknown_facility};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::problem::Problem;
use service::Directory;
use service::facility_response::FacilityAnswer;

/// One facility: all its programs, all facts with their sources and dates.
#[utoipa::path(
    tag = "facilities",
    params(("id" = String, Path, description = "The facility's id")),
    responses(
        (status = 200, description = "The facility", body = FacilityAnswer),
        (status = 301, description = "It was merged into another: see Location"),
        (status = 304, description = "It is as in the ETag that was sent"),
        (status = 404, description = "There never was one", body = Problem, content_type = "application/problem+json"),
        (status = 410, description = "No source lists it any more: its last known facts", body = FacilityAnswer),
        (status = 503, description = "Nothing is loaded yet", body = Problem, content_type = "application/problem+json"),
    )
)]
#[get("/v1/facilities/{id}")]
pub(crate) async fn get_facility(
    request: HttpRequest,
    id: web::Path<String>,
    directory: web::Data<Directory>,
) -> Result<HttpResponse, Problem> {
    let id = Uuid::parse_str(&id).map_err(|_| unknown_facility())?;
    match find_facility(&directory, id).await? {
        FacilityStatus::Listed(facility, notice) => {
            answer(&request, &FacilityAnswer::listed(&facility, notice))
        }
        FacilityStatus::Merged(to) => Ok(HttpResponse::MovedPermanently()
            .insert_header((header::LOCATION, format!("/v1/facilities/{to}")))
            .finish()),
        FacilityStatus::Gone(last, gone_at) => Ok(HttpResponse::Gone()
            .insert_header(ContentType::json())
            .body(written(&FacilityAnswer::gone(&last, gone_at))?)),
    }
}

fn written(answer: &FacilityAnswer) -> Result<Vec<u8>, Problem> {
    Ok(serde_json::to_vec(answer).map_err(|err| service::Error::internal("writing a facility", &err))?)
}

fn answer(request: &HttpRequest, answer: &FacilityAnswer) -> Result<HttpResponse, Problem> {
    let body = written(answer)?;
    let digest: String = Sha256::digest(&body).iter().take(16).map(|byte| format!("{byte:02x}")).collect();
    let tag = EntityTag::new_weak(digest);
    let known = request.headers().get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok());
    let is_known = known.is_some_and(|value| {
        value.trim() == "*"
            || value
                .split(',')
                .filter_map(|one| one.trim().parse().ok())
                .any(|one: EntityTag| one.weak_eq(&tag))
    });
    let mut response = if is_known { HttpResponse::NotModified() } else { HttpResponse::Ok() };
    response.insert_header(ETag(tag)).insert_header((header::CACHE_CONTROL, "no-cache"));
    Ok(if is_known { response.finish() } else { response.insert_header(ContentType::json()).body(body) })
}
