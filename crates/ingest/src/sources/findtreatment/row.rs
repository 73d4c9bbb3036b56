//! One row of the locator.

use directory::listing::{Content, Questionnaire};
use directory::{Track, Vocabulary, text};
use serde_json::{Map, Value};

use super::services::ServiceLookup;
use crate::fields::Fields as _;
use crate::place::{self, sound_id};
use crate::repair::{Repair, Repairs};
use crate::zip_points::ZipPoints;

/// A row of the locator, read.
#[derive(Debug)]
pub(super) struct LocatorRow {
    /// The id of the row, if it is well-formed.
    pub frid: Option<String>,
    /// The content of the listing.
    pub content: Content,
    /// What was repaired.
    pub repairs: Vec<Repair>,
}

/// Reads a row, or returns why it can't be used.
pub(super) fn read(
    row: &Map<String, Value>,
    zips: &dyn ZipPoints,
    services: &mut ServiceLookup,
) -> Result<LocatorRow, String> {
    let mut repairs = Repairs::default();
    let kind = row.text("typeFacility").or_else(|| row.text("type_facility"));
    let track = track(kind.as_deref())?;
    let place = place::read(row, zips, &mut repairs)?;
    let offered = services.read(row, track, &mut repairs);
    let questionnaire = Questionnaire::Edition(Vocabulary::embedded().newest_edition(track));
    let content = Content {
        codes: offered.codes,
        unknown_services: offered.unknown,
        ..place.into_content(track, questionnaire)
    };
    let frid = sound_id(row, "frid", &mut repairs);
    Ok(LocatorRow { frid, content, repairs: repairs.into_vec() })
}

/// The track of a type of facility, as the locator abbreviates it.
pub(in crate::sources) fn track(kind: Option<&str>) -> Result<Track, String> {
    let kind = kind.and_then(text::clean).ok_or("no kind of facility")?;
    match kind.to_ascii_uppercase().as_str() {
        "SA" | "OTP" => Ok(Track::SubstanceUse),
        "MH" => Ok(Track::MentalHealth),
        _ => Err(format!("not a treatment listing: {kind}")),
    }
}
