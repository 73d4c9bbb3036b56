//! Whether two listings describe one organization at one place.

use super::normal::{self, Street};
use crate::listing::Content;

/// Names this alike (Jaro-Winkler, normalized) at one address are one organization.
const ALIKE_NAME: f64 = 0.93;

/// Streets this alike, with the same number, ZIP code, telephone and name, are one street respelt.
const ALIKE_STREET: f64 = 0.9;

/// What is compared of a listing.
#[derive(Debug, Clone)]
pub(super) struct Identity {
    name: String,
    street: Option<Street>,
    zip: Option<String>,
    city: String,
    phone: Option<String>,
}

impl Identity {
    pub(super) fn of(content: &Content) -> Identity {
        let address = &content.address;
        Identity {
            name: normal::name(&content.name1),
            street: address
                .street1
                .as_deref()
                .map(|street1| normal::street(street1, address.street2.as_deref())),
            zip: address.zip.as_ref().map(|zip| zip.five().to_owned()),
            city: format!("{} {}", address.city.to_lowercase(), address.state),
            phone: content.phone.as_ref().map(|phone| phone.number.clone()),
        }
    }

    /// Listings that share no block are never one place. One block is the street number in the ZIP code, the
    /// other the telephone in the ZIP code.
    pub(super) fn blocks(&self) -> impl Iterator<Item = String> + '_ {
        let area = self.zip.as_ref().unwrap_or(&self.city);
        let by_street = self.street.as_ref().map(|street| format!("{area}|{}", first_word(&street.street)));
        let by_phone = self.phone.as_ref().map(|phone| format!("{area}|{phone}"));
        by_street.into_iter().chain(by_phone)
    }

    /// What a place keeps when it moves: its name and telephone.
    pub(super) fn moving(&self) -> Option<String> {
        self.phone.as_ref().map(|phone| format!("{}|{phone}", self.name))
    }

    /// Whether both are one organization at one place.
    pub(super) fn is_same_place(&self, other: &Identity) -> bool {
        let same_area = match (&self.zip, &other.zip) {
            (Some(mine), Some(theirs)) => mine == theirs,
            _ => self.city == other.city,
        };
        if !same_area {
            return false;
        }
        let same_name = self.name == other.name;
        let same_phone = self.phone.is_some() && self.phone == other.phone;
        match (&self.street, &other.street) {
            (Some(mine), Some(theirs)) if mine.street == theirs.street => {
                same_name || (units_agree(mine, theirs) && (same_phone || self.is_alike_in_name(other)))
            }
            (Some(mine), Some(theirs)) => same_name && same_phone && is_respelt(&mine.street, &theirs.street),
            _ => same_name && same_phone,
        }
    }

    fn is_alike_in_name(&self, other: &Identity) -> bool {
        strsim::jaro_winkler(&self.name, &other.name) >= ALIKE_NAME
    }
}

fn first_word(text: &str) -> &str {
    text.split(' ').next().unwrap_or_default()
}

/// A unit that only one side gives does not part them.
fn units_agree(a: &Street, b: &Street) -> bool {
    match (&a.unit, &b.unit) {
        (Some(a), Some(b)) => a == b,
        _ => true,
    }
}

fn is_respelt(a: &str, b: &str) -> bool {
    first_word(a) == first_word(b)
        && first_word(a).starts_with(|c: char| c.is_ascii_digit())
        && strsim::jaro_winkler(a, b) >= ALIKE_STREET
}
