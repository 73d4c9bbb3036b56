//! What decides whether a place is worth a call, in short: the facility's page begins with it, the comparison has it
//! side by side.

use std::borrow::Cow;

use directory::{AttributeId, Facility, Fact, Level, Payment, Program, ProgramType, Vocabulary};

use super::programs::{by_program, short_names};
use super::said::Said;
use service::fact_words::FactWords;
use service::language::Language;

/// Something that decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Decisive {
    Iop,
    Treats,
    Ages,
    Takes,
    Medication,
    Therapies,
    Languages,
    Telehealth,
}

impl Decisive {
    /// All of them, in the order people ask.
    pub(super) const ALL: [Decisive; 8] = [
        Decisive::Iop,
        Decisive::Treats,
        Decisive::Ages,
        Decisive::Takes,
        Decisive::Medication,
        Decisive::Therapies,
        Decisive::Languages,
        Decisive::Telehealth,
    ];

    /// What a page of one place begins with.
    pub(super) const AT_A_GLANCE: [Decisive; 4] =
        [Decisive::Iop, Decisive::Treats, Decisive::Ages, Decisive::Takes];

    /// What it is called.
    pub(super) fn label(self, language: Language) -> Cow<'static, str> {
        match self {
            Decisive::Iop => language.say("facility-glance-iop"),
            Decisive::Treats => language.say("facility-glance-treats"),
            Decisive::Ages => language.say("facility-ages"),
            Decisive::Takes => language.say("facility-glance-takes"),
            Decisive::Medication => language.say("facility-medication"),
            Decisive::Therapies => language.say("facility-therapies"),
            Decisive::Languages => language.say("facility-glance-languages"),
            Decisive::Telehealth => language.say("facility-glance-telehealth"),
        }
    }

    /// What a place says: a line where its programs say the same, else one for each.
    pub(super) fn lines(self, facility: &Facility, language: Language) -> Vec<String> {
        let each = || by_program(facility, language, |program| self.said(program, language));
        self.in_common(facility, language).unwrap_or_else(each)
    }

    fn said(self, program: &Program, language: Language) -> String {
        match self {
            Decisive::Iop => to_ask(Said::of(program, Level::IntensiveOutpatient.id()), language),
            Decisive::Telehealth => to_ask(Said::of_any(program, &["telehealth"]), language),
            Decisive::Ages => ages(program, language),
            _ => listed(program, &self.attributes(program), language),
        }
    }

    /// What all programs list, and what each lists beside that; none where they have nothing in common, or nothing else.
    fn in_common(self, facility: &Facility, language: Language) -> Option<Vec<String>> {
        let all: Vec<Vec<&str>> =
            facility.programs.iter().map(|one| labels(one, &self.attributes(one), language)).collect();
        let is_common = |label: &&&str| all.iter().all(|listed| listed.contains(label));
        let common: Vec<&str> = all.first()?.iter().filter(is_common).copied().collect();
        if common.is_empty() || all.iter().all(|listed| *listed == common) {
            return None;
        }
        let more = short_names(facility, language).into_iter().zip(&all).filter_map(|(program, listed)| {
            let more: Vec<&str> = listed.iter().filter(|label| !common.contains(label)).copied().collect();
            let values = [("program", program.into()), ("more", more.join(", ").into())];
            (!more.is_empty()).then(|| language.say_with("facility-glance-also", &values).into_owned())
        });
        Some([common.join(", ")].into_iter().chain(more).collect())
    }

    /// What it is about, where that is a list.
    fn attributes(self, program: &Program) -> Vec<AttributeId> {
        match self {
            Decisive::Treats => ProgramType::ALL.iter().map(|known| known.id()).collect(),
            Decisive::Takes => Payment::ALL.iter().map(|known| known.id()).collect(),
            Decisive::Medication => found(&MEDICATION),
            Decisive::Therapies => found(&THERAPIES),
            Decisive::Languages => languages(program),
            Decisive::Iop | Decisive::Ages | Decisive::Telehealth => Vec::new(),
        }
    }
}

const MEDICATION: [&str; 5] = [
    "medication_welcome",
    "opioid_medication",
    "alcohol_medication",
    "psychiatric_medication",
    "antipsychotic_medication",
];

const THERAPIES: [&str; 8] = [
    "individual",
    "group",
    "family",
    "trauma",
    "peer",
    "cognitive_behavioral_therapy",
    "dialectical_behavior_therapy",
    "holistic",
];

fn found(slugs: &[&str]) -> Vec<AttributeId> {
    slugs.iter().filter_map(|slug| Vocabulary::embedded().find(slug)).collect()
}

/// Spanish, sign language and the others by name; that there are others only where none of them is named.
fn languages(program: &Program) -> Vec<AttributeId> {
    let named = Vocabulary::embedded().codes_in("OL");
    let others = if named.intersects(program.facts.yes()) { &[][..] } else { &["other_languages"] };
    found(&["spanish", "sign_language"]).into_iter().chain(named.iter()).chain(found(others)).collect()
}

/// What is listed, or that it is to be asked.
fn listed(program: &Program, ids: &[AttributeId], language: Language) -> String {
    match &labels(program, ids, language)[..] {
        [] => to_ask(ids.iter().map(|id| Said::of(program, *id)).min().unwrap_or(Said::Unasked), language),
        labels => labels.join(", "),
    }
}

fn labels(program: &Program, ids: &[AttributeId], language: Language) -> Vec<&'static str> {
    let words = FactWords::of(language.code());
    ids.iter().filter(|id| program.facts.get(**id) == Fact::Yes).map(|id| words.label(*id)).collect()
}

