//! Scores matches and puts them in order.

use std::cmp::Ordering;

use uuid::Uuid;

use crate::caution::CautionSet;
use crate::fact::{Fact, Facts};
use crate::likelihood::{IopEvidence, IopSign, Shares};
use crate::matching::{Criteria, Criterion, MatchClass, Reach};
use crate::need::Need;
use crate::state::State;
use crate::vocabulary::{AttributeId, Level, Track};

/// The distance in miles at which the nearness is one half.
pub const HALF_NEARNESS_MILES: f64 = 25.0;

/// The age of the facts in years at which the reach is one half.
pub const HALF_REACH_YEARS: f64 = 5.0;

/// The age in years that counts for facts without a date.
const UNDATED_YEARS: f64 = 2.0;

/// The preference part if none of the preferred attributes is listed.
const NO_PREFERENCE_MET: f64 = 0.7;

/// The parts of a score, each from 0 to 1. Their product, without the name, is the expected benefit of a call: the chance
/// that the program fits, that a call leads to an appointment, and that it is near enough.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ScoreParts {
    /// The product of the likelihoods of the criteria: 1 for each that is met.
    pub criteria: f64,
    /// The product of the factors of the cautions that apply to the person; 1 if a name was searched for, because a
    /// person who types a name wants that place.
    pub cautions: f64,
    /// From 0.7 (none of the preferred attributes is listed) to 1 (all are).
    pub preferences: f64,
    /// The chance that a call leads to an appointment, judged by the age of the facts: half after five years.
    pub reach: f64,
    /// `1 / (1 + miles / 25)`; for telehealth, the value for 25 miles; `None` without a point.
    pub nearness: Option<f64>,
    /// How well the name matches the words searched for, if there were any. It is 1 if the name contains every word exactly
    /// as typed.
    pub name: Option<f64>,
}

impl ScoreParts {
    /// The chance that the program fits.
    pub fn fit(&self) -> f64 {
        self.criteria * self.cautions * self.preferences
    }

    /// The score, from 0 to 1.
    pub fn total(&self) -> f64 {
        self.fit() * self.reach * self.nearness.unwrap_or(1.0)
    }
}

/// The reach of facts that are this many years old, from 0 to 1. `None` stands for a source without a date.
pub fn reach_after(years: Option<f64>) -> f64 {
    0.5f64.powf(years.unwrap_or(UNDATED_YEARS).max(0.0) / HALF_REACH_YEARS)
}

/// The nearness at this distance, from 0 to 1.
pub fn nearness_at(miles: f64) -> f64 {
    1.0 / (1.0 + miles / HALF_NEARNESS_MILES)
}

/// Scores the programs that match a need.
#[derive(Debug, Clone, Copy)]
pub struct Scorer<'a> {
    /// The need.
    pub need: &'a Need,
    /// Its criteria.
    pub criteria: &'a Criteria,
    /// The likelihoods of attributes that are not stated.
    pub shares: &'a Shares,
}

/// A program to score.
#[derive(Debug, Clone, Copy)]
pub struct ScoredProgram<'a, F> {
    /// What it treats.
    pub track: Track,
    /// The state it is in.
    pub place: State,
    /// Its facts.
    pub facts: &'a F,
    /// The evidence that it offers intensive outpatient care, if that is not stated.
    pub evidence: Option<IopEvidence>,
    /// Its cautions for the need, whether or not they apply to the person.
    pub cautions: CautionSet,
    /// The reach of its facts: see [`reach_after`].
    pub reach: f64,
}

