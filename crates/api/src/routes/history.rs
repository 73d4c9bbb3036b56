//! `GET /v1/facilities/{id}/history`.

use actix_web::{HttpRequest, get, web};
use uuid::Uuid;

use crate::problem::Problem;
use service::Directory;
use service::history_response::HistoryAnswer;
use service::search::parameters::Parameters;

/// Entries a page, unless less is asked for.
const LIMIT: u64 = 50;

/// Most entries a page.
const MOST: u64 = 100;

/// Later than any publication.
const LAST: u64 = u32::MAX as u64;

/// What changed of a facility, and when: newest first.
#[utoipa::path(
    tag = "facilities",
    params(
        ("id" = String, Path, description = "The facility's id; one that was merged into another has its own history"),
        ("limit" = Option<u32>, Query, description = "Entries at the most, 1 to 100; 50 when left out.", minimum = 1, maximum = 100),
        ("before" = Option<u32>, Query, description = "Only entries of older publications than this one", minimum = 1),
    ),
    responses(
        (status = 200, description = "What changed", body = HistoryAnswer),
        (status = 400, description = "A parameter is wrong", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "There never was one", body = Problem, content_type = "application/problem+json"),
    )
)]
#[get("/v1/facilities/{id}/history")]
pub(crate) async fn get_history(
    request: HttpRequest,
    id: web::Path<String>,
    directory: web::Data<Directory>,
) -> Result<web::Json<HistoryAnswer>, Problem> {
    let mut parameters = Parameters::of_query(request.query_string())?;
    let limit = parameters.whole("limit", 1..=MOST).unwrap_or(LIMIT) as usize;
    let before = parameters.whole("before", 1..=LAST).unwrap_or(LAST) as i64;
    parameters.finish(&["limit", "before"])?;
    let unknown = || Problem::not_found("there is no facility of this id");
    let id = Uuid::parse_str(&id).map_err(|_| unknown())?;
    let history = directory.store().history(id).await;
    let history =
        history.map_err(|err| service::Error::internal("reading what changed of a facility", &err))?;
    if history.is_empty() {
        return Err(unknown());
    }
    Ok(web::Json(HistoryAnswer::of(id, history, limit, before)))
}
