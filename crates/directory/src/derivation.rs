//! From a listing's codes to the facts of a program.

mod asked;

use std::sync::LazyLock;

use regex::Regex;

use crate::claim::ClaimSet;
use crate::fact::{AttributeSet, Fact, FactSet};
use crate::listing::{Content, Questionnaire, Role};
use crate::vocabulary::{AttributeId, Group, Level, Payment, ProgramType, Track, Vocabulary};

pub use asked::is_asked;

/// The claims a listing makes.
///
/// A code is `yes` when the listing has it; `no` when the listing lacks it, its year's questionnaire asks about it and
/// the listing has another code of the same category; otherwise nothing is claimed about it. Program types, levels, some
/// ways to pay and groups follow from the codes. What the listing states outright stands in place of all that. A listing
/// that only tells who is at a place claims nothing.
pub fn claims_from(content: &Content) -> ClaimSet {
    if content.role == Role::Identity {
        return ClaimSet::default();
    }
    let rules = Rules::embedded();
    let mut derived = rules.code_facts(content);
    let codes = ClaimSet::new(content.stated, derived).facts();
    for (id, fact) in following(rules, content, &codes) {
        derived.set(id, fact);
    }
    if says_iop_in_its_name(content) {
        derived.set(Level::IntensiveOutpatient.id(), Fact::Yes);
    }
    ClaimSet::new(content.stated, derived)
}

/// Whether a name says so and no code denies it outright: to state that the program lacks the service `OIT` is to state
/// that it has no intensive outpatient program.
fn says_iop_in_its_name(content: &Content) -> bool {
    let mut names = std::iter::once(&content.organization).chain(&content.program_name);
    let codes = level_codes(Level::IntensiveOutpatient, content.track);
    names.any(|name| names_an_iop(name)) && Rules::embedded().any(&content.stated, codes) != Fact::No
}

/// What follows from the facts of the codes.
fn following(rules: &Rules, content: &Content, facts: &FactSet) -> Vec<(AttributeId, Fact)> {
    let survey = Survey::answered_by(content);
    let programs = ProgramType::ALL
        .iter()
        .map(|program| (program.id(), rules.program_type(*program, content.track, facts, survey)));
    let levels =
        Level::ALL.iter().map(|level| (level.id(), rules.level(*level, content.track, facts, survey)));
    let payments = [
        (Payment::Va.id(), rules.va(content.track, facts)),
        (Payment::PublicFunds.id(), rules.public_funds(content.track, facts)),
    ];
    let mut all: Vec<_> = programs.chain(levels).chain(payments).collect();
    // A group is a question of its own: it has the facts of the codes alone.
    all.extend(rules.groups.iter().map(|(group, codes)| (group.id(), any_of(facts, codes))));
    all
}

/// What a listing's silence means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Survey {
    /// It answers one of SAMHSA's questionnaires, whose silence can be a "no".
    Answered,
    /// It is of SAMHSA, and has no answers.
    Blank,
    /// It is of another source: what it does not say is not stated.
    Other,
}

impl Survey {
    fn answered_by(content: &Content) -> Survey {
        match (content.questionnaire, content.codes) {
            (Questionnaire::Own, _) => Survey::Other,
            (_, Some(_)) => Survey::Answered,
            (_, None) => Survey::Blank,
        }
    }
}

/// Whether a name says that the place is an intensive outpatient program. Names are cut and abbreviated in the
/// listings ("Intensive Outpt", "SAIOP").
pub fn names_an_iop(name: &str) -> bool {
    static IOP: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)intensive\s+(outp|op\b)|\b[a-z]{0,2}iop\b").expect("the pattern is well-formed")
    });
    IOP.is_match(name)
}

fn any_of(facts: &FactSet, codes: &[AttributeId]) -> Fact {
    Fact::any_of_codes(codes.iter().map(|code| facts.get(*code)))
}

/// The codes the rules speak of, looked up once.
struct Rules {
    vocabulary: &'static Vocabulary,
    ages: AttributeSet,
    settings: AttributeSet,
    groups: Vec<(Group, Vec<AttributeId>)>,
}

