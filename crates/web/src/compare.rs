//! `/compare`: up to three facilities side by side. What differs comes first.

mod rows;

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;
use service::Directory;

use crate::chosen::{ChosenFacilities, ChosenForm, ChosenIds, MOST_COMPARED};
use crate::error::PageError;
use crate::facility_brief::FacilityBrief;
use crate::page::{Keep, Page};
use crate::statement::ProgramStatement;
use crate::visit::Visit;
use rows::{Comparison, ComparisonRow};

#[derive(Template)]
#[template(path = "compare.html")]
struct ComparePage {
    page: Page,
    facilities: Vec<FacilityBrief>,
    /// The key facts that differ, and what is folded: finer differences, what is the same, and what all leave open.
    differing: Vec<ComparisonRow>,
    finer: Vec<ComparisonRow>,
    same: Vec<ComparisonRow>,
    open: Vec<ComparisonRow>,
    gone: Vec<(String, String)>,
    unknown: usize,
    /// More were chosen than fit side by side: the page asks which, and compares nothing yet.
    is_too_many: bool,
    most: usize,
}

/// `GET`: nothing was chosen, so the page says how to choose.
pub(crate) async fn empty(visit: Visit) -> HttpResponse {
    let view = view(&visit, &ChosenIds::default(), &ChosenFacilities::default());
    view.page.respond(StatusCode::OK, &view)
}

/// `POST`: compares the facilities that were chosen.
pub(crate) async fn page(
    visit: Visit,
    fields: ChosenForm,
    directory: web::Data<Directory>,
) -> Result<HttpResponse, PageError> {
    let ids = ChosenIds::from_fields(&fields);
    if ids.ids.len() > MOST_CHOSEN {
        let detail = format!("may have at most {MOST_CHOSEN} values");
        return Err(PageError::invalid("id", detail));
    }
    let chosen = ids.look_up(&directory).await?;
    let view = view(&visit, &ids, &chosen);
    let status = if view.is_too_many { StatusCode::BAD_REQUEST } else { StatusCode::OK };
    Ok(view.page.respond(status, &view))
}

/// The page offers at most this many facilities to choose from: twice as many as a list has.
const MOST_CHOSEN: usize = 40;

fn view(visit: &Visit, ids: &ChosenIds, chosen: &ChosenFacilities) -> ComparePage {
    let language = visit.language;
    let is_too_many = chosen.listed.len() > MOST_COMPARED;
    let compared = if is_too_many { &[] } else { &chosen.listed[..] };
    let (decisive, key) = differing(rows::key(compared, language));
    let (finer, others) = differing(rows::finer(compared, language));
    let (open, same) = key.into_iter().chain(others).partition(|row| row.comparison() == Comparison::Open);
    let page = Page::new(visit, language.say("compare-title"), Keep::Private);
    ComparePage {
        page: page.with_fields(ids.to_fields()),
        facilities: chosen.listed.iter().map(|facility| FacilityBrief::new(facility, language)).collect(),
        differing: decisive,
        finer,
        same,
        open,
        gone: chosen.gone_links(),
        unknown: chosen.unknown,
        is_too_many,
        most: MOST_COMPARED,
    }
}

/// Splits rows into those that differ and the others.
fn differing(rows: Vec<ComparisonRow>) -> (Vec<ComparisonRow>, Vec<ComparisonRow>) {
    rows.into_iter().partition(|row| row.comparison() == Comparison::Differs)
}
