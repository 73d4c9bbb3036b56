//! How likely a mental-health program, whose directory does not ask, runs an intensive outpatient program.
//!
//! Measured on the 2023 listings: of 3,078 mental-health listings with a substance-use listing at the same
//! address, the share whose neighbour runs an intensive outpatient program. That is a stand-in for the chance of
//! a mental-health one, not the chance itself: it orders possible matches and words them, and never turns a fact
//! into `yes`.

use crate::fact::{Fact, FactSet};
use crate::vocabulary::{Level, Track, Vocabulary};

/// What the likelihood stands on, in the answer's `likelihood_proxy`.
pub const PROXY: &str = "share of similar mental-health listings of 2023 whose substance-use neighbor at the same \
                         address lists an intensive outpatient program";

/// The evidence of one program, weakest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum IopEvidence {
    /// It lists no group therapy.
    NoGroupTherapy,
    /// It has no program for people with both kinds of problems.
    NoCoOccurringProgram,
    /// It does not say whether it has one.
    NothingMore,
    /// It has a program for people with a mental-health and a substance-use problem.
    CoOccurringProgram,
    /// It runs day treatment or partial hospitalization.
    DayTreatment,
    /// Another program of the same facility lists intensive outpatient.
    SisterProgram,
}

impl IopEvidence {
    /// All of them, weakest first.
    pub const ALL: [IopEvidence; 6] = [
        IopEvidence::NoGroupTherapy,
        IopEvidence::NoCoOccurringProgram,
        IopEvidence::NothingMore,
        IopEvidence::CoOccurringProgram,
        IopEvidence::DayTreatment,
        IopEvidence::SisterProgram,
    ];

    /// Its name in tables of words.
    pub fn slug(self) -> &'static str {
        match self {
            IopEvidence::NoGroupTherapy => "no_group_therapy",
            IopEvidence::NoCoOccurringProgram => "no_co_occurring_program",
            IopEvidence::NothingMore => "nothing_more",
            IopEvidence::CoOccurringProgram => "co_occurring_program",
            IopEvidence::DayTreatment => "day_treatment",
            IopEvidence::SisterProgram => "sister_program",
        }
    }

    /// The likelihood from 0 to 1. The last is not measured but set above the strongest that is.
    pub fn likelihood(self) -> f64 {
        match self {
            IopEvidence::NoGroupTherapy => 0.27,
            IopEvidence::NoCoOccurringProgram => 0.35,
            IopEvidence::NothingMore => 0.48,
            IopEvidence::CoOccurringProgram => 0.53,
            IopEvidence::DayTreatment => 0.80,
            IopEvidence::SisterProgram => 0.90,
        }
    }

    /// The evidence in words.
    pub fn text(self) -> &'static str {
        match self {
            IopEvidence::NoGroupTherapy => "less likely: it does not list group therapy",
            IopEvidence::NoCoOccurringProgram => {
                "less likely: it lists no program for mental health and substance use together"
            }
            IopEvidence::NothingMore => "nothing points either way",
            IopEvidence::CoOccurringProgram => {
                "somewhat more likely: it has a program for mental health and substance use together"
            }
            IopEvidence::DayTreatment => "more likely: it runs day treatment",
            IopEvidence::SisterProgram => {
                "more likely: another program at the same place lists intensive outpatient"
            }
        }
    }
}

/// The evidence for a program whose intensive outpatient is `not_stated`; `None` where the likelihood was not
/// measured. `sister_runs_iop`: whether another program of the same facility has it.
pub fn iop_evidence(track: Track, facts: &FactSet, sister_runs_iop: bool) -> Option<IopEvidence> {
    if track != Track::MentalHealth || facts.get(Level::IntensiveOutpatient.id()) != Fact::NotStated {
        return None;
    }
    let fact = |code: &str| Vocabulary::embedded().code(code).map_or(Fact::NotStated, |id| facts.get(id));
    Some(if sister_runs_iop {
        IopEvidence::SisterProgram
    } else if fact("PHDT") == Fact::Yes {
        IopEvidence::DayTreatment
    } else if fact("GT") == Fact::No {
        IopEvidence::NoGroupTherapy
    } else {
        match fact("CO") {
            Fact::Yes => IopEvidence::CoOccurringProgram,
            Fact::No => IopEvidence::NoCoOccurringProgram,
            Fact::NotStated => IopEvidence::NothingMore,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::derivation::claims_from;
    use crate::testing::listing;

    fn evidence(track: Track, codes: &str, sister: bool) -> Option<IopEvidence> {
        iop_evidence(track, &claims_from(&listing(track, codes).content).facts(), sister)
    }

    #[test]
    fn stronger_evidence_comes_before_weaker() {
        let mental_health = |codes, sister| evidence(Track::MentalHealth, codes, sister);
        assert_eq!(mental_health("MH OP PHDT CBT CO", true), Some(IopEvidence::SisterProgram));
        assert_eq!(mental_health("MH OP PHDT CBT", false), Some(IopEvidence::DayTreatment));
        assert_eq!(mental_health("MH OP CBT CO", false), Some(IopEvidence::NoGroupTherapy));
        assert_eq!(mental_health("MH OP GT CO", false), Some(IopEvidence::CoOccurringProgram));
        assert_eq!(mental_health("MH OP GT VET", false), Some(IopEvidence::NoCoOccurringProgram));
        assert_eq!(mental_health("MH OP GT", false), Some(IopEvidence::NothingMore));
    }

    #[test]
    fn where_the_fact_is_stated_there_is_nothing_to_guess() {
        assert_eq!(evidence(Track::MentalHealth, "MH RES", true), None);
        assert_eq!(evidence(Track::SubstanceUse, "SA", true), None);
    }

    #[test]
    fn likelihood_rises_with_the_evidence() {
        assert!(IopEvidence::ALL.is_sorted_by(|a, b| a < b && a.likelihood() < b.likelihood()));
    }
}
