//! Combines the rules that apply.

use super::answer::{GuideAnswer, GuideAnswerSet};
use super::answers::GuideAnswers;
use super::care::Care;
use super::rules::{GuideRule, RULES, RuleKind};
use crate::vocabulary::ProgramType;

/// What people in a situation usually look at first, and why.
#[derive(Debug, Clone)]
pub struct GuideOutcome {
    /// The rules to show, in the order of the table.
    pub rules: Vec<&'static GuideRule>,
    /// What to look at, the most important first. Empty only if a life is in danger right now.
    pub cares: Vec<Care>,
    /// The program type that the person needs, if the answers determine one.
    pub program: Option<ProgramType>,
}

impl GuideOutcome {
    /// The outcome of the answers given so far.
    pub fn from_answers(answers: GuideAnswers) -> GuideOutcome {
        let given = answers.given();
        let applies: Vec<&GuideRule> = RULES.iter().filter(|rule| rule.applies(given)).collect();
        let cares = cares(&applies);
        let is_danger = applies.iter().any(|rule| rule.is_danger());
        let is_shown = |rule: &GuideRule| match rule.kind {
            RuleKind::Alert => true,
            // Reasons for care that is not offered are left out.
            RuleKind::Why => rule.offers.is_empty() || rule.offers.iter().any(|care| cares.contains(care)),
            RuleKind::Practical => !is_danger,
        };
        let rules = applies.into_iter().filter(|rule| is_shown(rule)).collect();
        GuideOutcome { rules, cares, program: program(given) }
    }

    /// The rules to show in this way.
    pub fn rules_of_kind(&self, kind: RuleKind) -> impl Iterator<Item = &'static GuideRule> {
        self.rules.iter().copied().filter(move |rule| rule.kind == kind)
    }

    /// Slugs of the attributes that rank a place higher in the search for this care, each once.
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

/// What the rules offer, each once, without anything that is less care than the floor.
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
    // Hallucinations may come from withdrawal, so they are no reason to search for mental health care alone.
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
