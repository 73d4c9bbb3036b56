//! Problems, as problem+json (RFC 9457): what is wrong, with which parameter, and what would be right.

use std::fmt;

use actix_web::http::StatusCode;
use actix_web::http::header::{self, HeaderValue};
use actix_web::{HttpResponse, HttpResponseBuilder, ResponseError};
use serde::{Deserialize, Serialize};
use service::{Error, Fault};
use utoipa::ToSchema;

/// The media type of a problem.
pub const MEDIA_TYPE: &str = "application/problem+json";

/// A problem that a client is told of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Problem {
    /// What kind of problem it is: a path below this API's documentation.
    #[serde(rename = "type")]
    #[schema(example = "/problems/bad-request")]
    pub kind: String,
    /// The kind in a few words.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// What is wrong this time, and what would be right.
    pub detail: String,
    /// For bad input: each fault.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<Fault>,
    /// The methods the path answers to, for the header `Allow`.
    #[serde(skip)]
    pub(crate) allow: Option<String>,
}

impl Problem {
    fn new(status: StatusCode, slug: &str, title: &str, detail: impl Into<String>) -> Problem {
        Problem {
            kind: format!("/problems/{slug}"),
            title: title.to_owned(),
            status: status.as_u16(),
            detail: detail.into(),
            errors: Vec::new(),
            allow: None,
        }
    }

    /// The problem a status alone tells of.
    pub fn of_status(status: StatusCode) -> Problem {
        match status {
            StatusCode::NOT_FOUND => {
                Problem::not_found("this path does not exist; /docs describes those that do")
            }
            status => {
                let title = status.canonical_reason().unwrap_or("The request can't be answered");
                Problem::new(status, "bad-request", title, "the request can't be answered as it was sent")
            }
        }
    }

    /// There is nothing of that name.
    pub fn not_found(detail: impl Into<String>) -> Problem {
        Problem::new(StatusCode::NOT_FOUND, "not-found", "There is nothing here", detail)
    }

    /// The path exists, but not for this method.
    pub fn method_not_allowed(allowed: &str) -> Problem {
        let detail = format!("this path answers to {allowed}");
        let title = "The method is not allowed";
        let problem = Problem::new(StatusCode::METHOD_NOT_ALLOWED, "method-not-allowed", title, detail);
        Problem { allow: Some(allowed.to_owned()), ..problem }
    }

    /// The body is larger than any request needs.
    pub fn too_large(limit: usize) -> Problem {
        let detail = format!("a body may have at most {limit} bytes");
        Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "too-large", "The body is too large", detail)
    }

    /// The body is of a kind that is not read here.
    pub fn unsupported_media_type(wanted: &str) -> Problem {
        let detail = format!("send the body as {wanted}");
        Problem::new(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "unsupported-media-type",
            "The body can't be read",
            detail,
        )
    }
}

impl From<Error> for Problem {
    fn from(error: Error) -> Problem {
        let detail = error.detail();
        let (status, slug, title) = match &error {
            Error::Invalid(_) => (StatusCode::BAD_REQUEST, "bad-request", "The request is wrong"),
            Error::NotFound(_) => (StatusCode::NOT_FOUND, "not-found", "There is nothing here"),
            Error::Gone(_) => (StatusCode::GONE, "gone", "It is no longer there"),
            Error::NotReady => (StatusCode::SERVICE_UNAVAILABLE, "not-ready", "Not ready yet"),
            Error::Busy => (StatusCode::SERVICE_UNAVAILABLE, "busy", "Busy just now"),
            Error::TooMany(_) => (StatusCode::TOO_MANY_REQUESTS, "too-many", "Too much at once"),
            Error::Internal => (StatusCode::INTERNAL_SERVER_ERROR, "internal", "Something failed here"),
        };
        let errors = if let Error::Invalid(faults) = error { faults } else { Vec::new() };
        Problem { errors, ..Problem::new(status, slug, title, detail) }
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
        if self.status_code() == StatusCode::SERVICE_UNAVAILABLE {
            response.insert_header((header::RETRY_AFTER, HeaderValue::from_static("3")));
        }
        response.body(serde_json::to_string(self).unwrap_or_default())
    }
}
