//! The table of rules: what each situation points to, and the source for it.
//!
//! All rules that apply count. [`GuideOutcome`](super::GuideOutcome) combines them in the order of the table and
//! leaves out whatever is less care than the strictest of them allows.
//!
//! The sources cited in the table:
//! - *ASAM*: The ASAM Criteria, 4th edition, volume 1 (2023), by dimension and level of care; its six dimensions are
//!   1 intoxication, withdrawal and addiction medications, 2 biomedical conditions, 3 psychiatric and cognitive
//!   conditions, 4 substance use-related risks, 5 recovery environment interactions, 6 person-centered
//!   considerations. It covers addiction; for mental health alone it serves as an analogy.
//! - *TIP 47*, *TIP 45*, *TIP 63*: SAMHSA's Treatment Improvement Protocols on intensive outpatient treatment, on
//!   detox, and on medication for opioid use disorder.
//! - *45 CFR 96.131*: federal rules on priority for pregnant women; *42 CFR 8.12*: on opioid treatment programs.
//! - *APA 2023*: the American Psychiatric Association's practice guideline on eating disorders.

use super::answer::GuideAnswer::{self, *};
use super::answer::GuideAnswerSet;
use super::care::{Care, Intensity};

/// What a rule says. The pages have the words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// Call 911 now.
    DangerNow,
    /// A medical emergency comes first.
    MedicalEmergency,
    /// Out of touch with reality, and using something that is dangerous to stop: it may be withdrawal.
    WithdrawalDelirium,
    /// A psychiatric emergency comes first.
    PsychiatricEmergency,
    /// Physical danger from an eating disorder comes first.
    EatingEmergency,
    /// Call 988 first, and see someone today.
    SuicidalThoughts,
    /// Never stop suddenly, see a doctor, and know when to call 911.
    Withdrawal,
    /// While pregnant, do not stop opioids without medical help.
    PregnantOpioids,
    /// The risk of an overdose: naloxone, and lower tolerance after a break.
    OverdoseRisk,
    /// The same risk after a stay in a program, if opioids were not mentioned.
    AfterBreak,
    /// A medical check before any program.
    EatingCheck,
    /// Why a hospital comes first in an emergency.
    HospitalFirst,
    /// Why thoughts of suicide call for so much care.
    ThoughtsCare,
    /// What it means that detox is complete, and what to do after using again.
    DetoxDone,
    /// Detox from alcohol.
    AlcoholDetox,
    /// Detox from sedatives.
    SedativeDetox,
    /// Detox from an unknown substance.
    UnknownDetox,
    /// Medication comes first and can be combined with any care.
    OpioidMedication,
    /// Where to get medication for opioid use disorder.
    OpioidPlaces,
    /// Where someone under 18 can get medication for opioid use disorder.
    OpioidPlacesTeen,
    /// Pregnant women have priority.
    Pregnancy,
    /// Gambling has programs of its own.
    Gambling,
    /// No safe place to live.
    NoHome,
    /// Others at home drink or use drugs.
    HomeWithUse,
    /// An IOP or day treatment was not enough.
    IntensiveTried,
    /// Everyday life cannot be managed.
    CannotManage,
    /// Weekly visits were not enough.
    OutpatientTried,
    /// The next step after detox, hospital or residential care.
    SteppingDown,
    /// Nothing has been tried yet.
    NothingTried,
    /// One visit a week may be enough.
    EarlyHelp,
    /// A sober home in addition to treatment.
    SoberHousing,
    /// Substances and mental health: one team for both.
    BothTogether,
    /// No medication works for these drugs as it does for opioids, but there is other help.
    OtherDrugs,
    /// Work or school can continue.
    WorkOrSchool,
    /// Child care and family.
    Children,
    /// Programs for teens.
    Teen,
    /// Older adults.
    OlderAdult,
}

/// How a rule is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RuleKind {
    /// At the top of the page, as soon as the answer is given.
    Alert,
    /// As a reason to look at something.
    Why,
    /// As practical advice for everyday life; left out if there is danger.
    Practical,
}

