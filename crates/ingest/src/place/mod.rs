//! What a row says of a place, whatever its source: names, address, coordinate, telephone numbers; repaired where that
//! can be done without guessing.

mod address;
mod boxes;
mod contact;
mod coordinate;
mod digest;
mod identity;
mod precision;

use directory::geo::CoordinatePrecision;
use directory::listing::{Content, Location, Questionnaire};
use directory::{Address, Phone, Track};

use crate::fields::Fields;
use crate::repair::{Repair, Repairs};
use crate::source::ZipPoints;
use address::{Located, cased};

pub(crate) use contact::{phone, website};
pub(crate) use digest::Digest;
pub(crate) use identity::{give_ids, is_sound, sound_id};
pub(crate) use precision::mark_shared_points;

/// What a row says of a place.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Place {
    name1: String,
    name2: Option<String>,
    address: Address,
    location: Location,
    phone: Option<Phone>,
    intake_phones: Vec<Phone>,
    hotline: Option<Phone>,
    website: Option<String>,
}

/// Reads a row's place, or says why it can't be used.
pub(crate) fn read(row: &dyn Fields, zips: &dyn ZipPoints, repairs: &mut Repairs) -> Result<Place, String> {
    let (name1, name2) = names(row, repairs)?;
    let located = address::address(row, zips, repairs).ok_or("no state, and no ZIP code that tells it")?;
    let location = location(row, &located, zips, repairs)
        .ok_or("no coordinate, and no ZIP code or city to place it by")?;
    let phone_of = |name: &str, repairs: &mut Repairs| phone(row.text(name).as_deref(), repairs);
    Ok(Place {
        name1,
        name2,
        address: located.address,
        location,
        phone: phone_of("phone", repairs),
        intake_phones: intake_phones(row, repairs),
        hotline: phone_of("hotline1", repairs),
        website: website(row.text("website").as_deref(), repairs),
    })
}

impl Place {
    /// The beginning of a listing of it.
    pub fn into_content(self, track: Track, questionnaire: Questionnaire) -> Content {
        Content {
            name2: self.name2,
            phone: self.phone,
            intake_phones: self.intake_phones,
            hotline: self.hotline,
            website: self.website,
            ..Content::new(track, questionnaire, self.name1, self.address, self.location)
        }
    }

    /// Keeps secret where it is: what is left is the city. Fails where the city's place is not known.
    pub fn keep_secret(&mut self, zips: &dyn ZipPoints) -> Result<(), String> {
        let at = zips.city(&self.address.city, self.address.state);
        let coordinate = at.ok_or("a place to be kept secret, in a city that is not known")?;
        self.location = Location { coordinate, precision: CoordinatePrecision::Zip };
        (self.address.street1, self.address.street2, self.address.zip) = (None, None, None);
        // A website can tell where it is.
        self.website = None;
        Ok(())
    }
}

fn names(row: &dyn Fields, repairs: &mut Repairs) -> Result<(String, Option<String>), String> {
    match (cased(row, "name1", repairs), cased(row, "name2", repairs)) {
        (Some(name1), name2) => Ok((name1, name2)),
        (None, Some(name2)) => {
            repairs.add(Repair::NameMoved);
            Ok((name2, None))
        }
        (None, None) => Err("no name".to_owned()),
    }
}

/// Where the row is. Of a withheld street never the coordinate that came with it, which would tell the street.
fn location(
    row: &dyn Fields,
    located: &Located,
    zips: &dyn ZipPoints,
    repairs: &mut Repairs,
) -> Option<Location> {
    let zip_point = located.zip_point.map(|point| point.coordinate);
    let found = match located.is_withheld {
        true => zip_point.map(|coordinate| (coordinate, CoordinatePrecision::Zip)),
        false => coordinate::find(row, zip_point, repairs).map(|found| (found.coordinate, found.precision())),
    };
    let (coordinate, precision) = found.or_else(|| {
        repairs.add(Repair::CoordinateFromCity);
        let city = zips.city(&located.address.city, located.address.state)?;
        Some((city, CoordinatePrecision::Zip))
    })?;
    Some(Location { coordinate, precision })
}

/// The numbers for new clients, each once.
fn intake_phones(row: &dyn Fields, repairs: &mut Repairs) -> Vec<Phone> {
    let mut phones = Vec::new();
    for name in ["intake1", "intake2", "intake1a", "intake2a"] {
        let phone = phone(row.text(name).as_deref(), repairs);
        phones.extend(phone.filter(|phone| !phones.contains(phone)));
    }
    phones
}

/// Digits that a spreadsheet wrote as a number with a fraction: "78701.0" is "78701".
pub(crate) fn without_fraction(text: &str) -> &str {
    let whole = text.split_once('.').filter(|(whole, fraction)| {
        let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        digits(whole) && digits(fraction) && fraction.bytes().all(|byte| byte == b'0')
    });
    whole.map_or(text, |(whole, _)| whole)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    /// Knows no ZIP code, and of cities only Austin.
    struct Austin;

    impl ZipPoints for Austin {
        fn zip(&self, _: &str) -> Option<places::ZipPoint> {
            None
        }

        fn city(&self, name: &str, _: directory::State) -> Option<directory::Coordinate> {
            (name == "Austin").then(|| directory::Coordinate::new(30.27, -97.74).ok()).flatten()
        }
    }

    #[test]
    fn a_withheld_street_is_never_placed_by_the_coordinate_that_came_with_it() {
        let place = |city: &str| {
            let row = json!({"name1": "A", "street1": "--", "city": city, "state": "TX", "zip": "78799",
                             "latitude": 30.2222, "longitude": -97.7777});
            read(row.as_object().expect("an object"), &Austin, &mut Repairs::default())
        };
        let location = place("Austin").expect("placed by its city").location;
        assert_eq!(location.coordinate, directory::Coordinate::new(30.27, -97.74).expect("a coordinate"));
        assert_eq!(location.precision, CoordinatePrecision::Zip);
        assert_eq!(
            place("Elsewhere"),
            Err("no coordinate, and no ZIP code or city to place it by".to_owned())
        );
    }

    #[test]
    fn only_a_fraction_of_zeros_is_taken_off() {
        for (text, whole) in [
            ("78701.0", "78701"),
            ("78701.00", "78701"),
            ("30.27", "30.27"),
            ("512.555.0100", "512.555.0100"),
            ("a.0", "a.0"),
            (".0", ".0"),
        ] {
            assert_eq!(without_fraction(text), whole);
        }
    }
}
