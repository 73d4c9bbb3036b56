//! Estimates how likely it is that a program has what its listings don't state. The estimates only order and describe
//! possible matches. They never turn a fact into `yes`.

use std::sync::LazyLock;

use regex::Regex;

use crate::age::AgeCode;
use crate::fact::{Fact, FactSet};
use crate::named_enum;
use crate::vocabulary::{AttributeId, Level, ProgramType, Track, Vocabulary};

/// Describes what likelihoods are based on, for `likelihood_proxy` in the API.
pub const PROXY: &str = "for an intensive outpatient program, what similar mental-health listings of 2023 suggest, \
                         judged by the substance-use listings at the same address; for anything else, the share of \
                         programs that have it, among those on the same track that say yes or no";

/// The likelihood of an attribute that no program of a track states.
const UNKNOWN: f64 = 0.5;

/// The lowest likelihood. If it were 0, nothing else could order programs that leave such an attribute open: no
/// mental-health listing can say that it has transitional housing, for example.
const LEAST: f64 = 0.05;

/// For each attribute and track: the share of programs that have it, among those that say `yes` or `no`.
#[derive(Debug, Clone, PartialEq)]
pub struct Shares(Vec<[f64; Track::ALL.len()]>);

impl Shares {
    /// Computes the shares from counts: how many programs of a track say `yes` and how many say `no` to an attribute.
    pub fn from_counts(count: impl Fn(Track, AttributeId) -> (u32, u32)) -> Shares {
        let share = |track, id| match count(track, id) {
            (0, 0) => UNKNOWN,
            (yes, no) => (f64::from(yes) / (f64::from(yes) + f64::from(no))).max(LEAST),
        };
        let attributes = Vocabulary::embedded().attributes().iter();
        Shares(attributes.map(|known| Track::ALL.map(|track| share(track, known.id))).collect())
    }

    /// The share for an attribute, from 0 to 1.
    pub fn get(&self, track: Track, id: AttributeId) -> f64 {
        self.0[id.index()][track as usize]
    }
}

named_enum! {
    /// What suggests that a mental-health program offers intensive outpatient care, from the least to the most likely.
    /// SAMHSA's mental-health survey does not ask.
    pub enum IopSign {
        /// The program does not offer group therapy.
        NoGroupTherapy = "no_group_therapy",
        /// Nothing in the listing makes it more or less likely.
        NothingMore = "nothing_more",
        /// The program has a track for people with both mental-health and substance-use problems.
        CoOccurringProgram = "co_occurring_program",
        /// A substance-use program of the same facility lists intensive outpatient.
        AddictionProgram = "addiction_program",
        /// The program offers day treatment or partial hospitalization.
        DayTreatment = "day_treatment",
        /// Another mental-health program of the same facility lists intensive outpatient.
        SisterProgram = "sister_program",
        /// The program offers day treatment, and a substance-use program of the same facility lists intensive outpatient.
        DayTreatmentAndAddictionProgram = "day_treatment_and_addiction_program",
    }
}

impl IopSign {
    /// The likelihood, from 0 to 1: a judgment, based on 3,078 mental-health listings of 2023 with a substance-use
    /// listing at the same address. Of these substance-use listings, 48 % have an IOP. It is 80 % if the mental-health
    /// listing has day treatment, 53 % if it has a co-occurring program, 35 % if not, and 27 % if it has no group
    /// therapy.
    pub fn likelihood(self) -> f64 {
        match self {
            IopSign::NoGroupTherapy => 0.25,
            IopSign::NothingMore => 0.4,
            IopSign::CoOccurringProgram => 0.45,
            IopSign::AddictionProgram => 0.55,
            IopSign::DayTreatment | IopSign::SisterProgram => 0.75,
            IopSign::DayTreatmentAndAddictionProgram => 0.8,
        }
    }

    /// The sign as an English phrase; `None` if it says nothing.
    pub fn text(self) -> Option<&'static str> {
        Some(match self {
            IopSign::NoGroupTherapy => "less likely: it does not list group therapy",
            IopSign::NothingMore => return None,
            IopSign::CoOccurringProgram => {
                "somewhat more likely: it has a program for mental health and substance use together"
            }
            IopSign::AddictionProgram => {
                "somewhat more likely: the same place lists intensive outpatient for alcohol and drugs"
            }
            IopSign::DayTreatment => "more likely: it runs day treatment",
            IopSign::SisterProgram => {
                "more likely: another mental-health program at the same place lists intensive outpatient"
            }
            IopSign::DayTreatmentAndAddictionProgram => {
                "more likely: it runs day treatment, and the same place lists intensive outpatient for alcohol and drugs"
            }
        })
    }
}

