//! The parts of a row that all sources have: names, address, coordinate, telephone numbers and website. They are repaired
//! where that takes no guessing.

mod address;
mod boxes;
mod coordinate;
mod digest;
mod fraction;
mod identity;
mod no_street;
mod phones;
mod precision;
mod website;

use directory::geo::CoordinatePrecision;
use directory::listing::{Content, Questionnaire};
use directory::{AddressView, Location, MapPoint, Phone, Track, Withheld};

use crate::fields::Fields;
use crate::repair::{Repair, Repairs};
use crate::zip_points::ZipPoints;
use address::{Located, cased};

pub(crate) use digest::Digest;
pub(crate) use fraction::without_fraction;
pub(crate) use identity::{give_ids, is_sound, sound_id};
pub(crate) use no_street::{asks_for_secrecy, names_refuge};
pub(crate) use phones::{phone, phones};
pub(crate) use precision::mark_shared_points;

pub(crate) use website::website;

/// The names, location and contacts in a row.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Site {
    name1: String,
    name2: Option<String>,
    location: Location,
    phone: Option<Phone>,
    intake_phones: Vec<Phone>,
    hotline: Option<Phone>,
    website: Option<String>,
}

/// Reads the site of a row, or returns why the row can't be used.
pub(crate) fn read(row: &dyn Fields, zips: &dyn ZipPoints, repairs: &mut Repairs) -> Result<Site, String> {
    let (name1, name2) = names(row, repairs)?;
    let located = address::address(row, zips, repairs).ok_or("no state, and no ZIP code to take it from")?;
    let location = match located.is_confidential {
        true => withheld(located.address.view(), zips)?,
        false => {
            let point = point(row, &located, zips, repairs)
                .ok_or("no coordinate, and no ZIP code or city to place it by")?;
            Location::new(located.address, point)
        }
    };
    let numbers = RowPhones::read(row, repairs);
    // A website can reveal a confidential location.
    let website = website(row.text("website").as_deref(), repairs).filter(|_| !location.is_withheld());
    Ok(Site {
        name1,
        name2,
        location,
        phone: numbers.phone,
        intake_phones: numbers.intake_phones,
        hotline: numbers.hotline,
        website,
    })
}

impl Site {
    /// Starts the content of a listing.
    pub fn into_content(self, track: Track, questionnaire: Questionnaire) -> Content {
        Content {
            program_name: self.name2,
            phone: self.phone,
            intake_phones: self.intake_phones,
            hotline: self.hotline,
            website: self.website,
            ..Content::new(track, questionnaire, self.name1, self.location)
        }
    }

    /// Withholds the location: only the city is left.
    ///
    /// # Errors
    /// When it is unknown where the city is.
    pub fn withhold_location(&mut self, zips: &dyn ZipPoints) -> Result<(), String> {
        if !self.location.is_withheld() {
            self.location = withheld(self.location.address(), zips)?;
        }
        // A website can reveal the location.
        self.website = None;
        Ok(())
    }
}

/// The location of a confidential site: its city.
fn withheld(address: AddressView<'_>, zips: &dyn ZipPoints) -> Result<Location, String> {
    let at = zips.city(address.city, address.state);
    let city_coordinate = at.ok_or("a confidential location in an unknown city")?;
    Ok(Location::Withheld(Withheld { city: address.city.to_owned(), state: address.state, city_coordinate }))
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

/// The coordinate of a row. If the street is withheld, the coordinate of the row is not used, since it would reveal the street.
fn point(
    row: &dyn Fields,
    located: &Located,
    zips: &dyn ZipPoints,
    repairs: &mut Repairs,
) -> Option<MapPoint> {
    let zip_point = located.zip_point.map(|point| point.coordinate);
    let is_in_state = |at| zips.is_near_state(at, located.address.state);
    let found = match located.is_withheld {
        true => zip_point.map(|coordinate| (coordinate, CoordinatePrecision::Zip)),
        false => coordinate::find(row, zip_point, &is_in_state, repairs)
            .map(|found| (found.coordinate, found.precision())),
    };
    let (coordinate, precision) = found.or_else(|| {
        repairs.add(Repair::CoordinateFromCity);
        let city = zips.city(&located.address.city, located.address.state)?;
        Some((city, CoordinatePrecision::Zip))
    })?;
    Some(MapPoint { coordinate, precision })
}

/// The telephone numbers of a row.
struct RowPhones {
    phone: Option<Phone>,
    /// Without duplicates.
    intake_phones: Vec<Phone>,
    hotline: Option<Phone>,
}

impl RowPhones {
    fn read(row: &dyn Fields, repairs: &mut Repairs) -> RowPhones {
        let main = phones(row.text("phone").as_deref(), repairs);
        let mut intake_phones: Vec<Phone> = Vec::new();
        for name in INTAKE {
            let cell = phones(row.text(name).as_deref(), repairs);
            let found = cell.main.into_iter().chain(cell.intake);
            intake_phones.extend(found.filter(|phone| !intake_phones.contains(phone)).collect::<Vec<_>>());
        }
        for phone in main.intake {
            if !intake_phones.contains(&phone) {
                intake_phones.push(phone);
            }
        }
        if main.has_others && row.text("intake1").is_none() {
            repairs.add(Repair::PhoneDropped);
        }
        let hotline = phone(row.text("hotline1").as_deref(), repairs).or(main.crisis);
        RowPhones { phone: main.main, intake_phones, hotline }
    }
}

/// The fields with telephone numbers for new clients.
const INTAKE: [&str; 4] = ["intake1", "intake2", "intake1a", "intake2a"];

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    /// A gazetteer that has no ZIP codes, and only one city: Austin.
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
    fn a_withheld_street_is_not_located_by_the_coordinate_of_its_row() {
        let place = |city: &str| {
            let row = json!({"name1": "A", "street1": "--", "city": city, "state": "TX", "zip": "78799",
                             "latitude": 30.2222, "longitude": -97.7777});
            read(row.as_object().expect("an object"), &Austin, &mut Repairs::default())
        };
        let location = place("Austin").expect("placed by its city").location;
        assert_eq!(location.coordinate(), directory::Coordinate::new(30.27, -97.74).expect("a coordinate"));
        assert_eq!(location.point().precision, CoordinatePrecision::Zip);
        assert_eq!(
            place("Elsewhere"),
            Err("no coordinate, and no ZIP code or city to place it by".to_owned())
        );
    }

    #[test]
    fn a_confidential_street_leaves_only_city_and_telephone_number() {
        let row = json!({"name1": "A", "street1": "Confidential", "street2": "4477 Oak Lane", "city": "Austin",
                         "state": "TX", "zip": "78799", "phone": "512-555-0100", "website": "a.example.org",
                         "latitude": 30.2222, "longitude": -97.7777});
        let place = read(row.as_object().expect("an object"), &Austin, &mut Repairs::default());
        let content =
            place.expect("placed by its city").into_content(Track::MentalHealth, Questionnaire::Own);
        assert!(content.location.is_withheld() && content.phone.is_some() && content.website.is_none());
        assert_eq!(content.location.address().to_string(), "Austin, TX");
        assert_eq!(content.location.coordinate().latitude(), 30.27);
        let elsewhere = json!({"name1": "A", "street1": "Undisclosed", "city": "Elsewhere", "state": "TX"});
        let place = read(elsewhere.as_object().expect("an object"), &Austin, &mut Repairs::default());
        assert_eq!(place, Err("a confidential location in an unknown city".to_owned()));
    }
}
