//! The objects of HSDS 3.x, with the members that are read. Missing members and nulls are read as empty values.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::de::IgnoredAny;
use serde::{Deserialize, Deserializer, Serialize};

/// A member that may be null.
fn lenient<'de, D: Deserializer<'de>, T: Deserialize<'de> + Default>(deserializer: D) -> Result<T, D::Error> {
    Ok(Option::<T>::deserialize(deserializer)?.unwrap_or_default())
}

/// A text. Numbers and booleans are converted; other values are read as an empty text.
fn text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum AnyJson<'a> {
        Text(#[serde(borrow)] Cow<'a, str>),
        Number(serde_json::Number),
        Bool(bool),
        Other(IgnoredAny),
    }
    Ok(match Option::<AnyJson<'de>>::deserialize(deserializer)? {
        Some(AnyJson::Text(text)) => text.into_owned(),
        Some(AnyJson::Number(number)) => number.to_string(),
        Some(AnyJson::Bool(is_true)) => is_true.to_string(),
        Some(AnyJson::Other(_)) | None => String::new(),
    })
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

/// A row of a table: its cells by column name in lower case.
pub(super) type PackageRow = BTreeMap<String, String>;

/// An HSDS object that is a row of a table in a data package.
pub(super) trait HsdsObject: Clone + Serialize + Weight {
    fn id(&self) -> &str;
}

/// What can be copied many times when tables are joined.
pub(super) trait Weight {
    /// How much memory a copy takes, in bytes.
    fn weight(&self) -> u64;
}

impl<T: Weight> Weight for Option<T> {
    fn weight(&self) -> u64 {
        self.as_ref().map_or(0, T::weight)
    }
}

impl<T: Weight> Weight for Vec<T> {
    fn weight(&self) -> u64 {
        self.iter().map(T::weight).sum()
    }
}

