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
    /// A cell for each facility.
    pub cells: Vec<ComparisonCell>,
}

/// What a facility says about a subject.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ComparisonCell {
    /// One statement of all its programs. `None` if they differ, or if it takes more than a yes or a no.
    pub statement: Option<ProgramStatement>,
    /// The statement in words, or a line for each program.
    pub lines: Vec<String>,
}

/// How the facilities compare on a subject.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Comparison {
    Differs,
    Same,
    /// All of them leave it open.
    Open,
}

impl ComparisonRow {
    pub(crate) fn comparison(&self) -> Comparison {
        let is_open = |cell: &ComparisonCell| cell.statement.is_some_and(ProgramStatement::is_open);
        if self.cells.iter().all(is_open) {
            return Comparison::Open;
        }
        match self.cells.windows(2).any(|two| two[0] != two[1]) {
            true => Comparison::Differs,
            false => Comparison::Same,
        }
    }

    /// What is the same for all, on one line.
    pub(crate) fn shared(&self) -> String {
        self.cells.first().map(|cell| cell.lines.join(". ")).unwrap_or_default()
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
        let cell = |facility: &Facility| ComparisonCell {
            statement: shared_statement(facility, &stated_by),
            lines: by_program(facility, language, words),
        };
        ComparisonRow { label, cells: facilities.iter().map(cell).collect() }
    }

    fn for_lines(
        facilities: &[Facility],
        label: Cow<'static, str>,
        lines: impl Fn(&Facility) -> Vec<String>,
    ) -> ComparisonRow {
        let cell = |facility: &Facility| ComparisonCell { statement: None, lines: lines(facility) };
        ComparisonRow { label, cells: facilities.iter().map(cell).collect() }
    }
}

/// The statement of all programs of a facility, if they agree.
fn shared_statement(
    facility: &Facility,
    stated_by: impl Fn(&Program) -> ProgramStatement,
) -> Option<ProgramStatement> {
    let first = facility.programs.first().map(&stated_by)?;
    facility.programs.iter().all(|program| stated_by(program) == first).then_some(first)
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
    let row = |fact: KeyFact| match fact.statement() {
        Some(stated_by) => {
            ComparisonRow::for_statements(facilities, fact.label(language), language, stated_by)
        }
        None => ComparisonRow::for_lines(facilities, fact.label(language), |one| fact.lines(one, language)),
    };
    KeyFact::ALL.into_iter().map(row).collect()
}

/// The details behind the key facts, and what else people consider.
pub(crate) fn finer(facilities: &[Facility], language: Language) -> Vec<ComparisonRow> {
    let attributes = |ids: Vec<AttributeId>| {
        ids.into_iter().map(|id| ComparisonRow::for_attribute(facilities, id, language))
    };
    let levels = Level::ALL.iter().filter(|level| **level != Level::IntensiveOutpatient);
    let programs = ProgramType::ALL.iter().map(|program| program.id()).collect();
    let payments = Payment::ALL.iter().map(|payment| payment.id()).collect();
    let others = OTHERS.iter().filter_map(|slug| Vocabulary::embedded().find(slug)).collect();
    let sources = |one: &Facility| sources(one, language).into_iter().map(Cow::into_owned).collect();
    attributes(levels.map(|level| level.id()).collect())
        .chain(attributes(programs))
        .chain(attributes(payments))
        .chain(QUALITY_SIGNS.iter().map(|sign| ComparisonRow::for_sign(facilities, sign, language)))
        .chain(attributes(others))
        .chain([ComparisonRow::for_lines(facilities, language.say("compare-source"), sources)])
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::facility;

    #[test]
    fn every_compared_attribute_exists() {
        for slug in OTHERS {
            assert!(Vocabulary::embedded().find(slug).is_some(), "{slug}");
        }
    }

    /// How these facilities, each with one program, compare on an attribute.
    fn comparison(codes: &[&str], slug: &str) -> Comparison {
        let facilities: Vec<Facility> = codes.iter().map(|codes| facility(&[codes])).collect();
        let id = Vocabulary::embedded().find(slug).expect("a slug");
        ComparisonRow::for_attribute(&facilities, id, Language::ENGLISH).comparison()
    }

    #[test]
    fn a_row_differs_when_any_two_facilities_do() {
        assert_eq!(comparison(&["SA OIT MD", "SA OIT MD", "SA OIT MD"], "medicaid"), Comparison::Same);
        assert_eq!(comparison(&["SA OIT MD", "SA OIT MD", "SA OIT MC"], "medicaid"), Comparison::Differs);
        assert_eq!(comparison(&["SA OIT MC", "SA OIT MC"], "medicaid"), Comparison::Same);
    }

    #[test]
    fn what_all_leave_open_is_neither_the_same_nor_different() {
        assert_eq!(comparison(&["SA OIT", "SA ORT"], "medicaid"), Comparison::Open);
        assert_eq!(comparison(&["SA OIT", "SA ORT MD"], "medicaid"), Comparison::Differs);
    }

    #[test]
    fn programs_that_disagree_have_a_line_each() {
        let facilities = [facility(&["SA OIT MD", "MH OP"])];
        let id = Vocabulary::embedded().find("medicaid").expect("a slug");
        let row = ComparisonRow::for_attribute(&facilities, id, Language::ENGLISH);
        let lines = ["Alcohol and drugs: Yes", "Mental health: Did not say"].map(str::to_owned);
        assert_eq!(row.cells, [ComparisonCell { statement: None, lines: lines.to_vec() }]);
    }
}
