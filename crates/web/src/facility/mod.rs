//! `/facilities/{id or readable path}`: everything that is known about one facility, grouped by what people ask.
//!
//! The results lead here by POST, with the fields of their search. The page then also says how the facility fits what was
//! asked for, and leads back to the results (`asked.rs`).

mod asked;
mod correction;
mod details;
mod json_ld;
mod locate;
mod next_places;
mod program_view;
mod share;
mod topic;
mod topics;

use std::borrow::Cow;

use actix_web::http::{StatusCode, header};
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use directory::{CoordinatePrecision, Facility, MapPoint};
use service::facility_path::path_of;
use service::{Directory, Language};
use store::CorrectionChoice;

pub(crate) use correction::correct;

use crate::answers::{FormAnswers, PreparedSearch};
use crate::asked_words::AskedWords;
use crate::body::read_form;
use crate::call_questions::{CallQuestion, call_questions, first_and_more};
use crate::error::PageError;
use crate::facility_brief::{FacilityBrief, OutsideLink, directions, is_withheld, website};
use crate::fields::FormFields;
use crate::key_facts::KeyFact;
use crate::map;
use crate::page::{Keep, Page};
use crate::programs::program_names;
use crate::public_url::origin;
use crate::quality_signs::{QUALITY_SIGNS, QualitySign};
use crate::source_words::sources;
use crate::statement::ProgramStatement;
use crate::visit::Visit;
use asked::{AskedStatement, AskedView};
use locate::{FacilityPath, LocatedPage, locate};
use next_places::{NextPlace, nearby};
use program_view::ProgramView;
use share::ShareText;
use topics::TopicView;

/// A sign of good care, as each program states it.
struct QualitySignView {
    label: Cow<'static, str>,
    statements: Vec<ProgramStatement>,
}

/// This many questions are on the first screen; the others are folded.
const FIRST_QUESTIONS: usize = 4;

