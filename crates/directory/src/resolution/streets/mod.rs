//! Compares streets, however they are spelled.

mod comparison;
mod street;
mod words;

pub(in crate::resolution) use comparison::StreetAgreement;
pub(in crate::resolution) use street::Street;

use crate::location::AddressView;
use crate::resolution::names::name_words;

/// Number and street, normalized for comparison.
pub fn street_key(street1: &str) -> String {
    Street::parse(street1, None).0.key()
}

/// Whether two addresses are certainly different places: their streets differ, or the street is the same but both city
/// and ZIP code differ. If the streets can't be compared, the ZIP codes decide.
pub fn are_elsewhere(a: AddressView<'_>, b: AddressView<'_>) -> bool {
    let street =
        |address: AddressView<'_>| Street::parse(address.street1.unwrap_or_default(), address.street2).0;
    let other_zip = a.zip.zip(b.zip).is_some_and(|(a, b)| a.five() != b.five());
    let other_city = name_words(a.city) != name_words(b.city);
    match street(a).compare(&street(b)) {
        StreetAgreement::Different => true,
        StreetAgreement::Same | StreetAgreement::Alike | StreetAgreement::NumberTypo => {
            other_zip && other_city
        }
        StreetAgreement::Incomparable | StreetAgreement::PoBox | StreetAgreement::Unknown => other_zip,
    }
}

#[cfg(test)]
mod tests;
