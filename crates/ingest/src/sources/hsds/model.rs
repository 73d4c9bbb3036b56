//! The objects of HSDS 3.x, as far as they are read. What is missing or null is empty.

use std::borrow::Cow;

use serde::de::IgnoredAny;
use serde::{Deserialize, Deserializer, Serialize};

/// What may be missing, null, or of a type that says nothing.
fn lenient<'de, D: Deserializer<'de>, T: Deserialize<'de> + Default>(deserializer: D) -> Result<T, D::Error> {
    Ok(Option::<T>::deserialize(deserializer)?.unwrap_or_default())
}

/// A text; numbers and truth values are written out, other things say nothing.
fn text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Any<'a> {
        Text(#[serde(borrow)] Cow<'a, str>),
        Number(serde_json::Number),
        Truth(bool),
        Other(IgnoredAny),
    }
    Ok(match Option::<Any<'de>>::deserialize(deserializer)? {
        Some(Any::Text(text)) => text.into_owned(),
        Some(Any::Number(number)) => number.to_string(),
        Some(Any::Truth(truth)) => truth.to_string(),
        Some(Any::Other(_)) | None => String::new(),
    })
}

macro_rules! object {
    ($(#[$doc:meta])* $name:ident { texts: $($text:ident),* $(,)?; $($field:ident: $type:ty),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
        #[serde(default)]
        pub(super) struct $name {
            $(#[serde(deserialize_with = "text", skip_serializing_if = "String::is_empty")] pub $text: String,)*
            $(#[serde(deserialize_with = "lenient")] pub $field: $type,)*
        }
    };
}

object!(
    /// What is offered.
    Service {
        texts: id, organization_id, name, alternate_name, description, url, email, status, fees_description,
            eligibility_description, minimum_age, maximum_age, assured_date, last_modified;
        organization: Option<Organization>,
        phones: Vec<Phone>,
        schedules: Vec<Schedule>,
        languages: Vec<Language>,
        cost_options: Vec<CostOption>,
        capacities: Vec<Capacity>,
        attributes: Vec<Attribute>,
        service_at_locations: Vec<ServiceAtLocation>,
    }
);
object!(
    /// Who offers it.
    Organization {
        texts: id, name, alternate_name, description, website;
        phones: Vec<Phone>,
        attributes: Vec<Attribute>,
    }
);
object!(
    /// A service at one of its places.
    ServiceAtLocation {
        texts: id, service_id, location_id;
        location: Option<Location>,
        phones: Vec<Phone>,
        schedules: Vec<Schedule>,
        attributes: Vec<Attribute>,
    }
);
object!(
    /// A place.
    Location {
        texts: id, organization_id, location_type, name, latitude, longitude;
        addresses: Vec<Address>,
        phones: Vec<Phone>,
        schedules: Vec<Schedule>,
        languages: Vec<Language>,
        attributes: Vec<Attribute>,
    }
);
object!(
    /// An address of a place.
    Address {
        texts: id, location_id, address_1, address_2, city, state_province, postal_code, country, address_type;
    }
);
object!(
    /// A telephone number.
    Phone {
        texts: id, service_id, location_id, organization_id, service_at_location_id, number, extension, r#type,
            description;
    }
);
object!(
    /// When it is open.
    Schedule {
        texts: id, service_id, location_id, service_at_location_id, byday, opens_at, closes_at, description, notes;
    }
);
object!(
    /// A language that is spoken.
    Language {
        texts: id, service_id, location_id, name, code;
    }
);
object!(
    /// What it costs, or a way to pay.
    CostOption {
        texts: id, service_id, option, amount, amount_description, currency;
    }
);
object!(
    /// How much room there is.
    Capacity {
        texts: id, service_id, unit_id, available, maximum, updated;
        unit: Option<Unit>,
    }
);
object!(
    /// What is counted.
    Unit {
        texts: id, name;
    }
);
object!(
    /// A link from an object to a term of a taxonomy.
    Attribute {
        texts: id, link_id, link_entity, taxonomy_term_id, link_type, value, label;
        taxonomy_term: Option<TaxonomyTerm>,
    }
);
object!(
    /// A term of a taxonomy.
    TaxonomyTerm {
        texts: id, code, name, description;
    }
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_null_missing_or_odd_says_nothing() {
        let json = r#"{"id": 7, "name": null, "phones": null, "status": ["x"], "minimum_age": 12.0, "more": {"a": 1}}"#;
        let service: Service = serde_json::from_str(json).expect("a service");
        assert_eq!((service.id.as_str(), service.name.as_str(), service.status.as_str()), ("7", "", ""));
        assert_eq!((service.minimum_age.as_str(), service.phones.len()), ("12.0", 0));
    }
}