/// A rule of the table.
#[derive(Debug)]
pub struct GuideRule {
    /// What it says.
    pub reason: Reason,
    /// How it is shown.
    pub kind: RuleKind,
    /// The rule applies if at least one answer of each of these sets was given.
    pub when: &'static [GuideAnswerSet],
    /// The rule does not apply if one of these answers was given.
    pub unless: GuideAnswerSet,
    /// Nothing with less care than this is offered.
    pub floor: Option<Intensity>,
    /// What it offers, the most important first.
    pub offers: &'static [Care],
    /// Slugs of attributes that rank a place higher in each search.
    pub wishes: &'static [&'static str],
    /// The source for the rule.
    pub source: &'static str,
}

impl GuideRule {
    /// Whether it points to danger, so that nothing with less care than its floor may be shown.
    pub fn is_danger(&self) -> bool {
        self.kind == RuleKind::Alert && self.floor.is_some()
    }

    /// Whether it applies to these answers.
    pub fn applies(&self, given: GuideAnswerSet) -> bool {
        self.when.iter().all(|any| given.intersects(*any)) && !given.intersects(self.unless)
    }
}

const fn any(answers: &[GuideAnswer]) -> GuideAnswerSet {
    GuideAnswerSet::new(answers)
}

const RISKY: GuideAnswerSet = GuideAnswer::RISKY_TO_STOP;
/// Substances that are or may be opioids. Drugs sold as something else often contain fentanyl.
const OPIOIDS: GuideAnswerSet = any(&[Opioids, UnknownDrug]);
const SUBSTANCES: GuideAnswerSet = any(&[Substances]).union(GuideAnswer::USED);

/// The default values of a rule.
const SAYS: GuideRule = GuideRule {
    reason: Reason::DangerNow,
    kind: RuleKind::Why,
    when: &[],
    unless: GuideAnswerSet::EMPTY,
    floor: None,
    offers: &[],
    wishes: &[],
    source: "",
};

