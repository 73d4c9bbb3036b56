//! The parts of a row that all sources have: names, address, coordinate, telephone numbers and website. They are repaired
//! where that requires no guessing.

mod address;
mod advert;
mod area_code;
mod boxes;
mod coordinate;
mod digest;
mod fields;
mod fraction;
mod identity;
mod no_street;
mod phones;
mod precision;
mod state;
mod website;

use directory::geo::CoordinatePrecision;
use directory::listing::{Content, Questionnaire};
use directory::{AddressView, Location, MapPoint, Phone, Track, Withheld};

use crate::repair::{Repair, Repairs};
use crate::zip_points::ZipPoints;
use address::{Located, cased};
use advert::CleanedName;

pub(crate) use area_code::state_of_number;
pub(crate) use digest::Digest;
pub(crate) use fields::{SiteField, SiteFields};
pub(crate) use fraction::without_fraction;
pub(crate) use identity::{give_ids, is_reserved, is_sound, sound_id};
pub(crate) use no_street::{asks_for_confidentiality, names_refuge};
pub(crate) use phones::{PhonesByPurpose, phone, phones};
pub(crate) use precision::mark_shared_points;
pub(crate) use state::written_state;
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
    /// Whether people are treated by video, not at an address.
    is_remote: bool,
}

/// Reads the site of a row, or returns why the row can't be used.
pub(crate) fn read(
    row: &SiteFields<'_>,
    zips: &dyn ZipPoints,
    repairs: &mut Repairs,
) -> Result<Site, String> {
    let (name1, name2) = names(row, repairs)?;
    let located = address::address(row, zips, repairs).ok_or("no state, and no ZIP code to take it from")?;
    let is_remote = located.is_remote;
    let location = match located.is_confidential {
        true => withheld(located.address.view(), zips)?,
        false => {
            let point = point(row, &located, zips, repairs)
                .ok_or("no coordinate, and no ZIP code or city to place it by")?;
            Location::new(located.address, point)
        }
    };
    // A website can reveal a confidential location.
    let website = website(row.get(SiteField::Website), repairs).filter(|_| !location.is_withheld());
    let main = phones(row.get(SiteField::Phone), repairs);
    let intake_phones = intake_phones(row, &main, repairs);
    let hotline = phone(row.get(SiteField::Hotline), repairs).or(main.crisis);
    Ok(Site { name1, name2, location, phone: main.main, intake_phones, hotline, website, is_remote })
}

impl Site {
    /// The content of a listing that says only this about a program.
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

    /// Whether people are treated by video, not at an address.
    pub fn is_remote(&self) -> bool {
        self.is_remote
    }

    /// Marks the coordinate as approximate.
    pub fn set_approximate(&mut self) {
        let point = self.location.point();
        self.location.set_point(MapPoint { precision: CoordinatePrecision::Zip, ..point });
    }

    /// Withholds the location: only the city is left.
    ///
    /// # Errors
    /// If it is unknown where the city is.
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

fn names(row: &SiteFields<'_>, repairs: &mut Repairs) -> Result<(String, Option<String>), String> {
    match (name(row, SiteField::Name, repairs), name(row, SiteField::Name2, repairs)) {
        (Some(name1), name2) => Ok((name1, name2)),
        (None, Some(name2)) => {
            repairs.add(Repair::NameMoved);
            Ok((name2, None))
        }
        (None, None) if repairs.has(Repair::NameAdvert) => {
            Err("its name is only a telephone number or a request to call".to_owned())
        }
        (None, None) => Err("no name".to_owned()),
    }
}

/// A name without telephone numbers and requests to call.
fn name(row: &SiteFields<'_>, field: SiteField, repairs: &mut Repairs) -> Option<String> {
    let cleaned = advert::clean(cased(row, field, repairs)?);
    if !matches!(cleaned, CleanedName::AsWritten(_)) {
        repairs.add(Repair::NameAdvert);
    }
    match cleaned {
        CleanedName::AsWritten(name) | CleanedName::Cleaned(name) => Some(name),
        CleanedName::OnlyAdvert => None,
    }
}

/// The coordinate to use for a row. If the street is withheld, the coordinate in the row is not used, since it would reveal
/// the street.
fn point(
    row: &SiteFields<'_>,
    located: &Located,
    zips: &dyn ZipPoints,
    repairs: &mut Repairs,
) -> Option<MapPoint> {
    let zip_point = located.zip_point.map(|point| point.coordinate);
    let is_in_state = |at| zips.is_near_state(at, located.address.state);
    let approximate = |coordinate| MapPoint { coordinate, precision: CoordinatePrecision::Zip };
    let found = match located.is_withheld {
        true => zip_point.map(approximate),
        false => coordinate::find(row, zip_point, &is_in_state, repairs),
    };
    let in_city = || {
        let coordinate = zips.city(&located.address.city, located.address.state)?;
        Some((coordinate, Repair::CoordinateFromCity))
    };
    let in_state = || {
        let coordinate = zips.state(located.address.state).filter(|_| has_no_address(row, located))?;
        Some((coordinate, Repair::CoordinateFromState))
    };
    found.or_else(|| {
        let (coordinate, repair) = in_city().or_else(in_state)?;
        repairs.add(repair);
        Some(approximate(coordinate))
    })
}

/// Whether a provider has neither a street nor a city, but treats people by video, or can be reached by telephone or
/// on a website.
fn has_no_address(row: &SiteFields<'_>, Located { address, is_remote, .. }: &Located) -> bool {
    let contacts = [SiteField::Phone, SiteField::IntakePhone, SiteField::Hotline, SiteField::Website];
    let is_reachable = *is_remote || contacts.into_iter().any(|field| row.get(field).is_some());
    address.street1.is_none() && address.city.is_empty() && is_reachable
}

/// The telephone numbers for new clients, each once: first those in fields of their own, then those among the main ones.
fn intake_phones(row: &SiteFields<'_>, main: &PhonesByPurpose, repairs: &mut Repairs) -> Vec<Phone> {
    let is_intake = |field| matches!(field, SiteField::IntakePhone | SiteField::IntakePhone2);
    let cells =
        row.iter().filter(|(field, _)| is_intake(*field)).map(|(_, cell)| phones(Some(cell), repairs));
    let found: Vec<Phone> = cells.flat_map(|cell| cell.main.into_iter().chain(cell.intake)).collect();
    let mut intake_phones: Vec<Phone> = Vec::new();
    for phone in found.iter().chain(&main.intake) {
        if !intake_phones.contains(phone) {
            intake_phones.push(phone.clone());
        }
    }
    if main.has_others && row.get(SiteField::IntakePhone).is_none() {
        repairs.add(Repair::PhoneDropped);
    }
    intake_phones
}
