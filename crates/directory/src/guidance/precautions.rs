//! What a search remembers of the answers that led to it, so that it never suggests less care than is safe.

use super::care::{Care, Intensity};
use super::outcome::GuideOutcome;
use super::rules::{GuideRule, RULES, Reason, RuleKind};
use crate::vocabulary::Level;

/// The reasons that a search must respect: alerts, and reasons that set a minimum of care.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Precautions(Vec<Reason>);

/// All reasons that a search can respect, with their names in forms.
const HEEDED: [(Reason, &str); 12] = [
    (Reason::MedicalEmergency, "medical"),
    (Reason::WithdrawalDelirium, "delirium"),
    (Reason::PsychiatricEmergency, "psychiatric"),
    (Reason::EatingEmergency, "eating"),
    (Reason::SuicidalThoughts, "thoughts"),
    (Reason::Withdrawal, "withdrawal"),
    (Reason::PregnantOpioids, "pregnant_opioids"),
    (Reason::OverdoseRisk, "overdose"),
    (Reason::AfterBreak, "after_break"),
    (Reason::EatingCheck, "eating_check"),
    (Reason::IntensiveTried, "intensive_tried"),
    (Reason::CannotManage, "cannot_manage"),
];

impl Precautions {
    /// The reasons that searches for this outcome must respect.
    pub fn from_outcome(outcome: &GuideOutcome) -> Precautions {
        let reasons = outcome.rules.iter().map(|rule| rule.reason);
        Precautions(reasons.filter(|reason| HEEDED.iter().any(|(heeded, _)| heeded == reason)).collect())
    }

    /// The reason with this name in forms.
    pub fn parse_reason(slug: &str) -> Option<Reason> {
        HEEDED.iter().find(|(_, name)| *name == slug).map(|(reason, _)| *reason)
    }

    /// The reasons, with their names in forms.
    pub fn named(&self) -> impl Iterator<Item = (Reason, &'static str)> {
        HEEDED.into_iter().filter(|(reason, _)| self.0.contains(reason))
    }

    /// The alerts to show before everything else.
    pub fn alerts(&self) -> impl Iterator<Item = &'static GuideRule> {
        self.rules().filter(|rule| rule.kind == RuleKind::Alert)
    }

    /// Whether the answers pointed to danger.
    pub fn is_danger(&self) -> bool {
        self.rules().any(GuideRule::is_danger)
    }

    /// Whether another level of care may be offered.
    pub fn allows_level(&self, level: Level) -> bool {
        Some(Intensity::from_level(level)) >= self.rules().filter_map(|rule| rule.floor).max()
    }

    /// Whether telehealth may be offered instead of a place to visit.
    pub fn allows_telehealth(&self) -> bool {
        !self.is_danger()
    }

    /// Whether a search without this attribute (by its slug) may be suggested. In danger, a place that lacks what the
    /// person needs is no help.
    pub fn allows_without(&self, slug: &str) -> bool {
        !self.is_danger() || Care::ALL.into_iter().all(|care| care.condition() != Some(slug))
    }

    fn rules(&self) -> impl Iterator<Item = &'static GuideRule> {
        RULES.iter().filter(|rule| self.0.contains(&rule.reason))
    }
}

impl FromIterator<Reason> for Precautions {
    fn from_iter<T: IntoIterator<Item = Reason>>(reasons: T) -> Self {
        Precautions(reasons.into_iter().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heeding(slugs: &[&str]) -> Precautions {
        slugs.iter().map(|slug| Precautions::parse_reason(slug).expect("a name")).collect()
    }

    #[test]
    fn every_alert_and_every_floor_is_heeded() {
        // Danger right now does not lead to a search.
        let rules = RULES.iter().filter(|rule| rule.reason != Reason::DangerNow);
        for rule in rules {
            let is_heeded = HEEDED.iter().any(|(reason, _)| *reason == rule.reason);
            assert_eq!(is_heeded, rule.kind == RuleKind::Alert || rule.floor.is_some(), "{:?}", rule.reason);
        }
        for (reason, slug) in HEEDED {
            assert_eq!(Precautions::parse_reason(slug), Some(reason), "each name is unique");
        }
    }

    #[test]
    fn in_danger_less_care_is_not_allowed() {
        let thoughts = heeding(&["thoughts", "overdose"]);
        assert!(thoughts.is_danger() && !thoughts.allows_telehealth());
        assert!(thoughts.allows_level(Level::Inpatient) && thoughts.allows_level(Level::Residential));
        assert!(
            !thoughts.allows_level(Level::IntensiveOutpatient) && !thoughts.allows_level(Level::Outpatient)
        );
        let withdrawal = heeding(&["withdrawal"]);
        assert!(!withdrawal.allows_level(Level::Residential));
        for slug in ["alcohol_detox", "benzodiazepine_detox", "opioid_medication"] {
            assert!(!withdrawal.allows_without(slug), "{slug}");
        }
        assert!(withdrawal.allows_without("spanish"));
    }

    #[test]
    fn without_danger_only_too_little_care_is_ruled_out() {
        let tried = heeding(&["intensive_tried"]);
        assert!(
            !tried.is_danger() && tried.allows_telehealth() && tried.allows_without("gambling_treatment")
        );
        assert!(!tried.allows_level(Level::IntensiveOutpatient) && tried.allows_level(Level::Residential));
        assert!(Precautions::default().allows_level(Level::Outpatient));
    }
}
