//! Reading the body of a form.

use actix_web::web::Payload;

use crate::error::PageError;
use crate::fields::FormFields;

/// A form has at most this many bytes.
const MAX_FORM: usize = 64 * 1024;

/// Reads the fields of a form.
///
/// # Errors
/// If the body ends early, is larger than any form, or is not a form.
pub(crate) async fn read_form(payload: Payload) -> Result<FormFields, PageError> {
    match payload.to_bytes_limited(MAX_FORM).await {
        Ok(Ok(body)) => FormFields::read(&body),
        Ok(Err(_)) => Err(PageError::invalid("the form", "the body ended early")),
        Err(_) => Err(PageError::TooLarge(MAX_FORM)),
    }
}
