//! The order of matches.

use std::cmp::Ordering;

use uuid::Uuid;

use crate::fact::{Fact, Facts};
use crate::likelihood::IopEvidence;
use crate::matching::{MatchClass, Reach};
use crate::need::Need;
use crate::vocabulary::Level;

/// Miles at which the part for distance has fallen to a half.
pub const HALF_DISTANCE_MILES: f64 = 25.0;

/// Years after which the part for freshness has fallen to a half.
pub const HALF_AGE_YEARS: f64 = 2.0;

/// Weights of the parts; those that say nothing for a need are left out and the rest weigh accordingly more.
/// A name that was asked for weighs more than all else. Of the rest likelihood weighs most, so that within some 25 miles a likely program comes before a nearer unlikely one.
pub const WEIGHTS: ScoreParts = ScoreParts {
    name: Some(4.0),
    distance: Some(0.25),
    wishes: Some(0.30),
    likelihood: Some(0.40),
    freshness: Some(0.05),
};

/// The parts of a score, each from 0 to 1; none where it says nothing.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct ScoreParts {
    /// How well the name fits the words asked for: 1 where each stands there as asked.
    pub name: Option<f64>,
    /// `1 / (1 + miles / 25)`.
    pub distance: Option<f64>,
    /// Share of the wishes met.
    pub wishes: Option<f64>,
    /// 1 where intensive outpatient is listed; else how likely it is, where that was measured.
    pub likelihood: Option<f64>,
    /// `1 / (1 + years / 2)` since the source's date; 0 where the source gives none.
    pub freshness: Option<f64>,
}

impl ScoreParts {
    /// The parts of one program. `age_years`: since its newest source's date, as of the directory's last import;
    /// `name`: how well its facility's name fits the words asked for, where some were.
    pub fn new(
        need: &Need,
        facts: &impl Facts,
        evidence: Option<IopEvidence>,
        miles: Option<f64>,
        age_years: Option<f64>,
        name: Option<f64>,
    ) -> ScoreParts {
        let met = need.wishes.iter().filter(|wish| facts.fact(**wish) == Fact::Yes).count();
        ScoreParts {
            name,
            distance: miles.map(|miles| 1.0 / (1.0 + miles / HALF_DISTANCE_MILES)),
            wishes: (!need.wishes.is_empty()).then(|| met as f64 / need.wishes.len() as f64),
            likelihood: likelihood_part(need, facts, evidence),
            freshness: Some(age_years.map_or(0.0, |years| 1.0 / (1.0 + years.max(0.0) / HALF_AGE_YEARS))),
        }
    }

    /// The weighted mean of the parts there are, from 0 to 1.
    pub fn total(&self) -> f64 {
        let parts = [
            (self.name, WEIGHTS.name),
            (self.distance, WEIGHTS.distance),
            (self.wishes, WEIGHTS.wishes),
            (self.likelihood, WEIGHTS.likelihood),
            (self.freshness, WEIGHTS.freshness),
        ];
        let mut sum = 0.0;
        let mut weights = 0.0;
        for (part, weight) in parts {
            if let (Some(part), Some(weight)) = (part, weight) {
                sum += part * weight;
                weights += weight;
            }
        }
        if weights > 0.0 { sum / weights } else { 0.0 }
    }
}

/// Only a need for intensive outpatient care has this part.
fn likelihood_part(need: &Need, facts: &impl Facts, evidence: Option<IopEvidence>) -> Option<f64> {
    let level = need.level.filter(|level| *level == Level::IntensiveOutpatient)?;
    Some(match facts.fact(level.id()) {
        Fact::Yes => 1.0,
        _ => evidence.unwrap_or(IopEvidence::NothingMore).likelihood(),
    })
}

/// How good a match is, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum MatchTier {
    /// In person, and every criterion is stated as `yes`.
    Confirmed,
    /// In person, with something left to ask.
    Possible,
    /// By telehealth only, which is never more than possible.
    Telehealth,
}

impl MatchTier {
    /// The tier of a match that reaches the person in this way.
    pub fn new(class: MatchClass, reach: Reach) -> MatchTier {
        match (reach, class) {
            (Reach::Telehealth, _) => MatchTier::Telehealth,
            (Reach::Visit, MatchClass::Confirmed) => MatchTier::Confirmed,
            (Reach::Visit, MatchClass::Possible) => MatchTier::Possible,
        }
    }
}

