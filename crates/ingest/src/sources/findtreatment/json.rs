//! The members of a row in JSON.

use std::borrow::Cow;

use serde_json::{Map, Value};

pub(super) type JsonRow = Map<String, Value>;

/// The value of a member, if it is not null.
pub(super) fn value<'a>(row: &'a JsonRow, name: &str) -> Option<&'a Value> {
    row.get(name).filter(|value| !value.is_null())
}

pub(super) fn member_text<'a>(row: &'a JsonRow, name: &str) -> Option<Cow<'a, str>> {
    text(row.get(name)?)
}

/// A JSON value as text, if it is a number or a text that is not blank.
pub(super) fn text(value: &Value) -> Option<Cow<'_, str>> {
    match value {
        Value::String(text) => (!text.trim().is_empty()).then_some(Cow::Borrowed(text.as_str())),
        Value::Number(number) => Some(Cow::Owned(number.to_string())),
        _ => None,
    }
}
