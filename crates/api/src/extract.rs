//! Reads the requests that handlers take, from the query of a URL or from a JSON body.

use std::future::{Future, Ready, ready};
use std::pin::Pin;

use actix_web::dev::Payload;
use actix_web::http::header;
use actix_web::{FromRequest, HttpRequest, web};
use service::Error;
use service::request::{Faults, FromInput, Input, NoParameters};

use crate::problem::Problem;

/// The maximum size of a body, in bytes.
const MAX_BODY: usize = 64 * 1024;

/// A request in the query of the URL.
pub struct QueryRequest<T>(pub T);

/// A request in a JSON body. Its URL must not have parameters.
pub struct BodyRequest<T>(pub T);

impl<T: FromInput> FromRequest for QueryRequest<T> {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(read_query(request).map(QueryRequest).map_err(Problem::from))
    }
}

impl<T: FromInput + 'static> FromRequest for BodyRequest<T> {
    type Error = Problem;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Problem>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let (request, payload) = (request.clone(), web::Payload::from_request(request, payload));
        Box::pin(async move {
            check_content_type(&request)?;
            read_query::<NoParameters>(&request)?;
            let payload = payload.await.map_err(|_| ended_too_early())?;
            let body = match payload.to_bytes_limited(MAX_BODY).await {
                Ok(body) => body.map_err(|_| ended_too_early())?,
                Err(_) => return Err(Problem::too_large(MAX_BODY)),
            };
            Ok(BodyRequest(T::from_input(Input::from_json(&body)?)?))
        })
    }
}

fn read_query<T: FromInput>(request: &HttpRequest) -> Result<T, Error> {
    T::from_input(Input::from_query(request.query_string())?)
}

fn check_content_type(request: &HttpRequest) -> Result<(), Problem> {
    let header = |name| request.headers().get(name).and_then(|value| value.to_str().ok());
    let media_type =
        header(header::CONTENT_TYPE).and_then(|value| value.split(';').next()).unwrap_or_default();
    let is_plain = request.headers().get(header::CONTENT_ENCODING).is_none_or(|value| value == "identity");
    match media_type.trim().eq_ignore_ascii_case("application/json") && is_plain {
        true => Ok(()),
        false => Err(Problem::unsupported_media_type("application/json, not compressed")),
    }
}

fn ended_too_early() -> Problem {
    let mut faults = Faults::in_body();
    faults.add("", "the body ended too early");
    Error::from(faults).into()
}