/// The rules, the most important first.
pub const RULES: &[GuideRule] = &[
    GuideRule {
        reason: Reason::DangerNow,
        kind: RuleKind::Alert,
        when: &[any(&[DangerNow])],
        // Nothing is offered.
        floor: Some(Intensity::Hospital),
        source: "ASAM dimensions 1 to 3; TIP 47 chapter 5; 988 Lifeline",
        ..SAYS
    },
    GuideRule {
        reason: Reason::MedicalEmergency,
        kind: RuleKind::Alert,
        when: &[any(&[MedicalEmergency])],
        floor: Some(Intensity::Hospital),
        offers: &[Care::Hospital],
        source: "ASAM dimension 2, level 4",
        ..SAYS
    },
    GuideRule {
        reason: Reason::WithdrawalDelirium,
        kind: RuleKind::Alert,
        when: &[any(&[PsychiatricEmergency]), RISKY],
        floor: Some(Intensity::Hospital),
        offers: &[Care::Hospital],
        source: "ASAM dimension 1, level 4; TIP 45 chapter 4",
        ..SAYS
    },
    GuideRule {
        reason: Reason::PsychiatricEmergency,
        kind: RuleKind::Alert,
        when: &[any(&[PsychiatricEmergency])],
        unless: RISKY,
        floor: Some(Intensity::Hospital),
        offers: &[Care::Hospital],
        source: "ASAM dimension 3, level 4 psychiatric",
        ..SAYS
    },
    GuideRule {
        reason: Reason::EatingEmergency,
        kind: RuleKind::Alert,
        when: &[any(&[EatingDanger])],
        floor: Some(Intensity::Hospital),
        offers: &[Care::Hospital],
        source: "APA 2023, on when to treat in a hospital",
        ..SAYS
    },
    GuideRule {
        reason: Reason::SuicidalThoughts,
        kind: RuleKind::Alert,
        when: &[any(&[SuicidalThoughts])],
        floor: Some(Intensity::MostDays),
        offers: &[Care::Hospital, Care::DayTreatment],
        source: "ASAM dimension 3, levels 2.5 and 4; 988 Lifeline",
        ..SAYS
    },
    GuideRule {
        reason: Reason::Withdrawal,
        kind: RuleKind::Alert,
        when: &[RISKY],
        unless: any(&[DetoxDone]),
        floor: Some(Intensity::Withdrawal),
        source: "ASAM dimension 1; TIP 45 chapter 4",
        ..SAYS
    },
    GuideRule {
        reason: Reason::PregnantOpioids,
        kind: RuleKind::Alert,
        when: &[any(&[Pregnant]), OPIOIDS],
        source: "TIP 63 part 3; 45 CFR 96.131",
        ..SAYS
    },
    GuideRule {
        reason: Reason::OverdoseRisk,
        kind: RuleKind::Alert,
        when: &[OPIOIDS],
        source: "TIP 63 part 1",
        ..SAYS
    },
    GuideRule {
        reason: Reason::AfterBreak,
        kind: RuleKind::Alert,
        when: &[any(&[SteppingDown]), SUBSTANCES],
        unless: OPIOIDS,
        source: "TIP 63 part 1",
        ..SAYS
    },
    GuideRule {
        reason: Reason::EatingCheck,
        kind: RuleKind::Alert,
        when: &[any(&[NoEatingDanger])],
        source: "APA 2023, on the first assessment",
        ..SAYS
    },
    GuideRule {
        reason: Reason::HospitalFirst,
        when: &[any(&[MedicalEmergency, PsychiatricEmergency, EatingDanger])],
        source: "ASAM dimensions 1 to 3, level 4",
        ..SAYS
    },
    GuideRule {
        reason: Reason::ThoughtsCare,
        when: &[any(&[SuicidalThoughts])],
        // Shown only if day treatment is offered.
        offers: &[Care::DayTreatment],
        source: "ASAM dimension 3, levels 2.5 and 4",
        ..SAYS
    },
    GuideRule {
        reason: Reason::DetoxDone,
        when: &[any(&[DetoxDone])],
        source: "TIP 45 chapters 1 and 4",
        ..SAYS
    },
    GuideRule {
        reason: Reason::AlcoholDetox,
        when: &[any(&[Alcohol])],
        unless: any(&[DetoxDone]),
        offers: &[Care::DetoxAlcohol],
        source: "ASAM dimension 1, levels 3.7 and 4; TIP 45 chapter 4",
        ..SAYS
    },
    GuideRule {
        reason: Reason::SedativeDetox,
        when: &[any(&[Sedatives])],
        unless: any(&[DetoxDone]),
        offers: &[Care::DetoxSedatives],
        source: "ASAM dimension 1, levels 3.7 and 4; TIP 45 chapter 4",
        ..SAYS
    },
    GuideRule {
        reason: Reason::UnknownDetox,
        when: &[any(&[UnknownDrug])],
        unless: any(&[DetoxDone]),
        offers: &[Care::Detox],
        source: "ASAM dimension 1, levels 3.7 and 4; TIP 45 chapter 4",
        ..SAYS
    },
    GuideRule {
        reason: Reason::OpioidMedication,
        when: &[OPIOIDS],
        wishes: &["opioid_medication"],
        source: "ASAM dimension 1; TIP 63 parts 1 and 3",
        ..SAYS
    },
    GuideRule {
        reason: Reason::OpioidPlaces,
        when: &[OPIOIDS],
        unless: any(&[Under18]),
        offers: &[Care::OpioidClinic, Care::OpioidMedication],
        source: "ASAM levels 1.7 and OTP; TIP 63 part 3",
        ..SAYS
    },
    GuideRule {
        reason: Reason::OpioidPlacesTeen,
        when: &[OPIOIDS, any(&[Under18])],
        offers: &[Care::OpioidMedication, Care::OpioidClinic],
        source: "TIP 63 part 3; 42 CFR 8.12",
        ..SAYS
    },
    GuideRule {
        reason: Reason::Pregnancy,
        when: &[any(&[Pregnant])],
        wishes: &["pregnant_postpartum_women"],
        source: "45 CFR 96.131; TIP 47 chapter 9",
        ..SAYS
    },
    GuideRule {
        reason: Reason::Gambling,
        when: &[any(&[Gambling])],
        offers: &[Care::GamblingTreatment],
        source: "SAMHSA Advisory on gambling disorder",
        ..SAYS
    },
    GuideRule {
        reason: Reason::NoHome,
        when: &[any(&[NoHome])],
        offers: &[Care::Residential],
        source: "ASAM dimension 5, levels 3.1 and 3.5; TIP 47 chapter 3",
        ..SAYS
    },
    GuideRule {
        reason: Reason::HomeWithUse,
        when: &[any(&[HomeWithUse])],
        source: "ASAM dimension 5; TIP 47 chapter 6",
        ..SAYS
    },
    GuideRule {
        reason: Reason::IntensiveTried,
        when: &[any(&[IntensiveTried])],
        floor: Some(Intensity::MostDays),
        offers: &[Care::DayTreatment, Care::Residential],
        source: "ASAM dimension 4, levels 2.5 and 3; TIP 47 chapter 3",
        ..SAYS
    },
    GuideRule {
        reason: Reason::CannotManage,
        when: &[any(&[CannotManage])],
        floor: Some(Intensity::MostDays),
        offers: &[Care::DayTreatment],
        source: "ASAM dimensions 3 and 4, level 2.5",
        ..SAYS
    },
    GuideRule {
        reason: Reason::OutpatientTried,
        when: &[any(&[OutpatientTried])],
        offers: &[Care::IntensiveOutpatient],
        source: "ASAM dimension 4, level 2.1; TIP 47 chapter 3",
        ..SAYS
    },
    GuideRule {
        reason: Reason::SteppingDown,
        when: &[any(&[SteppingDown])],
        offers: &[Care::IntensiveOutpatient],
        source: "ASAM level 2.1; TIP 47 chapter 3",
        ..SAYS
    },
    GuideRule {
        reason: Reason::NothingTried,
        when: &[any(&[NothingTried])],
        offers: &[Care::IntensiveOutpatient],
        source: "ASAM level 2.1; TIP 47 chapters 2 and 5",
        ..SAYS
    },
    GuideRule {
        reason: Reason::EarlyHelp,
        when: &[any(&[NothingTried]), any(&[SafeHome])],
        unless: any(&[EatingDisorder]).union(GuideAnswer::USED),
        offers: &[Care::Outpatient],
        source: "ASAM level 1.5; TIP 47 chapter 3",
        ..SAYS
    },
    GuideRule {
        reason: Reason::SoberHousing,
        when: &[any(&[NoHome, HomeWithUse]), SUBSTANCES],
        // Sober homes are for adults.
        unless: any(&[Under18]),
        offers: &[Care::Housing],
        source: "ASAM dimension 5, recovery residences; TIP 47 chapter 4",
        ..SAYS
    },
    GuideRule {
        reason: Reason::BothTogether,
        when: &[SUBSTANCES, any(&[MentalHealth])],
        source: "ASAM dimension 3; TIP 47 chapter 9",
        ..SAYS
    },
    GuideRule {
        reason: Reason::OtherDrugs,
        when: &[any(&[OtherDrug])],
        wishes: &["contingency_management"],
        source: "ASAM dimension 1; TIP 47 chapter 8",
        ..SAYS
    },
    GuideRule {
        reason: Reason::WorkOrSchool,
        kind: RuleKind::Practical,
        when: &[any(&[WorkOrSchool])],
        wishes: &["school_work"],
        source: "ASAM dimension 6; TIP 47 chapter 4",
        ..SAYS
    },
    GuideRule {
        reason: Reason::Children,
        kind: RuleKind::Practical,
        when: &[any(&[Children])],
        wishes: &["child_care"],
        source: "ASAM dimension 6; TIP 47 chapter 9",
        ..SAYS
    },
    GuideRule {
        reason: Reason::Teen,
        kind: RuleKind::Practical,
        when: &[any(&[Under18])],
        wishes: &["family"],
        source: "ASAM level 2.1 for adolescents; TIP 47 chapter 9",
        ..SAYS
    },
    GuideRule {
        reason: Reason::OlderAdult,
        kind: RuleKind::Practical,
        when: &[any(&[Older])],
        source: "ASAM dimension 2; CMS on Medicare and intensive outpatient programs",
        ..SAYS
    },
];
