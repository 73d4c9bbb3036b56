//! Where a page ended. A cursor names the generation it belongs to and the last facility of the page. All that it holds
//! of the request is a keyed digest (HMAC), which reveals nothing without the store's secret.

use hmac::{Hmac, KeyInit, Mac};
use search::IndexIdentity;
use sha2::Sha256;

use super::resolve::ResolvedSearch;
use crate::error::Error;
use crate::request::Faults;

/// Writes the cursor for the page that follows the facility at `position`.
pub fn write(position: u32, identity: IndexIdentity, request: &ResolvedSearch, secret: &[u8; 32]) -> String {
    let digest = digest(position, identity.generation, identity, request, secret);
    format!("{:016x}{position:08x}{digest:016x}", identity.generation)
}

/// The position after which the next page begins.
///
/// # Errors
/// If the cursor was not written for this search, or if its generation is no longer served.
pub fn read(
    cursor: &str,
    identity: IndexIdentity,
    request: &ResolvedSearch,
    secret: &[u8; 32],
) -> Result<u32, Error> {
    let part = |range: std::ops::Range<usize>| {
        let text = cursor
            .get(range)
            .filter(|text| text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f')))?;
        u64::from_str_radix(text, 16).ok()
    };
    if cursor.len() != 40 {
        return Err(bad());
    }
    let (Some(generation), Some(position), Some(given)) = (part(0..16), part(16..24), part(24..40)) else {
        return Err(bad());
    };
    let (generation, position) = (generation as i64, position as u32);
    if digest(position, generation, identity, request, secret) != given {
        return Err(bad());
    }
    if generation != identity.generation {
        return Err(Error::Gone(
            "the directory was updated since that page; search again from the first page".to_owned(),
        ));
    }
    Ok(position)
}

/// The error for a cursor that was not written by us, or not for this search.
pub fn bad() -> Error {
    let detail = "is not the next_cursor of a page of this search; leave it out to begin with the first page";
    let mut faults = Faults::in_query();
    faults.add("cursor", detail);
    faults.into()
}

fn digest(
    position: u32,
    generation: i64,
    identity: IndexIdentity,
    request: &ResolvedSearch,
    secret: &[u8; 32],
) -> u64 {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret).expect("HMAC takes keys of any length");
    mac.update(&generation.to_le_bytes());
    mac.update(&position.to_le_bytes());
    mac.update(identity.store.as_bytes());
    mac.update(request.fingerprint().as_bytes());
    let code = mac.finalize().into_bytes();
    code.iter().take(8).fold(0, |number, byte| number << 8 | u64::from(*byte))
}
