//! `GET /v1/facilities/{id}/history`.

use actix_web::{get, web};
use service::Directory;
use service::facility_lookup::facility_history;
use service::history_response::{HistoryRequest, HistoryResponse};

use crate::extract::QueryRequest;
use crate::problem::Problem;
use crate::routes::facilities::parse_id;

/// List what changed about a facility, and when, newest first
///
/// There is one entry for each import, undone import or decision that changed something.
#[utoipa::path(
    tag = "facilities",
    params(
        ("id" = Uuid, Path, description = "The facility's ID; one that was merged into another keeps its own history"),
        HistoryRequest,
    ),
    responses(
        (status = 200, description = "What changed", body = HistoryResponse),
        (status = 404, description = "No facility ever had this ID"),
    )
)]
#[get("/v1/facilities/{id}/history")]
pub(crate) async fn get_history(
    id: web::Path<String>,
    QueryRequest(request): QueryRequest<HistoryRequest>,
    directory: web::Data<Directory>,
) -> Result<web::Json<HistoryResponse>, Problem> {
    let id = parse_id(&id)?;
    let history = facility_history(&directory, id).await?;
    Ok(web::Json(HistoryResponse::new(id, history, &request)))
}
