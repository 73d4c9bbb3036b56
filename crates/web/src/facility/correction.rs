//! `POST /facilities/{id}/correction`: a visitor reports that something is wrong. Only the day and one of a few fixed
//! choices are stored.

use std::borrow::Cow;

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;
use directory::Facility;
use service::facility_lookup::{FacilityStatus, find_current_facility, unknown_facility};
use service::facility_path::path_of;
use service::request::Faults;
use service::{Directory, Language};
use store::CorrectionChoice;
use uuid::Uuid;

use super::locate::FacilityPath;
use crate::error::PageError;
use crate::page::{Keep, Page};
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "correction.html")]
struct CorrectionPage {
    page: Page,
    path: String,
    name: String,
}

pub(crate) async fn correct(
    visit: Visit,
    path: web::Path<FacilityPath>,
    fields: web::Form<Vec<(String, String)>>,
    directory: web::Data<Directory>,
) -> Result<HttpResponse, PageError> {
    let choice = read_choice(&fields)?;
    let facility = listed(&directory, &path.id).await?;
    let today = jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date();
    let adding = directory.store().add_correction(facility.id, choice, today);
    let is_stored = directory.ask("storing a correction", adding).await?;
    if !is_stored {
        let detail = "no more corrections are accepted today; try again tomorrow";
        return Err(service::Error::TooMany(detail.to_owned()).into());
    }
    let page = Page::new(&visit, visit.language.say("facility-wrong-thanks"), Keep::Private);
    let fields = vec![("wrong".to_owned(), choice.slug().to_owned())];
    let view =
        CorrectionPage { page: page.with_fields(fields), path: path_of(&facility), name: facility.name };
    Ok(view.page.respond(StatusCode::OK, &view))
}

fn read_choice(fields: &[(String, String)]) -> Result<CorrectionChoice, PageError> {
    let given = fields.iter().find(|(name, _)| name == "wrong");
    let choice = given.and_then(|(_, value)| CorrectionChoice::from_slug(value));
    choice.ok_or_else(|| {
        let choices = CorrectionChoice::ALL.map(|choice| choice.slug().to_owned()).to_vec();
        let mut faults = Faults::in_body();
        faults.add_with("wrong", "must be one of the choices", choices);
        service::Error::from(faults).into()
    })
}

/// The facility with an ID, or the one that it was merged into.
async fn listed(directory: &Directory, id: &str) -> Result<Facility, PageError> {
    let id = Uuid::parse_str(id).map_err(|_| unknown_facility())?;
    match find_current_facility(directory, id).await? {
        FacilityStatus::Listed(facility, _) => Ok(facility),
        FacilityStatus::Merged(_) | FacilityStatus::Gone(..) => {
            Err(service::Error::Gone("no source lists this facility anymore".to_owned()).into())
        }
    }
}

/// A choice's value in the form, and its label.
pub(super) fn option(choice: CorrectionChoice, language: Language) -> (&'static str, Cow<'static, str>) {
    let label = match choice {
        CorrectionChoice::Phone => language.say("facility-wrong-phone"),
        CorrectionChoice::Moved => language.say("facility-wrong-moved"),
        CorrectionChoice::Closed => language.say("facility-wrong-closed"),
        CorrectionChoice::NoIop => language.say("facility-wrong-no-iop"),
        CorrectionChoice::Insurance => language.say("facility-wrong-insurance"),
        CorrectionChoice::Services => language.say("facility-wrong-services"),
        CorrectionChoice::Name => language.say("facility-wrong-name"),
    };
    (choice.slug(), label)
}
