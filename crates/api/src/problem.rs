//! Problems, as problem+json (RFC 9457): what is wrong, with which parameter, and what would be right.

use std::fmt;

use actix_web::http::StatusCode;
use actix_web::http::header::{self, HeaderValue};
use actix_web::{HttpResponse, HttpResponseBuilder, ResponseError};
use serde::Serialize;
use service::{Error, Fault, SOON};
use utoipa::ToSchema;

use crate::problem_kind::ProblemKind;

/// The media type of a problem.
pub const MEDIA_TYPE: &str = "application/problem+json";

/// A problem, as it is reported to a client.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Problem {
    /// What kind of problem it is: a path that answers with an explanation.
    #[schema(example = "/problems/bad-request")]
    pub r#type: String,
    /// The kind in a few words.
    #[schema(example = "The request is wrong")]
    pub title: String,
    /// The HTTP status.
    #[schema(minimum = 400, maximum = 599, example = 400)]
    pub status: u16,
    /// What is wrong this time, and what would be right.
    pub detail: String,
    /// For bad input: each fault.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    pub errors: Vec<Fault>,
    /// The methods that the path accepts, for the `Allow` header.
    #[serde(skip)]
    pub(crate) allow: Option<String>,
    /// After how many seconds to try again, for the `Retry-After` header.
    #[serde(skip)]
    pub(crate) retry_after: Option<u64>,
}

impl Problem {
    fn new(kind: ProblemKind, detail: impl Into<String>) -> Problem {
        Problem {
            r#type: kind.path(),
            title: kind.title().to_owned(),
            status: kind.status().as_u16(),
            detail: detail.into(),
            errors: Vec::new(),
            allow: None,
            retry_after: None,
        }
    }

    /// The problem for a response that the framework made, which has only a status.
    pub fn from_status(status: StatusCode) -> Problem {
        let has_status = |kind: &ProblemKind| kind.status() == status;
        match ProblemKind::ALL.into_iter().find(has_status) {
            Some(ProblemKind::NotFound) => Problem::unknown_path(),
            known => {
                let detail = "the request can't be answered as it was sent";
                let problem = Problem::new(known.unwrap_or(ProblemKind::BadRequest), detail);
                Problem { status: status.as_u16(), ..problem }
            }
        }
    }

    /// The path does not exist.
    pub fn unknown_path() -> Problem {
        Problem::not_found("this path does not exist; /docs describes those that do")
    }

    /// There is nothing with that name or ID.
    pub(crate) fn not_found(detail: impl Into<String>) -> Problem {
        Problem::new(ProblemKind::NotFound, detail)
    }

    /// The path exists, but not for this method.
    pub fn method_not_allowed(allowed: &str) -> Problem {
        let problem = Problem::new(ProblemKind::MethodNotAllowed, format!("this path accepts {allowed}"));
        Problem { allow: Some(allowed.to_owned()), ..problem }
    }

    /// The server is about to stop.
    pub(crate) fn stopping() -> Problem {
        let detail = "this server is about to stop; send requests to another one";
        Problem { retry_after: Some(SOON), ..Problem::new(ProblemKind::NotReady, detail) }
    }

    /// The form was not sent from a recent page of this site.
    pub fn form_refused(detail: impl Into<String>) -> Problem {
        Problem::new(ProblemKind::FormRefused, detail)
    }

    /// The body is larger than any request needs.
    pub fn too_large(limit: usize) -> Problem {
        Problem::new(ProblemKind::TooLarge, format!("a body may have at most {limit} bytes"))
    }

    /// The URL is longer than any request needs.
    pub fn url_too_long(limit: usize) -> Problem {
        Problem::new(ProblemKind::UrlTooLong, format!("a URL may have at most {limit} bytes"))
    }

    /// The client took too long to send the request.
    pub fn too_slow() -> Problem {
        Problem::new(ProblemKind::TooSlow, "the request did not arrive in time")
    }

    /// More requests are in progress than can be answered soon.
    pub fn overloaded() -> Problem {
        let detail = "the service has too many requests just now; try again in a few seconds";
        Problem { retry_after: Some(SOON), ..Problem::new(ProblemKind::Overloaded, detail) }
    }

    /// The body has a type that is not accepted here.
    pub(crate) fn unsupported_media_type(wanted: &str) -> Problem {
        Problem::new(ProblemKind::UnsupportedMediaType, format!("send the body as {wanted}"))
    }
}

impl From<Error> for Problem {
    fn from(error: Error) -> Problem {
        let kind = match &error {
            Error::Invalid(_) => ProblemKind::BadRequest,
            Error::NotFound(_) => ProblemKind::NotFound,
            Error::Gone(_) => ProblemKind::Gone,
            Error::NotReady => ProblemKind::NotReady,
            Error::Busy => ProblemKind::Busy,
            Error::Unavailable(_) => ProblemKind::Unavailable,
            Error::TooMany { .. } => ProblemKind::TooMany,
            Error::Internal => ProblemKind::Internal,
        };
        let problem = Problem { retry_after: error.retry_after(), ..Problem::new(kind, error.detail()) };
        let errors = if let Error::Invalid(faults) = error { faults } else { Vec::new() };
        Problem { errors, ..problem }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.errors.is_empty() {
            return write!(f, "{}: {}", self.title, self.detail);
        }
        let fault = |fault: &Fault| {
            let name = fault.parameter.as_ref().or(fault.pointer.as_ref());
            name.map_or_else(|| fault.detail.clone(), |name| format!("{name}: {}", fault.detail))
        };
        f.write_str(&self.errors.iter().map(fault).collect::<Vec<_>>().join("\n"))
    }
}

impl std::error::Error for Problem {}

impl ResponseError for Problem {
    fn status_code(&self) -> StatusCode {
        StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }

    fn error_response(&self) -> HttpResponse {
        let mut response = HttpResponseBuilder::new(self.status_code());
        response.insert_header((header::CONTENT_TYPE, HeaderValue::from_static(MEDIA_TYPE)));
        response.insert_header((header::CACHE_CONTROL, HeaderValue::from_static("no-store")));
        if let Some(allow) = &self.allow {
            response.insert_header((header::ALLOW, allow.as_str()));
        }
        if let Some(seconds) = self.retry_after {
            response.insert_header((header::RETRY_AFTER, seconds));
        }
        response.body(serde_json::to_string(self).unwrap_or_default())
    }
}
