//! Where what is known of a facility comes from, and how old it is.

use std::borrow::Cow;

use directory::derivation::is_asked;
use directory::{Facility, Fact, Listing, Program, Source, Vocabulary};

use service::fact_words::FactWords;
use service::language::Language;

/// A sentence for each source and date, each once: the most believed first.
pub(crate) fn sources(facility: &Facility, language: Language) -> Vec<Cow<'static, str>> {
    let listings =
        facility.programs.iter().flat_map(|program| &program.sources).map(|source| &source.listing);
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
            let date = ("date", language.month(day).into());
            language.say_with("facility-source-dated", &[publisher, date])
        }
    }
}

/// Whether its rows are answers to SAMHSA's yearly questionnaire.
fn is_survey(source: Source) -> bool {
    matches!(source, Source::Findtreatment | Source::SamhsaDirectory | Source::LocatorExport)
}

/// What sources say that are not believed and differ: what, what they say, and who.
pub(super) fn differences(program: &Program, language: Language) -> Vec<Cow<'static, str>> {
    let words = FactWords::of(language.code());
    let mut told = Vec::new();
    for known in Vocabulary::embedded().attributes() {
        let believed = program.facts.get(known.id);
        for source in &program.sources {
            let Some(claim) = source.claim(known.id) else { continue };
            let is_said = claim.fact == Fact::Yes || is_asked(&source.listing.content, known.id);
            if !is_said || claim.fact == believed {
                continue;
            }
            let values = [
                ("what", words.label(known.id).into()),
                ("said", super::fact_words(claim.fact, language).into()),
                ("source", sentence(&source.listing, language).into()),
            ];
            told.push(language.say_with("facility-differs-one", &values));
        }
    }
    told
}
