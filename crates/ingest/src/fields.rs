//! The fields of a row, whatever the form of the row.

use std::borrow::Cow;

use serde_json::{Map, Value};

/// A row whose fields may be missing or empty.
///
/// The names are those of SAMHSA's listings: `name1`, `name2`, `street1`, `street2`, `city`, `state`, `zip`, `phone`,
/// `intake1`, `website`, `latitude`, `longitude` and so on.
pub(crate) trait Fields {
    /// The text of a field, if it has any.
    fn text(&self, name: &str) -> Option<Cow<'_, str>>;
}

impl Fields for Map<String, Value> {
    fn text(&self, name: &str) -> Option<Cow<'_, str>> {
        text(self.get(name)?)
    }
}

/// The value of a field of a JSON object, if it is not null.
pub(crate) fn value<'a>(row: &'a Map<String, Value>, name: &str) -> Option<&'a Value> {
    row.get(name).filter(|value| !value.is_null())
}

/// A JSON value as text: numbers are written out; lists and objects have none.
pub(crate) fn text(value: &Value) -> Option<Cow<'_, str>> {
    match value {
        Value::String(text) => (!text.trim().is_empty()).then_some(Cow::Borrowed(text.as_str())),
        Value::Number(number) => Some(Cow::Owned(number.to_string())),
        _ => None,
    }
}