/// What suggests that a program offers intensive outpatient care, and for whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IopEvidence {
    /// The sign.
    pub sign: IopSign,
    /// Whether it is about care for teens.
    pub is_for_teens: bool,
    /// Whether it is about care for eating disorders.
    pub is_for_eating_disorders: bool,
}

impl IopEvidence {
    /// The likelihood, from 0 to 1, that there is an intensive outpatient program of all these types. It is halved
    /// (once) if one of them is for teens or eating disorders and the evidence is not.
    pub fn likelihood(self, programs: &[ProgramType]) -> f64 {
        let is_about = |program: &ProgramType| match program {
            ProgramType::Teen => self.is_for_teens,
            ProgramType::EatingDisorder => self.is_for_eating_disorders,
            _ => true,
        };
        let likelihood = self.sign.likelihood();
        if programs.iter().all(is_about) { likelihood } else { likelihood / 2.0 }
    }

    /// The evidence in one byte.
    pub fn to_bits(self) -> u8 {
        self.sign as u8 | u8::from(self.is_for_teens) << 4 | u8::from(self.is_for_eating_disorders) << 5
    }

    /// The evidence from its byte; `None` if there is no such evidence.
    pub fn from_bits(bits: u8) -> Option<IopEvidence> {
        Some(IopEvidence {
            sign: *IopSign::ALL.get(usize::from(bits & 0xf))?,
            is_for_teens: bits >> 4 & 1 == 1,
            is_for_eating_disorders: bits >> 5 & 1 == 1,
        })
    }
}

/// Another program of the same facility.
#[derive(Debug, Clone, Copy)]
pub struct SisterProgram<'a> {
    /// What it treats.
    pub track: Track,
    /// Its facts.
    pub facts: &'a FactSet,
}

/// The evidence that a program offers intensive outpatient care; `None` if its facts already say, or if it is not a
/// mental-health program. `names` are the names of the program, and `sisters` are the other programs of its facility.
pub fn iop_evidence<'a>(
    track: Track,
    facts: &FactSet,
    names: &[&str],
    sisters: impl Iterator<Item = SisterProgram<'a>> + Clone,
) -> Option<IopEvidence> {
    let iop = Level::IntensiveOutpatient.id();
    if track != Track::MentalHealth || facts.get(iop) != Fact::NotStated {
        return None;
    }
    let fact = |code: &str| Vocabulary::embedded().code(code).map_or(Fact::NotStated, |id| facts.get(id));
    let with_iop = sisters.filter(|sister| sister.facts.get(iop) == Fact::Yes);
    let lists_iop = |track: Track| with_iop.clone().any(|sister| sister.track == track);
    let is_for = |program: ProgramType| {
        with_iop.clone().any(|sister| sister.facts.get(program.id()) == Fact::Yes)
            || names.iter().any(|name| is_named_for(program, name))
    };
    let sign = match (fact("PHDT") == Fact::Yes, lists_iop(Track::SubstanceUse)) {
        (true, true) => IopSign::DayTreatmentAndAddictionProgram,
        _ if lists_iop(Track::MentalHealth) => IopSign::SisterProgram,
        (true, false) => IopSign::DayTreatment,
        (false, true) => IopSign::AddictionProgram,
        (false, false) if fact("CO") == Fact::Yes => IopSign::CoOccurringProgram,
        (false, false) if fact("GT") == Fact::No => IopSign::NoGroupTherapy,
        (false, false) => IopSign::NothingMore,
    };
    Some(IopEvidence {
        sign,
        is_for_teens: is_for(ProgramType::Teen),
        is_for_eating_disorders: is_for(ProgramType::EatingDisorder),
    })
}

fn is_named_for(program: ProgramType, name: &str) -> bool {
    match program {
        ProgramType::Teen => AgeCode::named_in(name).contains(&AgeCode::Minors),
        ProgramType::EatingDisorder => names_eating_disorders(name),
        _ => false,
    }
}

