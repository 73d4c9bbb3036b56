//! `/facilities/{id or readable address}`: everything that is known of one place, grouped as people ask it.

mod correction;
mod details;
mod json_ld;
mod locate;
mod nearby;
mod share;
mod signs;
mod sources;
mod topics;

use std::borrow::Cow;

use actix_web::http::{StatusCode, header};
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use directory::{Facility, Fact, Program};
use serde::Deserialize;
use store::CorrectionChoice;

pub(super) use correction::correct;
pub(super) use signs::{SIGNS, Sign};
pub(super) use sources::sources;

use locate::{Located, locate};
use nearby::{Nearby, nearby};
use share::Share;
use signs::{SignView, signs};
use topics::{TopicView, topics};

use super::call_questions::{CallQuestion, call_questions, first_and_more};
use super::decisive::Decisive;
use super::page::{Keep, Page};
use super::place::{Outside, Place, directions, website};
use super::programs::program_names;
use super::said::Said;
use super::visit::Visit;
use crate::error::PageError;
use crate::public_url::origin;
use service::Directory;
use service::facility_path::path_of;
use service::language::Language;

/// A program, and what it says.
struct ProgramView {
    /// The name of its part of the page.
    anchor: String,
    heading: String,
    topics: Vec<TopicView>,
    /// Services that the code book lacks, as they came.
    unknown: Vec<String>,
    /// What sources say that are not believed.
    differences: Vec<Cow<'static, str>>,
}

#[derive(Template)]
#[template(path = "facility.html")]
struct FacilityPage {
    page: Page,
    is_gone: bool,
    place: Place,
    /// What decides: what it is called, and a line for each program that says its own.
    glance: Vec<(Cow<'static, str>, Vec<String>)>,
    website: Option<String>,
    directions: Vec<Outside>,
    /// The address of the page itself, with the site's name.
    url: String,
    /// None for a place that is gone.
    json_ld: Option<String>,
    share: Share,
    sources: Vec<Cow<'static, str>>,
    signs: Vec<SignView>,
    programs: Vec<ProgramView>,
    first_questions: Vec<CallQuestion>,
    more_questions: Vec<CallQuestion>,
    nearby: Vec<Nearby>,
    corrections: Vec<(&'static str, Cow<'static, str>)>,
}

/// The members of the path.
#[derive(Deserialize)]
pub(super) struct FacilityPath {
    id: String,
}

pub(super) async fn page(
    request: HttpRequest,
    visit: Visit,
    path: web::Path<FacilityPath>,
    directory: web::Data<Directory>,
) -> Result<HttpResponse, PageError> {
    let view = match locate(&directory, &path.id).await? {
        Located::Here(facility) => {
            let mut view = view(&request, &visit, &facility, Keep::Public);
            let serving = directory.serving().ok_or(service::Error::NotReady)?;
            view.json_ld = Some(json_ld::json_ld(&facility, &view.url, visit.language));
            view.nearby = nearby(&serving.snapshot, &facility, visit.language)?;
            view
        }
        Located::Gone(last) => view(&request, &visit, &last, Keep::Answer),
        Located::Elsewhere(path) => return Ok(moved(&visit.here(&path))),
    };
    let status = if view.is_gone { StatusCode::GONE } else { StatusCode::OK };
    Ok(view.page.answer(status, &view))
}

fn moved(to: &str) -> HttpResponse {
    HttpResponse::MovedPermanently().insert_header((header::LOCATION, to)).finish()
}

fn view(request: &HttpRequest, visit: &Visit, facility: &Facility, keep: Keep) -> FacilityPage {
    let language = visit.language;
    let place = Place::of(facility, language);
    let url = format!("{}/{}{}", origin(request), language.code(), path_of(facility));
    let (first_questions, more_questions) = first_and_more(call_questions(facility, language));
    let glance = Decisive::AT_A_GLANCE.map(|known| (known.label(language), known.lines(facility, language)));
    let programs = facility.programs.iter().zip(program_names(facility, language));
    FacilityPage {
        page: visit.page(facility.name.clone(), keep),
        is_gone: keep == Keep::Answer,
        website: website(facility).map(str::to_owned),
        directions: directions(facility, language),
        json_ld: None,
        share: Share::of(&place, &url),
        sources: sources(facility, language),
        signs: signs(facility, language),
        programs: programs.map(|(program, heading)| program_view(program, heading, language)).collect(),
        glance: glance.into(),
        first_questions,
        more_questions,
        nearby: Vec::new(),
        corrections: CorrectionChoice::ALL.map(|choice| correction::words(choice, language)).into(),
        place,
        url,
    }
}

fn program_view(program: &Program, heading: String, language: Language) -> ProgramView {
    let contents = program.sources.iter().map(|source| &source.listing.content);
    ProgramView {
        anchor: format!("program-{}", program.id),
        heading,
        topics: topics(program, language),
        differences: sources::differences(program, language),
        unknown: contents
            .flat_map(|content| &content.unknown_services)
            .map(|known| known.name.clone())
            .collect(),
    }
}

/// What a fact is called.
fn fact_words(fact: Fact, language: Language) -> Cow<'static, str> {
    match fact {
        Fact::Yes => language.say("facility-yes"),
        Fact::No => language.say("facility-no"),
        Fact::NotStated => language.say("facility-not-said"),
    }
}

impl FacilityPage {
    fn said(&self, said: &Said) -> Cow<'static, str> {
        said.words(self.page.language)
    }

    /// How many things of a topic are folded.
    fn folded(&self, topic: &TopicView) -> String {
        let count = |key: &str, count: usize| self.page.say_with(key, &[("count", count.into())]);
        let parts = topic.folded().map(|folded| count(folded.count, folded.labels.len()));
        parts.collect::<Vec<_>>().join(" · ")
    }
}