impl Rules {
    fn embedded() -> &'static Rules {
        static EMBEDDED: LazyLock<Rules> = LazyLock::new(|| {
            let vocabulary = Vocabulary::embedded();
            let groups = Group::ALL.iter().map(|group| {
                let codes = group.codes().iter().filter_map(|code| vocabulary.code(code)).collect();
                (*group, codes)
            });
            Rules {
                vocabulary,
                ages: vocabulary.codes_in("AGE"),
                settings: vocabulary.codes_in("SET"),
                groups: groups.collect(),
            }
        });
        &EMBEDDED
    }

    fn code_facts(&self, content: &Content) -> FactSet {
        let Some(codes) = &content.codes else { return FactSet::default() };
        let categories = self.vocabulary.category_codes();
        let answered = categories
            .iter()
            .filter(|of_category| of_category.intersects(codes))
            .fold(AttributeSet::default(), |all, of_category| all.or(of_category));
        let mut no = answered.and(&content.questionnaire.codes()).without(codes);
        if content.track == Track::SubstanceUse {
            // Half of the substance-use rows with "children" alone run programs for adults.
            no = no.without(&self.ages);
        }
        FactSet::new(*codes, no)
    }

    fn fact(&self, facts: &FactSet, code: &str) -> Fact {
        let id = self.vocabulary.code(code);
        debug_assert!(id.is_some(), "the code book has {code}");
        id.map_or(Fact::NotStated, |id| facts.get(id))
    }

    fn any(&self, facts: &FactSet, codes: &[&str]) -> Fact {
        Fact::any_of_codes(codes.iter().map(|code| self.fact(facts, code)))
    }

    fn has(&self, facts: &FactSet, codes: &[&str]) -> bool {
        self.any(facts, codes) == Fact::Yes
    }

    /// In SAMHSA's listings types are `yes` or `no` whenever services are given, but for teens.
    fn program_type(&self, program: ProgramType, track: Track, facts: &FactSet, survey: Survey) -> Fact {
        use ProgramType as Type;
        use Track::{MentalHealth as MH, SubstanceUse as SU};
        match (program, track) {
            (Type::Addiction, SU) | (Type::MentalHealth, MH) => return Fact::Yes,
            (Type::MentalHealth | Type::EatingDisorder, SU) if survey != Survey::Other => return Fact::No,
            _ => {}
        }
        let codes = program_codes(program, track);
        let asks_children = program == Type::Teen && track == SU && self.has(facts, &["CHLD"]);
        match (self.any(facts, codes), survey) {
            (fact, Survey::Other) => fact,
            (Fact::Yes, _) => Fact::Yes,
            (_, Survey::Answered) if !asks_children => Fact::No,
            _ => Fact::NotStated,
        }
    }

    fn level(&self, level: Level, track: Track, facts: &FactSet, survey: Survey) -> Fact {
        match (survey, track) {
            (Survey::Answered, Track::MentalHealth) => self.surveyed_mental_health_level(level, facts),
            _ => self.any(facts, level_codes(level, track)),
        }
    }

    fn surveyed_mental_health_level(&self, level: Level, facts: &FactSet) -> Fact {
        let unless = |unknown: bool| if unknown { Fact::NotStated } else { Fact::No };
        match level {
            // The directory does not ask, but an intensive outpatient program is outpatient care.
            Level::IntensiveOutpatient => {
                let no_outpatient =
                    self.settings.intersects(facts.yes()) && !self.has(facts, &["OP", "PHDT"]);
                unless(!no_outpatient)
            }
            // All are certified, and stand in the substance-use directory.
            Level::OpioidTreatmentProgram => Fact::No,
            Level::Detox => unless(self.has(facts, &["SA"]) && self.has(facts, &["HI", "PSY", "IPSY"])),
            Level::TransitionalHousing => unless(self.has(facts, &["SH"])),
            level => self.any(facts, level_codes(level, Track::MentalHealth)),
        }
    }

    fn va(&self, track: Track, facts: &FactSet) -> Fact {
        match track {
            Track::MentalHealth => self.any(facts, payment_codes(Payment::Va, track)),
            // The survey does not ask; VA Community Care may pay anywhere.
            Track::SubstanceUse if self.has(facts, &["VAMC"]) => Fact::Yes,
            Track::SubstanceUse => Fact::NotStated,
        }
    }

    fn public_funds(&self, track: Track, facts: &FactSet) -> Fact {
        self.any(facts, payment_codes(Payment::PublicFunds, track))
    }
}

