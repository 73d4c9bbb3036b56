//! One row, without regard to the others.

use directory::listing::{Content, Questionnaire};
use directory::{Track, Vocabulary, text};
use serde_json::{Map, Value};

use super::services::Services;
use crate::fields::Fields as _;
use crate::place::{self, sound_id};
use crate::repair::{Repair, Repairs};
use crate::source::ZipPoints;

/// What a row says.
#[derive(Debug)]
pub(super) struct LocatorRow {
    /// Its id, if it has one that can be one.
    pub frid: Option<String>,
    /// What it says of the place.
    pub content: Content,
    /// What was repaired.
    pub repairs: Vec<Repair>,
}

/// Reads a row, or says why it can't be used.
pub(super) fn read(
    row: &Map<String, Value>,
    zips: &dyn ZipPoints,
    services: &mut Services,
) -> Result<LocatorRow, String> {
    let mut repairs = Repairs::default();
    let kind = row.text("typeFacility").or_else(|| row.text("type_facility"));
    let track = track(kind.as_deref())?;
    let place = place::read(row, zips, &mut repairs)?;
    let offered = services.of(row, track, &mut repairs);
    let questionnaire = Questionnaire::Edition(Vocabulary::embedded().newest_edition(track));
    let content = Content {
        codes: offered.codes,
        unknown_services: offered.unknown,
        ..place.into_content(track, questionnaire)
    };
    let frid = sound_id(row, "frid", &mut repairs);
    Ok(LocatorRow { frid, content, repairs: repairs.into_vec() })
}

/// The track of a kind of facility, as the locator names it.
pub(in crate::sources) fn track(kind: Option<&str>) -> Result<Track, String> {
    let kind = kind.and_then(text::clean).ok_or("no kind of facility")?;
    match kind.to_ascii_uppercase().as_str() {
        "SA" | "OTP" => Ok(Track::SubstanceUse),
        "MH" => Ok(Track::MentalHealth),
        _ => Err(format!("not a treatment listing: {kind}")),
    }
}
