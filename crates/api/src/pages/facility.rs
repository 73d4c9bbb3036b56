//! `/facilities/{id}`: what is known of one place.

use std::borrow::Cow;

use actix_web::http::{StatusCode, header};
use actix_web::{HttpResponse, web};
use askama::Template;
use directory::vocabulary::Attribute;
use directory::{AttributeKind, Facility, Fact, Program, Track, Vocabulary};
use serde::Deserialize;

use super::facts::FactWords;
use super::page::{Keep, Page};
use super::visit::Visit;
use crate::directory_state::Directory;
use crate::problem::Problem;
use crate::routes::facilities::{Known, find};

/// What a program says under one heading.
struct Section {
    heading: Cow<'static, str>,
    listed: Vec<String>,
}

struct ProgramView {
    heading: Cow<'static, str>,
    cautions: Vec<&'static str>,
    sections: Vec<Section>,
    /// What to ask, where nothing is said of what decides.
    unsaid: Vec<&'static str>,
    /// What they said they do not have.
    refused: Vec<&'static str>,
    sources: Vec<Cow<'static, str>>,
}

/// A number to call.
struct Call {
    label: Cow<'static, str>,
    number: String,
    shown: String,
}

#[derive(Template)]
#[template(path = "facility.html")]
struct FacilityPage {
    page: Page,
    is_gone: bool,
    is_confidential: bool,
    name: String,
    place: String,
    calls: Vec<Call>,
    website: Option<String>,
    programs: Vec<ProgramView>,
}

/// The members of the path.
#[derive(Deserialize)]
pub(super) struct FacilityPath {
    id: String,
}

pub(super) async fn page(
    visit: Visit,
    path: web::Path<FacilityPath>,
    directory: web::Data<Directory>,
) -> Result<HttpResponse, Problem> {
    let answer = |status, view: &FacilityPage| Ok(view.page.answer(status, view));
    let page = |facility: &Facility| visit.page(facility.name.clone(), Keep::Public);
    match find(&directory, &path.id).await? {
        Known::Listed(facility, _) => answer(StatusCode::OK, &view(page(&facility), &facility, false)),
        Known::Gone(last, _) => answer(StatusCode::GONE, &view(page(&last), &last, true)),
        Known::Moved(to) => Ok(HttpResponse::MovedPermanently()
            .insert_header((header::LOCATION, format!("/facilities/{to}")))
            .finish()),
    }
}

fn view(page: Page, facility: &Facility, is_gone: bool) -> FacilityPage {
    let numbers = [
        (page.say("facility-phone"), &facility.phone),
        (page.say("facility-intake"), &facility.intake_phone),
        (page.say("facility-hotline"), &facility.hotline),
    ];
    let call = |(label, phone): (Cow<'static, str>, &Option<directory::Phone>)| {
        let phone = phone.as_ref()?;
        Some(Call { label, number: phone.number.clone(), shown: phone.display() })
    };
    let calls = numbers.into_iter().filter_map(call).collect();
    let programs = facility.programs.iter().map(|program| ProgramView::of(program, &page)).collect();
    FacilityPage {
        is_gone,
        is_confidential: facility.is_confidential,
        name: facility.name.clone(),
        place: place(facility),
        calls,
        website: facility.website.clone(),
        programs,
        page,
    }
}

/// The address in one line.
fn place(facility: &Facility) -> String {
    let address = &facility.address;
    let lines = [address.street1.as_deref(), address.street2.as_deref(), Some(address.city.as_str())];
    let zip = address.zip.as_ref().map(|zip| format!(" {zip}")).unwrap_or_default();
    format!("{}, {}{zip}", lines.into_iter().flatten().collect::<Vec<_>>().join(", "), address.state)
}

