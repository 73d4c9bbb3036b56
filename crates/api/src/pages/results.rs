//! `POST /search`: what a search finds, as a page.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;
use directory::matching::Reach;
use directory::{Criterion, Fact, MatchClass};
use search::{Hit, Snapshot};

use super::facts::FactWords;
use super::page::{Keep, Page};
use super::start::Form;
use super::visit::Visit;
use crate::directory_state::Directory;
use crate::documents::FacilitySummary;
use crate::problem::Problem;
use crate::routes::search::body;
use crate::search::parameters::Parameters;
use crate::search::request::SearchRequest;
use crate::search::{alternative_text, run};

/// A facility that was found.
struct Card {
    name: String,
    url: String,
    place: String,
    distance: Option<String>,
    match_text: String,
    ask: Vec<&'static str>,
    cautions: Vec<&'static str>,
    phones: Vec<(&'static str, String, String)>,
    evidence: Option<&'static str>,
    source: &'static str,
}

/// How much a listing is worth.
const SURVEYED: &str =
    "What the program said of itself in SAMHSA's public listings; nobody has called to check.";

#[derive(Template)]
#[template(path = "results.html")]
struct ResultsPage {
    page: Page,
    form: Form,
    faults: Vec<String>,
    suggestions: Vec<String>,
    searched: String,
    cards: Vec<Card>,
    alternatives: Vec<String>,
    given: Vec<(String, String)>,
    next_cursor: Option<String>,
}

pub(super) async fn page(
    visit: Visit,
    payload: web::Payload,
    directory: web::Data<Directory>,
) -> Result<HttpResponse, Problem> {
    let body = body(payload).await?;
    let text = String::from_utf8_lossy(&body);
    let given = entered(&text);
    let mut page = ResultsPage {
        page: visit.page(visit.language.say("results-title"), Keep::Answer).with_fields(given.clone()),
        form: Form::entered(&given),
        faults: Vec::new(),
        suggestions: Vec::new(),
        searched: String::new(),
        cards: Vec::new(),
        alternatives: Vec::new(),
        given: given.iter().filter(|(name, _)| name != "cursor").cloned().collect(),
        next_cursor: None,
    };
    let status = match find(&directory, given, &mut page) {
        Ok(()) => StatusCode::OK,
        Err(problem) => {
            page.suggestions = problem.errors.iter().flat_map(|fault| fault.candidates.clone()).collect();
            page.faults = match problem.errors.is_empty() {
                true => vec![problem.detail.clone()],
                false => problem.errors.iter().map(|fault| fault.detail.clone()).collect(),
            };
            StatusCode::from_u16(problem.status).unwrap_or(StatusCode::BAD_REQUEST)
        }
    };
    Ok(page.page.answer(status, &page))
}

/// What was entered; what was left empty was not.
fn entered(body: &str) -> Vec<(String, String)> {
    let decode = |text: &str| {
        percent_encoding::percent_decode_str(&text.replace('+', " ")).decode_utf8_lossy().into_owned()
    };
    let pairs = body.split('&').filter_map(|pair| pair.split_once('='));
    pairs
        .map(|(name, value)| (decode(name), decode(value)))
        .filter(|(_, value)| !value.trim().is_empty())
        .collect()
}

fn find(directory: &Directory, given: Vec<(String, String)>, page: &mut ResultsPage) -> Result<(), Problem> {
    let serving = directory.serving().ok_or_else(Problem::not_ready)?;
    let request = SearchRequest::parse(Parameters::of_pairs(given)?)?;
    let found = run(&serving.snapshot, &request, &directory.store().identity().secret)?;
    let total = found.answer.totals;
    let place = request.place.as_ref().map(|place| place.label.as_str()).unwrap_or("everywhere");
    let within = request.radius.map(|miles| format!("within {miles} miles of ")).unwrap_or_default();
    let found_words = page.page.say_with("places-found", &[("count", total.facilities.into())]);
    page.searched = format!("{found_words}: {within}{place}.");
    let criteria = Criterion::of(&request.query.need);
    page.cards = found.answer.hits.iter().filter_map(|hit| card(&serving.snapshot, hit, &criteria)).collect();
    page.alternatives = found.alternatives.iter().map(alternative_text).collect();
    page.next_cursor = found.next_cursor;
    Ok(())
}

fn card(snapshot: &Snapshot, hit: &Hit, criteria: &[Criterion]) -> Option<Card> {
    let facility: FacilitySummary = serde_json::from_str(snapshot.facility_document(hit.position)).ok()?;
    let best = hit.programs.first()?;
    let facts = snapshot.row(best.row);
    let words = FactWords::of("en");
    let unknown = criteria.iter().filter(|criterion| criterion.fact(&facts) == Fact::NotStated);
    let ask = unknown.flat_map(|criterion| match criterion {
        Criterion::Program(program) => vec![words.ask(program.id())],
        Criterion::Level(level) => vec![words.ask(level.id())],
        Criterion::Insurance(payments) => payments.iter().map(|known| words.ask(known.id())).collect(),
        Criterion::Has(id) => vec![words.ask(*id)],
    });
    let about =
        if facility.coordinate_precision == directory::CoordinatePrecision::Zip { "about " } else { "" };
    let match_text = match (best.class, best.reach) {
        (_, Reach::Telehealth) => "By telehealth: ask whether the program itself is by video",
        (MatchClass::Confirmed, _) => "Lists everything you asked for",
        (MatchClass::Possible, _) => "May have it: ask",
    };
    let phone = |label: &'static str, number: &Option<String>, extension: &Option<String>| {
        let number = number.clone()?;
        let shown = directory::Phone { number: number.clone(), extension: extension.clone() }.display();
        Some((label, number, shown))
    };
    let address = [facility.address.street1.clone(), Some(facility.address.city.clone())];
    let place = address.into_iter().flatten().collect::<Vec<_>>().join(", ");
    Some(Card {
        name: facility.name,
        url: facility.url,
        place: format!("{place}, {}", facility.address.state),
        distance: hit.miles.map(|miles| format!("{about}{miles:.1} miles")),
        match_text: match_text.to_owned(),
        ask: ask.collect(),
        cautions: best.cautions.iter().map(|caution| words.caution(caution)).collect(),
        phones: [
            phone("Call", &facility.phone, &facility.phone_extension),
            phone("New clients", &facility.intake_phone, &facility.intake_phone_extension),
        ]
        .into_iter()
        .flatten()
        .collect(),
        evidence: best.evidence.map(|evidence| words.evidence(evidence)),
        source: if snapshot.is_sample() { "Made up for trying this out." } else { SURVEYED },
    })
}
