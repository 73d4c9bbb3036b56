//! Whether a program meets a need.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::age::AgeGroup;
use crate::caution::{Caution, CautionSet};
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
    /// The program offers at least one of these levels of care.
    Level(Vec<Level>),
    /// The program takes people of this age.
    Age(AgeGroup),
    /// The program accepts at least one of these ways to pay.
    Insurance {
        /// The ways to pay.
        coverages: Vec<Coverage>,
        /// The person's home state, if it is known. It decides where some ways to pay are valid.
        home: Option<State>,
    },
    /// The program has this attribute.
    Has(AttributeId),
    /// The attribute is not `no`. Unlike with [`Criterion::Has`], a match does not get worse if it is not stated.
    UnlessNo(AttributeId),
}

/// The criteria of a need.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Criteria {
    by_visit: Vec<Criterion>,
    /// What telehealth must offer, if that differs: only levels of care that can be given by video.
    by_telehealth: Option<Vec<Criterion>>,
}

impl Criteria {
    /// The criteria of a need.
    pub fn for_need(need: &Need) -> Criteria {
        let levels: Vec<Level> = need.levels_by_video().collect();
        let differs = need.telehealth_state().is_some() && levels != need.levels;
        let by_telehealth = differs.then(|| Criterion::for_need(&Need { levels, ..need.clone() }));
        Criteria { by_visit: Criterion::for_need(need), by_telehealth }
    }

    /// The criteria for programs that reach the person in this way, in the order in which they are displayed.
    pub fn by(&self, reach: Reach) -> &[Criterion] {
        match reach {
            Reach::Visit => &self.by_visit,
            Reach::Telehealth => self.by_telehealth.as_ref().unwrap_or(&self.by_visit),
        }
    }
}

impl Criterion {
    /// The criteria of a need for programs to visit, in the order in which they are displayed.
    pub fn for_need(need: &Need) -> Vec<Criterion> {
        let programs = need.programs.iter().copied().map(Criterion::Program);
        let level = (!need.levels.is_empty()).then(|| Criterion::Level(need.levels.clone()));
        let age = need.age.map(Criterion::Age);
        let insurance = (!need.insurance.is_empty())
            .then(|| Criterion::Insurance { coverages: need.insurance.clone(), home: need.home });
        let attributes = need.attributes.iter().copied().map(Criterion::Has);
        let unless_no = need.unless_no.iter().copied().map(Criterion::UnlessNo);
        programs.chain(level).chain(age).chain(insurance).chain(attributes).chain(unless_no).collect()
    }

    /// Evaluates the criterion against the facts of a program in the state `place`.
    pub fn fact(&self, facts: &impl Facts, place: State) -> Fact {
        match self {
            Criterion::Program(program) => facts.fact(program.id()),
            Criterion::Level(levels) => {
                Fact::any_of_choices(levels.iter().map(|level| facts.fact(level.id())))
            }
            Criterion::Age(age) => age.fact(facts),
            Criterion::Insurance { coverages, home } => {
                Fact::any_of_choices(coverages.iter().map(|coverage| coverage.fact(facts, *home, place)))
            }
            Criterion::Has(attribute) | Criterion::UnlessNo(attribute) => facts.fact(*attribute),
        }
    }

