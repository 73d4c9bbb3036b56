//! `/search`: what a search finds, as a page.
//!
//! A search is sent by POST, so that nothing of it is in a URL. `GET /search?…` answers a link that somebody made from a
//! search (see `link` below).
//!
//! - `answers_bar.rs`: what was asked, to change; `narrow.rs`: the filters, with counts.
//! - `summary.rs`: how many were found, and what to know before calling; `said_once.rs`: what is said of all places.
//! - `safety.rs`: one line of advice on safety.
//! - `card.rs`: a facility that was found; `tags.rs`: what its best program (`best_program.rs`) lists, and what to ask;
//!   `tag_rows.rs`: how much room that takes.
//! - `on_map.rs`: the map of the cards.
//! - `offers.rs`: other searches to offer when little was found.

mod answers_bar;
mod best_program;
mod card;
mod narrow;
mod offers;
mod on_map;
mod safety;
mod said_once;
mod summary;
mod tag_rows;
mod tags;

pub(crate) use tags::program_label;

use std::borrow::Cow;

use actix_web::http::{StatusCode, header};
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use directory::Criteria;
use service::search::SearchPage;
use service::{Directory, Serving};

use crate::answers::{FormAnswers, PreparedSearch};
use crate::body::read_form;
use crate::error::PageError;
use crate::fields::{CURSOR, FormFields, SEEN};
use crate::guidance::Alerts;
use crate::page::{Keep, Page};
use crate::start::filled_in;
use crate::visit::Visit;
use answers_bar::AnswersBar;
use best_program::CardContext;
use card::{Card, cards};
use narrow::NarrowPanel;
use offers::SearchOffer;
use on_map::CardMap;
use safety::SafetyAdvice;
use said_once::SaidOnce;
use summary::{Found, ResultsSummary};

#[derive(Template)]
#[template(path = "results.html")]
struct ResultsPage {
    page: Page,
    /// The warnings of the guidance that led here.
    alerts: Alerts,
    bar: AnswersBar,
    safety: Option<SafetyAdvice>,
    summary: ResultsSummary,
    narrow: NarrowPanel,
    cards: Vec<Card>,
    /// Where the facts come from and how old they are, each source once.
    sources: Vec<Cow<'static, str>>,
    map: Option<CardMap>,
    offers: Vec<SearchOffer>,
    /// The value of the field `change` that leads to the next page, which counts cards.
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
        Err(faults) => return Ok(filled_in(visit, directory, &answers, &fields, &faults)),
    };
    let serving = directory.serving().ok_or(service::Error::NotReady)?;
    prepared.search.query.facets = narrow::counted(&answers);
    let found = SearchPage::find(&serving, &prepared.search)?;
    let criteria = Criteria::for_need(&prepared.search.query.need);
    let seen = answers.further.as_ref().map_or(0, |(seen, _)| *seen);
    let language = visit.language;
    let said = SaidOnce::new(&prepared.search);
    let context = CardContext {
        snapshot: &serving.snapshot,
        language,
        answers: &answers,
        prepared: &prepared,
        criteria: &criteria,
        said,
    };
    let cards = cards(&context, &found.results.hits, seen)?;
    let shown = seen + cards.len() as u32;
    let summary = Found {
        totals: found.results.totals,
        with_kind: if said.plan { Some(count_with_kind(&serving, &prepared)?) } else { None },
        page: seen..shown,
    };
    let search = fields.without(&[CURSOR, SEEN]);
    let alerts = Alerts::new(language, answers.heed.alerts());
    let view = ResultsPage {
        page: Page::new(visit, language.say("results-title"), Keep::Private)
            .with_fields(fields.pairs().to_vec()),
        bar: AnswersBar::new(language, &answers, &prepared, &search),
        safety: SafetyAdvice::new(language, &answers, &search).filter(|_| alerts.texts.is_empty()),
        alerts,
        summary: ResultsSummary::new(language, &answers, &prepared, said, &summary),
        narrow: NarrowPanel::new(language, &answers, &prepared, &found.results, &search),
        map: on_map::draw(language, &prepared.search, &cards),
        sources: sources(&cards),
        cards,
        offers: offers::offers(language, &answers, &found.alternatives),
        more: found.next_cursor.map(|cursor| format!("more {shown} {cursor}")),
        is_further: seen > 0,
        link: link(visit, &search),
        link_reveals_guidance: answers.heed.named().next().is_some(),
        fields: search,
    };
    Ok(view.page.respond(StatusCode::OK, &view))
}

/// How many list everything that was asked for, and the kind of insurance instead of the plan.
fn count_with_kind(serving: &Serving, prepared: &PreparedSearch) -> Result<u32, PageError> {
    let mut search = prepared.search.clone();
    search.parameters.cursor = None;
    search.query.limit = 1;
    search.query.facets = Vec::new();
    for coverage in &mut search.query.need.insurance {
        *coverage = coverage.payment().into();
    }
    Ok(SearchPage::find(serving, &search)?.results.totals.confirmed)
}

fn sources(cards: &[Card]) -> Vec<Cow<'static, str>> {
    let mut sources: Vec<Cow<'static, str>> = Vec::new();
    for place in cards.iter().flat_map(Card::places).filter(|place| !place.source.is_empty()) {
        if !sources.contains(&place.source) {
            sources.push(place.source.clone());
        }
    }
    sources
}

/// The URL that contains a search.
fn link(visit: &Visit, fields: &FormFields) -> String {
    format!("/{}/search?{}", visit.language.code(), fields.query())
}
