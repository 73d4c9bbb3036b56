//! The facts that decide whether a facility is worth a call. The facility's page begins with them, and the comparison
//! shows them side by side.

use std::borrow::Cow;

use directory::{AttributeId, Facility, Fact, Level, Payment, Program, ProgramType, Vocabulary};
use service::{FactWords, Language};

use crate::programs::{by_program, short_names};
use crate::statement::ProgramStatement;

/// A fact, or a group of facts, that decides whether a facility is worth a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum KeyFact {
    Iop,
    Treats,
    Ages,
    Takes,
    Medication,
    Therapies,
    Languages,
    Telehealth,
}

impl KeyFact {
    /// All of them, in the order in which people ask about them.
    pub(crate) const ALL: [KeyFact; 8] = [
        KeyFact::Iop,
        KeyFact::Treats,
        KeyFact::Ages,
        KeyFact::Takes,
        KeyFact::Medication,
        KeyFact::Therapies,
        KeyFact::Languages,
        KeyFact::Telehealth,
    ];

    /// Those that the page of a facility begins with.
    pub(crate) const AT_A_GLANCE: [KeyFact; 4] =
        [KeyFact::Iop, KeyFact::Treats, KeyFact::Ages, KeyFact::Takes];

    pub(crate) fn label(self, language: Language) -> Cow<'static, str> {
        match self {
            KeyFact::Iop => language.say("facility-glance-iop"),
            KeyFact::Treats => language.say("facility-glance-treats"),
            KeyFact::Ages => language.say("facility-ages"),
            KeyFact::Takes => language.say("facility-glance-takes"),
            KeyFact::Medication => language.say("facility-medication"),
            KeyFact::Therapies => language.say("facility-therapies"),
            KeyFact::Languages => language.say("facility-glance-languages"),
            KeyFact::Telehealth => language.say("facility-glance-telehealth"),
        }
    }

    /// For the facts that are a yes or a no: what a program states.
    pub(crate) fn statement(self) -> Option<fn(&Program) -> ProgramStatement> {
        match self {
            KeyFact::Iop => Some(|program| ProgramStatement::about(program, Level::IntensiveOutpatient.id())),
            KeyFact::Telehealth => Some(|program| ProgramStatement::about_any(program, &["telehealth"])),
            _ => None,
        }
    }

    /// What a facility says: one line if its programs say the same thing, otherwise a line for each.
    pub(crate) fn lines(self, facility: &Facility, language: Language) -> Vec<String> {
        let each = || by_program(facility, language, |program| self.stated_by(program, language));
        self.in_common(facility, language).unwrap_or_else(each)
    }

    fn stated_by(self, program: &Program, language: Language) -> String {
        if let Some(stated_by) = self.statement() {
            return or_ask(stated_by(program), language);
        }
        match self {
            KeyFact::Ages => ages(program, language),
            _ => listed(program, &self.attributes(program), language),
        }
    }

    /// What all programs list, followed by what else each of them lists. `None` if they have nothing in common or do not
    /// differ.
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

    /// The attributes to list. Empty for the facts that are not lists.
    fn attributes(self, program: &Program) -> Vec<AttributeId> {
        match self {
            KeyFact::Treats => ProgramType::ALL.iter().map(|one| one.id()).collect(),
            KeyFact::Takes => Payment::ALL.iter().map(|one| one.id()).collect(),
            KeyFact::Medication => find_all(&MEDICATION),
            KeyFact::Therapies => find_all(&THERAPIES),
            KeyFact::Languages => languages(program),
            KeyFact::Iop | KeyFact::Ages | KeyFact::Telehealth => Vec::new(),
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

fn find_all(slugs: &[&str]) -> Vec<AttributeId> {
    slugs.iter().filter_map(|slug| Vocabulary::embedded().find(slug)).collect()
}

/// Spanish, sign language, and the other languages by name. "Other languages" is included only if none of them is named.
fn languages(program: &Program) -> Vec<AttributeId> {
    let named = Vocabulary::embedded().codes_in("OL");
    let others = if named.intersects(program.facts.yes()) { &[][..] } else { &["other_languages"] };
    find_all(&["spanish", "sign_language"]).into_iter().chain(named.iter()).chain(find_all(others)).collect()
}

/// The labels that are listed, or a hint to ask.
fn listed(program: &Program, ids: &[AttributeId], language: Language) -> String {
    match &labels(program, ids, language)[..] {
        [] => or_ask(
            ids.iter()
                .map(|id| ProgramStatement::about(program, *id))
                .min()
                .unwrap_or(ProgramStatement::NotAsked),
            language,
        ),
        labels => labels.join(", "),
    }
}

fn labels(program: &Program, ids: &[AttributeId], language: Language) -> Vec<&'static str> {
    let words = FactWords::for_language(language);
    ids.iter().filter(|id| program.facts.get(**id) == Fact::Yes).map(|id| words.label(*id)).collect()
}

/// The statement, or a hint to ask if there is none.
fn or_ask(statement: ProgramStatement, language: Language) -> String {
    match statement {
        ProgramStatement::NotSaid => language.say("facility-glance-ask").into_owned(),
        ProgramStatement::NotAsked => language.say("facility-glance-ask-anyway").into_owned(),
        statement => statement.words(language).into_owned(),
    }
}

/// The age groups of the code book, youngest first: the code, and the first and last age.
const AGES: [(&str, Option<u8>, Option<u8>); 4] = [
    ("CHLD", None, Some(17)),
    ("YAD", Some(18), Some(25)),
    ("ADLT", Some(26), Some(64)),
    ("SNR", Some(65), None),
];

/// The ages that are listed, with adjacent groups joined. If there are none, the ages that a source gives in its details.
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
        None => or_ask(ProgramStatement::about_any(program, &AGES.map(|(code, ..)| code)), language),
    }
}

