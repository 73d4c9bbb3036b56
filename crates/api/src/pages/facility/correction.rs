//! `POST /facilities/{id}/correction`: somebody says that something is wrong. One of a few fixed choices is kept, with
//! the day, and nothing else.

use std::borrow::Cow;

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;
use directory::Facility;
use serde::Deserialize;
use store::CorrectionChoice;
use uuid::Uuid;

use crate::directory_state::Directory;
use crate::facility_path::path_of;
use crate::pages::language::Language;
use crate::pages::page::{Keep, Page};
use crate::pages::visit::Visit;
use crate::problem::{Fault, Problem};
use crate::routes::facilities::{Known, find, unknown};

#[derive(Template)]
#[template(path = "correction.html")]
struct CorrectionPage {
    page: Page,
    path: String,
    name: String,
}

/// The members of the path.
#[derive(Deserialize)]
pub(in crate::pages) struct CorrectionPath {
    id: String,
}

pub(in crate::pages) async fn correct(
    visit: Visit,
    path: web::Path<CorrectionPath>,
    fields: web::Form<Vec<(String, String)>>,
    directory: web::Data<Directory>,
) -> Result<HttpResponse, Problem> {
    let choice = choice_of(&fields)?;
    let facility = listed(&directory, &path.id).await?;
    let today = jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date();
    let kept = directory.store().add_correction(facility.id, choice, today).await;
    let is_kept = kept.map_err(|err| match err {
        store::Error::Locked { .. } => Problem::busy(),
        err => Problem::internal("keeping a correction", &err),
    })?;
    if !is_kept {
        return Err(Problem::too_many("today's corrections are as many as are kept; send it tomorrow"));
    }
    let page = visit.page(visit.language.say("facility-wrong-thanks"), Keep::Answer);
    let fields = vec![("wrong".to_owned(), choice.slug().to_owned())];
    let view =
        CorrectionPage { page: page.with_fields(fields), path: path_of(&facility), name: facility.name };
    Ok(view.page.answer(StatusCode::OK, &view))
}

fn choice_of(fields: &[(String, String)]) -> Result<CorrectionChoice, Problem> {
    let given = fields.iter().find(|(name, _)| name == "wrong");
    let known = given.and_then(|(_, value)| CorrectionChoice::from_slug(value));
    known.ok_or_else(|| {
        let choices = CorrectionChoice::ALL.map(|choice| choice.slug().to_owned()).to_vec();
        Problem::bad_request(vec![Fault {
            parameter: None,
            pointer: Some("/wrong".to_owned()),
            detail: "say what is wrong, as one of the choices".to_owned(),
            candidates: choices,
        }])
    })
}

/// The facility of an id, or the one that it was merged into.
async fn listed(directory: &Directory, id: &str) -> Result<Facility, Problem> {
    let id = Uuid::parse_str(id).map_err(|_| unknown())?;
    let known = match find(directory, id).await? {
        Known::Moved(to) => find(directory, to).await?,
        known => known,
    };
    match known {
        Known::Listed(facility, _) => Ok(facility),
        Known::Moved(_) | Known::Gone(..) => Err(Problem::gone("no source lists this facility any more")),
    }
}

/// A choice's name in the form, and its words.
pub(super) fn words(choice: CorrectionChoice, language: Language) -> (&'static str, Cow<'static, str>) {
    let words = match choice {
        CorrectionChoice::Phone => language.say("facility-wrong-phone"),
        CorrectionChoice::Moved => language.say("facility-wrong-moved"),
        CorrectionChoice::Closed => language.say("facility-wrong-closed"),
        CorrectionChoice::NoIop => language.say("facility-wrong-no-iop"),
        CorrectionChoice::Insurance => language.say("facility-wrong-insurance"),
        CorrectionChoice::Services => language.say("facility-wrong-services"),
        CorrectionChoice::Name => language.say("facility-wrong-name"),
    };
    (choice.slug(), words)
}
