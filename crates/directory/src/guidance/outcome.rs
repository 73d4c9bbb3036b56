//! What the rules that apply add up to.

use super::answer::{Answer, AnswerSet};
use super::answers::Answers;
use super::care::{Care, Intensity};
use super::rules::{Kind, RULES, Rule};
use crate::vocabulary::ProgramType;

/// What people in a situation usually look at first, and why.
#[derive(Debug, Clone)]
pub struct Outcome {
    /// The rules that stand, in the order of the table.
    pub rules: Vec<&'static Rule>,
    /// What to look at, first things first. Empty only when a life is in danger now.
    pub cares: Vec<Care>,
    /// The program type that the person needs, where one is known.
    pub program: Option<ProgramType>,
}

impl Outcome {
    /// The outcome of these answers, as far as they were given.
    pub fn of(answers: Answers) -> Outcome {
        let given = answers.given();
        let applies: Vec<&Rule> = RULES.iter().filter(|rule| rule.applies(given)).collect();
        let floor = applies.iter().filter_map(|rule| rule.floor).max();
        let cares = cares(&applies, floor);
        let is_danger = floor > Some(Intensity::Medication);
        let stands = |rule: &Rule| match rule.kind {
            Kind::Alert => true,
            // What speaks for something that is not offered is not said.
            Kind::Why => rule.offers.is_empty() || rule.offers.iter().any(|care| cares.contains(care)),
            Kind::Practical => !is_danger,
        };
        let rules = applies.into_iter().filter(|rule| stands(rule)).collect();
        Outcome { rules, cares, program: program(given) }
    }

    /// The rules that are shown in a way.
    pub fn of_kind(&self, kind: Kind) -> impl Iterator<Item = &'static Rule> {
        self.rules.iter().copied().filter(move |rule| rule.kind == kind)
    }

    /// Slugs of attributes that move a place up in the search for a care, each once.
    pub fn wishes(&self, care: Care) -> Vec<&'static str> {
        let of_rules = self.rules.iter().flat_map(|rule| rule.wishes);
        let mut wishes: Vec<&str> = Vec::new();
        for wish in care.wishes().iter().chain(of_rules).copied() {
            if !wishes.contains(&wish) && care.condition() != Some(wish) {
                wishes.push(wish);
            }
        }
        wishes
    }
}

/// What the rules offer, each once, without what is less care than the floor.
fn cares(rules: &[&Rule], floor: Option<Intensity>) -> Vec<Care> {
    let mut cares = Vec::new();
    for care in rules.iter().flat_map(|rule| rule.offers) {
        if Some(care.intensity()) >= floor && !cares.contains(care) {
            cares.push(*care);
        }
    }
    cares
}

fn program(given: AnswerSet) -> Option<ProgramType> {
    const MIND: AnswerSet =
        AnswerSet::of(&[Answer::MentalHealth, Answer::PsychiatricEmergency, Answer::SuicidalThoughts]);
    const SUBSTANCES: AnswerSet = AnswerSet::of(&[Answer::Substances]).and(Answer::USED);
    match (given.has(Answer::EatingDisorder), given.has_any(SUBSTANCES), given.has_any(MIND)) {
        (true, _, _) => Some(ProgramType::EatingDisorder),
        (_, true, true) => Some(ProgramType::DualDiagnosis),
        (_, true, false) => Some(ProgramType::Addiction),
        (_, false, true) => Some(ProgramType::MentalHealth),
        (_, false, false) => None,
    }
}