impl ProgramView {
    fn of(program: &Program, page: &Page) -> ProgramView {
        let words = FactWords::of(page.language.code());
        let track = match program.track {
            Track::SubstanceUse => page.say("facility-substance-use"),
            Track::MentalHealth => page.say("facility-mental-health"),
        };
        let heading = match &program.name {
            Some(name) => {
                page.say_with("facility-program", &[("track", track.into()), ("name", name.as_str().into())])
            }
            None => track,
        };
        // What is asked first: levels of care and ways to pay.
        let decides =
            |known: &&Attribute| matches!(known.kind, AttributeKind::Level | AttributeKind::Insurance);
        let of_fact = |fact: Fact| {
            let known = Vocabulary::embedded().attributes().iter().filter(decides);
            known.filter(move |known| program.facts.get(known.id) == fact)
        };
        ProgramView {
            heading,
            cautions: program.cautions.iter().map(|caution| words.caution(caution)).collect(),
            sections: sections(program, words, page),
            unsaid: of_fact(Fact::NotStated).map(|known| words.ask(known.id)).collect(),
            refused: of_fact(Fact::No).map(|known| words.label(known.id)).collect(),
            sources: sources(program, words, page),
        }
    }
}

/// What is listed, by what people ask first, then by the code book's categories.
fn sections(program: &Program, words: &'static FactWords, page: &Page) -> Vec<Section> {
    let vocabulary = Vocabulary::embedded();
    let listed = |keep: &dyn Fn(&Attribute) -> bool| {
        let known = vocabulary.attributes().iter().filter(|known| keep(known));
        let listed = known.filter(|known| program.facts.get(known.id) == Fact::Yes);
        listed.map(|known| words.label(known.id).to_owned()).collect()
    };
    let kinds = [
        (page.say("facility-treat"), AttributeKind::Program),
        (page.say("facility-level"), AttributeKind::Level),
        (page.say("facility-pay"), AttributeKind::Insurance),
    ];
    let by_kind =
        kinds.map(|(heading, kind)| Section { heading, listed: listed(&|known| known.kind == kind) });
    let by_category = vocabulary.categories().iter().map(|category| Section {
        heading: words.category(&category.code).unwrap_or_default().into(),
        listed: listed(&|known| {
            known.kind == AttributeKind::Code && known.category.as_ref() == Some(&category.code)
        }),
    });
    let all = by_kind.into_iter().chain(by_category).chain(own_words(program, page));
    all.filter(|section| !section.listed.is_empty()).collect()
}

/// What the sources say in their own words.
fn own_words(program: &Program, page: &Page) -> [Section; 4] {
    let contents = || program.sources.iter().map(|source| &source.listing.content);
    let details = || contents().map(|content| &content.details);
    let hours = details().flat_map(|details| &details.schedules).filter_map(|open| open.description.clone());
    [
        (page.say("facility-hours"), hours.collect()),
        (page.say("facility-eligibility"), details().filter_map(|known| known.eligibility.clone()).collect()),
        (page.say("facility-costs"), details().flat_map(|known| known.cost_options.clone()).collect()),
        (
            page.say("facility-also"),
            contents()
                .flat_map(|content| &content.unknown_services)
                .map(|known| known.name.clone())
                .collect(),
        ),
    ]
    .map(|(heading, listed)| Section { heading, listed })
}

/// Where the facts come from and how old they are: each source once.
fn sources(program: &Program, words: &FactWords, page: &Page) -> Vec<Cow<'static, str>> {
    let said = program.sources.iter().map(|source| {
        let listing = &source.listing;
        let named = listing.content.publisher.as_deref().or_else(|| words.source(listing.id.source));
        let publisher = named.unwrap_or(listing.id.source.label());
        let retrieved = listing.retrieved_at.strftime("%Y-%m-%d").to_string();
        let values = [("source", publisher.into()), ("retrieved", retrieved.into())];
        match listing.content.as_of {
            Some(day) => {
                let [source, retrieved] = values;
                let day = ("day", day.to_string().into());
                page.say_with("facility-source-dated", &[source, day, retrieved])
            }
            None => page.say_with("facility-source-undated", &values),
        }
    });
    let mut each: Vec<Cow<'static, str>> = said.collect();
    each.dedup();
    each
}
