//! The rows of the comparison: what each place says of one thing. Facts of two programs are never mixed.

use std::borrow::Cow;

use directory::{AttributeId, Facility, Fact, Level, Payment, ProgramType, Vocabulary};

use crate::pages::facility::{SignView, fact_words, signs, sources, track_words};
use crate::pages::facts::FactWords;
use crate::pages::language::Language;

/// What each place says of one thing.
pub(super) struct Row {
    pub label: Cow<'static, str>,
    /// A cell for each place: its lines.
    pub cells: Vec<Vec<String>>,
    pub differs: bool,
}

/// What else people weigh, beside what is treated, the level, payment and the signs of good care.
const OTHERS: [&str; 20] = [
    "individual",
    "group",
    "trauma",
    "school_work",
    "peer",
    "telehealth",
    "spanish",
    "sign_language",
    "transportation",
    "child_care",
    "ages_17_and_under",
    "ages_18_to_25",
    "ages_26_to_64",
    "ages_65_and_over",
    "female_clients",
    "male_clients",
    "lgbtq",
    "veterans",
    "pregnant_postpartum_women",
    "criminal_justice",
];

/// The rows for these places, in the order people ask.
pub(super) fn rows(facilities: &[Facility], language: Language) -> Vec<Row> {
    let of_kinds = |ids: Vec<AttributeId>| ids.into_iter().map(|id| of_attribute(facilities, id, language));
    let levels = Level::ALL.iter().map(|level| level.id()).collect();
    let programs = ProgramType::ALL.iter().map(|program| program.id()).collect();
    let payments = Payment::ALL.iter().map(|payment| payment.id()).collect();
    let others = OTHERS.iter().filter_map(|slug| Vocabulary::embedded().find(slug)).collect();
    let source = row(
        language.say("compare-source"),
        facilities
            .iter()
            .map(|one| sources(one, language).into_iter().map(Cow::into_owned).collect())
            .collect(),
    );
    let of_signs = of_signs(facilities, language);
    of_kinds(levels)
        .chain(of_kinds(programs))
        .chain(of_kinds(payments))
        .chain(of_signs)
        .chain(of_kinds(others))
        .chain([source])
        .collect()
}

fn row(label: Cow<'static, str>, cells: Vec<Vec<String>>) -> Row {
    let differs = cells.windows(2).any(|two| two[0] != two[1]);
    Row { label, cells, differs }
}

fn of_attribute(facilities: &[Facility], id: AttributeId, language: Language) -> Row {
    let said = |facility: &Facility| {
        facility.programs.iter().map(|program| program.facts.get(id)).collect::<Vec<_>>()
    };
    let cells = facilities.iter().map(|facility| cell(facility, &said(facility), language)).collect();
    row(Cow::Borrowed(FactWords::of(language.code()).label(id)), cells)
}

fn of_signs(facilities: &[Facility], language: Language) -> Vec<Row> {
    let all: Vec<Vec<SignView>> = facilities.iter().map(|facility| signs(facility, language)).collect();
    let Some(first) = all.first() else { return Vec::new() };
    let cells =
        |at: usize| facilities.iter().zip(&all).map(move |(one, signs)| cell(one, &signs[at].said, language));
    first.iter().enumerate().map(|(at, sign)| row(sign.label.clone(), cells(at).collect())).collect()
}

/// What the programs of a facility say: once when all say the same, else each for itself.
fn cell(facility: &Facility, said: &[Fact], language: Language) -> Vec<String> {
    let words = |fact: Fact| fact_words(fact, language).into_owned();
    match said {
        [first, others @ ..] if others.iter().all(|other| other == first) => vec![words(*first)],
        _ => {
            let lines = facility.programs.iter().zip(said);
            lines
                .map(|(program, fact)| {
                    let track = track_words(program.track, language);
                    let name = program.name.as_ref().map(|name| format!(" ({name})")).unwrap_or_default();
                    format!("{track}{name}: {}", words(*fact))
                })
                .collect()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_attribute_that_is_compared_exists() {
        for slug in OTHERS {
            assert!(Vocabulary::embedded().find(slug).is_some(), "{slug}");
        }
    }

    #[test]
    fn a_row_differs_when_any_two_places_do() {
        let cells = |texts: &[&str]| texts.iter().map(|text| vec![(*text).to_owned()]).collect();
        let differs = |texts: &[&str]| row(Cow::Borrowed(""), cells(texts)).differs;
        assert!(!differs(&["yes", "yes", "yes"]) && !differs(&["yes"]));
        assert!(differs(&["yes", "yes", "no"]) && differs(&["no", "yes", "no"]));
    }
}
