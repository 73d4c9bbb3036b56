//! Receives requests. A handler is called only once the whole request is there, so that a slow client costs a
//! connection and nothing else.

use actix_web::FromRequest;
use actix_web::dev::{Payload, ServiceRequest};
use actix_web::http::header;
use actix_web::web::{self, Bytes};
use api::Problem;
use service::Error;
use service::request::Faults;
use tokio::time::{Instant, timeout_at};

/// The maximum length of a URL without its scheme and host, in bytes.
const MAX_URL: usize = 8 * 1024;

/// The maximum size of a body, in bytes.
const MAX_BODY: usize = 64 * 1024;

/// Reads the body of a request and puts it back as a whole.
///
/// # Errors
/// If the URL or the body is too large, or if the body has not arrived by the deadline.
pub(super) async fn receive(request: &mut ServiceRequest, deadline: Instant) -> Result<(), Problem> {
    let length = request.uri().path_and_query().map_or(0, |url| url.as_str().len());
    if length > MAX_URL {
        return Err(Problem::url_too_long(MAX_URL));
    }
    if announced_length(request) > MAX_BODY {
        return Err(Problem::too_large(MAX_BODY));
    }
    if let Payload::None = request.parts_mut().1 {
        return Ok(());
    }
    let body = timeout_at(deadline, body(request)).await.map_err(|_| Problem::too_slow())??;
    request.set_payload(body.into());
    Ok(())
}

/// The length of the body that the client announced; 0 if it announced none.
fn announced_length(request: &ServiceRequest) -> usize {
    let length = request.headers().get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok());
    length.map_or(0, |length| length.parse().unwrap_or(usize::MAX))
}

async fn body(request: &mut ServiceRequest) -> Result<Bytes, Problem> {
    let (request, payload) = request.parts_mut();
    let payload = web::Payload::from_request(request, payload).await.map_err(|_| ended_too_early())?;
    match payload.to_bytes_limited(MAX_BODY).await {
        Ok(body) => body.map_err(|_| ended_too_early()),
        Err(_) => Err(Problem::too_large(MAX_BODY)),
    }
}

fn ended_too_early() -> Problem {
    let mut faults = Faults::in_body();
    faults.add("", "the body ended too early");
    Error::from(faults).into()
}
