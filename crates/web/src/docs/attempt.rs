//! `POST /docs/search`: redirects to a call with the parameters that were filled in.
//!
//! If a form is sent to a path other than `…/search`, Chromium asks its vendor how to fill it in. The browser tests
//! check that this does not happen.

use actix_web::http::header;
use actix_web::{HttpResponse, web};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::description::{ApiOperation, ApiReference};
use crate::body::read_form;
use crate::error::PageError;
use crate::fields::{FormFields, unreadable};

/// The field with the path of the call. No parameter has this name.
const CALL: &str = "call";

/// The field with the parameters of the query, as `name=value&name=value`.
const QUERY: &str = "query";

pub(crate) async fn attempt(
    payload: web::Payload,
    api: web::Data<ApiReference>,
) -> Result<HttpResponse, PageError> {
    let mut fields = read_form(payload).await?;
    let path = fields.take(CALL)?.unwrap_or_default();
    let operation = api.operations.iter().find(|one| one.can_be_tried() && one.path == path);
    let url = url(operation.ok_or_else(|| unreadable(CALL))?, fields)?;
    Ok(HttpResponse::SeeOther().insert_header((header::LOCATION, url)).finish())
}

fn url(operation: &ApiOperation, mut fields: FormFields) -> Result<String, PageError> {
    let mut path = operation.path.clone();
    for parameter in operation.parameters.iter().filter(|parameter| parameter.is_in_path) {
        let value = fields.take(&parameter.name)?.ok_or_else(|| unreadable(&parameter.name))?;
        let value = utf8_percent_encode(&value, NON_ALPHANUMERIC).to_string();
        path = path.replace(&format!("{{{}}}", parameter.name), &value);
    }
    let query = fields.take(QUERY)?.unwrap_or_default();
    fields.finish()?;
    let query = FormFields::read(query.as_bytes())?.query();
    Ok(if query.is_empty() { path } else { format!("{path}?{query}") })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tried(path: &str, form: &str) -> Result<String, String> {
        let api = ApiReference::new(&crate::testing::openapi());
        let operation = api.operations.iter().find(|one| one.path == path).expect("an operation");
        url(operation, FormFields::read(form.as_bytes()).expect("a form")).map_err(|error| error.to_string())
    }

    #[test]
    fn a_call_has_the_values_that_were_filled_in_and_no_others() {
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
