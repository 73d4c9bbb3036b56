//! The National Provider Identifier, by which health plans identify providers.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A National Provider Identifier: ten digits, the last of which is a check digit (45 CFR 162.406).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Npi(String);

/// The error for text that is not a National Provider Identifier.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not a National Provider Identifier")]
pub struct NotAnNpi(pub String);

impl Npi {
    /// Parses an identifier: ten digits that begin with 1 or 2. The last is the Luhn check digit (ISO/IEC 7812) of the
    /// identifier prefixed with 80840.
    ///
    /// # Errors
    /// If the text is not such a number or the check digit is wrong.
    pub fn parse(text: &str) -> Result<Npi, NotAnNpi> {
        let digits = text.trim();
        let is_valid = digits.len() == 10
            && digits.bytes().all(|byte| byte.is_ascii_digit())
            && digits.starts_with(['1', '2'])
            && luhn(digits).is_multiple_of(10);
        if is_valid { Ok(Npi(digits.to_owned())) } else { Err(NotAnNpi(text.to_owned())) }
    }

    /// The ten digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The Luhn sum of an identifier with the prefix 80840. The prefix contributes 24.
fn luhn(digits: &str) -> u32 {
    let values = digits.bytes().rev().map(|byte| u32::from(byte - b'0'));
    let weighted = values.enumerate().map(|(at, value)| match at % 2 {
        0 => value,
        _ => value * 2 / 10 + value * 2 % 10,
    });
    weighted.sum::<u32>() + 24
}

impl fmt::Display for Npi {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for Npi {
    type Error = NotAnNpi;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Npi::parse(&text)
    }
}

impl From<Npi> for String {
    fn from(npi: Npi) -> Self {
        npi.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_check_digit_or_form_is_rejected() {
        // The example in CMS's description of the check digit.
        assert_eq!(Npi::parse(" 1234567893").map(|npi| npi.to_string()).as_deref(), Ok("1234567893"));
        for bad in ["1234567890", "123456789", "12345678933", "3234567893", "12345678a3", ""] {
            assert!(Npi::parse(bad).is_err(), "{bad}");
        }
    }
}
