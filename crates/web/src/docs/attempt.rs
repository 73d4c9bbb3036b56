//! `POST /docs/search`: leads to a call with the parameters that were filled in.
//!
//! A form that leads to a path other than `…/search` makes Chromium ask its maker what may be filled in; the tests in the
//! browser see that it does not.

use actix_web::http::header;
use actix_web::{HttpResponse, web};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::description::{Call, Described};
use crate::body::body;
use crate::error::PageError;
use crate::fields::{Fields, unreadable};

/// The field with the path of the call. No parameter is called so.
const CALL: &str = "call";

/// The field with the parameters of the query, as `name=value&name=value`.
const QUERY: &str = "query";

pub(crate) async fn attempt(
    payload: web::Payload,
    described: web::Data<Described>,
) -> Result<HttpResponse, PageError> {
    let mut fields = Fields::read(&body(payload).await?)?;
    let path = fields.take(CALL)?.unwrap_or_default();
    let call = described.calls.iter().find(|call| call.can_be_tried() && call.path == path);
    let url = url(call.ok_or_else(|| unreadable(CALL))?, fields)?;
    Ok(HttpResponse::SeeOther().insert_header((header::LOCATION, url)).finish())
}

fn url(call: &Call, mut fields: Fields) -> Result<String, PageError> {
    let mut path = call.path.clone();
    for parameter in call.parameters.iter().filter(|parameter| parameter.is_in_path) {
        let value = fields.take(&parameter.name)?.ok_or_else(|| unreadable(&parameter.name))?;
        let value = utf8_percent_encode(&value, NON_ALPHANUMERIC).to_string();
        path = path.replace(&format!("{{{}}}", parameter.name), &value);
    }
    let query = fields.take(QUERY)?.unwrap_or_default();
    fields.finish()?;
    let query = Fields::read(query.as_bytes())?.query();
    Ok(if query.is_empty() { path } else { format!("{path}?{query}") })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tried(path: &str, form: &str) -> Result<String, String> {
        let described = Described::new(&crate::testing::openapi());
        let call = described.calls.iter().find(|call| call.path == path).expect("a call");
        url(call, Fields::read(form.as_bytes()).expect("a form")).map_err(|error| error.to_string())
    }

    #[test]
    fn what_was_filled_in_is_asked_and_nothing_else() {
        assert_eq!(
            tried("/v1/places", "query=q%3DSan+Jos%C3%A9%26limit%3D"),
            Ok("/v1/places?q=San+Jos%C3%A9".to_owned())
        );
        assert_eq!(tried("/v1/vocabulary", ""), Ok("/v1/vocabulary".to_owned()));
        assert_eq!(tried("/v1/facilities/{id}", "id=a%2Fb"), Ok("/v1/facilities/a%2Fb".to_owned()));
        assert!(tried("/v1/facilities/{id}", "").is_err());
        assert!(tried("/v1/places", "q=a").is_err());
    }
}
