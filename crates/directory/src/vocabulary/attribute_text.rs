//! How attributes are written in JSON and in the API.

use std::borrow::Cow;
use std::sync::LazyLock;

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use utoipa::openapi::schema::ObjectBuilder;
use utoipa::openapi::{RefOr, Schema, Type};
use utoipa::{PartialSchema, ToSchema};

use super::attribute::AttributeKind;
use super::table::Vocabulary;
use crate::attribute_id::AttributeId;

/// Writes the slug, for example `"intensive_outpatient"`.
impl Serialize for AttributeId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&Vocabulary::embedded().attribute(*self).slug)
    }
}

/// Accepts a slug or a SAMHSA code, in upper or lower case.
impl<'de> Deserialize<'de> for AttributeId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        static SLUGS: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
            let attributes = Vocabulary::embedded().attributes().iter();
            // Program types are left out because the API has a separate parameter for them.
            let named = attributes.filter(|known| known.kind != AttributeKind::Program);
            named.map(|known| known.slug.as_str()).collect()
        });
        let text = String::deserialize(deserializer)?;
        let found = Vocabulary::embedded().find(&text);
        found.ok_or_else(|| D::Error::unknown_variant(&text, &SLUGS))
    }
}

impl PartialSchema for AttributeId {
    fn schema() -> RefOr<Schema> {
        let description = "An attribute: its slug or its SAMHSA code. `GET /v1/vocabulary` lists them.";
        ObjectBuilder::new()
            .schema_type(Type::String)
            .description(Some(description))
            .pattern(Some("^[A-Za-z0-9_]+$"))
            .into()
    }
}

impl ToSchema for AttributeId {
    fn name() -> Cow<'static, str> {
        "Attribute".into()
    }
}
