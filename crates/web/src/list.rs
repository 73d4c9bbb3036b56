//! `/list`: the facilities that a visitor wants to call, as a sheet to print and write on. The list is sent with the form
//! and is not stored on the server; the script stores it in the visitor's browser.

use std::borrow::Cow;

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;
use directory::Facility;
use service::{Directory, Language};

use crate::call_questions::{CallQuestion, call_questions, first_and_more};
use crate::chosen::{ChosenFacilities, ChosenForm, ChosenIds, MOST_COMPARED};
use crate::error::PageError;
use crate::facility_brief::FacilityBrief;
use crate::page::{Keep, Page};
use crate::source_words::sources;
use crate::visit::Visit;

/// A list has at most this many facilities. Nobody calls more.
const MOST_LISTED: usize = 20;

/// A facility to call.
struct CallSheet {
    number: usize,
    facility: FacilityBrief,
    first_questions: Vec<CallQuestion>,
    more_questions: Vec<CallQuestion>,
    /// All of the questions, for the printed sheet.
    questions: Vec<CallQuestion>,
    sources: Vec<Cow<'static, str>>,
}

#[derive(Template)]
#[template(path = "list.html")]
struct ListPage {
    page: Page,
    sheets: Vec<CallSheet>,
    /// The names of facilities that are gone, and the paths of their pages.
    gone: Vec<(String, String)>,
    unknown: usize,
    /// How many of those chosen did not fit on the list.
    left_off: usize,
    most_compared: usize,
}

/// `GET`: an empty list, which the script fills with the facilities stored in the browser.
pub(crate) async fn empty(visit: Visit) -> HttpResponse {
    let view = view(&visit, &ChosenIds::default(), &ChosenFacilities::default());
    view.page.respond(StatusCode::OK, &view)
}

/// `POST`: the list of the facilities that were chosen.
pub(crate) async fn page(
    visit: Visit,
    fields: ChosenForm,
    directory: web::Data<Directory>,
) -> Result<HttpResponse, PageError> {
    let mut ids = ChosenIds::from_fields(&fields);
    let left_off = ids.ids.len().saturating_sub(MOST_LISTED);
    ids.ids.truncate(MOST_LISTED);
    let chosen = ids.look_up(&directory).await?;
    let view = ListPage { left_off, ..view(&visit, &ids, &chosen) };
    Ok(view.page.respond(StatusCode::OK, &view))
}

fn view(visit: &Visit, ids: &ChosenIds, chosen: &ChosenFacilities) -> ListPage {
    let language = visit.language;
    let sheets = chosen.listed.iter().zip(1..).map(|(facility, number)| sheet(facility, number, language));
    let page = Page::new(visit, language.say("list-title"), Keep::Private);
    ListPage {
        page: page.with_fields(ids.to_fields()),
        sheets: sheets.collect(),
        gone: chosen.gone_links(),
        unknown: chosen.unknown,
        left_off: 0,
        most_compared: MOST_COMPARED,
    }
}

fn sheet(facility: &Facility, number: usize, language: Language) -> CallSheet {
    let (first_questions, more_questions) = first_and_more(call_questions(facility, language));
    CallSheet {
        number,
        facility: FacilityBrief::new(facility, language),
        first_questions,
        more_questions,
        questions: call_questions(facility, language),
        sources: sources(facility, language),
    }
}
