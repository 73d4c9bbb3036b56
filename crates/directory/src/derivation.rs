//! Derives the claims of a listing from its codes and names.

mod ages;
mod asked;
mod codes;

use std::sync::LazyLock;

use regex::Regex;

use crate::claim::ClaimSet;
use crate::fact::{AttributeSet, Fact, FactSet};
use crate::listing::{Content, Questionnaire, Role};
use crate::vocabulary::{AttributeId, Group, Level, Payment, ProgramType, Track, UnknownService, Vocabulary};

use ages::ages_excluded_by_name;
pub use asked::is_asked;
use codes::{level_codes, payment_codes, program_codes};

/// The claims a listing makes.
///
/// A code is `yes` if the listing has it. It is `no` if the listing lacks it, its questionnaire asks about it, and the
/// listing has another code of the same category, except that ages in substance-use listings are never `no`. In all
/// other cases, the listing claims nothing about the code. A category is *open* if the listing has a service in it that
/// the code book lacks: then a missing code means nothing, because the unknown service may be the same under another
/// name.
///
/// Program types, levels, some ways to pay and groups are derived from the codes. A name can also say that a program is
/// an intensive outpatient program, or which ages it does not take. Facts that the listing states directly take
/// precedence over derived ones. A listing that only identifies a provider claims nothing.
pub fn claims_from(content: &Content) -> ClaimSet {
    if content.role == Role::Identity {
        return ClaimSet::default();
    }
    let rules = DerivationRules::embedded();
    let mut derived = rules.code_facts(content);
    let codes = ClaimSet::new(content.stated, derived).facts();
    for (id, fact) in derived_facts(rules, content, &codes) {
        derived.set(id, fact);
    }
    if is_iop_by_name(content) {
        derived.set(Level::IntensiveOutpatient.id(), Fact::Yes);
    }
    for age in ages_excluded_by_name(content) {
        derived.set(age, Fact::No);
    }
    ClaimSet::new(content.stated, derived)
}

/// Whether a name in the listing says that this is an intensive outpatient program (IOP), and the listing doesn't
/// directly deny having one. Stating `no` for the service code `OIT` is such a denial.
fn is_iop_by_name(content: &Content) -> bool {
    let mut names = std::iter::once(&content.organization).chain(&content.program_name);
    let codes = level_codes(Level::IntensiveOutpatient, content.track);
    names.any(|name| names_an_iop(name))
        && DerivationRules::embedded().any(&content.stated, codes) != Fact::No
}

/// The facts that are derived from the facts for the codes.
fn derived_facts(rules: &DerivationRules, content: &Content, facts: &FactSet) -> Vec<(AttributeId, Fact)> {
    let survey = Survey::answered_by(content);
    let open = rules.open_codes(content);
    let programs = ProgramType::ALL
        .iter()
        .map(|program| (program.id(), rules.program_type(*program, content.track, facts, survey, &open)));
    let levels =
        Level::ALL.iter().map(|level| (level.id(), rules.level(*level, content.track, facts, survey, &open)));
    let payments = [
        (Payment::Va.id(), rules.va(content.track, facts)),
        (Payment::PublicFunds.id(), rules.public_funds(content.track, facts)),
    ];
    let mut all: Vec<_> = programs.chain(levels).chain(payments).collect();
    // A group has no question of its own in the surveys, so its fact comes only from its codes.
    all.extend(rules.groups.iter().map(|(group, codes)| (group.id(), any_of(facts, codes))));
    all
}

/// How to interpret what a listing does not say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Survey {
    /// The listing answers one of SAMHSA's questionnaires, so a missing code can mean "no".
    Answered,
    /// The listing belongs to one of SAMHSA's directories, but it has no answers.
    Blank,
    /// The listing comes from another source, where a missing answer always means "not stated".
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

/// Whether a name says that the place is an intensive outpatient program. Listings often truncate or abbreviate names,
/// for example "Intensive Outpt" or "SAIOP".
pub fn names_an_iop(name: &str) -> bool {
    static IOP: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)intensive\s+(outp|op\b)|\b[a-z]{0,2}iop\b").expect("the pattern is well-formed")
    });
    IOP.is_match(name)
}

fn any_of(facts: &FactSet, codes: &[AttributeId]) -> Fact {
    Fact::any_of_codes(codes.iter().map(|code| facts.get(*code)))
}

/// The codes that the rules use, looked up once.
struct DerivationRules {
    vocabulary: &'static Vocabulary,
    ages: AttributeSet,
    settings: AttributeSet,
    groups: Vec<(Group, Vec<AttributeId>)>,
}

