//! Editions of a source that differ in every row, so that an answer shows which edition each of its parts is from.

use serde_json::Value;
use tests::{LocatorRow, rows};

/// An edition: its number is in the second line of each of its addresses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edition(pub u32);

/// The number of places that all editions have.
const PLACES: u32 = 240;

impl Edition {
    /// The number of its places, which differs from that of the editions before and after it.
    pub fn places(self) -> u32 {
        PLACES + self.0 % 7
    }

    /// Its rows in the format of the locator.
    pub fn rows(self) -> Vec<LocatorRow> {
        let suite = self.second_line();
        rows::many(self.places()).into_iter().map(|row| row.with("street2", suite.as_str())).collect()
    }

    fn second_line(self) -> String {
        format!("Suite {}", self.0)
    }

    fn of_facility(facility: &Value) -> Option<Edition> {
        facility["address"]["street2"].as_str()?.strip_prefix("Suite ")?.parse().ok().map(Edition)
    }
}

/// The edition that all facilities of a page are from, each with the content it has there.
///
/// # Errors
/// If the page mixes editions, or a facility has other content.
pub fn edition_of(facilities: &[&Value]) -> Result<Option<Edition>, String> {
    let Some(first) = facilities.first() else { return Ok(None) };
    let edition = Edition::of_facility(first).ok_or_else(|| format!("a facility of no edition: {first}"))?;
    for facility in facilities {
        if Edition::of_facility(facility) != Some(edition) {
            return Err(format!("a page of edition {} has {facility}", edition.0));
        }
        check(facility, edition).map_err(|field| format!("{field} is wrong in {facility}"))?;
    }
    Ok(Some(edition))
}

/// The edition that a page for people is from; `None` if it shows no address.
///
/// # Errors
/// If it mixes editions.
pub fn edition_of_page(html: &str) -> Result<Option<Edition>, String> {
    let number =
        |text: &str| text.split(|c: char| !c.is_ascii_digit()).next().and_then(|digits| digits.parse().ok());
    let mut numbers: Vec<u32> = html.split("Suite ").skip(1).filter_map(number).collect();
    numbers.dedup();
    match numbers.as_slice() {
        [] => Ok(None),
        [one] => Ok(Some(Edition(*one))),
        several => Err(format!("a page shows the editions {several:?}")),
    }
}

/// Compares a facility with its row. The error names the field that differs.
fn check(facility: &Value, edition: Edition) -> Result<(), &'static str> {
    let street = facility["address"]["street1"].as_str().unwrap_or_default();
    let number = street.split(' ').next().and_then(|number| number.parse().ok()).ok_or("the street")?;
    if !(1..=edition.places()).contains(&number) {
        return Err("the number of the place");
    }
    let row = if number % 3 == 0 { LocatorRow::mental_health(number) } else { LocatorRow::addiction(number) };
    let phone = format!("+1{}", row.text("phone").replace('-', ""));
    let expected = [("name", row.text("name1")), ("phone", &phone), ("website", row.text("website"))];
    match expected.into_iter().find(|(field, value)| facility[*field] != *value) {
        Some((field, _)) => Err(field),
        None => Ok(()),
    }
}
