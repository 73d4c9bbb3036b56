//! Each thing that a search asks for, with what is known about it.

use std::borrow::Cow;

use directory::fact::Facts;
use directory::score::{ScoredProgram, Scorer};
use directory::{AttributeId, Criterion, Fact, State, Vocabulary};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::rounded::rounded;

/// A parameter that asks for something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "each is the parameter of the same name")]
pub enum CriterionParameter {
    Program,
    Level,
    Age,
    Insurance,
    Has,
    UnlessNo,
}

/// One thing that was asked for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct CriterionMatch {
    /// The parameter that asks for it.
    pub criterion: CriterionParameter,
    /// What was asked for; several levels or ways to pay are separated by commas, and an age is the attribute of its group.
    pub asked: Cow<'static, str>,
    /// What is known about it.
    pub fact: Fact,
    /// Of several levels or ways to pay, those that are listed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub met_by: Vec<Cow<'static, str>>,
    /// What to ask on the phone if it is not stated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ask: Option<Cow<'static, str>>,
    /// How likely it is, from 0 to 1, if it is not stated. It affects only the order and the wording.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub likelihood: Option<f64>,
}

impl CriterionMatch {
    /// What a program's facts say about a criterion.
    pub(super) fn new<F: Facts>(
        criterion: &Criterion,
        program: &ScoredProgram<'_, F>,
        scorer: &Scorer<'_>,
    ) -> CriterionMatch {
        use CriterionParameter::{Age, Has, Insurance, Level, Program, UnlessNo};
        let ScoredProgram { facts, place, .. } = *program;
        let fact = criterion.fact(facts, place);
        let slug = |id: AttributeId| Vocabulary::embedded().attribute(id).slug.as_str();
        let (parameter, asked) = match criterion {
            Criterion::Program(program) => (Program, Cow::Borrowed(program.slug())),
            Criterion::Level(levels) => (Level, joined(levels.iter().map(|level| level.slug()), ",")),
            Criterion::Age(age) => (Age, Cow::Borrowed(slug(age.id()))),
            Criterion::Insurance { coverages, .. } => {
                (Insurance, joined(coverages.iter().map(|coverage| coverage.slug()), ","))
            }
            Criterion::Has(id) => (Has, Cow::Borrowed(slug(*id))),
            Criterion::UnlessNo(id) => (UnlessNo, Cow::Borrowed(slug(*id))),
        };
        let is_open = fact == Fact::NotStated;
        CriterionMatch {
            criterion: parameter,
            asked,
            fact,
            met_by: met_by(criterion, facts, place),
            ask: is_open.then(|| joined(criterion.questions(facts, place).into_iter(), " ")),
            likelihood: is_open.then(|| rounded(scorer.likelihood(criterion, program), 1_000.0)),
        }
    }
}

/// Of several levels or ways to pay, those that a program lists.
fn met_by(criterion: &Criterion, facts: &impl Facts, place: State) -> Vec<Cow<'static, str>> {
    match criterion {
        Criterion::Level(levels) if levels.len() > 1 => {
            let met = levels.iter().filter(|level| facts.fact(level.id()) == Fact::Yes);
            met.map(|level| Cow::Borrowed(level.slug())).collect()
        }
        Criterion::Insurance { coverages, home } if coverages.len() > 1 => {
            let met = coverages.iter().filter(|coverage| coverage.fact(facts, *home, place) == Fact::Yes);
            met.map(|coverage| Cow::Borrowed(coverage.slug())).collect()
        }
        _ => Vec::new(),
    }
}

/// Joins texts. A single text is not copied.
fn joined(mut texts: impl Iterator<Item = &'static str>, separator: &str) -> Cow<'static, str> {
    let mut joined = Cow::Borrowed(texts.next().unwrap_or_default());
    for text in texts {
        let joined = joined.to_mut();
        joined.push_str(separator);
        joined.push_str(text);
    }
    joined
}
