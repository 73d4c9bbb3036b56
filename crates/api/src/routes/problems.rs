//! `GET /problems/{kind}`: what the `type` of a problem means.

use actix_web::http::header::{self, ContentType};
use actix_web::{HttpRequest, HttpResponse, get, web};
use serde::Serialize;
use service::request::NoParameters;
use utoipa::ToSchema;

use crate::extract::QueryRequest;
use crate::problem::Problem;
use crate::problem_kind::ProblemKind;

/// What a kind of problem means.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ProblemExplanation {
    /// The `type` of such problems.
    #[schema(example = "/problems/bad-request")]
    r#type: String,
    /// The kind in a few words.
    title: &'static str,
    /// The HTTP status.
    #[schema(minimum = 400, maximum = 599)]
    status: u16,
    /// What it means, and what to do about it.
    explanation: &'static str,
}

/// Explain a kind of problem
///
/// The `type` of every problem is a path of this form.
#[utoipa::path(
    tag = "problems",
    params(("kind" = String, Path, description = "The last part of a problem's `type`", example = "bad-request")),
    responses(
        (status = 200, description = "What it means, as JSON, or as HTML for browsers", content(
            (ProblemExplanation = "application/json"),
            (String = "text/html"),
        )),
        (status = 404, description = "There is no such kind of problem"),
    )
)]
#[get("/problems/{kind}")]
pub(crate) async fn get_problem(
    request: HttpRequest,
    _: QueryRequest<NoParameters>,
    kind: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    let unknown = || Problem::not_found("there is no such kind of problem");
    let kind = ProblemKind::from_slug(&kind).ok_or_else(unknown)?;
    let accepted = request.headers().get(header::ACCEPT).and_then(|value| value.to_str().ok());
    if accepted.is_some_and(|accepted| accepted.contains("text/html")) {
        return Ok(HttpResponse::Ok().insert_header(ContentType::html()).body(page(kind)));
    }
    Ok(HttpResponse::Ok().json(ProblemExplanation {
        r#type: kind.path(),
        title: kind.title(),
        status: kind.status().as_u16(),
        explanation: kind.explanation(),
    }))
}

fn page(kind: ProblemKind) -> String {
    let (title, explanation, status) = (kind.title(), kind.explanation().replace('`', ""), kind.status());
    format!(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>{title}</title>\
         <meta name=\"viewport\" content=\"width=device-width\"></head><body><main><h1>{title}</h1>\
         <p>{explanation}</p><p>HTTP status {status}. <a href=\"/docs\">The API</a></p></main></body></html>"
    )
}
