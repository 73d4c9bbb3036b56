//! `GET /v1/facilities/{id}`.

use actix_web::http::header::{self, ContentType, ETag, EntityTag};
use actix_web::{HttpRequest, HttpResponse, get, web};
use directory::Facility;
use sha2::{Digest, Sha256};
use store::FacilityRecord;
use uuid::Uuid;

use crate::directory_state::Directory;
use crate::facility_answer::FacilityAnswer;
use crate::problem::Problem;
use crate::search::SAMPLE_NOTICE;

/// What is known of a facility's id.
pub(crate) enum Known {
    /// It is listed.
    Listed(Facility, Option<&'static str>),
    /// It is another one by now.
    Moved(Uuid),
    /// No source lists it any more.
    Gone(Facility, jiff::Timestamp),
}

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
    let id = Uuid::parse_str(&id).map_err(|_| unknown())?;
    match find(&directory, id).await? {
        Known::Listed(facility, notice) => answer(&request, &FacilityAnswer::listed(&facility, notice)),
        Known::Moved(to) => Ok(HttpResponse::MovedPermanently()
            .insert_header((header::LOCATION, format!("/v1/facilities/{to}")))
            .finish()),
        Known::Gone(last, gone_at) => Ok(HttpResponse::Gone()
            .insert_header(ContentType::json())
            .body(written(&FacilityAnswer::gone(&last, gone_at))?)),
    }
}

/// There never was a facility of that id.
pub(crate) fn unknown() -> Problem {
    Problem::not_found("there is no facility of this id")
}

/// Looks a facility up: in what is served, and in the store when it is not there.
pub(crate) async fn find(directory: &Directory, id: Uuid) -> Result<Known, Problem> {
    let serving = directory.serving().ok_or_else(Problem::not_ready)?;
    let listed =
        serving.snapshot.facility(id).map_err(|err| Problem::internal("reading a facility", &err))?;
    if let Some(facility) = listed {
        return Ok(Known::Listed(facility, serving.snapshot.is_sample().then_some(SAMPLE_NOTICE)));
    }
    let record =
        directory.store().facility(id).await.map_err(|err| Problem::internal("reading a facility", &err))?;
    match record {
        // Published this moment; it will be served in the next.
        FacilityRecord::Listed(facility) => Ok(Known::Listed(facility, None)),
        FacilityRecord::Merged(to) => Ok(Known::Moved(to)),
        FacilityRecord::Gone { last, gone_at } => Ok(Known::Gone(last, gone_at)),
        FacilityRecord::Unknown => Err(unknown()),
    }
}

fn written(answer: &FacilityAnswer) -> Result<Vec<u8>, Problem> {
    serde_json::to_vec(answer).map_err(|err| Problem::internal("writing a facility", &err))
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
