//! Numbers by which a place is found: its telephone number and its National Provider Identifier.

use directory::{Npi, Phone};
use serde::{Deserialize, Serialize};
use utoipa::openapi::schema::ObjectBuilder;
use utoipa::openapi::{RefOr, Schema, Type};
use utoipa::{PartialSchema, ToSchema};

/// A telephone number in any common format. An extension is ignored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PhoneNumber(Phone);

/// The error for a text that is not a telephone number.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("is not a US telephone number, such as 512-555-0100")]
pub struct NotAPhoneNumber;

impl PhoneNumber {
    /// The number itself.
    pub fn into_inner(self) -> Phone {
        self.0
    }
}

impl TryFrom<String> for PhoneNumber {
    type Error = NotAPhoneNumber;

    fn try_from(text: String) -> Result<Self, NotAPhoneNumber> {
        let phone = Phone::parse(text.trim()).ok_or(NotAPhoneNumber)?;
        Ok(PhoneNumber(Phone { extension: None, ..phone }))
    }
}

impl From<PhoneNumber> for String {
    fn from(number: PhoneNumber) -> String {
        number.0.number
    }
}

impl PartialSchema for PhoneNumber {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new().schema_type(Type::String).into()
    }
}

impl ToSchema for PhoneNumber {}

/// A National Provider Identifier: ten digits, the last of which is a check digit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct NpiNumber(Npi);

/// The error for a text that is not a National Provider Identifier.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("is not an NPI: ten digits that begin with 1 or 2, the last of which is a check digit")]
pub struct NotAnNpiNumber;

impl NpiNumber {
    /// The identifier itself.
    pub fn into_inner(self) -> Npi {
        self.0
    }
}

impl TryFrom<String> for NpiNumber {
    type Error = NotAnNpiNumber;

    fn try_from(text: String) -> Result<Self, NotAnNpiNumber> {
        Npi::parse(&text).map(NpiNumber).map_err(|_| NotAnNpiNumber)
    }
}

impl From<NpiNumber> for String {
    fn from(number: NpiNumber) -> String {
        number.0.to_string()
    }
}

impl PartialSchema for NpiNumber {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new().schema_type(Type::String).pattern(Some("^[12][0-9]{9}$")).into()
    }
}

impl ToSchema for NpiNumber {}