    /// The questions to ask on the phone, or nothing if the facts already answer the criterion.
    pub fn questions(&self, facts: &impl Facts, place: State) -> Vec<&'static str> {
        if self.fact(facts, place) != Fact::NotStated {
            return Vec::new();
        }
        let ask = |id: AttributeId| Vocabulary::embedded().attribute(id).ask.as_str();
        match self {
            Criterion::Program(program) => vec![ask(program.id())],
            Criterion::Level(levels) => {
                let open = levels.iter().filter(|level| facts.fact(level.id()) == Fact::NotStated);
                open.map(|level| ask(level.id())).collect()
            }
            Criterion::Age(age) => vec![ask(age.id())],
            Criterion::Insurance { coverages, home } => {
                let open = coverages.iter().filter_map(|coverage| coverage.question(facts, *home, place));
                open.map(CoverageQuestion::text).collect()
            }
            Criterion::Has(attribute) | Criterion::UnlessNo(attribute) => vec![ask(*attribute)],
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
}

/// Tests the facts of a program in the state `place` against the criteria of a need. Returns `None` if a criterion rules
/// the program out.
pub fn evaluate(criteria: &[Criterion], facts: &impl Facts, place: State) -> Option<Evaluation> {
    let facts: Vec<Fact> = criteria.iter().map(|criterion| criterion.fact(facts, place)).collect();
    if criteria.iter().zip(&facts).any(|(criterion, fact)| criterion.is_ruled_out_by(*fact)) {
        return None;
    }
    let is_open = criteria.iter().zip(&facts).any(|(criterion, fact)| criterion.is_left_open_by(*fact));
    let class = if is_open { MatchClass::Possible } else { MatchClass::Confirmed };
    Some(Evaluation { class, facts })
}

/// All cautions about a program in the state `place` for this need, whether or not they apply to the person. `from_facts`
/// are the cautions that follow from the program's facts and names alone.
pub fn cautions_for(need: &Need, facts: &impl Facts, from_facts: CautionSet, place: State) -> CautionSet {
    let mut cautions = from_facts.for_any_payment();
    let may_pay = |way: &&Coverage| facts.fact(way.payment().id()) != Fact::No;
    let mut ways = need.insurance.iter().filter(may_pay).peekable();
    if ways.peek().is_some() && ways.all(|way| !way.pays_in(need.home, place)) {
        cautions.insert(Caution::OtherState);
    }
    let is_medicare = |way: &&Coverage| way.payment() == Payment::Medicare;
    let others_pay = || {
        let mut others = need.insurance.iter().filter(|way| !is_medicare(way));
        others.any(|way| way.fact(facts, need.home, place) == Fact::Yes)
    };
    if from_facts.contains(Caution::MedicareSetting)
        && need.asks_only_for_iop()
        && need.insurance.iter().filter(is_medicare).any(|way| may_pay(&way))
        && !others_pay()
    {
        cautions.insert(Caution::MedicareSetting);
    }
    cautions
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::caution::cautions_from;
    use crate::derivation::claims_from;
    use crate::insurer::Insurers;
    use crate::testing::listing;
    use crate::vocabulary::Track;

    fn state(code: &str) -> State {
        State::from_code(code).expect("a state")
    }

    fn class_in(place: &str, need: &Need, track: Track, codes: &str) -> Option<MatchClass> {
        let facts = claims_from(&listing(track, codes).content).facts();
        evaluate(&Criterion::for_need(need), &facts, state(place)).map(|found| found.class)
    }

    fn class(need: &Need, track: Track, codes: &str) -> Option<MatchClass> {
        class_in("TX", need, track, codes)
    }

    fn need(programs: &[ProgramType], insurance: &[Payment]) -> Need {
        Need {
            programs: programs.to_vec(),
            levels: vec![Level::IntensiveOutpatient],
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
        let criterion = Criterion::Insurance { coverages: mixed.insurance, home: None };
        assert_eq!(criterion.questions(&facts, state("TX")), ["Are you in network with Aetna?"]);
    }

    #[test]
    fn a_program_that_does_not_state_teens_is_possible() {
        let need = need(&[ProgramType::Teen], &[]);
        assert_eq!(class(&need, Track::SubstanceUse, "SA OIT CHLD"), Some(MatchClass::Possible));
        assert_eq!(class(&need, Track::SubstanceUse, "SA OIT ADLT"), None);
    }

    fn cautions(need: &Need, codes: &str, place: &str) -> CautionSet {
        let facts = claims_from(&listing(Track::SubstanceUse, codes).content).facts();
        let from_facts = cautions_from(&facts, &["Hope"]);
        cautions_for(need, &facts, from_facts, state(place))
    }

    #[test]
    fn medicaid_is_confirmed_only_in_the_persons_state() {
        let check = |insurance: &[Payment], home: &str, codes: &str| {
            let need = Need { home: State::from_code(home), ..need(&[], insurance) };
            let is_cautioned = cautions(&need, codes, "VA").contains(Caution::OtherState);
            (class_in("VA", &need, Track::SubstanceUse, codes), is_cautioned)
        };
        use MatchClass::*;
        assert_eq!(check(&[Payment::Medicaid], "VA", "SA OIT MD PI"), (Some(Confirmed), false));
        assert_eq!(check(&[Payment::Medicaid], "DC", "SA OIT MD PI"), (Some(Possible), true));
        assert_eq!(check(&[Payment::Medicaid], "DC", "SA OIT PI"), (None, false));
        assert_eq!(check(&[Payment::Medicaid], "DC", "SA OIT"), (Some(Possible), true));
        assert_eq!(
            check(&[Payment::Medicaid, Payment::Private], "DC", "SA OIT MD PI"),
            (Some(Confirmed), false)
        );
        assert_eq!(
            check(&[Payment::Medicaid, Payment::Medicare], "DC", "SA OIT MD PI"),
            (Some(Possible), true)
        );
    }

    #[test]
    fn a_plan_of_one_state_is_valid_there_wherever_the_person_is() {
        let check = |slug: &str, home: Option<&str>, place: &str| {
            let insurance = Insurers::embedded().find(slug).expect("an entry").coverages();
            let need = Need { insurance, home: home.and_then(State::from_code), ..need(&[], &[]) };
            let is_cautioned = cautions(&need, "SA OIT MD PI", place).contains(Caution::OtherState);
            (class_in(place, &need, Track::SubstanceUse, "SA OIT MD PI"), is_cautioned)
        };
        use MatchClass::*;
        for home in [Some("NV"), Some("CA"), None] {
            assert_eq!(check("medicaid_ca", home, "CA"), (Some(Confirmed), false), "{home:?}");
            assert_eq!(check("medicaid_ca", home, "NV"), (Some(Possible), true), "{home:?}");
        }
        assert_eq!(check("aetna", Some("NV"), "CA"), (Some(Possible), false));
    }

    #[test]
    fn medicare_is_a_caution_outside_its_settings() {
        let medicare = need(&[], &[Payment::Medicare]);
        let is_cautioned =
            |need: &Need, codes: &str| cautions(need, codes, "TX").contains(Caution::MedicareSetting);
        assert!(is_cautioned(&medicare, "SA OIT MC"));
        assert!(!is_cautioned(&medicare, "SA OIT MC FQHC"));
        let either = need(&[], &[Payment::Medicare, Payment::Private]);
        assert!(!is_cautioned(&either, "SA OIT MC PI"), "private insurance pays there");
        assert!(is_cautioned(&either, "SA OIT MC"), "it does not list private insurance");
        let outpatient = Need { levels: vec![Level::Outpatient], ..medicare };
        assert!(!is_cautioned(&outpatient, "SA ORT MC"));
    }

    #[test]
    fn one_of_several_levels_suffices() {
        let levels = vec![Level::IntensiveOutpatient, Level::PartialHospitalization];
        let need = Need { levels, ..need(&[], &[]) };
        assert_eq!(class(&need, Track::SubstanceUse, "SA ODT"), Some(MatchClass::Confirmed));
        assert_eq!(class(&need, Track::SubstanceUse, "SA ORT"), None);
        assert_eq!(class(&need, Track::MentalHealth, "MH OP"), Some(MatchClass::Possible));
    }

    #[test]
    fn an_age_is_a_criterion() {
        let need = Need { age: Some(AgeGroup::Adults), ..need(&[], &[]) };
        assert_eq!(class(&need, Track::SubstanceUse, "SA OIT ADLT"), Some(MatchClass::Confirmed));
        assert_eq!(class(&need, Track::SubstanceUse, "SA OIT CHLD"), Some(MatchClass::Possible));
        assert_eq!(class(&need, Track::MentalHealth, "MH OP CHLD"), None);
        let adolescent = Need { age: Some(AgeGroup::Adolescents), ..need };
        assert_eq!(class(&adolescent, Track::SubstanceUse, "SA OIT AD"), Some(MatchClass::Confirmed));
        assert_eq!(class(&adolescent, Track::SubstanceUse, "SA OIT MALE"), Some(MatchClass::Possible));
    }

    #[test]
    fn an_unless_no_criterion_is_never_left_open() {
        let older = Vocabulary::embedded().code("SNR").expect("a code");
        let need = Need { unless_no: vec![older], ..need(&[], &[]) };
        assert_eq!(class(&need, Track::SubstanceUse, "SA OIT SNR"), Some(MatchClass::Confirmed));
        assert_eq!(class(&need, Track::SubstanceUse, "SA OIT"), Some(MatchClass::Confirmed));
        let any_level = Need { levels: Vec::new(), ..need };
        assert_eq!(class(&any_level, Track::MentalHealth, "MH OP ADLT"), None);
        let facts = claims_from(&listing(Track::SubstanceUse, "SA OIT").content).facts();
        assert_eq!(Criterion::UnlessNo(older).questions(&facts, state("TX")).len(), 1);
    }

    #[test]
    fn each_attribute_is_a_criterion() {
        let spanish = Vocabulary::embedded().code("SP").expect("a code");
        let need = Need { attributes: vec![spanish], ..need(&[], &[]) };
        assert_eq!(class(&need, Track::SubstanceUse, "SA OIT SP"), Some(MatchClass::Confirmed));
        assert_eq!(class(&need, Track::SubstanceUse, "SA OIT AH"), None);
    }
}
