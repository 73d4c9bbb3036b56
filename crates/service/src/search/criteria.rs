//! Each thing that a search asks for, with what is known about it.

use std::borrow::Cow;

use directory::fact::Facts;
use directory::{AttributeId, Coverage, Criterion, Fact, Vocabulary};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A parameter that asks for something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "each is the parameter of the same name")]
pub enum CriterionParameter {
    Program,
    Level,
    Insurance,
    Has,
    UnlessNo,
}

/// One thing that was asked for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct CriterionMatch {
    /// The parameter that asks for it.
    pub criterion: CriterionParameter,
    /// What was asked for; several ways to pay are separated by commas.
    pub asked: Cow<'static, str>,
    /// What is known about it.
    pub fact: Fact,
    /// Of several ways to pay, those that are listed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub met_by: Vec<Cow<'static, str>>,
    /// What to ask on the phone if it is not stated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ask: Option<Cow<'static, str>>,
}

impl CriterionMatch {
    /// What a program's facts say about a criterion.
    pub(super) fn new(criterion: &Criterion, facts: &impl Facts) -> CriterionMatch {
        let fact = criterion.fact(facts);
        match criterion {
            Criterion::Program(program) => {
                CriterionMatch::about_attribute(CriterionParameter::Program, program.id(), fact)
            }
            Criterion::Level(level) => {
                CriterionMatch::about_attribute(CriterionParameter::Level, level.id(), fact)
            }
            Criterion::Insurance(coverages) => CriterionMatch::about_insurance(coverages, fact, facts),
            Criterion::Has(id) => CriterionMatch::about_attribute(CriterionParameter::Has, *id, fact),
            Criterion::UnlessNo(id) => {
                CriterionMatch::about_attribute(CriterionParameter::UnlessNo, *id, fact)
            }
        }
    }

    fn about_attribute(criterion: CriterionParameter, id: AttributeId, fact: Fact) -> CriterionMatch {
        let known = Vocabulary::embedded().attribute(id);
        let ask = (fact != Fact::Yes).then_some(Cow::Borrowed(known.ask.as_str()));
        CriterionMatch { criterion, asked: Cow::Borrowed(&known.slug), fact, met_by: Vec::new(), ask }
    }

    fn about_insurance(coverages: &[Coverage], fact: Fact, facts: &impl Facts) -> CriterionMatch {
        let slug = |coverage: &Coverage| Cow::Borrowed(coverage.slug());
        let met = coverages.iter().filter(|coverage| coverage.fact(facts) == Fact::Yes);
        let open = coverages.iter().filter_map(|coverage| coverage.question(facts));
        CriterionMatch {
            criterion: CriterionParameter::Insurance,
            asked: joined(coverages.iter().map(|coverage| coverage.slug()), ","),
            fact,
            met_by: if coverages.len() > 1 { met.map(slug).collect() } else { Vec::new() },
            ask: (fact != Fact::Yes).then(|| joined(open.map(|question| question.text()), " ")),
        }
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