/// The ages from one to another, both included.
pub(crate) fn years(from: Option<u8>, to: Option<u8>, language: Language) -> Cow<'static, str> {
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

    fn lines(fact: KeyFact, listings: &[&str]) -> Vec<String> {
        fact.lines(&facility(listings), Language::ENGLISH)
    }

    #[test]
    fn each_program_says_for_itself_whether_it_is_an_iop() {
        assert_eq!(lines(KeyFact::Iop, &["SA OIT"]), ["Yes"]);
        assert_eq!(lines(KeyFact::Iop, &["SA"]), ["Not stated: ask"]);
        let both = lines(KeyFact::Iop, &["SA OIT", "MH OP"]);
        assert_eq!(both, ["Alcohol and drugs: Yes", "Mental health: The list does not ask: ask them"]);
    }

    #[test]
    fn adjacent_ages_are_joined() {
        assert_eq!(lines(KeyFact::Ages, &["MH CHLD YAD ADLT SNR"]), ["All ages"]);
        assert_eq!(lines(KeyFact::Ages, &["MH YAD ADLT"]), ["18 to 64"]);
        assert_eq!(lines(KeyFact::Ages, &["MH CHLD SNR"]), ["up to 17, 65 and older"]);
        assert_eq!(lines(KeyFact::Ages, &["SA OIT"]), ["Not stated: ask"]);
    }

    #[test]
    fn what_is_listed_is_named_and_limits_are_not() {
        assert_eq!(lines(KeyFact::Takes, &["SA MD PI"]), ["Medicaid, Private insurance"]);
        assert_eq!(lines(KeyFact::Treats, &["MH PED"]), ["Mental health care, Eating disorders"]);
        assert_eq!(
            lines(KeyFact::Medication, &["SA NOOP NAUT MMD"]),
            ["Medication for mental health conditions"]
        );
        assert_eq!(lines(KeyFact::Languages, &["SA SP F28 FX"]), ["Spanish, French"]);
        assert_eq!(lines(KeyFact::Languages, &["SA FX"]), ["Languages other than English and Spanish"]);
    }

    #[test]
    fn what_all_programs_list_is_named_once() {
        let takes = |programs: &[&str]| lines(KeyFact::Takes, programs);
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
            ["Alcohol and drugs: Medicaid", "Mental health: Not stated: ask"]
        );
    }

    #[test]
    fn every_key_fact_has_attributes_and_words() {
        for slug in MEDICATION.iter().chain(&THERAPIES) {
            assert!(Vocabulary::embedded().find(slug).is_some(), "{slug}");
        }
        for (code, ..) in AGES {
            assert!(Vocabulary::embedded().code(code).is_some(), "{code}");
        }
        assert!(KeyFact::ALL.iter().all(|known| !known.label(Language::ENGLISH).is_empty()));
    }
}
