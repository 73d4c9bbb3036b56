//! Why a request can't be answered. Each front end presents these errors in its own way.

use std::fmt;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// After how many seconds a client may try again if the service can't answer just now.
pub const SOON: u64 = 3;

/// Why a request can't be answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Error {
    /// The request is wrong. Holds every fault in it.
    Invalid(Vec<Fault>),
    /// There is nothing with that name or ID.
    NotFound(String),
    /// It existed once but no longer does.
    Gone(String),
    /// Nothing is loaded yet.
    NotReady,
    /// Another process is writing to the store.
    Busy,
    /// What is asked for needs the store, which can't be reached or written at the moment. Searches don't need it.
    Unavailable(&'static str),
    /// The client sent more than is accepted.
    TooMany {
        /// What is too many, in words for the client.
        detail: String,
        /// The number of seconds after which more is accepted.
        retry_after: u64,
    },
    /// Something failed on the server. The reason is only in the log.
    Internal,
}

/// One fault in a request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Fault {
    /// The parameter of the URL.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parameter: Option<String>,
    /// The member of the body, as a JSON pointer (RFC 6901).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pointer: Option<String>,
    /// What is wrong, and what would be right.
    pub detail: String,
    /// The nearest valid values, nearest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub candidates: Vec<String>,
}

impl Error {
    /// A failure on the server. The reason goes to the log, which never contains anything from the request.
    pub fn internal(doing: &str, reason: &(dyn std::error::Error + 'static)) -> Error {
        tracing::error!(doing, reason = store::with_causes(reason), "a request failed");
        Error::Internal
    }

    /// A failure of the store. The reason goes to the log.
    pub fn from_store(doing: &'static str, reason: &store::Error) -> Error {
        let detail = match reason {
            store::Error::Locked { .. } => return Error::Busy,
            store::Error::Unreachable { .. } => {
                "the database can't be reached at the moment; searches still work, and this will work again later"
            }
            store::Error::ReadOnly { .. } | store::Error::DiskFull { .. } => {
                "nothing can be stored at the moment; searches still work, and this will work again later"
            }
            _ => return Error::internal(doing, reason),
        };
        // Not a warning for each request: the beginning and the end of the trouble are logged.
        tracing::debug!(doing, reason = store::with_causes(reason), "a request could not be answered");
        Error::Unavailable(detail)
    }

    /// After how many seconds the client may try again; `None` if that does not help.
    pub fn retry_after(&self) -> Option<u64> {
        match self {
            Error::NotReady | Error::Busy | Error::Unavailable(_) => Some(SOON),
            Error::TooMany { retry_after, .. } => Some(*retry_after),
            Error::Invalid(_) | Error::NotFound(_) | Error::Gone(_) | Error::Internal => None,
        }
    }

    /// What is wrong, in words for the client.
    pub fn detail(&self) -> String {
        match self {
            Error::Invalid(faults) => match faults.as_slice() {
                [only] => only.detail.clone(),
                _ => "several parameters are wrong; each fault is listed".to_owned(),
            },
            Error::NotFound(detail) | Error::Gone(detail) | Error::TooMany { detail, .. } => detail.clone(),
            Error::NotReady => "the directory is still being loaded; try again in a few seconds".to_owned(),
            Error::Unavailable(detail) => (*detail).to_owned(),
            Error::Busy => "the directory is being updated; try again in a minute".to_owned(),
            Error::Internal => "the request could not be answered; it is not your fault".to_owned(),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Error::Invalid(faults) = self else { return f.write_str(&self.detail()) };
        let line = |fault: &Fault| match fault.parameter.as_ref().or(fault.pointer.as_ref()) {
            Some(name) => format!("{name}: {}", fault.detail),
            None => fault.detail.clone(),
        };
        f.write_str(&faults.iter().map(line).collect::<Vec<_>>().join("\n"))
    }
}

impl std::error::Error for Error {}
