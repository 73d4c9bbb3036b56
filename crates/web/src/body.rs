//! The body of a form.

use actix_web::web::{Bytes, Payload};

use crate::error::PageError;

/// Most bytes of a form.
const MAX_FORM: usize = 64 * 1024;

/// Reads the body of a form.
///
/// # Errors
/// When it ends early or is larger than any form.
pub(crate) async fn body(payload: Payload) -> Result<Bytes, PageError> {
    match payload.to_bytes_limited(MAX_FORM).await {
        Ok(Ok(body)) => Ok(body),
        Ok(Err(_)) => Err(PageError::invalid("the form", "the body ended early")),
        Err(_) => Err(PageError::TooLarge(MAX_FORM)),
    }
}
