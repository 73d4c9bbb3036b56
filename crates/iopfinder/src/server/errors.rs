//! Errors as they are sent: pages for browsers, problems for other clients.

use actix_web::ResponseError;
use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::ServiceResponse;
use actix_web::http::header;
use api::Problem;
use web::PageError;

/// Turns errors into pages for browsers, and the framework's own errors into problems.
pub(super) fn presentable<B: MessageBody + 'static>(answer: ServiceResponse<B>) -> ServiceResponse<BoxBody> {
    let status = answer.status();
    let is_error = status.is_client_error() || status.is_server_error();
    let media_type = answer.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let has_words =
        media_type.is_some_and(|media_type| media_type.contains("json") || media_type.contains("html"));
    let is_page = media_type.is_some_and(|media_type| media_type.contains("html"));
    if is_error && !is_page && web::wants_page(answer.request()) {
        let retry_after = answer.headers().get(header::RETRY_AFTER).cloned();
        let (request, _) = answer.into_parts();
        let mut page = web::failure_page(&request, status);
        if let Some(retry_after) = retry_after {
            page.headers_mut().insert(header::RETRY_AFTER, retry_after);
        }
        return ServiceResponse::new(request, page);
    }
    let page_error = answer.response().error().and_then(|error| error.as_error::<PageError>()).cloned();
    if let Some(error) = page_error {
        let (request, _) = answer.into_parts();
        return ServiceResponse::new(request, problem(error).error_response());
    }
    if !status.is_client_error() || has_words {
        return answer.map_into_boxed_body();
    }
    let (request, _) = answer.into_parts();
    ServiceResponse::new(request, Problem::from_status(status).error_response())
}

/// The problem for an error of a page, for clients that don't show pages.
fn problem(error: PageError) -> Problem {
    match error {
        PageError::Service(error) => error.into(),
        PageError::MethodNotAllowed(methods) => Problem::method_not_allowed(methods),
        PageError::FormRefused => Problem::form_refused(error.to_string()),
        PageError::TooLarge(limit) => Problem::too_large(limit),
    }
}
