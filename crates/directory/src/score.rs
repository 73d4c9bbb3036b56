//! Scores matches and puts them in order.

use std::cmp::Ordering;

use uuid::Uuid;

use crate::fact::{Fact, Facts};
use crate::likelihood::IopEvidence;
use crate::matching::{MatchClass, Reach};
use crate::need::Need;
use crate::vocabulary::Level;

/// The distance in miles at which the distance part of the score is one half.
pub const HALF_DISTANCE_MILES: f64 = 25.0;

/// The age in years at which the freshness part of the score is one half.
pub const HALF_AGE_YEARS: f64 = 2.0;

/// The weights of the parts. Parts that do not apply to a need are left out, which increases the share of the others.
///
/// If a name was searched for, it outweighs everything else. Of the other parts, likelihood weighs most, so that within
/// about 25 miles a likely program ranks above a closer but unlikely one.
pub const WEIGHTS: ScoreParts = ScoreParts {
    name: Some(4.0),
    distance: Some(0.25),
    wishes: Some(0.30),
    likelihood: Some(0.40),
    freshness: Some(0.05),
};

/// The parts of a score, each from 0 to 1. A part is `None` if it does not apply.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct ScoreParts {
    /// How well the name matches the words searched for. It is 1 if the name contains every word exactly as typed.
    pub name: Option<f64>,
    /// `1 / (1 + miles / 25)`.
    pub distance: Option<f64>,
    /// The share of the wishes that are met.
    pub wishes: Option<f64>,
    /// 1 if an intensive outpatient program is listed, otherwise the measured likelihood that there is one.
    pub likelihood: Option<f64>,
    /// `1 / (1 + years / 2)`, where `years` is the time since the source's date; 0 if the source gives no date.
    pub freshness: Option<f64>,
}

impl ScoreParts {
    /// Computes the parts for one program.
    ///
    /// `age_years` is the time from the date of the program's newest source to the directory's last import. `name` is
    /// how well the facility's name matches the words searched for, if there were any.
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

    /// The weighted mean of the parts that apply, from 0 to 1.
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

/// The likelihood part, which applies only to a need for intensive outpatient care.
fn likelihood_part(need: &Need, facts: &impl Facts, evidence: Option<IopEvidence>) -> Option<f64> {
    let level = need.level.filter(|level| *level == Level::IntensiveOutpatient)?;
    Some(match facts.fact(level.id()) {
        Fact::Yes => 1.0,
        _ => evidence.unwrap_or(IopEvidence::NothingMore).likelihood(),
    })
}

/// How good a match is. A better tier compares as less.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum MatchTier {
    /// In person, and every criterion is met.
    Confirmed,
    /// In person, with at least one criterion left open.
    Possible,
    /// By telehealth only. Such a match is never better than possible.
    Telehealth,
}

impl MatchTier {
    /// The tier of a match of this class that reaches the person in this way.
    pub fn new(class: MatchClass, reach: Reach) -> MatchTier {
        match (reach, class) {
            (Reach::Telehealth, _) => MatchTier::Telehealth,
            (Reach::Visit, MatchClass::Confirmed) => MatchTier::Confirmed,
            (Reach::Visit, MatchClass::Possible) => MatchTier::Possible,
        }
    }
}

/// The values by which the results of a search are ordered.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rank {
    /// Whether the program has an attribute that the search asked to put first.
    pub first: bool,
    /// How good the match is.
    pub tier: MatchTier,
    /// The number of criteria that are left open.
    pub not_stated: u8,
    /// Whether a caution applies to the person.
    pub cautioned: bool,
    /// The score from 0 to 1; higher is better.
    pub score: f64,
    /// The distance in miles from the point searched for, if there is one.
    pub miles: Option<f64>,
    /// The facility's id, which breaks ties.
    pub id: Uuid,
}

impl Rank {
    /// Orders the programs of one facility from the best to the worst. A facility matches as well as its best program
    /// does, so here the tier counts more than [`first`](Rank::first).
    pub fn best_program(&self, other: &Rank) -> Ordering {
        self.tier.cmp(&other.tier).then_with(|| self.best(other))
    }

    /// Orders facilities from the best to the worst: the order that the API calls `best`.
    pub fn best(&self, other: &Rank) -> Ordering {
        (!self.first, self.tier, self.not_stated, self.cautioned)
            .cmp(&(!other.first, other.tier, other.not_stated, other.cautioned))
            .then_with(|| other.score.total_cmp(&self.score))
            .then_with(|| self.nearer(other))
    }

    /// Orders facilities by distance, with telehealth last: the order that the API calls `distance`.
    pub fn distance(&self, other: &Rank) -> Ordering {
        self.is_telehealth().cmp(&other.is_telehealth()).then_with(|| self.nearer(other))
    }

    /// Whether the match is by telehealth only.
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
    fn first_outranks_the_tier_between_facilities_but_not_within_one() {
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
    fn facilities_at_the_same_distance_are_ordered_by_id() {
        let later = Rank { id: Uuid::from_u128(1), ..RANK };
        assert_eq!(RANK.distance(&later), Ordering::Less);
        let telehealth = Rank { tier: MatchTier::Telehealth, miles: Some(1.0), ..RANK };
        assert_eq!(telehealth.distance(&RANK), Ordering::Greater);
    }

    #[test]
    fn parts_that_do_not_apply_are_left_out() {
        let parts = ScoreParts { distance: Some(1.0), freshness: Some(1.0), ..ScoreParts::default() };
        assert!((parts.total() - 1.0).abs() < 1e-12);
        assert_eq!(ScoreParts::default().total(), 0.0);
    }
}
