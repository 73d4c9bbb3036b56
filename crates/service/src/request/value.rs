//! One value of a parameter, as serde reads it.
//!
//! A value is a text (in a URL or on the command line) or JSON (in a body), and both mean the same: `25`, `"25"` and
//! `25.0` are one number, and a list is an array or a text with commas. Names are accepted in any letter case.

use std::fmt;

use serde::de::value::{MapDeserializer, SeqDeserializer};
use serde::de::{Deserializer, Expected, IntoDeserializer, Unexpected, Visitor};
use serde::forward_to_deserialize_any;
use serde_json::Value;

/// The maximum number of values in a list.
const MAX_VALUES: usize = 50;

/// The maximum length of a text that is split into a list, in characters.
const MAX_LIST: usize = 4_000;

/// An error repeats at most this many characters of a wrong value.
const SHOWN: usize = 60;

/// A value that was sent.
#[derive(Debug, Clone)]
pub(super) enum Sent {
    Text(String),
    Json(Value),
}

impl Sent {
    /// Whether this is the same as leaving the parameter out.
    pub(super) fn is_absent(&self) -> bool {
        match self {
            Sent::Text(text) | Sent::Json(Value::String(text)) => text.trim().is_empty(),
            Sent::Json(value) => value.is_null(),
        }
    }

    fn text(&self) -> Option<&str> {
        match self {
            Sent::Text(text) | Sent::Json(Value::String(text)) => Some(text.trim()),
            Sent::Json(_) => None,
        }
    }

    /// The values of a list.
    pub(super) fn items(&self) -> Result<Vec<Sent>, ParameterError> {
        let items: Vec<Sent> = match (self, self.text()) {
            (_, Some(text)) if text.chars().count() > MAX_LIST => {
                return Err(ParameterError::Value(format!("is longer than {MAX_LIST} characters")));
            }
            (_, Some(text)) => text.split(',').map(|item| Sent::Text(item.to_owned())).collect(),
            (Sent::Json(Value::Array(values)), _) => values.iter().cloned().map(Sent::Json).collect(),
            _ => {
                return Err(ParameterError::Value(
                    "is neither a list of strings nor a string with commas".to_owned(),
                ));
            }
        };
        if items.len() > MAX_VALUES {
            return Err(ParameterError::Value(format!("has more than {MAX_VALUES} values")));
        }
        if items.iter().any(Sent::is_absent) {
            return Err(ParameterError::Value("has an empty value; leave it out".to_owned()));
        }
        Ok(items)
    }
}

/// Parameters in the form from which serde reads a struct.
pub(super) fn parameters<'a>(
    given: &'a [(String, Sent)],
) -> MapDeserializer<'a, impl Iterator<Item = (&'a str, &'a Sent)>, ParameterError> {
    MapDeserializer::new(given.iter().map(|(name, value)| (name.as_str(), value)))
}