/// What decides the place of a facility in an answer; the least comes first.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rank {
    /// Whether it has what was asked to come first.
    pub first: bool,
    /// How good the match is, apart from everything else.
    pub tier: MatchTier,
    /// Criteria that are `not_stated`.
    pub not_stated: u8,
    /// Whether there is a caution that holds for the person.
    pub cautioned: bool,
    /// Higher is better.
    pub score: f64,
    /// Miles from the asked point.
    pub miles: Option<f64>,
    /// The facility.
    pub id: Uuid,
}

impl Rank {
    /// The order of the programs of one facility: a facility's match is its best program's, so confirmed comes before
    /// possible, and then what was asked to come first.
    pub fn best_program(&self, other: &Rank) -> Ordering {
        self.tier.cmp(&other.tier).then_with(|| self.best(other))
    }

    /// The order `best`, of facilities.
    pub fn best(&self, other: &Rank) -> Ordering {
        (!self.first, self.tier, self.not_stated, self.cautioned)
            .cmp(&(!other.first, other.tier, other.not_stated, other.cautioned))
            .then_with(|| other.score.total_cmp(&self.score))
            .then_with(|| self.nearer(other))
    }

    /// The order `distance`: in person before by telehealth, then nearest first.
    pub fn distance(&self, other: &Rank) -> Ordering {
        self.is_telehealth().cmp(&other.is_telehealth()).then_with(|| self.nearer(other))
    }

    /// Whether it is reached by telehealth only.
    pub fn is_telehealth(&self) -> bool {
        self.tier == MatchTier::Telehealth
    }

    fn nearer(&self, other: &Rank) -> Ordering {
        let (mine, theirs) = (self.miles.unwrap_or(0.0), other.miles.unwrap_or(0.0));
        mine.total_cmp(&theirs).then_with(|| self.id.cmp(&other.id))
    }
}

#[cfg(test)]
mod golden_orders;

#[cfg(test)]
mod tests {
    use super::*;

    const RANK: Rank = Rank {
        first: false,
        tier: MatchTier::Confirmed,
        not_stated: 0,
        cautioned: false,
        score: 0.5,
        miles: Some(3.0),
        id: Uuid::nil(),
    };

    #[test]
    fn confirmed_comes_first_then_fewer_gaps_then_no_caution_then_score() {
        let ordered = [
            RANK,
            Rank { score: 0.4, ..RANK },
            Rank { cautioned: true, score: 0.9, ..RANK },
            Rank { tier: MatchTier::Possible, not_stated: 1, ..RANK },
            Rank { tier: MatchTier::Possible, not_stated: 2, score: 0.9, ..RANK },
            Rank { tier: MatchTier::Telehealth, not_stated: 0, score: 1.0, ..RANK },
        ];
        assert!(ordered.is_sorted_by(|a, b| a.best(b) == Ordering::Less));
    }

    #[test]
    fn what_was_asked_to_come_first_comes_before_all_else_but_leaves_the_class_of_a_facility() {
        let first = Rank {
            first: true,
            tier: MatchTier::Possible,
            not_stated: 2,
            cautioned: true,
            score: 0.0,
            ..RANK
        };
        assert_eq!(first.best(&RANK), Ordering::Less);
        assert_eq!(first.best_program(&RANK), Ordering::Greater);
        assert_eq!(Rank { first: true, ..RANK }.best_program(&RANK), Ordering::Less);
    }

    #[test]
    fn ties_of_distance_are_broken_by_id() {
        let later = Rank { id: Uuid::from_u128(1), ..RANK };
        assert_eq!(RANK.distance(&later), Ordering::Less);
        let telehealth = Rank { tier: MatchTier::Telehealth, miles: Some(1.0), ..RANK };
        assert_eq!(telehealth.distance(&RANK), Ordering::Greater);
    }

    #[test]
    fn parts_that_say_nothing_are_left_out() {
        let parts = ScoreParts { distance: Some(1.0), freshness: Some(1.0), ..ScoreParts::default() };
        assert!((parts.total() - 1.0).abs() < 1e-12);
        assert_eq!(ScoreParts::default().total(), 0.0);
    }
}
