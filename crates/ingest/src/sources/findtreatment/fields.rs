//! The fields of a row, which may be missing, null, empty or of another type than usual.

use std::borrow::Cow;

use serde_json::{Map, Value};

/// A row's fields.
#[derive(Debug, Clone, Copy)]
pub(in crate::sources) struct Fields<'a>(pub &'a Map<String, Value>);

impl<'a> Fields<'a> {
    /// The text of a field, if it has any.
    pub fn text(self, name: &str) -> Option<Cow<'a, str>> {
        text(self.0.get(name)?)
    }

    /// The value of a field, if it is not null.
    pub fn value(self, name: &str) -> Option<&'a Value> {
        self.0.get(name).filter(|value| !value.is_null())
    }
}

/// A value as text: numbers are written out; lists and objects have none.
pub(in crate::sources) fn text(value: &Value) -> Option<Cow<'_, str>> {
    match value {
        Value::String(text) => (!text.trim().is_empty()).then_some(Cow::Borrowed(text.as_str())),
        Value::Number(number) => Some(Cow::Owned(number.to_string())),
        _ => None,
    }
}
