//! The names of a struct's members, as serde knows them.

use serde::de::{self, Deserialize, Deserializer, Visitor};

/// The names of the members of `T` in JSON, in alphabetical order.
pub fn field_names<'de, T: Deserialize<'de>>() -> Vec<String> {
    let mut fields = Vec::new();
    // Always fails, but only after the names were recorded.
    let _ = T::deserialize(NameRecorder(&mut fields));
    fields.sort();
    fields
}

/// A deserializer without data that records which members a struct expects.
struct NameRecorder<'a>(&'a mut Vec<String>);

impl<'de> Deserializer<'de> for NameRecorder<'_> {
    type Error = de::value::Error;

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Self::Error> {
        Err(de::Error::custom("there is no data"))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Self::Error> {
        self.0.extend(fields.iter().map(|name| (*name).to_owned()));
        self.deserialize_any(visitor)
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit
        unit_struct newtype_struct seq tuple tuple_struct map enum identifier ignored_any
    }
}