#[derive(Template)]
#[template(path = "facility.html")]
struct FacilityPage {
    page: Page,
    is_gone: bool,
    facility: FacilityBrief,
    /// What was asked for. `None` for somebody who does not come from a search.
    asked: Option<AskedView>,
    /// The key facts: a label, and one line or a line for each program.
    glance: Vec<(Cow<'static, str>, Vec<String>)>,
    website: Option<String>,
    directions: Vec<OutsideLink>,
    /// A small map, unless the street is withheld.
    map: Option<String>,
    /// The full URL of this page.
    url: String,
    /// `None` for a facility that is gone.
    json_ld: Option<String>,
    share: ShareText,
    sources: Vec<Cow<'static, str>>,
    signs: Vec<QualitySignView>,
    /// The program that was asked for comes first.
    programs: Vec<ProgramView>,
    first_questions: Vec<CallQuestion>,
    more_questions: Vec<CallQuestion>,
    /// Whom to call if nobody answers.
    next: Vec<NextPlace>,
    /// What a visitor can report as wrong: the value in the form, and the label.
    corrections: Vec<(&'static str, Cow<'static, str>)>,
    /// The token of the form for it.
    correction_token: String,
}

/// `GET`: the page by itself.
pub(crate) async fn page(
    request: HttpRequest,
    visit: Visit,
    path: web::Path<FacilityPath>,
    directory: web::Data<Directory>,
) -> Result<HttpResponse, PageError> {
    respond(&request, &visit, &path.id, &directory, None).await
}

/// `POST`: the page for somebody who asked for something, with the fields of the search.
pub(crate) async fn asked(
    request: HttpRequest,
    visit: Visit,
    path: web::Path<FacilityPath>,
    payload: web::Payload,
    directory: web::Data<Directory>,
) -> Result<HttpResponse, PageError> {
    let fields = read_form(payload).await?;
    respond(&request, &visit, &path.id, &directory, Some(fields)).await
}

async fn respond(
    request: &HttpRequest,
    visit: &Visit,
    id: &str,
    directory: &Directory,
    search: Option<FormFields>,
) -> Result<HttpResponse, PageError> {
    let view = match locate(directory, id).await? {
        LocatedPage::Here(facility) => {
            let mut view = view(request, visit, &facility, Keep::Public);
            let serving = directory.serving().ok_or(service::Error::NotReady)?;
            view.json_ld = Some(json_ld::json_ld(&facility, &view.url, visit.language));
            view.correction_token = correction::token(directory, facility.id);
            match search.map(|fields| asked_view(visit, &serving.snapshot, &facility, fields)).transpose()? {
                Some(Some(asked)) => view.for_search(visit, asked),
                _ => {
                    view.next = nearby(&serving.snapshot, &facility, visit.language)?;
                    view
                }
            }
        }
        LocatedPage::Gone(last) => view(request, visit, &last, Keep::Private),
        LocatedPage::Elsewhere(path) => return Ok(moved(&visit.here(&path))),
    };
    let status = if view.is_gone { StatusCode::GONE } else { StatusCode::OK };
    Ok(view.page.respond(status, &view))
}

fn moved(to: &str) -> HttpResponse {
    HttpResponse::MovedPermanently().insert_header((header::LOCATION, to)).finish()
}

/// How the facility fits a search. `None` if the search can't run, so that there are no results to go back to.
fn asked_view(
    visit: &Visit,
    snapshot: &search::Snapshot,
    facility: &Facility,
    fields: FormFields,
) -> Result<Option<AskedView>, PageError> {
    let answers = FormAnswers::read(&fields)?;
    let Ok(prepared) = PreparedSearch::new(&answers, visit.language)? else { return Ok(None) };
    let words = AskedWords { language: visit.language, answers: &answers, prepared: &prepared };
    Ok(Some(AskedView::new(words, snapshot, facility, fields.pairs().to_vec())?))
}

fn view(request: &HttpRequest, visit: &Visit, facility: &Facility, keep: Keep) -> FacilityPage {
    let language = visit.language;
    let brief = FacilityBrief::new(facility, language);
    let url = format!("{}/{}{}", origin(request), language.code(), path_of(facility));
    let (first_questions, more_questions) =
        first_and_more(call_questions(facility, language), FIRST_QUESTIONS);
    let glance = KeyFact::AT_A_GLANCE.map(|fact| (fact.label(language), fact.lines(facility, language)));
    let programs = facility.programs.iter().zip(program_names(facility, language));
    FacilityPage {
        page: Page::new(visit, facility.name.clone(), keep),
        is_gone: keep == Keep::Private,
        asked: None,
        website: website(facility).map(str::to_owned),
        directions: directions(facility, language),
        map: small_map(facility, language),
        json_ld: None,
        share: ShareText::new(&brief, &url),
        sources: sources(facility, language),
        signs: quality_signs(facility, language),
        programs: programs.map(|(program, heading)| ProgramView::new(program, heading, language)).collect(),
        glance: glance.into(),
        first_questions,
        more_questions,
        next: Vec::new(),
        corrections: CorrectionChoice::ALL.map(|choice| correction::option(choice, language)).into(),
        correction_token: String::new(),
        facility: brief,
        url,
    }
}

fn small_map(facility: &Facility, language: Language) -> Option<String> {
    let MapPoint { coordinate, precision } = facility.location.point();
    let label = language.say_with("facility-map", &[("name", facility.name.clone().into())]);
    let is_rough = precision == CoordinatePrecision::Zip;
    (!is_withheld(facility)).then(|| map::small(coordinate, is_rough, &label))
}

fn quality_signs(facility: &Facility, language: Language) -> Vec<QualitySignView> {
    let view = |sign: &QualitySign| QualitySignView {
        label: sign.label(language),
        statements: facility.programs.iter().map(|program| sign.stated_by(program)).collect(),
    };
    QUALITY_SIGNS.iter().map(view).collect()
}

impl FacilityPage {
    /// The same page for somebody who asked for something. It is private, since it reveals what that was.
    fn for_search(mut self, visit: &Visit, mut asked: AskedView) -> FacilityPage {
        self.page =
            Page::new(visit, self.facility.name.clone(), Keep::Private).with_fields(asked.fields.clone());
        self.next = std::mem::take(&mut asked.next);
        self.programs[..=asked.program].rotate_right(1);
        let general = FIRST_QUESTIONS.saturating_sub(asked.questions.len()).min(self.first_questions.len());
        let rest = self.first_questions.split_off(general);
        self.more_questions.splice(..0, rest);
        self.asked = Some(asked);
        self
    }

    /// What is in a topic, on one line.
    fn topic_line(&self, topic: &TopicView) -> Cow<'static, str> {
        topic.some(self.page.visit.language)
    }

    /// What a program offers, on one line.
    fn program_line(&self, program: &ProgramView) -> Cow<'static, str> {
        program.some(self.page.visit.language)
    }

    fn statement(&self, statement: &ProgramStatement) -> Cow<'static, str> {
        statement.words(self.page.visit.language)
    }

    /// How many of the signs of good care at least one program lists.
    fn listed_signs(&self) -> usize {
        let is_listed = |sign: &&QualitySignView| sign.statements.contains(&ProgramStatement::Yes);
        self.signs.iter().filter(is_listed).count()
    }
}