impl<'de> IntoDeserializer<'de, ParameterError> for &Sent {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

impl<'de> Deserializer<'de> for &Sent {
    type Error = ParameterError;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ParameterError> {
        match (self, self.text()) {
            (_, Some(text)) => visitor.visit_str(text),
            (Sent::Json(value), None) => {
                value.clone().deserialize_any(visitor).map_err(|err| ParameterError::Value(err.to_string()))
            }
            (Sent::Text(_), None) => visitor.visit_none(),
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ParameterError> {
        let flag = match (self, self.text()) {
            (Sent::Json(Value::Bool(flag)), _) => Some(*flag),
            (_, Some(text)) => text.to_ascii_lowercase().parse().ok(),
            _ => None,
        };
        flag.map_or_else(
            || Err(ParameterError::Value("is neither true nor false".to_owned())),
            |flag| visitor.visit_bool(flag),
        )
    }

    /// Whole numbers may have a fraction of zero, as in `25.0`.
    fn deserialize_u64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ParameterError> {
        match self.number().filter(|number| number.fract() == 0.0 && (0.0..=MAX_WHOLE).contains(number)) {
            Some(number) => visitor.visit_u64(number as u64),
            None => self.deserialize_any(visitor),
        }
    }

    fn deserialize_u32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ParameterError> {
        self.deserialize_u64(visitor)
    }

    fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ParameterError> {
        match self.number() {
            Some(number) => visitor.visit_f64(number),
            None => self.deserialize_any(visitor),
        }
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ParameterError> {
        match self.text() {
            Some(text) => visitor.visit_str(text),
            None => Err(ParameterError::Value("is not a string".to_owned())),
        }
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ParameterError> {
        self.deserialize_str(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ParameterError> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, ParameterError> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ParameterError> {
        let items = self.items()?;
        visitor
            .visit_seq(SeqDeserializer::new(items.iter()))
            .map_err(|error| ParameterError::InList(Box::new(error)))
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, ParameterError> {
        let Some(text) = self.text() else { return Err(ParameterError::Value("is not a string".to_owned())) };
        match variants.iter().find(|known| known.eq_ignore_ascii_case(text)) {
            Some(known) => visitor.visit_enum(known.into_deserializer()),
            None => Err(ParameterError::unknown_value(text, variants)),
        }
    }

    forward_to_deserialize_any! {
        i8 i16 i32 i64 i128 u8 u16 u128 f32 char bytes byte_buf unit unit_struct tuple tuple_struct map struct
        identifier ignored_any
    }
}

/// The largest whole number that is read. Up to this number, `f64` represents every whole number exactly.
const MAX_WHOLE: f64 = 9_007_199_254_740_992.0;

impl Sent {
    fn number(&self) -> Option<f64> {
        match (self, self.text()) {
            (Sent::Json(Value::Number(number)), _) => number.as_f64(),
            (_, Some(text)) => plain_number(text)?.parse().ok(),
            _ => None,
        }
    }
}

/// A number as people write it: digits, and perhaps a decimal point between them.
fn plain_number(text: &str) -> Option<&str> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    (digits(whole) && digits(fraction)).then_some(text)
}

/// Why parameters can't be read.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum ParameterError {
    /// There is no such parameter. Holds those that exist.
    UnknownParameter(&'static [&'static str]),
    /// The value is not one of those that are valid.
    UnknownValue { value: String, valid: &'static [&'static str] },
    /// The value is wrong. Holds the reason.
    Value(String),
    /// A value of the list is wrong. Others may be wrong as well.
    InList(Box<ParameterError>),
    /// A required parameter is missing.
    Missing(&'static str),
}

impl ParameterError {
    fn unknown_value(value: &str, valid: &'static [&'static str]) -> ParameterError {
        ParameterError::UnknownValue { value: shown(value), valid }
    }
}

/// The beginning of a text, as an error repeats it.
pub(crate) fn shown(text: &str) -> String {
    text.chars().take(SHOWN).collect()
}

impl serde::de::Error for ParameterError {
    fn custom<T: fmt::Display>(message: T) -> Self {
        ParameterError::Value(message.to_string())
    }

    fn invalid_type(_: Unexpected<'_>, expected: &dyn Expected) -> Self {
        ParameterError::Value(format!("is not {expected}"))
    }

    fn invalid_value(_: Unexpected<'_>, expected: &dyn Expected) -> Self {
        ParameterError::Value(format!("is not {expected}"))
    }

    fn unknown_variant(variant: &str, expected: &'static [&'static str]) -> Self {
        ParameterError::unknown_value(variant, expected)
    }

    fn unknown_field(_: &str, expected: &'static [&'static str]) -> Self {
        ParameterError::UnknownParameter(expected)
    }

    fn missing_field(field: &'static str) -> Self {
        ParameterError::Missing(field)
    }
}

impl fmt::Display for ParameterError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ParameterError::UnknownParameter(valid) => {
                write!(f, "unknown parameter; valid names are {}", valid.join(", "))
            }
            ParameterError::UnknownValue { value, .. } => write!(f, "{value:?} is not known"),
            ParameterError::Value(detail) => f.write_str(detail),
            ParameterError::InList(first) => first.fmt(f),
            ParameterError::Missing(name) => write!(f, "{name} is missing"),
        }
    }
}

impl std::error::Error for ParameterError {}