impl DerivationRules {
    fn embedded() -> &'static DerivationRules {
        static EMBEDDED: LazyLock<DerivationRules> = LazyLock::new(|| {
            let vocabulary = Vocabulary::embedded();
            let groups = Group::ALL.iter().map(|group| {
                let codes = group.codes().iter().filter_map(|code| vocabulary.code(code)).collect();
                (*group, codes)
            });
            DerivationRules {
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
            .filter(|category| category.intersects(codes))
            .fold(AttributeSet::default(), |all, category| all.or(category));
        let mut no = answered.and(&content.questionnaire.codes()).without(codes);
        if content.track == Track::SubstanceUse {
            // Half of the substance-use listings whose only age code is "children" also run programs for adults.
            no = no.without(&self.ages);
        }
        no = no.without(&self.open_codes(content));
        FactSet::new(*codes, no)
    }

    /// The codes of open categories: those in which the listing has a service that the code book lacks.
    fn open_codes(&self, content: &Content) -> AttributeSet {
        let of = |service: &UnknownService| match service.category.as_str() {
            "" => *self.vocabulary.codes(),
            text => self
                .vocabulary
                .category(text)
                .map(|known| self.vocabulary.codes_in(&known.code))
                .unwrap_or_default(),
        };
        content.unknown_services.iter().map(of).fold(AttributeSet::default(), |all, codes| all.or(&codes))
    }

    /// Whether any of these codes is in `open`.
    fn is_open(&self, open: &AttributeSet, codes: &[&str]) -> bool {
        codes.iter().filter_map(|code| self.vocabulary.code(code)).any(|id| open.contains(id))
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

    /// In SAMHSA's listings, every program type except `teen` is `yes` or `no` if the listing has any services, unless one
    /// of its codes is in `open`.
    fn program_type(
        &self,
        program: ProgramType,
        track: Track,
        facts: &FactSet,
        survey: Survey,
        open: &AttributeSet,
    ) -> Fact {
        use ProgramType as Type;
        use Track::{MentalHealth as MH, SubstanceUse as SU};
        match (program, track) {
            (Type::Addiction, SU) | (Type::MentalHealth, MH) => return Fact::Yes,
            (Type::MentalHealth | Type::EatingDisorder, SU) if survey != Survey::Other => return Fact::No,
            _ => {}
        }
        let codes = program_codes(program, track);
        let may_take_teens = program == Type::Teen
            && track == SU
            && (self.has(facts, &["CHLD"]) || self.is_open(open, &["CHLD"]));
        match (self.any(facts, codes), survey) {
            (fact, Survey::Other) => fact,
            (Fact::Yes, _) => Fact::Yes,
            (_, Survey::Answered) if !may_take_teens && !self.is_open(open, codes) => Fact::No,
            _ => Fact::NotStated,
        }
    }

    fn level(
        &self,
        level: Level,
        track: Track,
        facts: &FactSet,
        survey: Survey,
        open: &AttributeSet,
    ) -> Fact {
        match (survey, track) {
            (Survey::Answered, Track::MentalHealth) => self.surveyed_mental_health_level(level, facts, open),
            _ => self.any(facts, level_codes(level, track)),
        }
    }

    fn surveyed_mental_health_level(&self, level: Level, facts: &FactSet, open: &AttributeSet) -> Fact {
        let no_unless = |is_unknown: bool| if is_unknown { Fact::NotStated } else { Fact::No };
        match level {
            // The directory does not ask about IOPs. But an IOP is outpatient care, so a listing whose settings include
            // no outpatient care has no IOP.
            Level::IntensiveOutpatient => {
                let is_outpatient = self.has(facts, &["OP", "PHDT", "OIT", "ODT", "ORT"]);
                let is_answered = self.settings.intersects(facts.yes()) && !self.settings.intersects(open);
                no_unless(is_outpatient || !is_answered)
            }
            // All opioid treatment programs are certified and listed in the substance-use directory.
            Level::OpioidTreatmentProgram => Fact::No,
            Level::Detox => {
                let may_be = |codes: &[&str]| self.has(facts, codes) || self.is_open(open, codes);
                no_unless(may_be(&["SA"]) && may_be(&["HI", "PSY", "IPSY"]))
            }
            Level::TransitionalHousing => no_unless(self.has(facts, &["SH"]) || self.is_open(open, &["SH"])),
            level => self.any(facts, level_codes(level, Track::MentalHealth)),
        }
    }

    fn va(&self, track: Track, facts: &FactSet) -> Fact {
        match track {
            Track::MentalHealth => self.any(facts, payment_codes(Payment::Va, track)),
            // The survey does not ask, and VA Community Care may pay anywhere.
            Track::SubstanceUse if self.has(facts, &["VAMC"]) => Fact::Yes,
            Track::SubstanceUse => Fact::NotStated,
        }
    }

    fn public_funds(&self, track: Track, facts: &FactSet) -> Fact {
        self.any(facts, payment_codes(Payment::PublicFunds, track))
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
    fn a_code_is_no_only_if_its_category_was_asked_about_and_answered() {
        assert_eq!(fact(SU, "SA MD", "medicaid"), Fact::Yes);
        assert_eq!(fact(SU, "SA MD", "private"), Fact::No, "another payment is listed");
        assert_eq!(fact(SU, "SA", "private"), Fact::NotStated, "no payment is listed");
        assert_eq!(fact(MH, "MH MD", "VAF"), Fact::No);
        assert_eq!(fact(SU, "SA MD", "VAF"), Fact::NotStated, "that survey does not ask");
    }

    #[test]
    fn an_unknown_service_means_that_nothing_in_its_category_is_no() {
        let fact = |track, codes: &str, category: &str, slug: &str| {
            let mut content = listing(track, codes).content;
            let (category, name) = (category.to_owned(), "Something new".to_owned());
            content.unknown_services.push(UnknownService { category, name });
            claims_from(&content).facts().get(Vocabulary::embedded().find(slug).expect("a slug"))
        };
        assert_eq!(fact(SU, "SA OP ORT MD", "SET", "intensive_outpatient"), Fact::NotStated);
        assert_eq!(fact(SU, "SA OP ORT MD", "SET", "outpatient"), Fact::Yes, "what is listed stays");
        assert_eq!(fact(SU, "SA OP ORT MD", "SET", "private"), Fact::No, "another category");
        assert_eq!(
            fact(SU, "SA OP ORT MD", "Payment/Insurance/Funding Accepted", "private"),
            Fact::NotStated
        );
        assert_eq!(fact(SU, "SA OP ORT MD", "EDU", "GCO"), Fact::NotStated, "an older code of the category");
        assert_eq!(fact(SU, "SA OP ORT MD", "XYZ", "private"), Fact::No, "a new category");
        assert_eq!(fact(SU, "SA OP ORT MD", "", "private"), Fact::NotStated, "it may be any category");
        assert_eq!(fact(SU, "SA ADLT VET", "SG", "teen"), Fact::NotStated);
        assert_eq!(fact(MH, "MH RES", "SET", "intensive_outpatient"), Fact::NotStated);
        assert_eq!(fact(MH, "MH RES", "PAY", "intensive_outpatient"), Fact::No);
        assert_eq!(fact(MH, "MH VET", "SG", "eating_disorder"), Fact::NotStated);
        assert_eq!(fact(MH, "MH SA OP", "SET", "detox"), Fact::NotStated);
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
    fn an_iop_is_recognized_by_its_name() {
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
    fn a_directly_stated_no_takes_precedence_over_the_name() {
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
    fn program_types_except_teen_are_yes_or_no() {
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
    fn an_attribute_is_asked_about_only_if_a_question_covers_it() {
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
    fn an_attribute_that_is_stated_directly_counts_as_asked() {
        let iop = Level::IntensiveOutpatient.id();
        let mut content = listing(MH, "MH OP").content;
        assert!(!is_asked(&content, iop));
        content.stated.set(iop, Fact::No);
        assert!(is_asked(&content, iop));
        content.stated = FactSet::default();
        content.questionnaire = Questionnaire::Own;
        assert!(is_asked(&content, iop), "it may have been asked");
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
    fn an_age_missing_from_a_substance_use_listing_is_not_stated() {
        assert_eq!(fact(SU, "SA CHLD", "ADLT"), Fact::NotStated);
        assert_eq!(fact(MH, "MH CHLD", "ADLT"), Fact::No);
    }

    #[test]
    fn a_name_that_is_about_one_age_excludes_the_ages_that_are_not_listed() {
        let age = |codes: &str, organization: &str, program: Option<&str>, code: &str| {
            let mut content = listing(SU, codes).content;
            content.organization = organization.to_owned();
            content.program_name = program.map(str::to_owned);
            let id = Vocabulary::embedded().code(code).expect("a code");
            (claims_from(&content).facts().get(id), is_asked(&content, id))
        };
        assert_eq!(age("SA OIT", "Hope", Some("Adolescent IOP"), "ADLT"), (Fact::No, false));
        assert_eq!(age("SA OIT ADLT", "Hope", Some("Adolescent IOP"), "ADLT"), (Fact::Yes, true));
        assert_eq!(age("SA OIT", "Hope", Some("Adolescent IOP"), "CHLD"), (Fact::NotStated, true));
        assert_eq!(
            age("SA OIT", "Children's Center", Some("Adult Program"), "ADLT"),
            (Fact::NotStated, true)
        );
        assert_eq!(age("SA OIT", "Children's Center", Some("Main Street"), "ADLT"), (Fact::No, false));
        assert_eq!(age("SA OIT", "Child and Family Services", None, "ADLT"), (Fact::NotStated, true));
    }

    #[test]
    fn the_va_may_pay_where_the_survey_does_not_ask() {
        assert_eq!(fact(SU, "SA MD", "va"), Fact::NotStated);
        assert_eq!(fact(SU, "SA VAMC", "va"), Fact::Yes);
        assert_eq!(fact(MH, "MH MD", "va"), Fact::No);
        assert_eq!(fact(MH, "MH OP", "va"), Fact::NotStated);
    }

    #[test]
    fn nothing_is_inferred_from_what_other_sources_leave_out() {
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
    fn an_identity_listing_claims_nothing() {
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
        let never_on_this_track = [ProgramType::MentalHealth.id(), ProgramType::EatingDisorder.id()];
        assert_eq!(facts.no().iter().collect::<Vec<_>>(), never_on_this_track);
    }
}