/// The codes of which one makes a program type `yes`.
fn program_codes(program: ProgramType, track: Track) -> &'static [&'static str] {
    use ProgramType as Type;
    use Track::{MentalHealth as MH, SubstanceUse as SU};
    match (program, track) {
        (Type::Addiction, _) => &["SA"],
        (Type::MentalHealth, SU) => &[],
        (Type::MentalHealth, MH) => &["MH"],
        (Type::DualDiagnosis, SU) => &["SUMH", "CO"],
        (Type::DualDiagnosis, MH) => &["SUMH", "CO", "IDD"],
        (Type::Teen, SU) => &["AD"],
        (Type::Teen, MH) => &["CHLD", "SED", "RTCC"],
        (Type::EatingDisorder, _) => &["PED"],
    }
}

/// The codes that tell of a way to pay which is more than one code.
fn payment_codes(payment: Payment, track: Track) -> &'static [&'static str] {
    match (payment, track) {
        (Payment::Va, Track::MentalHealth) => &["VAF", "VAMC", "VAHC"],
        (Payment::PublicFunds, Track::SubstanceUse) => &["FSA", "SAMF"],
        (Payment::PublicFunds, Track::MentalHealth) => &["CLF", "CMHG", "CSBG", "OSF", "SMHA"],
        _ => &[],
    }
}

/// The codes of which one makes a level `yes`.
fn level_codes(level: Level, track: Track) -> &'static [&'static str] {
    match track {
        Track::MentalHealth => mental_health_codes(level),
        Track::SubstanceUse => substance_use_codes(level),
    }
}

fn mental_health_codes(level: Level) -> &'static [&'static str] {
    match level {
        Level::PartialHospitalization => &["PHDT", "PH"],
        Level::Outpatient => &["OP"],
        Level::Residential => &["RES", "RTCA", "RTCC"],
        Level::Inpatient => &["HI", "IPSY", "PSY", "SHP"],
        Level::IntensiveOutpatient
        | Level::OpioidTreatmentProgram
        | Level::Detox
        | Level::TransitionalHousing => &[],
    }
}

