//! `/facilities/{id}`: what is known of one place.

use actix_web::http::{StatusCode, header};
use actix_web::{HttpResponse, web};
use askama::Template;
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
    heading: String,
    listed: Vec<&'static str>,
}

struct ProgramView {
    heading: String,
    cautions: Vec<&'static str>,
    sections: Vec<Section>,
    unknown: Vec<String>,
    source: String,
}

#[derive(Template)]
#[template(path = "facility.html")]
struct FacilityPage {
    page: Page,
    gone: bool,
    name: String,
    place: String,
    phones: Vec<(&'static str, String, String)>,
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
    match find(&directory, &path.id).await? {
        Known::Listed(facility, _) => answer(StatusCode::OK, &view(&visit, &facility, false)),
        Known::Gone(last, _) => answer(StatusCode::GONE, &view(&visit, &last, true)),
        Known::Moved(to) => Ok(HttpResponse::MovedPermanently()
            .insert_header((header::LOCATION, format!("/facilities/{to}")))
            .finish()),
    }
}

fn view(visit: &Visit, facility: &Facility, gone: bool) -> FacilityPage {
    let address = &facility.address;
    let lines = [address.street1.as_deref(), address.street2.as_deref(), Some(address.city.as_str())];
    let zip = address.zip.as_ref().map(|zip| format!(" {zip}")).unwrap_or_default();
    let phones = [
        ("Call", &facility.phone),
        ("New clients", &facility.intake_phone),
        ("Crisis line", &facility.hotline),
    ];
    FacilityPage {
        page: visit.page(facility.name.clone(), Keep::Public),
        gone,
        name: facility.name.clone(),
        place: format!(
            "{}, {}{zip}",
            lines.into_iter().flatten().collect::<Vec<_>>().join(", "),
            address.state
        ),
        phones: phones
            .into_iter()
            .filter_map(|(label, phone)| {
                phone.as_ref().map(|phone| (label, phone.number.clone(), phone.display()))
            })
            .collect(),
        website: facility.website.clone(),
        programs: facility.programs.iter().map(program).collect(),
    }
}

fn program(program: &Program) -> ProgramView {
    let words = FactWords::of("en");
    let track = match program.track {
        Track::SubstanceUse => "Alcohol and drug treatment",
        Track::MentalHealth => "Mental health treatment",
    };
    let heading = match &program.name {
        Some(name) => format!("{track}: {name}"),
        None => track.to_owned(),
    };
    let source = program.sources.first().map(|source| {
        let named = source.listing.content.publisher.as_deref();
        let publisher = named.or_else(|| words.source(source.listing.id.source));
        let publisher = publisher.unwrap_or(source.listing.id.source.label());
        let retrieved = source.listing.retrieved_at.strftime("%-d %B %Y");
        let as_of = match source.listing.content.as_of {
            Some(day) => format!("as of {}", day.strftime("%-d %B %Y")),
            None => "which does not say how old it is".to_owned(),
        };
        format!("From {}, {as_of}. Retrieved on {retrieved}. Nobody has called to check.", publisher)
    });
    ProgramView {
        heading,
        cautions: program.cautions.iter().map(|caution| words.caution(caution)).collect(),
        sections: sections(program, words),
        unknown: program
            .sources
            .iter()
            .flat_map(|source| &source.listing.content.unknown_services)
            .map(|s| s.name.clone())
            .collect(),
        source: source.unwrap_or_default(),
    }
}

/// What is listed, by what people ask first, then by the code book's categories.
fn sections(program: &Program, words: &'static FactWords) -> Vec<Section> {
    let vocabulary = Vocabulary::embedded();
    let listed = |keep: &dyn Fn(&directory::vocabulary::Attribute) -> bool| {
        let known = vocabulary.attributes().iter().filter(|known| keep(known));
        known
            .filter(|known| program.facts.get(known.id) == Fact::Yes)
            .map(|known| words.label(known.id))
            .collect()
    };
    let kinds = [
        ("What they treat", AttributeKind::Program),
        ("Levels of care", AttributeKind::Level),
        ("Ways to pay", AttributeKind::Insurance),
    ];
    let by_kind = kinds.map(|(heading, kind)| Section {
        heading: heading.to_owned(),
        listed: listed(&|known| known.kind == kind),
    });
    let by_category = vocabulary.categories().iter().map(|category| Section {
        heading: words.category(&category.code).unwrap_or_default().to_owned(),
        listed: listed(&|known| {
            known.kind == AttributeKind::Code && known.category.as_ref() == Some(&category.code)
        }),
    });
    by_kind.into_iter().chain(by_category).filter(|section| !section.listed.is_empty()).collect()
}
