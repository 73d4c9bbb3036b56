//! Whether a program meets a need.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::caution::{Caution, CautionSet, medicare_settings};
use crate::fact::{Fact, Facts};
use crate::insurer::{Coverage, CoverageQuestion};
use crate::need::Need;
use crate::state::State;
use crate::vocabulary::{AttributeId, Level, Payment, ProgramType, Vocabulary};

/// How well a program meets a need. These names are for software; people read "lists everything you asked for" or "may
/// have it: ask".
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum MatchClass {
    /// Its sources list everything that was asked for.
    Confirmed,
    /// Nothing that was asked for is ruled out, but at least one thing is not stated.
    Possible,
}

/// How a program reaches the person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Reach {
    /// The person goes there.
    Visit,
    /// The program may reach the person by telehealth.
    Telehealth,
}

/// One requirement that a program is tested against.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Criterion {
    /// The program is of this type.
    Program(ProgramType),
    /// The program offers this level of care.
    Level(Level),
    /// The program accepts at least one of these ways to pay.
    Insurance(Vec<Coverage>),
    /// The program has this attribute.
    Has(AttributeId),
    /// The attribute is not `no`. Unlike with [`Criterion::Has`], a match does not get worse if it is not stated.
    UnlessNo(AttributeId),
}

impl Criterion {
    /// The criteria of a need, in the order in which they are displayed.
    pub fn for_need(need: &Need) -> Vec<Criterion> {
        let programs = need.programs.iter().copied().map(Criterion::Program);
        let level = need.level.map(Criterion::Level);
        let insurance = (!need.insurance.is_empty()).then(|| Criterion::Insurance(need.insurance.clone()));
        let attributes = need.attributes.iter().copied().map(Criterion::Has);
        let unless_no = need.unless_no.iter().copied().map(Criterion::UnlessNo);
        programs.chain(level).chain(insurance).chain(attributes).chain(unless_no).collect()
    }

    /// Evaluates the criterion against a program's facts.
    pub fn fact(&self, facts: &impl Facts) -> Fact {
        match self {
            Criterion::Program(program) => facts.fact(program.id()),
            Criterion::Level(level) => facts.fact(level.id()),
            Criterion::Insurance(coverages) => {
                Fact::any_of_choices(coverages.iter().map(|coverage| coverage.fact(facts)))
            }
            Criterion::Has(attribute) | Criterion::UnlessNo(attribute) => facts.fact(*attribute),
        }
    }

    /// The questions to ask on the phone, or nothing if the facts already answer the criterion.
    pub fn questions(&self, facts: &impl Facts) -> Vec<&'static str> {
        if self.fact(facts) != Fact::NotStated {
            return Vec::new();
        }
        let ask = |id: AttributeId| vec![Vocabulary::embedded().attribute(id).ask.as_str()];
        match self {
            Criterion::Program(program) => ask(program.id()),
            Criterion::Level(level) => ask(level.id()),
            Criterion::Insurance(coverages) => {
                let open = coverages.iter().filter_map(|coverage| coverage.question(facts));
                open.map(CoverageQuestion::text).collect()
            }
            Criterion::Has(attribute) | Criterion::UnlessNo(attribute) => ask(*attribute),
        }
    }

    /// Whether this fact leaves open whether the program meets the criterion.
    pub fn is_left_open_by(&self, fact: Fact) -> bool {
        fact == Fact::NotStated && !matches!(self, Criterion::UnlessNo(_))
    }

    /// Whether this fact rules a program out. Every program type except `teen` must be `yes`; everything else must not be
    /// `no`.
    pub fn is_ruled_out_by(&self, fact: Fact) -> bool {
        match self {
            Criterion::Program(ProgramType::Teen) => fact == Fact::No,
            Criterion::Program(_) => fact != Fact::Yes,
            _ => fact == Fact::No,
        }
    }
}

/// How a program meets a need.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evaluation {
    /// The class of the match if the person visits the program.
    pub class: MatchClass,
    /// The fact for each criterion, in the order of [`Criterion::for_need`].
    pub facts: Vec<Fact>,
    /// The number of criteria that are left open.
    pub open: usize,
}

/// Tests a program's facts against the criteria of a need. Returns `None` if a criterion rules the program out.
pub fn evaluate(criteria: &[Criterion], facts: &impl Facts) -> Option<Evaluation> {
    let facts: Vec<Fact> = criteria.iter().map(|criterion| criterion.fact(facts)).collect();
    if criteria.iter().zip(&facts).any(|(criterion, fact)| criterion.is_ruled_out_by(*fact)) {
        return None;
    }
    let open =
        criteria.iter().zip(&facts).filter(|(criterion, fact)| criterion.is_left_open_by(**fact)).count();
    let class = if open == 0 { MatchClass::Confirmed } else { MatchClass::Possible };
    Some(Evaluation { class, facts, open })
}