impl Scorer<'_> {
    /// The parts of a program's score. `miles` is the distance if there is a point, and `name` is how well the facility's name
    /// matches the words searched for, if there were any.
    pub fn parts<F: Facts>(
        &self,
        program: &ScoredProgram<'_, F>,
        by: Reach,
        miles: Option<f64>,
        name: Option<f64>,
    ) -> ScoreParts {
        let counted = match by {
            Reach::Visit => miles,
            Reach::Telehealth => Some(HALF_NEARNESS_MILES),
        };
        ScoreParts {
            criteria: self.criteria_met(program, by),
            cautions: if name.is_some() { 1.0 } else { program.cautions.factor(self.need) },
            preferences: self.preferences(program.facts),
            reach: program.reach,
            nearness: counted.map(nearness_at),
            name,
        }
    }

    /// The product of the likelihoods of all criteria.
    pub fn criteria_met<F: Facts>(&self, program: &ScoredProgram<'_, F>, by: Reach) -> f64 {
        self.criteria.by(by).iter().map(|criterion| self.likelihood(criterion, program)).product()
    }

    /// How likely it is that a program meets a criterion that its facts do not rule out: 1 if the facts say that it
    /// does.
    pub fn likelihood<F: Facts>(&self, criterion: &Criterion, program: &ScoredProgram<'_, F>) -> f64 {
        let ScoredProgram { track, place, facts, evidence, .. } = *program;
        if criterion.fact(facts, place) == Fact::Yes {
            return 1.0;
        }
        let share = |id: AttributeId| self.shares.get(track, id);
        match criterion {
            Criterion::Program(program) => share(program.id()),
            Criterion::Has(id) => share(*id),
            Criterion::UnlessNo(_) => 1.0,
            Criterion::Age(age) => share(age.id()),
            Criterion::Level(levels) => {
                let open = levels.iter().filter(|level| facts.fact(level.id()) == Fact::NotStated);
                let likelihoods = open.map(|level| match evidence {
                    Some(evidence) if *level == Level::IntensiveOutpatient => {
                        evidence.likelihood(&self.need.programs)
                    }
                    _ => share(level.id()),
                });
                likelihoods.fold(0.0, f64::max)
            }
            Criterion::Insurance { coverages, .. } => {
                let likelihood = coverages.iter().map(|way| way.likelihood(facts, share(way.payment().id())));
                likelihood.fold(0.0, f64::max)
            }
        }
    }

    /// The most that [`ScoreParts::criteria`] can be for a program to visit that leaves a criterion open.
    pub fn most_if_open(&self) -> f64 {
        let share = |id: AttributeId| {
            Track::ALL.map(|track| self.shares.get(track, id)).into_iter().fold(0.0, f64::max)
        };
        let most = |criterion: &Criterion| match criterion {
            Criterion::Program(program) => share(program.id()),
            Criterion::Has(id) => share(*id),
            Criterion::Age(age) => share(age.id()),
            // A criterion that is never left open.
            Criterion::UnlessNo(_) => 0.0,
            Criterion::Insurance { coverages, .. } => {
                let open = coverages.iter().map(|way| way.most_if_open(share(way.payment().id())));
                open.fold(0.0, f64::max)
            }
            Criterion::Level(levels) => {
                let signs = IopSign::ALL.map(IopSign::likelihood).into_iter();
                levels.iter().map(|level| share(level.id())).chain(signs).fold(0.0, f64::max)
            }
        };
        self.criteria.by(Reach::Visit).iter().map(most).fold(0.0, f64::max)
    }

    fn preferences(&self, facts: &impl Facts) -> f64 {
        let wishes = &self.need.wishes;
        if wishes.is_empty() {
            return 1.0;
        }
        let met = wishes.iter().filter(|wish| facts.fact(**wish) == Fact::Yes).count();
        NO_PREFERENCE_MET + (1.0 - NO_PREFERENCE_MET) * met as f64 / wishes.len() as f64
    }
}

/// The values by which the results of a search are ordered.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rank {
    /// Whether the program has an attribute that the search asked to put first.
    pub first: bool,
    /// How the program reaches the person.
    pub by: Reach,
    /// How well it meets the need.
    pub class: MatchClass,
    /// How well the name matches the words searched for, from 0 to 1; 0 if there were none.
    pub name: f64,
    /// The score from 0 to 1; higher is better.
    pub score: f64,
    /// The distance in miles from the point searched for, if there is one.
    pub miles: Option<f64>,
    /// The facility's ID, which breaks ties.
    pub id: Uuid,
}

impl Rank {
    /// Orders the programs of one facility. The facility takes the match of its best program, so the class is compared
    /// first.
    pub fn best_program(&self, other: &Rank) -> Ordering {
        self.class.cmp(&other.class).then_with(|| self.best(other))
    }

    /// Orders facilities from the best to the worst, which the API calls `best`: what the search asked to put first, then
    /// the best names if a name was searched for, then places to visit, then by score.
    pub fn best(&self, other: &Rank) -> Ordering {
        self.by_merit(other).then_with(|| self.nearer(other))
    }

    /// The same order without its last steps, distance and ID.
    pub fn by_merit(&self, other: &Rank) -> Ordering {
        (other.first.cmp(&self.first))
            .then_with(|| other.name.total_cmp(&self.name))
            .then_with(|| self.by.cmp(&other.by))
            .then_with(|| other.score.total_cmp(&self.score))
    }

    /// Orders facilities by distance, which the API calls `distance`: in-person care first, then the nearest.
    pub fn distance(&self, other: &Rank) -> Ordering {
        self.by.cmp(&other.by).then_with(|| self.nearer(other))
    }

    /// Whether the match is by telehealth only.
    pub fn is_telehealth(&self) -> bool {
        self.by == Reach::Telehealth
    }

    fn nearer(&self, other: &Rank) -> Ordering {
        // A provider of which only the state is known has no distance.
        let (mine, theirs) = (self.miles.unwrap_or(f64::INFINITY), other.miles.unwrap_or(f64::INFINITY));
        mine.total_cmp(&theirs).then_with(|| self.id.cmp(&other.id))
    }
}

#[cfg(test)]
mod golden_orders;

#[cfg(test)]
mod tests;
