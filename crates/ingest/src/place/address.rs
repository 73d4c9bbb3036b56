//! The address of a row.

use directory::{Address, State, Zip, text};
use places::ZipPoint;

use super::without_fraction;
use crate::fields::Fields;
use crate::repair::{Repair, Repairs};
use crate::source::ZipPoints;

/// An address, and what the gazetteer knows of its ZIP code.
#[derive(Debug)]
pub(super) struct Located {
    /// The address.
    pub address: Address,
    /// Whether the source withholds the street.
    pub is_withheld: bool,
    /// What is known of its ZIP code.
    pub zip_point: Option<ZipPoint>,
}

/// The address of a row, or none when its state can't be known.
pub(super) fn address(row: &dyn Fields, zips: &dyn ZipPoints, repairs: &mut Repairs) -> Option<Located> {
    let zip = zip(row, repairs);
    let zip_point = zip.as_ref().and_then(|zip| zips.zip(zip.five()));
    let state = state(row, zip_point, repairs)?;
    let city = cased(row, "city", repairs).or_else(|| {
        let point = zip_point?;
        repairs.add(Repair::CityFromZip);
        Some(point.city.to_owned())
    });
    let street1 = cased(row, "street1", repairs);
    let is_withheld = street1.as_deref().is_some_and(says_nothing);
    let street2 = cased(row, "street2", repairs).filter(|street| !says_nothing(street));
    if is_withheld {
        repairs.add(Repair::StreetWithheld);
    }
    let street1 = street1.filter(|_| !is_withheld);
    let street2 = street2.filter(|_| !is_withheld);
    let address = Address { street1, street2, city: city.unwrap_or_default(), state, zip };
    Some(Located { address, is_withheld, zip_point })
}

/// Whether a text is dashes and other signs only.
fn says_nothing(text: &str) -> bool {
    !text.contains(char::is_alphanumeric)
}

fn zip(row: &dyn Fields, repairs: &mut Repairs) -> Option<Zip> {
    let cleaned = text::clean(&row.text("zip")?)?;
    let cleaned = without_fraction(&cleaned);
    let zip = Zip::parse(cleaned).ok();
    match &zip {
        Some(zip) if cleaned.starts_with(zip.five()) => {}
        Some(_) => repairs.add(Repair::ZipPadded),
        None => repairs.add(Repair::ZipUnreadable),
    }
    zip
}

fn state(row: &dyn Fields, zip_point: Option<ZipPoint>, repairs: &mut Repairs) -> Option<State> {
    let given = row.text("state").and_then(|state| text::clean(&state));
    if let Some(state) = given.as_deref().and_then(State::from_code) {
        return Some(state);
    }
    if let Some(state) = given.as_deref().and_then(|name| State::from_name(name.trim_end_matches('.'))) {
        repairs.add(Repair::StateRespelt);
        return Some(state);
    }
    let point = zip_point?;
    repairs.add(Repair::StateFromZip);
    Some(point.state)
}

/// A text of a row, cleaned, and in title case where it is shouted.
pub(super) fn cased(row: &dyn Fields, name: &str, repairs: &mut Repairs) -> Option<String> {
    let raw = row.text(name)?;
    let cleaned = text::clean(&raw);
    let cased = text::clean_name(&raw);
    if !raw.split(' ').filter(|word| !word.is_empty()).eq(cleaned.iter().flat_map(|text| text.split(' '))) {
        repairs.add(Repair::TextCleaned);
    }
    if cleaned != cased {
        repairs.add(Repair::TitleCased);
    }
    cased
}
