//! Errors of the pages.

use actix_web::http::{StatusCode, header};
use actix_web::{HttpResponse, ResponseError};
use service::Error;
use service::request::Faults;

/// Why a page can't be shown. The server turns it into a page for browsers (see [`crate::failure_page`]) and into
/// problem+json for other clients.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PageError {
    /// The service can't answer the request.
    #[error(transparent)]
    Service(#[from] Error),
    /// The page accepts only these methods.
    #[error("this page accepts {0}")]
    MethodNotAllowed(&'static str),
    /// The form was not sent from a recent page of this site.
    #[error(
        "the form must be sent from a page of this site that is not older than a day; load the page again"
    )]
    FormRefused,
    /// The form has more than this many bytes.
    #[error("a form may have at most {0} bytes")]
    TooLarge(usize),
}

impl PageError {
    pub(crate) fn invalid(parameter: &str, detail: impl Into<String>) -> PageError {
        let mut faults = Faults::in_query();
        faults.add(parameter, detail);
        PageError::Service(faults.into())
    }
}

impl ResponseError for PageError {
    fn status_code(&self) -> StatusCode {
        match self {
            PageError::Service(Error::Invalid(_)) => StatusCode::BAD_REQUEST,
            PageError::Service(Error::NotFound(_)) => StatusCode::NOT_FOUND,
            PageError::Service(Error::Gone(_)) => StatusCode::GONE,
            PageError::Service(Error::NotReady | Error::Busy | Error::Unavailable(_)) => {
                StatusCode::SERVICE_UNAVAILABLE
            }
            PageError::Service(Error::TooMany { .. }) => StatusCode::TOO_MANY_REQUESTS,
            PageError::Service(Error::Internal) => StatusCode::INTERNAL_SERVER_ERROR,
            PageError::MethodNotAllowed(_) => StatusCode::METHOD_NOT_ALLOWED,
            PageError::FormRefused => StatusCode::FORBIDDEN,
            PageError::TooLarge(_) => StatusCode::PAYLOAD_TOO_LARGE,
        }
    }

    fn error_response(&self) -> HttpResponse {
        let mut response = HttpResponse::build(self.status_code());
        if let PageError::MethodNotAllowed(methods) = self {
            response.insert_header((header::ALLOW, *methods));
        }
        if let PageError::Service(error) = self
            && let Some(seconds) = error.retry_after()
        {
            response.insert_header((header::RETRY_AFTER, seconds));
        }
        response.finish()
    }
}