/// Whether a name says that the place treats eating disorders.
fn names_eating_disorders(name: &str) -> bool {
    static PATTERN: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)\b(eating|anorexia|bulimia)\b").expect("the pattern is well-formed")
    });
    PATTERN.is_match(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::derivation::claims_from;
    use crate::testing::listing;

    fn facts(track: Track, codes: &str) -> FactSet {
        claims_from(&listing(track, codes).content).facts()
    }

    use Track::{MentalHealth as MH, SubstanceUse as SU};

    fn evidence(codes: &str, name: &str, sisters: &[(Track, FactSet)]) -> Option<IopEvidence> {
        let sisters = sisters.iter().map(|(track, facts)| SisterProgram { track: *track, facts });
        iop_evidence(MH, &facts(MH, codes), &[name], sisters)
    }

    #[test]
    fn the_strongest_sign_wins() {
        let addiction = (SU, facts(SU, "SA OIT"));
        let mut with_iop = facts(MH, "MH OP");
        with_iop.set(Level::IntensiveOutpatient.id(), Fact::Yes);
        let sister = (MH, with_iop);
        let sign = |codes, sisters: &[_]| evidence(codes, "Hope", sisters).map(|found| found.sign);
        assert_eq!(sign("MH OP PHDT", &[addiction]), Some(IopSign::DayTreatmentAndAddictionProgram));
        assert_eq!(sign("MH OP PHDT", &[]), Some(IopSign::DayTreatment));
        assert_eq!(sign("MH OP CO", &[sister]), Some(IopSign::SisterProgram));
        assert_eq!(sign("MH OP CO", &[addiction]), Some(IopSign::AddictionProgram));
        assert_eq!(sign("MH OP CBT CO", &[]), Some(IopSign::CoOccurringProgram));
        assert_eq!(sign("MH OP GT", &[]), Some(IopSign::NothingMore));
        assert_eq!(sign("MH OP CBT", &[]), Some(IopSign::NoGroupTherapy));
        assert_eq!(sign("MH OP GT", &[(SU, facts(SU, "SA ORT"))]), Some(IopSign::NothingMore));
    }

    #[test]
    fn nothing_is_estimated_if_the_listing_states_it_or_for_substance_use() {
        assert_eq!(evidence("MH RES", "Hope", &[]), None);
        assert_eq!(iop_evidence(SU, &facts(SU, "SA"), &[], std::iter::empty()), None);
    }

    #[test]
    fn evidence_that_is_not_about_teens_or_eating_disorders_counts_half_for_them() {
        use ProgramType::{EatingDisorder, MentalHealth, Teen};
        let general = evidence("MH OP PHDT", "Hope", &[]).expect("evidence");
        assert_eq!(general.likelihood(&[MentalHealth]), 0.75);
        assert_eq!(general.likelihood(&[Teen, EatingDisorder]), 0.375);
        let named = evidence("MH OP PHDT", "Hope Eating Disorder Center", &[]).expect("evidence");
        assert_eq!(named.likelihood(&[EatingDisorder]), 0.75);
        let youth = evidence("MH OP", "Hope", &[(SU, facts(SU, "SA OIT AD"))]).expect("evidence");
        assert_eq!((youth.likelihood(&[Teen]), youth.likelihood(&[EatingDisorder])), (0.55, 0.275));
    }

    #[test]
    fn signs_are_ordered_by_likelihood_and_survive_packing() {
        assert!(IopSign::ALL.is_sorted_by(|a, b| a < b && a.likelihood() <= b.likelihood()));
        for sign in IopSign::ALL {
            let evidence = IopEvidence { sign, is_for_teens: true, is_for_eating_disorders: false };
            assert_eq!(IopEvidence::from_bits(evidence.to_bits()), Some(evidence));
        }
        assert_eq!(IopEvidence::from_bits(0xff), None);
    }

    #[test]
    fn a_share_counts_only_programs_that_state_the_attribute() {
        let spanish = Vocabulary::embedded().code("SP").expect("a code");
        let shares = Shares::from_counts(|track, id| match (track, id == spanish) {
            (MH, true) => (30, 10),
            _ => (0, 0),
        });
        assert_eq!((shares.get(MH, spanish), shares.get(SU, spanish)), (0.75, UNKNOWN));
        assert_eq!(Shares::from_counts(|_, _| (0, 9)).get(MH, spanish), LEAST);
    }
}
