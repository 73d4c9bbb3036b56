//! `GET /v1/vocabulary`.

use actix_web::{get, web};
use service::Directory;
use service::request::NoParameters;
use service::vocabulary_response::VocabularyResponse;

use crate::extract::QueryRequest;
use crate::problem::Problem;

/// List every name the API uses, with its label, description, SAMHSA code and count
///
/// The count says how many facilities have a program that lists the attribute.
#[utoipa::path(
    tag = "vocabulary",
    responses(
        (status = 200, description = "The vocabulary", body = VocabularyResponse),
        (status = 503, description = "Nothing is loaded yet"),
    )
)]
#[get("/v1/vocabulary")]
pub(crate) async fn get_vocabulary(
    _: QueryRequest<NoParameters>,
    directory: web::Data<Directory>,
) -> Result<web::Json<VocabularyResponse>, Problem> {
    let serving = directory.serving().ok_or(service::Error::NotReady)?;
    Ok(web::Json(VocabularyResponse::new(&serving.counts)))
}
