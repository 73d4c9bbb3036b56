//! The kinds of problems, with their statuses, titles and explanations.

use actix_web::http::StatusCode;

/// A kind of problem.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ProblemKind {
    BadRequest,
    FormRefused,
    NotFound,
    MethodNotAllowed,
    TooSlow,
    Gone,
    TooLarge,
    UrlTooLong,
    UnsupportedMediaType,
    TooMany,
    Internal,
    NotReady,
    Busy,
    Unavailable,
    Overloaded,
}

impl ProblemKind {
    /// All of them, ordered by status.
    pub(crate) const ALL: [ProblemKind; 15] = [
        ProblemKind::BadRequest,
        ProblemKind::FormRefused,
        ProblemKind::NotFound,
        ProblemKind::MethodNotAllowed,
        ProblemKind::TooSlow,
        ProblemKind::Gone,
        ProblemKind::TooLarge,
        ProblemKind::UrlTooLong,
        ProblemKind::UnsupportedMediaType,
        ProblemKind::TooMany,
        ProblemKind::Internal,
        ProblemKind::NotReady,
        ProblemKind::Busy,
        ProblemKind::Unavailable,
        ProblemKind::Overloaded,
    ];

    /// Its name in paths.
    pub(crate) fn slug(self) -> &'static str {
        match self {
            ProblemKind::BadRequest => "bad-request",
            ProblemKind::FormRefused => "form-refused",
            ProblemKind::NotFound => "not-found",
            ProblemKind::MethodNotAllowed => "method-not-allowed",
            ProblemKind::TooSlow => "too-slow",
            ProblemKind::Gone => "gone",
            ProblemKind::TooLarge => "too-large",
            ProblemKind::UrlTooLong => "url-too-long",
            ProblemKind::UnsupportedMediaType => "unsupported-media-type",
            ProblemKind::TooMany => "too-many",
            ProblemKind::Internal => "internal",
            ProblemKind::NotReady => "not-ready",
            ProblemKind::Busy => "busy",
            ProblemKind::Unavailable => "unavailable",
            ProblemKind::Overloaded => "overloaded",
        }
    }

    /// The kind with this name.
    pub(crate) fn from_slug(slug: &str) -> Option<ProblemKind> {
        ProblemKind::ALL.into_iter().find(|kind| kind.slug() == slug)
    }

    /// The path that explains it: the `type` of a problem.
    pub(crate) fn path(self) -> String {
        format!("/problems/{}", self.slug())
    }

    pub(crate) fn status(self) -> StatusCode {
        match self {
            ProblemKind::BadRequest => StatusCode::BAD_REQUEST,
            ProblemKind::FormRefused => StatusCode::FORBIDDEN,
            ProblemKind::NotFound => StatusCode::NOT_FOUND,
            ProblemKind::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
            ProblemKind::TooSlow => StatusCode::REQUEST_TIMEOUT,
            ProblemKind::Gone => StatusCode::GONE,
            ProblemKind::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            ProblemKind::UrlTooLong => StatusCode::URI_TOO_LONG,
            ProblemKind::UnsupportedMediaType => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            ProblemKind::TooMany => StatusCode::TOO_MANY_REQUESTS,
            ProblemKind::Internal => StatusCode::INTERNAL_SERVER_ERROR,
            ProblemKind::NotReady
            | ProblemKind::Busy
            | ProblemKind::Unavailable
            | ProblemKind::Overloaded => StatusCode::SERVICE_UNAVAILABLE,
        }
    }

    /// The kind in a few words.
    pub(crate) fn title(self) -> &'static str {
        match self {
            ProblemKind::BadRequest => "The request is wrong",
            ProblemKind::FormRefused => "The form is not accepted",
            ProblemKind::NotFound => "There is nothing here",
            ProblemKind::MethodNotAllowed => "The method is not allowed",
            ProblemKind::TooSlow => "The request came too slowly",
            ProblemKind::Gone => "It is no longer there",
            ProblemKind::TooLarge => "The body is too large",
            ProblemKind::UrlTooLong => "The URL is too long",
            ProblemKind::UnsupportedMediaType => "The body can't be read",
            ProblemKind::TooMany => "Too much at once",
            ProblemKind::Internal => "Something failed here",
            ProblemKind::NotReady => "Not ready yet",
            ProblemKind::Busy => "Busy just now",
            ProblemKind::Unavailable => "Not available just now",
            ProblemKind::Overloaded => "Too many requests just now",
        }
    }

    /// What it means, and what to do about it.
    pub(crate) fn explanation(self) -> &'static str {
        match self {
            ProblemKind::BadRequest => {
                "A parameter of the URL or a member of the body is unknown, wrong or missing. `errors` lists every \
                 fault, with the nearest valid values. Correct them and send the request again."
            }
            ProblemKind::FormRefused => {
                "The form was sent from another site, or from a page that is older than a day. Load the page again, and \
                 send the form from there."
            }
            ProblemKind::NotFound => {
                "The path does not exist, or nothing ever had this ID. /docs lists the paths."
            }
            ProblemKind::MethodNotAllowed => {
                "The path exists, but not with this method. The header `Allow` lists the methods that it accepts."
            }
            ProblemKind::TooSlow => "The whole request must arrive within ten seconds. Send it again.",
            ProblemKind::Gone => {
                "It existed once. A cursor belongs to one edition of the data and ends with it: search again from the \
                 first page."
            }
            ProblemKind::TooLarge => "The body has more bytes than any request needs.",
            ProblemKind::UrlTooLong => {
                "The URL has more bytes than any request needs. Long lists can be sent with POST, as JSON."
            }
            ProblemKind::UnsupportedMediaType => {
                "The body has a type that is not accepted here. Send it with `Content-Type: application/json`, not \
                 compressed."
            }
            ProblemKind::TooMany => {
                "More was sent than is accepted. Try again after the seconds in `Retry-After`."
            }
            ProblemKind::Internal => {
                "The request could not be answered because something failed in the service. It is not your fault; \
                 trying again later may help."
            }
            ProblemKind::NotReady => {
                "The service has started but has not loaded its data yet, or is about to stop. Try again after the \
                 seconds in `Retry-After`."
            }
            ProblemKind::Unavailable => {
                "The request needs the database, which can't be reached or written at the moment. Searches don't need it. Try \
                 again after the seconds in `Retry-After`."
            }
            ProblemKind::Busy => "The data is being updated. Try again after the seconds in `Retry-After`.",
            ProblemKind::Overloaded => {
                "The service has more requests than it can answer soon. Try again after the seconds in `Retry-After`."
            }
        }
    }
}