/// Adds the cautions that depend on the need to `from_facts`, the cautions that follow from the program's facts alone.
pub fn cautions_for(need: &Need, facts: &impl Facts, from_facts: CautionSet, place: State) -> CautionSet {
    let mut cautions = from_facts;
    let meets = |coverage: &&Coverage| facts.fact(coverage.payment().id()) != Fact::No;
    let mut meeting = need.insurance.iter().filter(meets).peekable();
    if meeting.peek().is_none() {
        return cautions;
    }
    let (mut all_elsewhere, mut all_medicare) = (true, true);
    for coverage in meeting {
        all_elsewhere &= !coverage.pays_in(need.home, place);
        all_medicare &= coverage.payment() == Payment::Medicare;
    }
    if all_elsewhere {
        cautions.insert(Caution::OtherState);
    }
    if all_medicare
        && need.level == Some(Level::IntensiveOutpatient)
        && !medicare_settings().iter().any(|id| facts.fact(id) == Fact::Yes)
    {
        cautions.insert(Caution::MedicareSetting);
    }
    cautions
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::derivation::claims_from;
    use crate::insurer::Insurers;
    use crate::testing::listing;
    use crate::vocabulary::Track;

    fn class(need: &Need, track: Track, codes: &str) -> Option<MatchClass> {
        evaluate(&Criterion::for_need(need), &claims_from(&listing(track, codes).content).facts())
            .map(|found| found.class)
    }

    fn need(programs: &[ProgramType], insurance: &[Payment]) -> Need {
        Need {
            programs: programs.to_vec(),
            level: Some(Level::IntensiveOutpatient),
            insurance: insurance.iter().copied().map(Coverage::from).collect(),
            ..Need::anything()
        }
    }

    #[test]
    fn all_yes_is_confirmed_and_a_gap_makes_it_possible() {
        use MatchClass::*;
        let need = need(&[ProgramType::Addiction], &[Payment::Medicaid]);
        assert_eq!(class(&need, Track::SubstanceUse, "SA OIT MD"), Some(Confirmed));
        assert_eq!(class(&need, Track::SubstanceUse, "SA OIT"), Some(Possible));
        assert_eq!(class(&need, Track::SubstanceUse, "SA OIT PI"), None);
        assert_eq!(class(&need, Track::MentalHealth, "MH SA OP MD"), Some(Possible));
    }

    #[test]
    fn one_of_several_insurances_suffices() {
        let need = need(&[], &[Payment::Medicaid, Payment::Private]);
        assert_eq!(class(&need, Track::SubstanceUse, "SA OIT PI"), Some(MatchClass::Confirmed));
        assert_eq!(class(&need, Track::SubstanceUse, "SA OIT SF"), None);
    }

    #[test]
    fn an_insurer_is_at_most_possible_and_is_ruled_out_if_its_kind_of_plan_is() {
        let aetna = Insurers::embedded().find("aetna").expect("an entry").coverages();
        let asked = |more: &[Payment]| {
            let insurance = aetna.iter().copied().chain(more.iter().copied().map(Coverage::from)).collect();
            Need { insurance, ..need(&[], &[]) }
        };
        let alone = asked(&[]);
        assert_eq!(class(&alone, Track::SubstanceUse, "SA OIT PI"), Some(MatchClass::Possible));
        assert_eq!(class(&alone, Track::SubstanceUse, "SA OIT"), Some(MatchClass::Possible));
        assert_eq!(class(&alone, Track::SubstanceUse, "SA OIT MD"), None);
        let mixed = asked(&[Payment::Medicaid]);
        assert_eq!(class(&mixed, Track::SubstanceUse, "SA OIT MD PI"), Some(MatchClass::Confirmed));
        let facts = claims_from(&listing(Track::SubstanceUse, "SA OIT PI").content).facts();
        let criterion = Criterion::Insurance(mixed.insurance);
        assert_eq!(criterion.questions(&facts), ["Are you in network with Aetna?"]);
    }

    #[test]
    fn a_program_that_does_not_state_teens_is_possible() {
        let need = need(&[ProgramType::Teen], &[]);
        assert_eq!(class(&need, Track::SubstanceUse, "SA OIT CHLD"), Some(MatchClass::Possible));
        assert_eq!(class(&need, Track::SubstanceUse, "SA OIT ADLT"), None);
    }

    #[test]
    fn medicaid_from_another_state_is_a_caution() {
        let facts = claims_from(&listing(Track::SubstanceUse, "SA OIT MD PI").content).facts();
        let cautions = |insurance: &[Payment], home| {
            let need = Need { home: State::from_code(home), ..need(&[], insurance) };
            cautions_for(&need, &facts, CautionSet::default(), State::from_code("VA").expect("a state"))
        };
        assert!(cautions(&[Payment::Medicaid], "DC").contains(Caution::OtherState));
        assert!(!cautions(&[Payment::Medicaid], "VA").contains(Caution::OtherState));
        assert!(!cautions(&[Payment::Medicaid, Payment::Private], "DC").contains(Caution::OtherState));
        assert!(cautions(&[Payment::Medicaid, Payment::Medicare], "DC").contains(Caution::OtherState));

        let silent = claims_from(&listing(Track::SubstanceUse, "SA OIT").content).facts();
        let need = Need { home: State::from_code("DC"), ..need(&[], &[Payment::Medicaid]) };
        let place = State::from_code("VA").expect("a state");
        let cautions = cautions_for(&need, &silent, CautionSet::default(), place);
        assert!(cautions.contains(Caution::OtherState), "it may take Medicaid, but not that of DC");
    }

    #[test]
    fn a_states_own_plan_is_a_caution_where_it_is_not_sold() {
        let facts = claims_from(&listing(Track::SubstanceUse, "SA OIT MD PI").content).facts();
        let cautioned = |slug: &str, home: Option<&str>, place: &str| {
            let insurance = Insurers::embedded().find(slug).expect("an entry").coverages();
            let home = home.and_then(State::from_code);
            let place = State::from_code(place).expect("a state");
            let need = Need { insurance, home, ..need(&[], &[]) };
            cautions_for(&need, &facts, CautionSet::default(), place).contains(Caution::OtherState)
        };
        assert!(cautioned("medicaid_ca", Some("NV"), "NV"));
        assert!(cautioned("medicaid_ca", None, "NV"));
        assert!(cautioned("medicaid_ca", Some("CA"), "NV"));
        assert!(!cautioned("medicaid_ca", Some("CA"), "CA"));
        assert!(!cautioned("aetna", Some("NV"), "CA"));
    }

    #[test]
    fn medicare_is_a_caution_outside_its_settings() {
        let need = need(&[], &[Payment::Medicare]);
        let place = State::from_code("TX").expect("a state");
        let cautions = |codes| {
            let facts = claims_from(&listing(Track::SubstanceUse, codes).content).facts();
            cautions_for(&need, &facts, CautionSet::default(), place)
        };
        assert!(cautions("SA OIT MC").contains(Caution::MedicareSetting));
        assert!(!cautions("SA OIT MC FQHC").contains(Caution::MedicareSetting));
        let insurance = [Payment::Medicare, Payment::Private].map(Coverage::from).to_vec();
        let either = Need { insurance, ..need.clone() };
        let facts = claims_from(&listing(Track::SubstanceUse, "SA OIT MC PI").content).facts();
        let cautions = cautions_for(&either, &facts, CautionSet::default(), place);
        assert!(!cautions.contains(Caution::MedicareSetting), "private insurance pays there");
    }

    #[test]
    fn an_unless_no_criterion_is_never_left_open() {
        let older = Vocabulary::embedded().code("SNR").expect("a code");
        let need = Need { unless_no: vec![older], ..need(&[], &[]) };
        assert_eq!(class(&need, Track::SubstanceUse, "SA OIT SNR"), Some(MatchClass::Confirmed));
        assert_eq!(class(&need, Track::SubstanceUse, "SA OIT"), Some(MatchClass::Confirmed));
        let any_level = Need { level: None, ..need };
        assert_eq!(class(&any_level, Track::MentalHealth, "MH OP ADLT"), None);
        let facts = claims_from(&listing(Track::SubstanceUse, "SA OIT").content).facts();
        assert_eq!(Criterion::UnlessNo(older).questions(&facts).len(), 1);
    }

    #[test]
    fn each_attribute_is_a_criterion() {
        let spanish = Vocabulary::embedded().code("SP").expect("a code");
        let need = Need { attributes: vec![spanish], ..need(&[], &[]) };
        assert_eq!(class(&need, Track::SubstanceUse, "SA OIT SP"), Some(MatchClass::Confirmed));
        assert_eq!(class(&need, Track::SubstanceUse, "SA OIT AH"), None);
    }
}
