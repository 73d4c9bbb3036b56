//! `POST /facilities/{id}/correction`: a visitor reports that something is wrong. Only the day and one of a few fixed
//! choices are stored.

use std::borrow::Cow;

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use directory::Facility;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use service::facility_lookup::{FacilityStatus, find_current_facility, unknown_facility};
use service::facility_path::path_of;
use service::request::Faults;
use service::{Directory, Language, form_token};
use store::{CorrectionChoice, MOST_A_DAY};
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

const DAY_SECONDS: i64 = 24 * 60 * 60;

/// The field with the token that shows that the form comes from a page of this site.
const TOKEN: &str = "token";

pub(crate) async fn correct(
    request: HttpRequest,
    visit: Visit,
    path: web::Path<FacilityPath>,
    fields: web::Form<Vec<(String, String)>>,
    directory: web::Data<Directory>,
) -> Result<HttpResponse, PageError> {
    let choice = read_choice(&fields)?;
    let id = Uuid::parse_str(&path.id).map_err(|_| unknown_facility())?;
    let facility = listed(&directory, id).await?;
    let now = Timestamp::now();
    let today = utc_day(now);
    let token = field(&fields, TOKEN).unwrap_or_default();
    let secret = &directory.store().identity().secret;
    if is_from_elsewhere(&request) || !form_token::is_valid(token, secret, id, today) {
        return Err(PageError::FormRefused);
    }
    let adding = directory.store().add_correction(facility.id, choice, today);
    let is_counted = directory.ask("storing a correction", adding).await?;
    if !is_counted {
        return Err(too_many(now).into());
    }
    let page = Page::new(&visit, visit.language.say("facility-wrong-thanks"), Keep::Private);
    let sent = [("wrong", choice.slug()), (TOKEN, token)];
    let sent = sent.map(|(name, value)| (name.to_owned(), value.to_owned()));
    let view =
        CorrectionPage { page: page.with_fields(sent.into()), path: path_of(&facility), name: facility.name };
    Ok(view.page.respond(StatusCode::OK, &view))
}

/// The token for the form about a facility.
pub(super) fn token(directory: &Directory, facility: Uuid) -> String {
    form_token::issue(&directory.store().identity().secret, facility, utc_day(Timestamp::now()))
}

fn utc_day(now: Timestamp) -> Date {
    now.to_zoned(TimeZone::UTC).date()
}

/// Whether the browser says that another site sent the form. Browsers that are older than 2023 say nothing.
fn is_from_elsewhere(request: &HttpRequest) -> bool {
    let sender = request.headers().get("sec-fetch-site");
    sender.is_some_and(|sender| sender != "same-origin" && sender != "none")
}

/// The error for a facility about which no more is accepted until the day ends.
fn too_many(now: Timestamp) -> service::Error {
    let passed = now.as_second().rem_euclid(DAY_SECONDS);
    service::Error::TooMany {
        detail: format!(
            "at most {MOST_A_DAY} corrections of a facility are accepted on a day; try again tomorrow"
        ),
        retry_after: (DAY_SECONDS - passed).unsigned_abs(),
    }
}

fn field<'a>(fields: &'a [(String, String)], name: &str) -> Option<&'a str> {
    fields.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
}

fn read_choice(fields: &[(String, String)]) -> Result<CorrectionChoice, PageError> {
    let choice = field(fields, "wrong").and_then(CorrectionChoice::from_slug);
    choice.ok_or_else(|| {
        let choices = CorrectionChoice::ALL.map(|choice| choice.slug().to_owned()).to_vec();
        let mut faults = Faults::in_body();
        faults.add_with("wrong", "must be one of the choices", choices);
        service::Error::from(faults).into()
    })
}

/// The facility with an ID, or the one that it was merged into.
async fn listed(directory: &Directory, id: Uuid) -> Result<Facility, PageError> {
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
