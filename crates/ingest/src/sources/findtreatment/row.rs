//! One row of the locator.

use std::borrow::Cow;

use directory::Vocabulary;
use directory::listing::{Content, Questionnaire};

use super::columns::site_fields;
use super::json::{JsonRow, member_text};
use super::kind::track;
use super::services::ServiceLookup;
use crate::place::{self, Digest, sound_id};
use crate::repair::Repairs;
use crate::set_builder::ListingDraft;
use crate::zip_points::ZipPoints;

/// Members about the search, not about the place: the position of the row in the response, and its distance from the
/// point of the search.
const SEARCH_MEMBERS: [&str; 2] = ["_irow", "miles"];

/// The listing of a row, or why the row can't be used.
pub(super) fn read(
    row: &JsonRow,
    zips: &dyn ZipPoints,
    services: &mut ServiceLookup,
) -> Result<ListingDraft, String> {
    let mut repairs = Repairs::default();
    let track = track(kind(row).as_deref())?;
    let place = place::read(&site_fields(|name| member_text(row, name)), zips, &mut repairs)?;
    let offered = services.read(row, track, &mut repairs);
    let questionnaire = Questionnaire::Edition(Vocabulary::embedded().newest_edition(track));
    let content = Content {
        codes: offered.codes,
        unknown_services: offered.unknown,
        ..place.into_content(track, questionnaire)
    };
    let own_id = sound_id(member_text(row, "frid").as_deref(), &mut repairs);
    let digest = Digest::from_row(row, &SEARCH_MEMBERS);
    Ok(ListingDraft { own_id, digest, content, repairs: repairs.into_vec(), group: None })
}

/// The kind of facility of a row.
pub(super) fn kind(row: &JsonRow) -> Option<Cow<'_, str>> {
    member_text(row, "typeFacility").or_else(|| member_text(row, "type_facility"))
}
