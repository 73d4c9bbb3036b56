//! Estimates how likely it is that a mental-health program offers intensive outpatient care. SAMHSA's mental-health
//! survey does not ask.
//!
//! The estimates were measured on 3,078 mental-health listings of 2023 that share an address with a substance-use
//! listing: the share of them whose substance-use neighbor offers intensive outpatient care. This is only a proxy for
//! mental-health programs, so it ranks and describes possible matches, but never turns a fact into `yes`.

use crate::fact::{Fact, FactSet};
use crate::named_enum;
use crate::vocabulary::{Level, Track, Vocabulary};

/// Describes what the likelihood measures, for `likelihood_proxy` in the API.
pub const PROXY: &str = "share of similar mental-health listings of 2023 whose substance-use neighbor at the same \
                         address lists an intensive outpatient program";

named_enum! {
    /// What a program's listing suggests about intensive outpatient care, from least to most likely.
    pub enum IopEvidence {
        /// The program does not offer group therapy.
        NoGroupTherapy = "no_group_therapy",
        /// The program has no track for people with both mental-health and substance-use problems.
        NoCoOccurringProgram = "no_co_occurring_program",
        /// Nothing in the listing makes it more or less likely.
        NothingMore = "nothing_more",
        /// The program has a track for people with both mental-health and substance-use problems.
        CoOccurringProgram = "co_occurring_program",
        /// The program offers day treatment or partial hospitalization.
        DayTreatment = "day_treatment",
        /// Another program of the same facility lists intensive outpatient.
        SisterProgram = "sister_program",
    }
}

impl IopEvidence {
    /// The likelihood, from 0 to 1. The value for a sister program is not measured but set above the highest measured one.
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

    /// The evidence as an English phrase.
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

/// The evidence that a program offers intensive outpatient care; `None` if its facts already say, or if it is not a
/// mental-health program: the likelihood was measured only for those.
///
/// `sister_runs_iop` says whether another program of the same facility offers it.
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
    fn the_strongest_evidence_wins() {
        let mental_health = |codes, sister| evidence(Track::MentalHealth, codes, sister);
        assert_eq!(mental_health("MH OP PHDT CBT CO", true), Some(IopEvidence::SisterProgram));
        assert_eq!(mental_health("MH OP PHDT CBT", false), Some(IopEvidence::DayTreatment));
        assert_eq!(mental_health("MH OP CBT CO", false), Some(IopEvidence::NoGroupTherapy));
        assert_eq!(mental_health("MH OP GT CO", false), Some(IopEvidence::CoOccurringProgram));
        assert_eq!(mental_health("MH OP GT VET", false), Some(IopEvidence::NoCoOccurringProgram));
        assert_eq!(mental_health("MH OP GT", false), Some(IopEvidence::NothingMore));
    }

    #[test]
    fn nothing_is_estimated_if_the_fact_is_known_or_the_track_was_not_measured() {
        assert_eq!(evidence(Track::MentalHealth, "MH RES", true), None);
        assert_eq!(evidence(Track::SubstanceUse, "SA", true), None);
    }

    #[test]
    fn likelihood_rises_with_the_evidence() {
        assert!(IopEvidence::ALL.is_sorted_by(|a, b| a < b && a.likelihood() < b.likelihood()));
    }
}
