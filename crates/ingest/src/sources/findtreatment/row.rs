//! One row, without regard to the others.

use directory::geo::CoordinatePrecision;
use directory::listing::{Content, Location, Questionnaire};
use directory::{Phone, Track, Vocabulary, text};
use serde_json::{Map, Value};

use super::contact::{phone, website};
use super::fields::Fields;
use super::location::{Located, address, cased};
use super::services::Services;
use super::{coordinate, identity};
use crate::repair::{Repair, Repairs};
use crate::source::ZipPoints;

/// What a row says.
#[derive(Debug)]
pub(super) struct Row {
    /// Its id, if it has one that can be one.
    pub frid: Option<String>,
    /// What it says of the place.
    pub content: Content,
    /// What was repaired.
    pub repairs: Vec<Repair>,
}

/// Reads a row, or says why it can't be used.
pub(super) fn read(
    fields: &Map<String, Value>,
    zips: &dyn ZipPoints,
    services: &mut Services,
) -> Result<Row, String> {
    let row = Fields(fields);
    let mut repairs = Repairs::default();
    let track = track(row)?;
    let (name1, name2) = names(row, &mut repairs)?;
    let located = address(row, zips, &mut repairs).ok_or("no state, and no ZIP code that tells it")?;
    let location =
        location(row, &located, &mut repairs).ok_or("no coordinate, and no ZIP code to place it by")?;
    let phone_of = |name: &str, repairs: &mut Repairs| phone(row.text(name).as_deref(), repairs);
    let offered = services.of(row, track, &mut repairs);
    let questionnaire = Questionnaire::Edition(Vocabulary::embedded().newest_edition(track));
    let content = Content {
        name2,
        phone: phone_of("phone", &mut repairs),
        intake_phones: intake_phones(row, &mut repairs),
        hotline: phone_of("hotline1", &mut repairs),
        website: website(row.text("website").as_deref(), &mut repairs),
        codes: offered.codes,
        unknown_services: offered.unknown,
        ..Content::new(track, questionnaire, name1, located.address, location)
    };
    let frid = identity::frid(row, &mut repairs);
    Ok(Row { frid, content, repairs: repairs.into_vec() })
}

/// The track of the row's kind.
fn track(row: Fields<'_>) -> Result<Track, String> {
    let kind =
        row.text("typeFacility").or_else(|| row.text("type_facility")).and_then(|kind| text::clean(&kind));
    let kind = kind.ok_or("no kind of facility")?;
    match kind.to_ascii_uppercase().as_str() {
        "SA" | "OTP" => Ok(Track::SubstanceUse),
        "MH" => Ok(Track::MentalHealth),
        _ => Err(format!("not a treatment listing: {kind}")),
    }
}

fn names(row: Fields<'_>, repairs: &mut Repairs) -> Result<(String, Option<String>), String> {
    match (cased(row, "name1", repairs), cased(row, "name2", repairs)) {
        (Some(name1), name2) => Ok((name1, name2)),
        (None, Some(name2)) => {
            repairs.add(Repair::NameMoved);
            Ok((name2, None))
        }
        (None, None) => Err("no name".to_owned()),
    }
}

/// Where the row is; a withheld street is placed by its ZIP code even if a coordinate came with it.
fn location(row: Fields<'_>, located: &Located, repairs: &mut Repairs) -> Option<Location> {
    let zip_point = located.zip_point.map(|point| point.coordinate);
    if located.is_withheld
        && let Some(coordinate) = zip_point
    {
        return Some(Location { coordinate, precision: CoordinatePrecision::Zip });
    }
    let found = coordinate::find(row, zip_point, repairs)?;
    let is_zip_point = found.is_zip_point || located.is_withheld;
    let precision = if is_zip_point { CoordinatePrecision::Zip } else { CoordinatePrecision::Street };
    Some(Location { coordinate: found.coordinate, precision })
}

/// The numbers for new clients, each once.
fn intake_phones(row: Fields<'_>, repairs: &mut Repairs) -> Vec<Phone> {
    let mut phones = Vec::new();
    for name in ["intake1", "intake2", "intake1a", "intake2a"] {
        let phone = phone(row.text(name).as_deref(), repairs);
        phones.extend(phone.filter(|phone| !phones.contains(phone)));
    }
    phones
}
