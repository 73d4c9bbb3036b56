//! The rows of the comparison. The facts of two programs of a facility are never mixed: if they differ, each has its own
//! line.

use std::borrow::Cow;

use directory::{AttributeId, Facility, Level, Payment, Program, ProgramType, Vocabulary};
use service::{FactWords, Language};

use crate::key_facts::KeyFact;
use crate::programs::by_program;
use crate::quality_signs::{QUALITY_SIGNS, QualitySign};
use crate::source_words::sources;
use crate::statement::ProgramStatement;

/// What each facility says about one subject.
pub(crate) struct ComparisonRow {
    pub label: Cow<'static, str>,
    /// A cell for each facility: its lines.
    pub cells: Vec<Vec<String>>,
    pub differs: bool,
}

impl ComparisonRow {
    fn new(label: Cow<'static, str>, cells: Vec<Vec<String>>) -> ComparisonRow {
        let differs = cells.windows(2).any(|two| two[0] != two[1]);
        ComparisonRow { label, cells, differs }
    }

    fn for_attribute(facilities: &[Facility], id: AttributeId, language: Language) -> ComparisonRow {
        let label = Cow::Borrowed(FactWords::for_language(language).label(id));
        ComparisonRow::for_statements(facilities, label, language, |program| {
            ProgramStatement::about(program, id)
        })
    }

    fn for_sign(facilities: &[Facility], sign: &QualitySign, language: Language) -> ComparisonRow {
        ComparisonRow::for_statements(facilities, sign.label(language), language, |program| {
            sign.stated_by(program)
        })
    }

    fn for_statements(
        facilities: &[Facility],
        label: Cow<'static, str>,
        language: Language,
        stated_by: impl Fn(&Program) -> ProgramStatement,
    ) -> ComparisonRow {
        let words = |program: &Program| stated_by(program).words(language).into_owned();
        let cells = facilities.iter().map(|facility| by_program(facility, language, words)).collect();
        ComparisonRow::new(label, cells)
    }
}

/// What people consider besides what is treated, the level of care, payment, and the signs of good care.
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

/// The rows of the key facts, in the order in which people ask about them.
pub(crate) fn key(facilities: &[Facility], language: Language) -> Vec<ComparisonRow> {
    let cells = |fact: KeyFact| facilities.iter().map(|one| fact.lines(one, language)).collect();
    let row = |fact: KeyFact| ComparisonRow::new(fact.label(language), cells(fact));
    KeyFact::ALL.into_iter().map(row).collect()
}

/// The details behind the key facts, and what else people consider.
pub(crate) fn finer(facilities: &[Facility], language: Language) -> Vec<ComparisonRow> {
    let rows = |ids: Vec<AttributeId>| {
        ids.into_iter().map(|id| ComparisonRow::for_attribute(facilities, id, language))
    };
    let levels = Level::ALL.iter().filter(|level| **level != Level::IntensiveOutpatient);
    let programs = ProgramType::ALL.iter().map(|program| program.id()).collect();
    let payments = Payment::ALL.iter().map(|payment| payment.id()).collect();
    let others = OTHERS.iter().filter_map(|slug| Vocabulary::embedded().find(slug)).collect();
    let sources = |one| sources(one, language).into_iter().map(Cow::into_owned).collect();
    let sources = facilities.iter().map(sources).collect();
    rows(levels.map(|level| level.id()).collect())
        .chain(rows(programs))
        .chain(rows(payments))
        .chain(QUALITY_SIGNS.iter().map(|sign| ComparisonRow::for_sign(facilities, sign, language)))
        .chain(rows(others))
        .chain([ComparisonRow::new(language.say("compare-source"), sources)])
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_compared_attribute_exists() {
        for slug in OTHERS {
            assert!(Vocabulary::embedded().find(slug).is_some(), "{slug}");
        }
    }

    #[test]
    fn a_row_differs_when_any_two_facilities_do() {
        let cells = |texts: &[&str]| texts.iter().map(|text| vec![(*text).to_owned()]).collect();
        let differs = |texts: &[&str]| ComparisonRow::new(Cow::Borrowed(""), cells(texts)).differs;
        assert!(!differs(&["yes", "yes", "yes"]) && !differs(&["yes"]));
        assert!(differs(&["yes", "yes", "no"]) && differs(&["no", "yes", "no"]));
    }
}
