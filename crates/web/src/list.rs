//! `/list`: the facilities that a visitor wants to call, as a sheet to print and write on. The lists are sent with each form
//! and are not stored on the server; the script stores them in the visitor's browser.

mod share;
mod table;

use std::borrow::Cow;

use actix_web::http::{StatusCode, header};
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use directory::Facility;
use service::{Directory, Language};

use crate::call_lists::{CallLists, ListLetter};
use crate::call_questions::{CallQuestion, call_questions, first_and_more};
use crate::chosen::{ChosenFacilities, ChosenForm, MOST_COMPARED};
use crate::error::PageError;
use crate::facility_brief::FacilityBrief;
use crate::fields::FormFields;
use crate::page::{Keep, Page};
use crate::public_url::origin;
use crate::source_words::sources;
use crate::visit::Visit;
use share::SharedList;

/// A list has at most this many facilities. Nobody calls more.
const MOST_LISTED: usize = 20;

/// This many questions are beside each place; the others are folded.
const FIRST_QUESTIONS: usize = 2;

/// A facility to call.
struct CallSheet {
    number: usize,
    facility: FacilityBrief,
    letters: Vec<ListLetter>,
    first_questions: Vec<CallQuestion>,
    more_questions: Vec<CallQuestion>,
}

#[derive(Template)]
#[template(path = "list.html")]
struct ListPage {
    page: Page,
    sheets: Vec<CallSheet>,
    /// Whether the page shows several lists, each with a letter.
    has_letters: bool,
    /// The names of facilities that are gone, and the paths of their pages.
    gone: Vec<(String, String)>,
    unknown: usize,
    /// How many of those chosen did not fit on the list.
    left_off: usize,
    most_compared: usize,
    /// Where the facts come from, each source once.
    sources: Vec<Cow<'static, str>>,
    share: SharedList,
}

/// `GET`: an empty list, which the script fills with the facilities stored in the browser, or a list that somebody sent
/// as a link.
pub(crate) async fn linked(
    visit: Visit,
    request: HttpRequest,
    directory: web::Data<Directory>,
) -> Result<HttpResponse, PageError> {
    let fields = FormFields::read(request.query_string().as_bytes())?;
    respond(&request, &visit, &directory, fields.pairs()).await
}

/// `POST`: the list of the facilities that were chosen.
pub(crate) async fn page(
    request: HttpRequest,
    visit: Visit,
    fields: ChosenForm,
    directory: web::Data<Directory>,
) -> Result<HttpResponse, PageError> {
    respond(&request, &visit, &directory, &fields).await
}

/// `POST /list.csv`: the list as a table for spreadsheets.
pub(crate) async fn csv(
    request: HttpRequest,
    visit: Visit,
    fields: ChosenForm,
    directory: web::Data<Directory>,
) -> Result<HttpResponse, PageError> {
    let (lists, _) = read(&fields);
    let chosen = lists.chosen.look_up(&directory).await?;
    let table = table::csv(&lists, &chosen.listed, &origin(&request), visit.language);
    let mut response = HttpResponse::Ok();
    response.insert_header((header::CONTENT_TYPE, "text/csv; charset=utf-8"));
    response.insert_header((header::CONTENT_DISPOSITION, "attachment; filename=\"places-to-call.csv\""));
    response.insert_header((header::CACHE_CONTROL, "no-store"));
    Ok(response.body(table))
}

async fn respond(
    request: &HttpRequest,
    visit: &Visit,
    directory: &Directory,
    fields: &[(String, String)],
) -> Result<HttpResponse, PageError> {
    let (lists, left_off) = read(fields);
    let chosen = lists.chosen.look_up(directory).await?;
    let view = view(request, visit, &lists, &chosen, left_off);
    Ok(view.page.respond(StatusCode::OK, &view))
}

/// The lists, and how many places did not fit.
fn read(fields: &[(String, String)]) -> (CallLists, usize) {
    let mut lists = CallLists::from_fields(fields);
    let left_off = lists.chosen.ids.len().saturating_sub(MOST_LISTED);
    lists.chosen.ids.truncate(MOST_LISTED);
    (lists, left_off)
}

fn view(
    request: &HttpRequest,
    visit: &Visit,
    lists: &CallLists,
    chosen: &ChosenFacilities,
    left_off: usize,
) -> ListPage {
    let language = visit.language;
    let numbered = chosen.listed.iter().zip(1..);
    let sheets: Vec<CallSheet> =
        numbered.map(|(facility, number)| sheet(facility, number, lists, language)).collect();
    let page = Page::new(visit, language.say("list-title"), Keep::Private);
    ListPage {
        share: SharedList::new(
            &format!("{}{}", origin(request), page.link("/list")),
            sheets.iter().map(|sheet| &sheet.facility),
        ),
        page: page.with_fields(lists.to_fields()),
        has_letters: lists.has_letters(),
        sources: all_sources(&chosen.listed, language),
        sheets,
        gone: chosen.gone_links(),
        unknown: chosen.unknown,
        left_off,
        most_compared: MOST_COMPARED,
    }
}

fn sheet(facility: &Facility, number: usize, lists: &CallLists, language: Language) -> CallSheet {
    let (first_questions, more_questions) =
        first_and_more(call_questions(facility, language), FIRST_QUESTIONS);
    CallSheet {
        number,
        facility: FacilityBrief::new(facility, language),
        letters: lists.letters(facility.id),
        first_questions,
        more_questions,
    }
}

fn all_sources(facilities: &[Facility], language: Language) -> Vec<Cow<'static, str>> {
    let mut all: Vec<Cow<'static, str>> = Vec::new();
    for sentence in facilities.iter().flat_map(|facility| sources(facility, language)) {
        if !all.contains(&sentence) {
            all.push(sentence);
        }
    }
    all
}