fn substance_use_codes(level: Level) -> &'static [&'static str] {
    match level {
        Level::IntensiveOutpatient => &["OIT"],
        Level::PartialHospitalization => &["ODT"],
        Level::Outpatient => &["ORT"],
        Level::OpioidTreatmentProgram => &["OTP"],
        Level::Detox => &["DT", "OD", "RD", "HID"],
        Level::Residential => &["RES", "RL", "RS"],
        Level::Inpatient => &["HI", "HIT"],
        Level::TransitionalHousing => &["HH"],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::listing;

    fn fact(track: Track, codes: &str, slug: &str) -> Fact {
        let facts = claims_from(&listing(track, codes).content).facts();
        facts.get(Vocabulary::embedded().find(slug).expect("a slug of the vocabulary"))
    }

    use Track::{MentalHealth as MH, SubstanceUse as SU};

    #[test]
    fn absence_of_a_question_is_not_an_answer() {
        assert_eq!(fact(SU, "SA MD", "medicaid"), Fact::Yes);
        assert_eq!(fact(SU, "SA MD", "private"), Fact::No, "another payment is listed");
        assert_eq!(fact(SU, "SA", "private"), Fact::NotStated, "no payment is listed");
        assert_eq!(fact(MH, "MH MD", "VAF"), Fact::No);
        assert_eq!(fact(SU, "SA MD", "VAF"), Fact::NotStated, "that survey does not ask");
    }

    #[test]
    fn the_mental_health_directory_does_not_ask_about_intensive_outpatient() {
        assert_eq!(fact(MH, "MH OP", "intensive_outpatient"), Fact::NotStated);
        assert_eq!(fact(MH, "MH PHDT", "intensive_outpatient"), Fact::NotStated);
        assert_eq!(fact(MH, "MH RES", "intensive_outpatient"), Fact::No, "not outpatient care");
        assert_eq!(fact(MH, "MH", "intensive_outpatient"), Fact::NotStated);
        assert_eq!(fact(SU, "SA OIT", "intensive_outpatient"), Fact::Yes);
        assert_eq!(fact(SU, "SA ORT", "intensive_outpatient"), Fact::No);
        assert_eq!(fact(SU, "SA", "intensive_outpatient"), Fact::NotStated);
    }

    #[test]
    fn a_name_can_say_that_it_is_an_iop() {
        for name in ["Hope Intensive Outpt", "Hope INTENSIVE  OP", "SAIOP of Hope", "iop", "Hope-IOP, Inc"] {
            assert!(names_an_iop(name), "{name}");
        }
        for name in ["Intensive Opportunities", "Biopsy Center", "Hope Intensive Inpatient", "ADSAIOP"] {
            assert!(!names_an_iop(name), "{name}");
        }
        let mut content = listing(MH, "MH RES").content;
        content.program_name = Some("Adult IOP".to_owned());
        assert_eq!(claims_from(&content).facts().get(Level::IntensiveOutpatient.id()), Fact::Yes);
    }

    #[test]
    fn what_is_stated_outright_stands_whatever_the_name_says() {
        for denied in ["intensive_outpatient", "OIT"] {
            let mut content = listing(SU, "SA ORT").content;
            content.program_name = Some("Adult IOP".to_owned());
            let iop = |content: &Content| claims_from(content).facts().get(Level::IntensiveOutpatient.id());
            assert_eq!(iop(&content), Fact::Yes);
            let id = Vocabulary::embedded().find(denied).expect("a slug or code of the vocabulary");
            content.stated.set(id, Fact::No);
            assert_eq!(iop(&content), Fact::No, "{denied}");
        }
    }

    #[test]
    fn program_types_are_yes_or_no_but_for_teens() {
        assert_eq!(fact(SU, "SA", "addiction"), Fact::Yes);
        assert_eq!(fact(SU, "SA SUMH", "mental_health"), Fact::No);
        assert_eq!(fact(SU, "SA CO", "dual_diagnosis"), Fact::Yes);
        assert_eq!(fact(MH, "MH IDD", "dual_diagnosis"), Fact::Yes);
        assert_eq!(fact(MH, "MH", "dual_diagnosis"), Fact::No);
        assert_eq!(fact(SU, "SA AD", "teen"), Fact::Yes);
        assert_eq!(fact(SU, "SA CHLD", "teen"), Fact::NotStated);
        assert_eq!(fact(SU, "SA ADLT", "teen"), Fact::No);
        assert_eq!(fact(MH, "MH SED", "teen"), Fact::Yes);
        assert_eq!(fact(MH, "MH PED", "eating_disorder"), Fact::Yes);
        assert_eq!(fact(SU, "SA", "eating_disorder"), Fact::No);
    }

    #[test]
    fn what_no_question_is_about_is_not_asked() {
        let asked = |track, slug: &str| {
            let id = Vocabulary::embedded().find(slug).expect("a slug of the vocabulary");
            is_asked(&listing(track, "").content, id)
        };
        for slug in
            ["addiction", "teen", "dual_diagnosis", "intensive_outpatient", "detox", "medicaid", "family"]
        {
            assert!(asked(SU, slug), "{slug}");
        }
        for slug in ["mental_health", "eating_disorder", "va", "EMDR", "VAF"] {
            assert!(!asked(SU, slug), "{slug}");
        }
        for slug in
            ["addiction", "teen", "eating_disorder", "va", "public_funds", "inpatient", "EMDR", "trauma"]
        {
            assert!(asked(MH, slug), "{slug}");
        }
        for slug in ["intensive_outpatient", "detox", "opioid_treatment_program", "assessment", "OIT"] {
            assert!(!asked(MH, slug), "{slug}");
        }
    }

    #[test]
    fn who_says_it_outright_was_asked() {
        let iop = Level::IntensiveOutpatient.id();
        let mut content = listing(MH, "MH OP").content;
        assert!(!is_asked(&content, iop));
        content.stated.set(iop, Fact::No);
        assert!(is_asked(&content, iop));
        content.stated = FactSet::default();
        content.questionnaire = Questionnaire::Own;
        assert!(is_asked(&content, iop), "it may have been");
        content.role = Role::Identity;
        assert!(!is_asked(&content, iop));
    }

    #[test]
    fn levels_follow_the_codes_of_each_directory() {
        assert_eq!(fact(SU, "SA OD", "detox"), Fact::Yes);
        assert_eq!(fact(MH, "MH SA HI", "detox"), Fact::NotStated);
        assert_eq!(fact(MH, "MH SA OP", "detox"), Fact::No);
        assert_eq!(fact(MH, "MH OP", "opioid_treatment_program"), Fact::No);
        assert_eq!(fact(MH, "MH PH", "partial_hospitalization"), Fact::Yes);
        assert_eq!(fact(MH, "MH SH", "transitional_housing"), Fact::NotStated);
        assert_eq!(fact(MH, "MH IPSY", "inpatient"), Fact::Yes);
    }

    #[test]
    fn an_age_that_a_substance_use_listing_lacks_is_not_stated() {
        assert_eq!(fact(SU, "SA CHLD", "ADLT"), Fact::NotStated);
        assert_eq!(fact(MH, "MH CHLD", "ADLT"), Fact::No);
    }

    #[test]
    fn the_va_may_pay_where_the_survey_does_not_ask() {
        assert_eq!(fact(SU, "SA MD", "va"), Fact::NotStated);
        assert_eq!(fact(SU, "SA VAMC", "va"), Fact::Yes);
        assert_eq!(fact(MH, "MH MD", "va"), Fact::No);
        assert_eq!(fact(MH, "MH OP", "va"), Fact::NotStated);
    }

    #[test]
    fn another_source_says_what_it_states_and_no_more() {
        let vocabulary = Vocabulary::embedded();
        let id = |slug: &str| vocabulary.find(slug).expect("a slug of the vocabulary");
        for track in [SU, MH] {
            let mut content = listing(track, "").content;
            (content.codes, content.questionnaire) = (None, Questionnaire::Own);
            content.stated.set(id("intensive_outpatient"), Fact::Yes);
            content.stated.set(id("private"), Fact::No);
            content.stated.set(id("GT"), Fact::Yes);
            let facts = claims_from(&content).facts();
            let get = |slug: &str| facts.get(id(slug));
            assert_eq!(get("intensive_outpatient"), Fact::Yes);
            assert_eq!(get("private"), Fact::No);
            assert_eq!(get("group"), Fact::Yes, "follows from a code");
            for silent in
                ["residential", "detox", "medicaid", "va", "eating_disorder", "dual_diagnosis", "teen"]
            {
                assert_eq!(get(silent), Fact::NotStated, "{silent} of {track:?}");
            }
        }
    }

    #[test]
    fn a_listing_that_tells_who_is_at_a_place_states_nothing() {
        let mut content = listing(SU, "SA OIT").content;
        content.role = Role::Identity;
        content.organization = "Hope IOP".to_owned();
        assert_eq!(claims_from(&content).facts(), FactSet::default());
    }

    #[test]
    fn without_services_only_the_track_is_known() {
        let mut content = listing(MH, "").content;
        content.codes = None;
        let facts = claims_from(&content).facts();
        assert_eq!(facts.yes().iter().collect::<Vec<_>>(), [ProgramType::MentalHealth.id()]);
        assert!(facts.no().is_empty());

        let mut content = listing(SU, "").content;
        content.codes = None;
        let facts = claims_from(&content).facts();
        assert_eq!(facts.yes().iter().collect::<Vec<_>>(), [ProgramType::Addiction.id()]);
        let never_of_this_track = [ProgramType::MentalHealth.id(), ProgramType::EatingDisorder.id()];
        assert_eq!(facts.no().iter().collect::<Vec<_>>(), never_of_this_track);
    }
}
