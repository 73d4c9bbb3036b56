//! `/search`: what a search finds, as a page.
//!
//! It is asked by POST, so that nothing of it stands in a URL. `GET /search?…` answers a link that somebody made of a
//! search (see `link` below).
//!
//! - `card.rs`: a facility that was found.
//! - `summary.rs`: how many were found, what was searched, and what to know about paying.
//! - `narrow.rs`: the filters, with counts.
//! - `on_map.rs`: the map of the cards.
//! - `offers.rs`: what else could be searched when little was found.

mod card;
mod narrow;
mod offers;
mod on_map;
mod summary;

use actix_web::http::{StatusCode, header};
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use directory::Criterion;

use super::fields::{CURSOR, Fields, SEEN};
use super::guidance::Alerts;
use super::page::{Keep, Page};
use super::question::{Question, Understood};
use super::start::filled_in;
use super::visit::Visit;
use crate::body::body;
use crate::error::PageError;
use card::{Card, Dealer};
use narrow::Narrow;
use offers::Offer;
use on_map::CardMap;
use service::Directory;
use service::search::run;
use summary::Summary;

#[derive(Template)]
#[template(path = "results.html")]
struct ResultsPage {
    page: Page,
    /// What comes before everything else, where the guide led here.
    alerts: Alerts,
    summary: Summary,
    narrow: Narrow,
    cards: Vec<Card>,
    map: Option<CardMap>,
    /// What else could be searched.
    offers: Vec<Offer>,
    /// The change that leads to the next page.
    more: Option<String>,
    /// Whether places came before this page.
    is_further: bool,
    /// The hidden fields of this search.
    fields: Fields,
    /// The URL that holds this search.
    link: String,
    /// Whether it also tells what the guide warned of.
    link_tells_more: bool,
}

/// `POST /search`.
pub(super) async fn page(
    visit: Visit,
    payload: web::Payload,
    directory: web::Data<Directory>,
) -> Result<HttpResponse, PageError> {
    let body = body(payload).await?;
    answer(&visit, &directory, Fields::read(&body)?)
}

/// `GET /search?…`: a link that somebody made.
pub(super) async fn linked(
    visit: Visit,
    request: HttpRequest,
    directory: web::Data<Directory>,
) -> Result<HttpResponse, PageError> {
    let fields = Fields::read(request.query_string().as_bytes())?;
    if fields.pairs().is_empty() {
        let start = format!("/{}/", visit.language.code());
        return Ok(HttpResponse::SeeOther().insert_header((header::LOCATION, start)).finish());
    }
    answer(&visit, &directory, fields)
}

fn answer(visit: &Visit, directory: &Directory, fields: Fields) -> Result<HttpResponse, PageError> {
    let question = Question::read(&fields)?;
    let mut understood = match Understood::of(&question, visit.language)? {
        Ok(understood) => understood,
        Err(faults) => return Ok(filled_in(visit, &question, &fields, faults)),
    };
    let serving = directory.serving().ok_or(service::Error::NotReady)?;
    understood.request.query.facets = narrow::counted(&question);
    let found = run(&serving.snapshot, &understood.request, &directory.store().identity().secret)?;
    let criteria = Criterion::of(&understood.request.query.need);
    let seen = question.further.as_ref().map_or(0, |(seen, _)| *seen);
    let dealer = Dealer {
        snapshot: &serving.snapshot,
        language: visit.language,
        question: &question,
        understood: &understood,
        criteria: &criteria,
    };
    let cards = dealer.cards(&found.answer.hits, seen)?;
    let shown = seen + cards.len() as u32;
    let search = fields.without(&[CURSOR, SEEN]);
    let view = ResultsPage {
        page: visit
            .page(visit.language.say("results-title"), Keep::Answer)
            .with_fields(fields.pairs().to_vec()),
        alerts: Alerts::of(visit.language, question.heed.alerts()),
        summary: Summary::of(visit.language, &question, &understood, found.answer.totals, seen..shown),
        narrow: Narrow::of(visit.language, &question, &understood, &found.answer, &search),
        map: on_map::draw(visit.language, &understood.request, &cards),
        cards,
        offers: offers::of(visit.language, &question.heed, &found.alternatives),
        more: found.next_cursor.map(|cursor| format!("more {shown} {cursor}")),
        is_further: seen > 0,
        link: link(visit, &search),
        link_tells_more: question.heed.named().next().is_some(),
        fields: search,
    };
    Ok(view.page.answer(StatusCode::OK, &view))
}

/// The URL that holds a search.
fn link(visit: &Visit, fields: &Fields) -> String {
    format!("/{}/search?{}", visit.language.code(), fields.query())
}
