//! The objects of HSDS 3.x, as far as they are read. What is missing or null is empty.

use std::borrow::Cow;
use std::collections::BTreeMap;

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

fn says_nothing<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

/// A row of a table, by the names of its columns in small letters.
pub(super) type Row = BTreeMap<String, String>;

/// An object that a row of a table is.
pub(super) trait Object: Clone + Serialize {
    /// The object that a row is; columns of other names say nothing of it, nor do those that are named like the objects
    /// that belong to it.
    fn of_row(row: &Row) -> Self;

    /// Its identifier.
    fn id(&self) -> &str;
}

macro_rules! object {
    ($(#[$doc:meta])* $name:ident { texts: $($text:ident),* $(,)?; $($field:ident: $type:ty),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
        #[serde(default)]
        pub(super) struct $name {
            $(#[serde(deserialize_with = "text", skip_serializing_if = "String::is_empty")] pub $text: String,)*
            $(#[serde(deserialize_with = "lenient", skip_serializing_if = "says_nothing")] pub $field: $type,)*
        }

        impl Object for $name {
            fn of_row(row: &Row) -> Self {
                let text = |name: &str| row.get(name.trim_start_matches("r#")).cloned().unwrap_or_default();
                $name { $($text: text(stringify!($text)),)* $($field: Default::default(),)* }
            }

            fn id(&self) -> &str {
                &self.id
            }
        }
    };
}

object!(
    /// What is offered.
    Service {
        texts: id, organization_id, name, alternate_name, description, url, status, fees_description,
            eligibility_description, application_process, minimum_age, maximum_age, assured_date, last_modified;
        organization: Option<Organization>,
        phones: Vec<Phone>,
        schedules: Vec<Schedule>,
        languages: Vec<Language>,
        cost_options: Vec<CostOption>,
        required_documents: Vec<RequiredDocument>,
        capacities: Vec<Capacity>,
        attributes: Vec<Attribute>,
        service_at_locations: Vec<ServiceAtLocation>,
    }
);
object!(
    /// Who offers it.
    Organization {
        texts: id, name, alternate_name, website;
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
        texts: id, location_type, name, alternate_name, latitude, longitude;
        addresses: Vec<Address>,
        accessibility: Vec<Accessibility>,
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
        attributes: Vec<Attribute>,
    }
);
object!(
    /// A telephone number.
    Phone {
        texts: id, service_id, location_id, organization_id, service_at_location_id, number, extension, r#type,
            description;
        languages: Vec<Language>,
    }
);
object!(
    /// When it is open.
    Schedule {
        texts: id, service_id, location_id, service_at_location_id, valid_to, until, freq, interval, byday, byweekno,
            bymonthday, byyearday, opens_at, closes_at, description, notes;
    }
);
object!(
    /// A language that is spoken.
    Language {
        texts: id, service_id, location_id, phone_id, name, code;
    }
);
object!(
    /// What it costs, or a way to pay.
    CostOption {
        texts: id, service_id, option, amount, amount_description, currency;
    }
);
object!(
    /// What somebody has to bring.
    RequiredDocument {
        texts: id, service_id, document;
    }
);
object!(
    /// How people with disabilities get in.
    Accessibility {
        texts: id, location_id, description, details;
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
        texts: id, code, name;
    }
);

impl Location {
    /// Where people go, or else where letters do.
    pub fn address(&self) -> Option<&Address> {
        let physical = |address: &&Address| {
            let kind = address.address_type.trim();
            kind.is_empty() || kind.eq_ignore_ascii_case("physical")
        };
        self.addresses.iter().find(physical).or(self.addresses.first())
    }

    /// Whether it is for letters only.
    pub fn is_postal(&self) -> bool {
        self.location_type.trim().eq_ignore_ascii_case("postal")
    }
}

impl Address {
    /// Whether it is for letters only.
    pub fn is_postal(&self) -> bool {
        self.address_type.trim().eq_ignore_ascii_case("postal")
    }
}

impl Attribute {
    /// Whether it tells what is offered. Others tell who may come: "people with a mental illness" does not say that
    /// their illness is treated.
    pub fn is_of_service(&self) -> bool {
        let kind = self.link_type.to_lowercase();
        !["eligib", "audience", "target", "population"].iter().any(|word| kind.contains(word))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_named_like_a_list_does_not_spoil_a_row() {
        let row = [("id", "7"), ("type", "voice"), ("languages", "English, Spanish")];
        let row: Row = row.into_iter().map(|(name, text)| (name.to_owned(), text.to_owned())).collect();
        let phone = Phone::of_row(&row);
        assert_eq!((phone.id(), phone.r#type.as_str(), phone.languages.len()), ("7", "voice", 0));
    }

    #[test]
    fn what_is_null_missing_or_odd_says_nothing() {
        let json = r#"{"id": 7, "name": null, "phones": null, "status": ["x"], "minimum_age": 12.0, "more": {"a": 1}}"#;
        let service: Service = serde_json::from_str(json).expect("a service");
        assert_eq!((service.id.as_str(), service.name.as_str(), service.status.as_str()), ("7", "", ""));
        assert_eq!((service.minimum_age.as_str(), service.phones.len()), ("12.0", 0));
    }
}
