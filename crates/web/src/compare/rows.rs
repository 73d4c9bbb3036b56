//! The rows of the comparison: what each place says of one thing. Facts of two programs are never mixed.

use std::borrow::Cow;

use directory::{AttributeId, Facility, Level, Payment, Program, ProgramType, Vocabulary};

use crate::decisive::Decisive;
use crate::facility::{SIGNS, Sign, sources};
use crate::programs::by_program;
use crate::said::Said;
use service::fact_words::FactWords;
use service::language::Language;

/// What each place says of one thing.
pub(super) struct Row {
    pub label: Cow<'static, str>,
    /// A cell for each place: its lines.
    pub cells: Vec<Vec<String>>,
    pub differs: bool,
}

/// What else people weigh, beside what is treated, the level, payment and the signs of good care.
const OTHERS: [&str; 12] = [
    "trauma",
    "school_work",
    "peer",
    "sign_language",
    "transportation",
    "child_care",
    "female_clients",
    "male_clients",
    "lgbtq",
    "veterans",
    "pregnant_postpartum_women",
    "criminal_justice",
];

/// What decides, in the order people ask.
pub(super) fn decisive(facilities: &[Facility], language: Language) -> Vec<Row> {
    let cells = |known: Decisive| facilities.iter().map(|one| known.lines(one, language)).collect();
    Decisive::ALL.into_iter().map(|known| row(known.label(language), cells(known))).collect()
}

/// One by one what the rows that decide sum up, and what else people weigh.
pub(super) fn finer(facilities: &[Facility], language: Language) -> Vec<Row> {
    let of_kinds = |ids: Vec<AttributeId>| ids.into_iter().map(|id| of_attribute(facilities, id, language));
    let levels = Level::ALL.iter().filter(|level| **level != Level::IntensiveOutpatient);
    let programs = ProgramType::ALL.iter().map(|program| program.id()).collect();
    let payments = Payment::ALL.iter().map(|payment| payment.id()).collect();
    let others = OTHERS.iter().filter_map(|slug| Vocabulary::embedded().find(slug)).collect();
    let sources = |one| sources(one, language).into_iter().map(Cow::into_owned).collect();
    of_kinds(levels.map(|level| level.id()).collect())
        .chain(of_kinds(programs))
        .chain(of_kinds(payments))
        .chain(SIGNS.iter().map(|sign| of_sign(facilities, sign, language)))
        .chain(of_kinds(others))
        .chain([row(language.say("compare-source"), facilities.iter().map(sources).collect())])
        .collect()
}

fn row(label: Cow<'static, str>, cells: Vec<Vec<String>>) -> Row {
    let differs = cells.windows(2).any(|two| two[0] != two[1]);
    Row { label, cells, differs }
}

fn of_attribute(facilities: &[Facility], id: AttributeId, language: Language) -> Row {
    let said = |program: &Program| Said::of(program, id).words(language).into_owned();
    let cells = facilities.iter().map(|facility| by_program(facility, language, said)).collect();
    row(Cow::Borrowed(FactWords::of(language.code()).label(id)), cells)
}

fn of_sign(facilities: &[Facility], sign: &Sign, language: Language) -> Row {
    let said = |program: &Program| sign.said(program).words(language).into_owned();
    let cells = facilities.iter().map(|facility| by_program(facility, language, said)).collect();
    row(sign.label(language), cells)
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
