//! `/compare`: up to four places side by side, what differs first.

mod rows;

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

use rows::{Row, decisive, finer};

use super::chosen::{Chosen, ChosenForm, Gathered, gather};
use super::list::gone;
use super::page::{Keep, Page};
use super::place::Place;
use super::visit::Visit;
use crate::error::PageError;
use service::Directory;

/// How many places stand side by side at the most.
pub(super) const MOST_COMPARED: usize = 4;

#[derive(Template)]
#[template(path = "compare.html")]
struct ComparePage {
    page: Page,
    places: Vec<Place>,
    /// What decides.
    rows: Vec<Row>,
    /// Of what is folded: that in which they differ, and that in which they do not.
    differing: Vec<Row>,
    same: Vec<Row>,
    gone: Vec<(String, String)>,
    unknown: usize,
    /// When more were chosen than can stand side by side: nothing is compared yet.
    is_too_many: bool,
    most: usize,
}

/// Nothing was chosen: how to do so.
pub(super) async fn none(visit: Visit) -> HttpResponse {
    let view = view(&visit, &Chosen::of(&[]), &Gathered::default());
    view.page.answer(StatusCode::OK, &view)
}

pub(super) async fn page(
    visit: Visit,
    fields: ChosenForm,
    directory: web::Data<Directory>,
) -> Result<HttpResponse, PageError> {
    let chosen = Chosen::of(&fields);
    if chosen.ids.len() > MOST_CHOSEN {
        let detail = format!("names more than {MOST_CHOSEN} places, which nobody could compare");
        return Err(PageError::invalid("id", detail));
    }
    let gathered = gather(&directory, &chosen).await?;
    let view = view(&visit, &chosen, &gathered);
    let status = if view.is_too_many { StatusCode::BAD_REQUEST } else { StatusCode::OK };
    Ok(view.page.answer(status, &view))
}

/// Of how many places somebody can choose those to compare: more than a list has are no choice.
const MOST_CHOSEN: usize = 40;

fn view(visit: &Visit, chosen: &Chosen, gathered: &Gathered) -> ComparePage {
    let language = visit.language;
    let is_too_many = gathered.listed.len() > MOST_COMPARED;
    let compared = if is_too_many { &[] } else { &gathered.listed[..] };
    let (differing, same) = finer(compared, language).into_iter().partition(|row| row.differs);
    let page = visit.page(language.say("compare-title"), Keep::Answer);
    ComparePage {
        page: page.with_fields(chosen.fields()),
        places: gathered.listed.iter().map(|facility| Place::of(facility, language)).collect(),
        rows: decisive(compared, language),
        differing,
        same,
        gone: gone(gathered, language),
        unknown: gathered.unknown,
        is_too_many,
        most: MOST_COMPARED,
    }
}

impl ComparePage {
    /// Whether anything is said of whom a place is not for.
    fn has_cautions(&self) -> bool {
        self.places.iter().any(|place| !place.cautions.is_empty())
    }
}
