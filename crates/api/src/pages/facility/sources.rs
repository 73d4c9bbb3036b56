//! Where what is known of a facility comes from, and how old it is.

use std::borrow::Cow;

use directory::facility::ProgramSource;
use directory::{Facility, Listing, Source};

use crate::pages::facts::FactWords;
use crate::pages::language::Language;

/// The listing of a program's source.
pub(super) fn listing_of(source: &ProgramSource) -> &Listing {
    &source.listing
}

/// A sentence for each source and date, each once: the most believed first.
pub(in crate::pages) fn sources(facility: &Facility, language: Language) -> Vec<Cow<'static, str>> {
    let listings = facility.programs.iter().flat_map(|program| &program.sources).map(listing_of);
    let mut told: Vec<Cow<'static, str>> = Vec::new();
    for listing in listings {
        let sentence = sentence(listing, language);
        if !told.contains(&sentence) {
            told.push(sentence);
        }
    }
    told
}

fn sentence(listing: &Listing, language: Language) -> Cow<'static, str> {
    let content = &listing.content;
    let source = listing.id.source;
    if source == Source::Sample {
        return language.say("facility-source-sample");
    }
    let label = FactWords::of(language.code()).source(source);
    let publisher = content.publisher.as_deref().or(label).unwrap_or_else(|| source.label()).to_owned();
    let publisher = ("source", publisher.into());
    match content.as_of {
        None => language.say_with("facility-source-undated", &[publisher]),
        Some(day) if is_survey(source) => {
            let year = day.year().to_string();
            language.say_with("facility-source-survey", &[publisher, ("year", year.into())])
        }
        Some(day) => {
            let (month, year) = (i64::from(day.month()), day.year().to_string());
            language.say_with("facility-source-dated", &[publisher, ("month", month.into()), ("year", year.into())])
        }
    }
}

/// Whether its rows are answers to SAMHSA's yearly questionnaire.
fn is_survey(source: Source) -> bool {
    matches!(source, Source::Findtreatment | Source::SamhsaDirectory | Source::LocatorExport)
}
