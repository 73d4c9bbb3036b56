//! Tokens in forms, which show that the form comes from a page of this service. They need no cookie: a token is a keyed
//! digest (HMAC) of what the form is about and of the day, and expires at the end of the next day (UTC).

use directory::text::bytes_from_hex;
use hmac::{Hmac, KeyInit, Mac};
use jiff::civil::Date;
use sha2::Sha256;
use uuid::Uuid;

/// Keeps these digests apart from others with the same secret.
const PURPOSE: &[u8] = b"a correction";

/// The token for reporting what is wrong with a facility, in a page that is made `today`.
pub fn issue(secret: &[u8; 32], facility: Uuid, today: Date) -> String {
    mac(secret, facility, today).finalize().into_bytes().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Whether a token was issued for this facility, today or yesterday.
pub fn is_valid(token: &str, secret: &[u8; 32], facility: Uuid, today: Date) -> bool {
    let Some(digest) = bytes_from_hex(token) else { return false };
    let days = [Some(today), today.yesterday().ok()];
    days.into_iter().flatten().any(|day| mac(secret, facility, day).verify_slice(&digest).is_ok())
}

fn mac(secret: &[u8; 32], facility: Uuid, day: Date) -> Hmac<Sha256> {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret).expect("HMAC takes keys of any length");
    mac.update(PURPOSE);
    mac.update(facility.as_bytes());
    mac.update(day.to_string().as_bytes());
    mac
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    const FACILITY: Uuid = Uuid::from_u128(7);

    #[test]
    fn a_token_is_valid_for_its_facility_until_the_end_of_the_next_day() {
        let (secret, today) = ([1; 32], date(2026, 11, 30));
        let token = issue(&secret, FACILITY, today);
        let is_valid = |facility, day| is_valid(&token, &secret, facility, day);
        assert!(is_valid(FACILITY, today) && is_valid(FACILITY, date(2026, 12, 1)));
        assert!(!is_valid(FACILITY, date(2026, 12, 2)) && !is_valid(FACILITY, date(2026, 11, 29)));
        assert!(!is_valid(Uuid::from_u128(8), today));
    }

    #[test]
    fn only_the_store_with_the_secret_can_make_a_token() {
        let today = date(2026, 11, 30);
        assert!(!is_valid(&issue(&[1; 32], FACILITY, today), &[2; 32], FACILITY, today));
        for token in ["", "x", &"0".repeat(64), &"é".repeat(32)] {
            assert!(!is_valid(token, &[1; 32], FACILITY, today), "{token}");
        }
    }
}
