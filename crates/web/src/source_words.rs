//! Where the facts about a facility come from, and how old they are, in words.

use std::borrow::Cow;

use directory::derivation::is_asked;
use directory::{Facility, Fact, Listing, Program, Source, Vocabulary};
use service::{FactWords, Language};

use crate::statement::ProgramStatement;

/// A sentence for each source and date, without duplicates. The newest source of each program comes first.
pub(crate) fn sources(facility: &Facility, language: Language) -> Vec<Cow<'static, str>> {
    let listings =
        facility.programs.iter().flat_map(|program| &program.sources).map(|source| &source.listing);
    let mut sentences: Vec<Cow<'static, str>> = Vec::new();
    for listing in listings {
        let sentence = sentence(listing, language);
        if !sentences.contains(&sentence) {
            sentences.push(sentence);
        }
    }
    sentences
}

fn sentence(listing: &Listing, language: Language) -> Cow<'static, str> {
    let content = &listing.content;
    let source = listing.id.source;
    if source == Source::Sample {
        return language.say("facility-source-sample");
    }
    let label = FactWords::for_language(language).source(source);
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

/// Whether the source's rows are answers to SAMHSA's yearly survey.
fn is_survey(source: Source) -> bool {
    matches!(
        source,
        Source::Findtreatment | Source::SamhsaDirectory | Source::Bundled | Source::LocatorExport
    )
}

/// Where a source contradicts what is believed about a program: the attribute, what the source says, and which source
/// it is.
pub(crate) fn contradictions(program: &Program, language: Language) -> Vec<Cow<'static, str>> {
    let words = FactWords::for_language(language);
    let mut sentences = Vec::new();
    for attribute in Vocabulary::embedded().attributes() {
        let believed = program.facts.get(attribute.id);
        for source in &program.sources {
            let Some(claim) = source.claim(attribute.id) else { continue };
            let statement = match claim.fact {
                claimed if claimed == believed => continue,
                Fact::Yes => ProgramStatement::Yes,
                Fact::No if is_asked(&source.listing.content, attribute.id) => ProgramStatement::No,
                Fact::No | Fact::NotStated => continue,
            };
            let values = [
                ("what", words.label(attribute.id).into()),
                ("said", statement.words(language).into()),
                ("source", sentence(&source.listing, language).into()),
            ];
            sentences.push(language.say_with("facility-differs-one", &values));
        }
    }
    sentences
}
