//! `/search`: what a search finds, as a page.
//!
//! A search is sent by POST, so that nothing of it is in a URL. `GET /search?…` answers a link that somebody made from a
//! search (see `link` below).
//!
//! - `card.rs`: a facility that was found; `best_program.rs`: what its best program lists and leaves open, in words;
//!   `ask.rs`: what to ask on the phone.
//! - `summary.rs`: how many were found, what was searched, and what to know before calling.
//! - `narrow.rs`: the filters, with counts.
//! - `on_map.rs`: the map of the cards.
//! - `offers.rs`: other searches to offer when little was found.

mod ask;
mod best_program;
mod card;
mod narrow;
mod offers;
mod on_map;
mod summary;

use actix_web::http::{StatusCode, header};
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use directory::Criteria;
use service::Directory;
use service::search::SearchPage;

use crate::answers::{FormAnswers, PreparedSearch};
use crate::body::read_form;
use crate::error::PageError;
use crate::fields::{CURSOR, FormFields, SEEN};
use crate::guidance::Alerts;
use crate::page::{Keep, Page};
use crate::start::filled_in;
use crate::visit::Visit;
use best_program::CardContext;
use card::{Card, cards};
use narrow::NarrowPanel;
use offers::SearchOffer;
use on_map::CardMap;
use summary::ResultsSummary;

#[derive(Template)]
#[template(path = "results.html")]
struct ResultsPage {
    page: Page,
    /// The warnings of the guidance that led here.
    alerts: Alerts,
    summary: ResultsSummary,
    narrow: NarrowPanel,
    cards: Vec<Card>,
    map: Option<CardMap>,
    offers: Vec<SearchOffer>,
    /// The value of the field `change` that leads to the next page.
    more: Option<String>,
    /// Whether this is not the first page.
    is_further: bool,
    /// The hidden fields of this search.
    fields: FormFields,
    /// The URL that contains this search.
    link: String,
    /// Whether the link also reveals what the guidance warned of.
    link_reveals_guidance: bool,
}

/// `POST /search`.
pub(crate) async fn page(
    visit: Visit,
    payload: web::Payload,
    directory: web::Data<Directory>,
) -> Result<HttpResponse, PageError> {
    respond(&visit, &directory, read_form(payload).await?)
}

/// `GET /search?…`: a link that somebody made from a search.
pub(crate) async fn linked(
    visit: Visit,
    request: HttpRequest,
    directory: web::Data<Directory>,
) -> Result<HttpResponse, PageError> {
    let fields = FormFields::read(request.query_string().as_bytes())?;
    if fields.pairs().is_empty() {
        let start = format!("/{}/", visit.language.code());
        return Ok(HttpResponse::SeeOther().insert_header((header::LOCATION, start)).finish());
    }
    respond(&visit, &directory, fields)
}

fn respond(visit: &Visit, directory: &Directory, fields: FormFields) -> Result<HttpResponse, PageError> {
    let answers = FormAnswers::read(&fields)?;
    let mut prepared = match PreparedSearch::new(&answers, visit.language)? {
        Ok(prepared) => prepared,
        Err(faults) => return Ok(filled_in(visit, &answers, &fields, &faults)),
    };
    let serving = directory.serving().ok_or(service::Error::NotReady)?;
    prepared.search.query.facets = narrow::counted(&answers);
    let found = SearchPage::find(&serving, &prepared.search)?;
    let criteria = Criteria::for_need(&prepared.search.query.need);
    let seen = answers.further.as_ref().map_or(0, |(seen, _)| *seen);
    let context = CardContext {
        snapshot: &serving.snapshot,
        language: visit.language,
        answers: &answers,
        prepared: &prepared,
        criteria: &criteria,
    };
    let cards = cards(&context, &found.results.hits, seen)?;
    let shown = seen + cards.len() as u32;
    let search = fields.without(&[CURSOR, SEEN]);
    let view = ResultsPage {
        page: Page::new(visit, visit.language.say("results-title"), Keep::Private)
            .with_fields(fields.pairs().to_vec()),
        alerts: Alerts::new(visit.language, answers.heed.alerts()),
        summary: ResultsSummary::new(visit.language, &answers, &prepared, found.results.totals, seen..shown),
        narrow: NarrowPanel::new(visit.language, &answers, &prepared, &found.results, &search),
        map: on_map::draw(visit.language, &prepared.search, &cards),
        cards,
        offers: offers::offers(visit.language, &answers.heed, &found.alternatives),
        more: found.next_cursor.map(|cursor| format!("more {shown} {cursor}")),
        is_further: seen > 0,
        link: link(visit, &search),
        link_reveals_guidance: answers.heed.named().next().is_some(),
        fields: search,
    };
    Ok(view.page.respond(StatusCode::OK, &view))
}

/// The URL that contains a search.
fn link(visit: &Visit, fields: &FormFields) -> String {
    format!("/{}/search?{}", visit.language.code(), fields.query())
}