macro_rules! object {
    ($(#[$doc:meta])* $name:ident { texts: $($text:ident),* $(,)?; $($field:ident: $type:ty),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
        #[serde(default)]
        pub(super) struct $name {
            $(#[serde(deserialize_with = "text", skip_serializing_if = "String::is_empty")] pub $text: String,)*
            $(#[serde(deserialize_with = "lenient", skip_serializing_if = "is_default")] pub $field: $type,)*
        }

        impl From<PackageRow> for $name {
            /// Other columns are ignored, including those with the name of a member that is an object or a list.
            fn from(mut row: PackageRow) -> Self {
                let mut text = |name: &str| row.remove(name.trim_start_matches("r#")).unwrap_or_default();
                $name { $($text: text(stringify!($text)),)* $($field: Default::default(),)* }
            }
        }

        impl HsdsObject for $name {
            fn id(&self) -> &str {
                &self.id
            }
        }

        impl Weight for $name {
            fn weight(&self) -> u64 {
                let texts: usize = [$(self.$text.len()),*].into_iter().sum();
                (size_of::<Self>() + texts) as u64 $(+ self.$field.weight())*
            }
        }
    };
}

object!(
    /// A service that an organization offers.
    Service {
        texts: id, organization_id, name, alternate_name, description, url, status, fees_description,
            eligibility_description, application_process, minimum_age, maximum_age, assured_date, last_modified, alert,
            wait_time;
        organization: Option<Organization>,
        phones: Vec<Phone>,
        schedules: Vec<Schedule>,
        languages: Vec<Language>,
        cost_options: Vec<CostOption>,
        required_documents: Vec<RequiredDocument>,
        capacities: Vec<Capacity>,
        eligibilities: Vec<Eligibility>,
        service_areas: Vec<ServiceArea>,
        attributes: Vec<Attribute>,
        service_at_locations: Vec<ServiceAtLocation>,
    }
);
object!(
    /// An organization that offers services.
    Organization {
        texts: id, name, alternate_name, website;
        phones: Vec<Phone>,
        attributes: Vec<Attribute>,
    }
);
object!(
    ServiceAtLocation {
        texts: id, service_id, location_id;
        location: Option<Location>,
        phones: Vec<Phone>,
        schedules: Vec<Schedule>,
        attributes: Vec<Attribute>,
    }
);
object!(
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
    Address {
        texts: id, location_id, address_1, address_2, city, state_province, postal_code, country, address_type;
        attributes: Vec<Attribute>,
    }
);
object!(
    Phone {
        texts: id, service_id, location_id, organization_id, service_at_location_id, number, extension, r#type,
            description;
        languages: Vec<Language>,
    }
);
object!(
    /// When a service or location is open.
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
    /// What a service costs, or a way to pay for it.
    CostOption {
        texts: id, service_id, option, amount, amount_description, currency;
    }
);
object!(
    /// A document that clients have to bring.
    RequiredDocument {
        texts: id, service_id, document;
    }
);
object!(
    /// How a location is accessible to people with disabilities.
    Accessibility {
        texts: id, location_id, description, details;
    }
);
object!(
    /// Who is eligible for a service: a table of HSDS 1.x and 2.x.
    Eligibility {
        texts: id, service_id, eligibility;
    }
);
object!(
    /// An area from which a service takes people.
    ServiceArea {
        texts: id, service_id, name, description, extent, service_area;
    }
);
object!(
    /// How many units, such as beds, a service has.
    Capacity {
        texts: id, service_id, unit_id, available, maximum, updated;
        unit: Option<Unit>,
    }
);
object!(
    /// A unit in which capacity is counted.
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
    TaxonomyTerm {
        texts: id, code, name;
    }
);

impl Location {
    /// The physical address, or else the first address.
    pub fn address(&self) -> Option<&Address> {
        let physical = |address: &&Address| {
            let kind = address.address_type.trim();
            kind.is_empty() || kind.eq_ignore_ascii_case("physical")
        };
        self.addresses.iter().find(physical).or(self.addresses.first())
    }

    /// Whether people reach the location by telephone or video only.
    pub fn is_virtual(&self) -> bool {
        let kind = self.location_type.trim().to_ascii_lowercase();
        ["virtual", "online", "telehealth", "remote", "telephone", "phone"].contains(&kind.as_str())
    }

    /// Whether the location is for mail only.
    pub fn is_postal(&self) -> bool {
        self.location_type.trim().eq_ignore_ascii_case("postal")
    }
}

impl Address {
    /// Whether it says at least roughly where it is.
    pub fn says_where(&self) -> bool {
        [&self.city, &self.state_province, &self.postal_code].into_iter().any(|text| !text.trim().is_empty())
    }

    /// Whether the address is for mail only.
    pub fn is_postal(&self) -> bool {
        self.address_type.trim().eq_ignore_ascii_case("postal")
    }
}

impl TaxonomyTerm {
    /// The code or, if there is none, an id that is a code of the 211 taxonomy.
    pub fn known_code(&self) -> &str {
        let code = self.code.trim();
        if code.is_empty() && is_taxonomy_code(&self.id) { self.id.trim() } else { code }
    }
}

/// Whether a text looks like a code of the 211 taxonomy, such as `RX-8450.8000-050`.
pub(super) fn is_taxonomy_code(text: &str) -> bool {
    let text = text.trim();
    let Some((branch, rest)) = text.split_once('-') else { return false };
    let is_branch = matches!(branch.len(), 1 | 2) && branch.bytes().all(|byte| byte.is_ascii_alphabetic());
    is_branch && rest.len() >= 4 && rest.bytes().take(4).all(|byte| byte.is_ascii_digit())
}

impl Attribute {
    /// Whether the attribute describes the service. Other attributes describe who may use it: "people with a mental
    /// illness" does not mean that mental illness is treated.
    pub fn is_of_service(&self) -> bool {
        let kind = self.link_type.to_lowercase();
        !["eligib", "audience", "target", "population"].iter().any(|word| kind.contains(word))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_with_the_name_of_a_list_is_ignored() {
        let row = [("id", "7"), ("type", "voice"), ("languages", "English, Spanish")];
        let row: PackageRow =
            row.into_iter().map(|(name, text)| (name.to_owned(), text.to_owned())).collect();
        let phone = Phone::from(row);
        assert_eq!((phone.id(), phone.r#type.as_str(), phone.languages.len()), ("7", "voice", 0));
    }

    #[test]
    fn null_missing_and_unexpected_members_are_empty() {
        let json = r#"{"id": 7, "name": null, "phones": null, "status": ["x"], "minimum_age": 12.0, "more": {"a": 1}}"#;
        let service: Service = serde_json::from_str(json).expect("a service");
        assert_eq!((service.id.as_str(), service.name.as_str(), service.status.as_str()), ("7", "", ""));
        assert_eq!((service.minimum_age.as_str(), service.phones.len()), ("12.0", 0));
    }
}
