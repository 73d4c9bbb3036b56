//! Types of parameters that carry their limits: out-of-range values can't be constructed, and the schema gets
//! its limits from the same constants.

use std::borrow::Cow;
use std::fmt;
use std::ops::Deref;

use serde::de::{Deserializer, Error, Unexpected, Visitor};
use serde::{Deserialize, Serialize};
use utoipa::openapi::schema::{ObjectBuilder, SchemaFormat};
use utoipa::openapi::{KnownFormat, RefOr, Schema, Type};
use utoipa::{PartialSchema, ToSchema};

/// Why a value is not valid for a parameter.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct ValueError(String);

/// A text of 1 to `MAX` characters, without control characters or surrounding spaces.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String")]
pub struct Text<const MAX: usize = 200>(String);

impl<const MAX: usize> TryFrom<String> for Text<MAX> {
    type Error = ValueError;

    fn try_from(text: String) -> Result<Self, ValueError> {
        let trimmed = text.trim();
        if trimmed.is_empty() {
            Err(ValueError("is empty; leave it out or give it a value".to_owned()))
        } else if trimmed.chars().nth(MAX).is_some() {
            Err(ValueError(format!("is longer than {MAX} characters")))
        } else if trimmed.chars().any(char::is_control) {
            Err(ValueError("has control characters".to_owned()))
        } else {
            Ok(Text(trimmed.to_owned()))
        }
    }
}

impl<const MAX: usize> Text<MAX> {
    /// Parses a text.
    ///
    /// # Errors
    /// If it is empty, is too long or has control characters.
    pub fn parse(text: &str) -> Result<Self, ValueError> {
        Text::try_from(text.to_owned())
    }
}

impl<const MAX: usize> Deref for Text<MAX> {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl<const MAX: usize> PartialSchema for Text<MAX> {
    fn schema() -> RefOr<Schema> {
        // No control characters.
        let pattern = r"^[^\u0000-\u001f\u007f-\u009f]*$";
        ObjectBuilder::new().schema_type(Type::String).max_length(Some(MAX)).pattern(Some(pattern)).into()
    }
}

impl<const MAX: usize> ToSchema for Text<MAX> {
    fn name() -> Cow<'static, str> {
        format!("Text{MAX}").into()
    }
}

/// A whole number from `MIN` to `MAX`, which is `DEFAULT` if it is left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Whole<const MIN: u32, const MAX: u32, const DEFAULT: u32>(u32);

impl<const MIN: u32, const MAX: u32, const DEFAULT: u32> Whole<MIN, MAX, DEFAULT> {
    /// The number; `None` if it is out of range.
    pub fn new(number: u32) -> Option<Self> {
        (MIN..=MAX).contains(&number).then_some(Self(number))
    }

    /// The number.
    pub fn get(self) -> u32 {
        self.0
    }
}

impl<const MIN: u32, const MAX: u32, const DEFAULT: u32> Default for Whole<MIN, MAX, DEFAULT> {
    fn default() -> Self {
        Self(DEFAULT)
    }
}

impl<'de, const MIN: u32, const MAX: u32, const DEFAULT: u32> Deserialize<'de> for Whole<MIN, MAX, DEFAULT> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct InRange<const MIN: u32, const MAX: u32>;
        impl<const MIN: u32, const MAX: u32> Visitor<'_> for InRange<MIN, MAX> {
            type Value = u32;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "a whole number from {MIN} to {MAX}")
            }

            fn visit_u64<E: Error>(self, number: u64) -> Result<u32, E> {
                let in_range = u32::try_from(number).ok().filter(|number| (MIN..=MAX).contains(number));
                in_range.ok_or_else(|| E::invalid_value(Unexpected::Unsigned(number), &self))
            }
        }
        deserializer.deserialize_u64(InRange::<MIN, MAX>).map(Self)
    }
}

impl<const MIN: u32, const MAX: u32, const DEFAULT: u32> PartialSchema for Whole<MIN, MAX, DEFAULT> {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new()
            .schema_type(Type::Integer)
            .minimum(Some(MIN))
            .maximum(Some(MAX))
            .default(Some(DEFAULT.into()))
            .into()
    }
}

impl<const MIN: u32, const MAX: u32, const DEFAULT: u32> ToSchema for Whole<MIN, MAX, DEFAULT> {
    fn name() -> Cow<'static, str> {
        format!("WholeFrom{MIN}To{MAX}").into()
    }
}

/// A person's age in years.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Years(u8);

impl Years {
    /// The highest age, in years.
    pub const MAX: u8 = 120;

    /// An age; `None` if it is above [`Years::MAX`].
    pub fn new(years: u8) -> Option<Years> {
        (years <= Years::MAX).then_some(Years(years))
    }

    /// The age in years.
    pub fn get(self) -> u8 {
        self.0
    }
}

impl<'de> Deserialize<'de> for Years {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct InRange;
        impl Visitor<'_> for InRange {
            type Value = Years;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "a whole number of years from 0 to {}", Years::MAX)
            }

            fn visit_u64<E: Error>(self, years: u64) -> Result<Years, E> {
                let in_range = u8::try_from(years).ok().and_then(Years::new);
                in_range.ok_or_else(|| E::invalid_value(Unexpected::Unsigned(years), &self))
            }
        }
        deserializer.deserialize_u64(InRange)
    }
}

impl PartialSchema for Years {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new().schema_type(Type::Integer).minimum(Some(0)).maximum(Some(Years::MAX)).into()
    }
}

impl ToSchema for Years {}

/// A radius in miles, from 1 to 500.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Serialize)]
pub struct Miles(f64);

impl Miles {
    /// The shortest radius, in miles.
    pub const MIN: f64 = 1.0;
    /// The longest radius, in miles.
    pub const MAX: f64 = 500.0;
    /// The radius if none is given.
    pub const DEFAULT: Miles = Miles(25.0);

    /// A radius; `None` if it is out of range.
    pub fn new(miles: f64) -> Option<Miles> {
        (Miles::MIN..=Miles::MAX).contains(&miles).then_some(Miles(miles))
    }

    /// The radius in miles.
    pub fn get(self) -> f64 {
        self.0
    }
}

impl<'de> Deserialize<'de> for Miles {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct InRange;
        impl Visitor<'_> for InRange {
            type Value = Miles;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "a number of miles from {} to {}", Miles::MIN, Miles::MAX)
            }

            fn visit_f64<E: Error>(self, miles: f64) -> Result<Miles, E> {
                Miles::new(miles).ok_or_else(|| E::invalid_value(Unexpected::Float(miles), &self))
            }

            fn visit_u64<E: Error>(self, miles: u64) -> Result<Miles, E> {
                self.visit_f64(miles as f64)
            }
        }
        deserializer.deserialize_f64(InRange)
    }
}

impl PartialSchema for Miles {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new()
            .schema_type(Type::Number)
            .format(Some(SchemaFormat::KnownFormat(KnownFormat::Double)))
            .minimum(Some(Miles::MIN))
            .maximum(Some(Miles::MAX))
            .into()
    }
}

impl ToSchema for Miles {}
