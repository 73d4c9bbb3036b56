//! Values that are written as JSON once and appear several times in a response.

use std::ops::Deref;
use std::sync::Arc;

use serde::de::Error as _;
use serde::ser::SerializeStruct;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::error::Error;

/// A value with its JSON. Clones share both.
#[derive(Debug)]
pub struct Written<T>(Arc<(T, String)>);

impl<T> Clone for Written<T> {
    fn clone(&self) -> Self {
        Written(Arc::clone(&self.0))
    }
}

impl<T: Serialize> Written<T> {
    fn new(value: T) -> Result<Written<T>, serde_json::Error> {
        let json = serde_json::to_string(&value)?;
        Ok(Written(Arc::new((value, json))))
    }
}

impl<T> Written<T> {
    pub(crate) fn json(&self) -> &str {
        &self.0.1
    }
}

impl<T> Deref for Written<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0.0
    }
}

impl<T: PartialEq> PartialEq for Written<T> {
    fn eq(&self, other: &Written<T>) -> bool {
        **self == **other
    }
}

impl<T> Serialize for Written<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serialize_json(self.json(), serializer)
    }
}

impl<'de, T: Deserialize<'de> + Serialize> Deserialize<'de> for Written<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Written::new(T::deserialize(deserializer)?).map_err(D::Error::custom)
    }
}

/// The distinct values of a response so far.
pub(crate) struct Distinct<T>(Vec<Written<T>>);

impl<T> Default for Distinct<T> {
    fn default() -> Self {
        Distinct(Vec::new())
    }
}

impl<T: PartialEq + Serialize> Distinct<T> {
    /// A value with its JSON. If the same value was written before, its JSON is reused.
    ///
    /// # Errors
    /// If it can't be written.
    pub(crate) fn written(&mut self, value: T) -> Result<Written<T>, Error> {
        if let Some(known) = self.0.iter().find(|known| ***known == value) {
            return Ok(known.clone());
        }
        let written = Written::new(value).map_err(|err| Error::internal("writing a response", &err))?;
        self.0.push(written.clone());
        Ok(written)
    }
}

/// serde_json copies the only field of a struct with this name verbatim. Its own `RawValue` relies on this, but validates
/// the JSON first, which takes about 10 µs for a page of results: a third of the whole search.
const RAW_JSON: &str = "$serde_json::private::RawValue";

/// Writes JSON as it is.
pub(crate) fn serialize_json<S: Serializer>(json: &str, serializer: S) -> Result<S::Ok, S::Error> {
    let mut raw = serializer.serialize_struct(RAW_JSON, 1)?;
    raw.serialize_field(RAW_JSON, json)?;
    raw.end()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_written_value_serializes_like_the_value_and_is_written_once() {
        let mut distinct = Distinct::default();
        let [one, same, other] = ["a \"b\"", "a \"b\"", "c"].map(|text| distinct.written(text).unwrap());
        assert_eq!(serde_json::to_string(&[&one, &same, &other]).unwrap(), r#"["a \"b\"","a \"b\"","c"]"#);
        assert_eq!(distinct.0.len(), 2);
        let read: Written<String> = serde_json::from_str(r#""a \"b\"""#).unwrap();
        assert_eq!(*read, *one);
    }
}
