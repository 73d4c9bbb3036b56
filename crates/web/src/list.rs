//! `/list`: the places somebody wants to call, as a sheet to print and write on. What is on it comes with the form and
//! is not kept here; the script keeps it in the visitor's browser.

use std::borrow::Cow;

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;
use directory::Facility;

use super::call_questions::{CallQuestion, call_questions, first_and_more};
use super::chosen::{Chosen, ChosenForm, Gathered, gather};
use super::compare::MOST_COMPARED;
use super::facility::sources;
use super::page::{Keep, Page};
use super::place::Place;
use super::visit::Visit;
use crate::error::PageError;
use service::Directory;
use service::language::Language;

/// How many places are on a list at the most: more are no list to call.
const MOST_LISTED: usize = 20;

/// A place to call.
struct Sheet {
    number: usize,
    place: Place,
    first_questions: Vec<CallQuestion>,
    more_questions: Vec<CallQuestion>,
    /// All of them, for print.
    questions: Vec<CallQuestion>,
    sources: Vec<Cow<'static, str>>,
}

#[derive(Template)]
#[template(path = "list.html")]
struct ListPage {
    page: Page,
    sheets: Vec<Sheet>,
    /// The names of places that are gone, and the paths of their pages.
    gone: Vec<(String, String)>,
    unknown: usize,
    /// How many were left off.
    left_off: usize,
    most_compared: usize,
}

/// The empty list, which the script fills with what the browser keeps.
pub(super) async fn none(visit: Visit) -> HttpResponse {
    let view = view(&visit, &Chosen::of(&[]), &Gathered::default());
    view.page.answer(StatusCode::OK, &view)
}

pub(super) async fn page(
    visit: Visit,
    fields: ChosenForm,
    directory: web::Data<Directory>,
) -> Result<HttpResponse, PageError> {
    let mut chosen = Chosen::of(&fields);
    let left_off = chosen.ids.len().saturating_sub(MOST_LISTED);
    chosen.ids.truncate(MOST_LISTED);
    let gathered = gather(&directory, &chosen).await?;
    let view = ListPage { left_off, ..view(&visit, &chosen, &gathered) };
    Ok(view.page.answer(StatusCode::OK, &view))
}

fn view(visit: &Visit, chosen: &Chosen, gathered: &Gathered) -> ListPage {
    let language = visit.language;
    let sheets = gathered.listed.iter().zip(1..).map(|(facility, number)| sheet(facility, number, language));
    let page = visit.page(language.say("list-title"), Keep::Answer);
    ListPage {
        page: page.with_fields(chosen.fields()),
        sheets: sheets.collect(),
        gone: gone(gathered, language),
        unknown: gathered.unknown,
        left_off: 0,
        most_compared: MOST_COMPARED,
    }
}

fn sheet(facility: &Facility, number: usize, language: Language) -> Sheet {
    let (first_questions, more_questions) = first_and_more(call_questions(facility, language));
    Sheet {
        number,
        place: Place::of(facility, language),
        first_questions,
        more_questions,
        questions: call_questions(facility, language),
        sources: sources(facility, language),
    }
}

/// The names and paths of the places that are gone.
pub(super) fn gone(gathered: &Gathered, language: Language) -> Vec<(String, String)> {
    let places = gathered.gone.iter().map(|facility| Place::of(facility, language));
    places.map(|place| (place.name, place.path)).collect()
}
