//! `/facilities/{id or readable path}`: everything that is known about one facility, grouped by what people ask.

mod correction;
mod details;
mod json_ld;
mod locate;
mod nearby;
mod share;
mod topic;
mod topics;

use std::borrow::Cow;

use actix_web::http::{StatusCode, header};
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use directory::{Facility, Program};
use service::facility_path::path_of;
use service::{Directory, Language};
use store::CorrectionChoice;

pub(crate) use correction::correct;

use crate::call_questions::{CallQuestion, call_questions, first_and_more};
use crate::error::PageError;
use crate::facility_brief::{FacilityBrief, OutsideLink, directions, website};
use crate::key_facts::KeyFact;
use crate::page::{Keep, Page};
use crate::programs::program_names;
use crate::public_url::origin;
use crate::quality_signs::{QUALITY_SIGNS, QualitySign};
use crate::source_words::{contradictions, sources};
use crate::statement::ProgramStatement;
use crate::visit::Visit;
use locate::{FacilityPath, LocatedPage, locate};
use nearby::{NearbyFacility, nearby};
use share::ShareText;
use topics::{TopicView, topics};

/// A program and what it states.
struct ProgramView {
    /// The ID of its section.
    anchor: String,
    heading: String,
    topics: Vec<TopicView>,
    /// Services that are not in the code book, as the sources name them.
    unknown: Vec<String>,
    /// Where sources contradict what is believed.
    contradictions: Vec<Cow<'static, str>>,
}

/// A sign of good care, as each program states it.
struct QualitySignView {
    label: Cow<'static, str>,
    statements: Vec<ProgramStatement>,
}

#[derive(Template)]
#[template(path = "facility.html")]
struct FacilityPage {
    page: Page,
    is_gone: bool,
    facility: FacilityBrief,
    /// The key facts: a label, and one line or a line for each program.
    glance: Vec<(Cow<'static, str>, Vec<String>)>,
    website: Option<String>,
    directions: Vec<OutsideLink>,
    /// The full URL of this page.
    url: String,
    /// `None` for a facility that is gone.
    json_ld: Option<String>,
    share: ShareText,
    sources: Vec<Cow<'static, str>>,
    signs: Vec<QualitySignView>,
    programs: Vec<ProgramView>,
    first_questions: Vec<CallQuestion>,
    more_questions: Vec<CallQuestion>,
    nearby: Vec<NearbyFacility>,
    /// What a visitor can report as wrong: the value in the form, and the label.
    corrections: Vec<(&'static str, Cow<'static, str>)>,
    /// The token of the form for it.
    correction_token: String,
}

pub(crate) async fn page(
    request: HttpRequest,
    visit: Visit,
    path: web::Path<FacilityPath>,
    directory: web::Data<Directory>,
) -> Result<HttpResponse, PageError> {
    let view = match locate(&directory, &path.id).await? {
        LocatedPage::Here(facility) => {
            let mut view = view(&request, &visit, &facility, Keep::Public);
            let serving = directory.serving().ok_or(service::Error::NotReady)?;
            view.json_ld = Some(json_ld::json_ld(&facility, &view.url, visit.language));
            view.correction_token = correction::token(&directory, facility.id);
            view.nearby = nearby(&serving.snapshot, &facility, visit.language)?;
            view
        }
        LocatedPage::Gone(last) => view(&request, &visit, &last, Keep::Private),
        LocatedPage::Elsewhere(path) => return Ok(moved(&visit.here(&path))),
    };
    let status = if view.is_gone { StatusCode::GONE } else { StatusCode::OK };
    Ok(view.page.respond(status, &view))
}

fn moved(to: &str) -> HttpResponse {
    HttpResponse::MovedPermanently().insert_header((header::LOCATION, to)).finish()
}

fn view(request: &HttpRequest, visit: &Visit, facility: &Facility, keep: Keep) -> FacilityPage {
    let language = visit.language;
    let brief = FacilityBrief::new(facility, language);
    let url = format!("{}/{}{}", origin(request), language.code(), path_of(facility));
    let (first_questions, more_questions) = first_and_more(call_questions(facility, language));
    let glance = KeyFact::AT_A_GLANCE.map(|fact| (fact.label(language), fact.lines(facility, language)));
    let programs = facility.programs.iter().zip(program_names(facility, language));
    FacilityPage {
        page: Page::new(visit, facility.name.clone(), keep),
        is_gone: keep == Keep::Private,
        website: website(facility).map(str::to_owned),
        directions: directions(facility, language),
        json_ld: None,
        share: ShareText::new(&brief, &url),
        sources: sources(facility, language),
        signs: quality_signs(facility, language),
        programs: programs.map(|(program, heading)| program_view(program, heading, language)).collect(),
        glance: glance.into(),
        first_questions,
        more_questions,
        nearby: Vec::new(),
        corrections: CorrectionChoice::ALL.map(|choice| correction::option(choice, language)).into(),
        correction_token: String::new(),
        facility: brief,
        url,
    }
}

fn program_view(program: &Program, heading: String, language: Language) -> ProgramView {
    let contents = program.sources.iter().map(|source| &source.listing.content);
    ProgramView {
        anchor: format!("program-{}", program.id),
        heading,
        topics: topics(program, language),
        contradictions: contradictions(program, language),
        unknown: contents
            .flat_map(|content| &content.unknown_services)
            .map(|service| service.name.clone())
            .filter(|name| !name.is_empty())
            .collect(),
    }
}

fn quality_signs(facility: &Facility, language: Language) -> Vec<QualitySignView> {
    let view = |sign: &QualitySign| QualitySignView {
        label: sign.label(language),
        statements: facility.programs.iter().map(|program| sign.stated_by(program)).collect(),
    };
    QUALITY_SIGNS.iter().map(view).collect()
}

impl FacilityPage {
    fn statement(&self, statement: &ProgramStatement) -> Cow<'static, str> {
        statement.words(self.page.visit.language)
    }

    /// How much of a topic is folded, for example "Did not say: 3 · Said no: 2".
    fn folded(&self, topic: &TopicView) -> String {
        let count = |key: &str, count: usize| self.page.say_with(key, &[("count", count.into())]);
        let parts = topic.folded().map(|folded| count(folded.count, folded.labels.len()));
        parts.collect::<Vec<_>>().join(" · ")
    }
}