/// What is said; to ask when it is not.
fn to_ask(said: Said, language: Language) -> String {
    match said {
        Said::Silent => language.say("facility-glance-ask").into_owned(),
        Said::Unasked => language.say("facility-glance-ask-anyway").into_owned(),
        said => said.words(language).into_owned(),
    }
}

/// The ages that listings know, youngest first: the code, from, to.
const AGES: [(&str, Option<u8>, Option<u8>); 4] = [
    ("CHLD", None, Some(17)),
    ("YAD", Some(18), Some(25)),
    ("ADLT", Some(26), Some(64)),
    ("SNR", Some(65), None),
];

/// The ages that are listed, neighbours as one; else those that a source says beside facts.
fn ages(program: &Program, language: Language) -> String {
    let is_listed =
        |code| Vocabulary::embedded().code(code).is_some_and(|id| program.facts.get(id) == Fact::Yes);
    let mut runs: Vec<(Option<u8>, Option<u8>)> = Vec::new();
    for (_, from, to) in AGES.into_iter().filter(|(code, ..)| is_listed(code)) {
        match runs.last_mut() {
            Some((_, end)) if end.map(|end| end + 1) == from => *end = to,
            _ => runs.push((from, to)),
        }
    }
    if !runs.is_empty() {
        return runs.iter().map(|(from, to)| years(*from, *to, language)).collect::<Vec<_>>().join(", ");
    }
    let mut details = program.sources.iter().map(|source| &source.listing.content.details);
    match details.find(|details| details.minimum_age.or(details.maximum_age).is_some()) {
        Some(details) => years(details.minimum_age, details.maximum_age, language).into_owned(),
        None => to_ask(Said::of_any(program, &AGES.map(|(code, ..)| code)), language),
    }
}

/// Ages from one to another, both included.
pub(super) fn years(from: Option<u8>, to: Option<u8>, language: Language) -> Cow<'static, str> {
    match (from, to) {
        (Some(from), Some(to)) => {
            language.say_with("facility-ages-between", &[("from", from.into()), ("to", to.into())])
        }
        (Some(from), None) => language.say_with("facility-ages-from", &[("from", from.into())]),
        (None, Some(to)) => language.say_with("facility-ages-to", &[("to", to.into())]),
        (None, None) => language.say("facility-ages-all"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::facility;

    fn lines(decisive: Decisive, listings: &[&str]) -> Vec<String> {
        decisive.lines(&facility(listings), Language::usual())
    }

    #[test]
    fn each_program_says_for_itself_whether_it_has_an_iop() {
        assert_eq!(lines(Decisive::Iop, &["SA OIT"]), ["Yes"]);
        assert_eq!(lines(Decisive::Iop, &["SA"]), ["They did not say: ask"]);
        let both = lines(Decisive::Iop, &["SA OIT", "MH OP"]);
        assert_eq!(both, ["Alcohol and drugs: Yes", "Mental health: This list does not ask: ask them"]);
    }

    #[test]
    fn ages_that_follow_each_other_are_one() {
        assert_eq!(lines(Decisive::Ages, &["MH CHLD YAD ADLT SNR"]), ["All ages"]);
        assert_eq!(lines(Decisive::Ages, &["MH YAD ADLT"]), ["18 to 64"]);
        assert_eq!(lines(Decisive::Ages, &["MH CHLD SNR"]), ["up to 17, 65 and older"]);
        assert_eq!(lines(Decisive::Ages, &["SA OIT"]), ["They did not say: ask"]);
    }

    #[test]
    fn what_is_listed_is_named_and_no_question_is_no_answer() {
        assert_eq!(lines(Decisive::Takes, &["SA MD PI"]), ["Medicaid, Private insurance"]);
        assert_eq!(lines(Decisive::Treats, &["MH PED"]), ["Mental health care, Eating disorders"]);
        assert_eq!(
            lines(Decisive::Medication, &["SA NOOP NAUT MMD"]),
            ["Medication for mental health conditions"]
        );
        assert_eq!(lines(Decisive::Languages, &["SA SP F28 FX"]), ["Spanish, French"]);
        assert_eq!(lines(Decisive::Languages, &["SA FX"]), ["Languages other than English and Spanish"]);
    }

    #[test]
    fn what_all_programs_list_is_named_once() {
        let takes = |programs: &[&str]| lines(Decisive::Takes, programs);
        assert_eq!(
            takes(&["SA MD PI", "MH MD PI MI"]),
            ["Medicaid, Private insurance", "Mental health also: TRICARE or other military insurance"]
        );
        assert_eq!(takes(&["SA MD", "MH MD"]), ["Medicaid"]);
        assert_eq!(
            takes(&["SA MD", "MH PI"]),
            ["Alcohol and drugs: Medicaid", "Mental health: Private insurance"]
        );
        assert_eq!(
            takes(&["SA MD", "MH"]),
            ["Alcohol and drugs: Medicaid", "Mental health: They did not say: ask"]
        );
    }

    #[test]
    fn everything_that_decides_exists_and_has_words() {
        for slug in MEDICATION.iter().chain(&THERAPIES) {
            assert!(Vocabulary::embedded().find(slug).is_some(), "{slug}");
        }
        for (code, ..) in AGES {
            assert!(Vocabulary::embedded().code(code).is_some(), "{code}");
        }
        assert!(Decisive::ALL.iter().all(|known| !known.label(Language::usual()).is_empty()));
    }
}
