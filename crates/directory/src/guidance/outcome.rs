//! What the rules that apply add up to.

use super::answer::{GuideAnswer, GuideAnswerSet};
use super::answers::GuideAnswers;
use super::care::Care;
use super::rules::{GuideRule, RULES, RuleKind};
use crate::vocabulary::ProgramType;

/// What people in a situation usually look at first, and why.
#[derive(Debug, Clone)]
pub struct GuideOutcome {
    /// The rules that stand, in the order of the table.
    pub rules: Vec<&'static GuideRule>,
    /// What to look at, first things first. Empty only when a life is in danger now.
    pub cares: Vec<Care>,
    /// The program type that the person needs, where one is known.
    pub program: Option<ProgramType>,
}

impl GuideOutcome {
    /// The outcome of these answers, as far as they were given.
    pub fn from_answers(answers: GuideAnswers) -> GuideOutcome {
        let given = answers.given();
        let applies: Vec<&GuideRule> = RULES.iter().filter(|rule| rule.applies(given)).collect();
        let cares = cares(&applies);
        let is_danger = applies.iter().any(|rule| rule.is_danger());
        let stands = |rule: &GuideRule| match rule.kind {
            RuleKind::Alert => true,
            // What speaks for something that is not offered is not said.
            RuleKind::Why => rule.offers.is_empty() || rule.offers.iter().any(|care| cares.contains(care)),
            RuleKind::Practical => !is_danger,
        };
        let rules = applies.into_iter().filter(|rule| stands(rule)).collect();
        GuideOutcome { rules, cares, program: program(given) }
    }

    /// The rules that are shown in a way.
    pub fn rules_of_kind(&self, kind: RuleKind) -> impl Iterator<Item = &'static GuideRule> {
        self.rules.iter().copied().filter(move |rule| rule.kind == kind)
    }

    /// Slugs of attributes that move a place up in the search for a care, each once.
    pub fn wishes(&self, care: Care) -> Vec<&'static str> {
        let of_rules = self.rules.iter().flat_map(|rule| rule.wishes);
        let mut wishes: Vec<&str> = Vec::new();
        for wish in of_rules.copied() {
            if !wishes.contains(&wish) && care.condition() != Some(wish) {
                wishes.push(wish);
            }
        }
        wishes
    }
}

/// What the rules offer, each once, without what is less care than the floor.
fn cares(rules: &[&GuideRule]) -> Vec<Care> {
    let floor = rules.iter().filter_map(|rule| rule.floor).max();
    let is_danger = rules.iter().any(|rule| rule.is_danger());
    let mut cares = Vec::new();
    for care in rules.iter().flat_map(|rule| rule.offers) {
        if care.is_enough(floor, is_danger) && !cares.contains(care) {
            cares.push(*care);
        }
    }
    cares
}

fn program(given: GuideAnswerSet) -> Option<ProgramType> {
    const MIND: GuideAnswerSet =
        GuideAnswerSet::new(&[GuideAnswer::MentalHealth, GuideAnswer::SuicidalThoughts]);
    const SUBSTANCES: GuideAnswerSet =
        GuideAnswerSet::new(&[GuideAnswer::Substances]).union(GuideAnswer::USED);
    // Seeing things may be withdrawal. That is no reason to look for psychiatry alone.
    let may_be_withdrawal = given.intersects(GuideAnswer::RISKY_TO_STOP);
    let is_psychiatric = given.contains(GuideAnswer::PsychiatricEmergency) && !may_be_withdrawal;
    let is_mind = given.intersects(MIND) || is_psychiatric;
    match (given.contains(GuideAnswer::EatingDisorder), given.intersects(SUBSTANCES), is_mind) {
        (true, _, _) => Some(ProgramType::EatingDisorder),
        (_, true, true) => Some(ProgramType::DualDiagnosis),
        (_, true, false) => Some(ProgramType::Addiction),
        (_, false, true) => Some(ProgramType::MentalHealth),
        (_, false, false) => None,
    }
}
