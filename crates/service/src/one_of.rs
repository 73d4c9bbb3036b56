//! Types whose values have names from a fixed list.

/// Implements reading, writing and describing the values of a type by name. Names are read in any letter case.
macro_rules! one_of {
    ($kind:ident, $names:expr, $to_name:expr, $from_name:expr, $description:literal) => {
        impl serde::Serialize for $kind {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str($to_name(*self))
            }
        }

        impl<'de> serde::Deserialize<'de> for $kind {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let name = String::deserialize(deserializer)?;
                let unknown = || serde::de::Error::unknown_variant(&name, $names);
                $from_name(&name.to_ascii_lowercase()).ok_or_else(unknown)
            }
        }

        impl utoipa::PartialSchema for $kind {
            fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::Schema> {
                utoipa::openapi::schema::ObjectBuilder::new()
                    .schema_type(utoipa::openapi::Type::String)
                    .description(Some($description))
                    .enum_values(Some($names.iter().copied()))
                    .into()
            }
        }

        impl utoipa::ToSchema for $kind {}
    };
}
pub(crate) use one_of;
