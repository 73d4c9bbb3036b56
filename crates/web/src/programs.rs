//! The programs of a facility side by side: what they are called, and what each of them states.

use std::borrow::Cow;

use directory::{Facility, Program, Track};

use service::Language;

/// What a program on a track treats, in a few words.
fn track_words(track: Track, language: Language) -> Cow<'static, str> {
    match track {
        Track::SubstanceUse => language.say("facility-track-substance-use"),
        Track::MentalHealth => language.say("facility-track-mental-health"),
    }
}

/// What the programs of a facility are called: by what they treat, followed by their own name if it says more.
pub(crate) fn program_names(facility: &Facility, language: Language) -> Vec<String> {
    names(facility, language, |name| says_more(name, facility))
}

/// What they are called where there is little room: by what they treat alone, unless two of them treat the same thing.
pub(crate) fn short_names(facility: &Facility, language: Language) -> Vec<String> {
    names(facility, language, |_| false)
}

fn names(facility: &Facility, language: Language, is_shown: impl Fn(&str) -> bool) -> Vec<String> {
    let is_only_one =
        |one: &Program| facility.programs.iter().filter(|other| other.track == one.track).count() == 1;
    let name = |program: &Program| {
        let track = track_words(program.track, language);
        match &program.name {
            Some(name) if is_shown(name) || !is_only_one(program) => format!("{track}: {name}"),
            _ => track.into_owned(),
        }
    };
    facility.programs.iter().map(name).collect()
}

/// Words in a program's name that say only what it treats, or what kind of facility it is.
const COMMON_WORDS: [&str; 32] = [
    "mental",
    "health",
    "behavioral",
    "substance",
    "use",
    "abuse",
    "addiction",
    "addictions",
    "chemical",
    "dependency",
    "alcohol",
    "drug",
    "drugs",
    "program",
    "programs",
    "service",
    "services",
    "treatment",
    "center",
    "centers",
    "clinic",
    "department",
    "dept",
    "unit",
    "inc",
    "llc",
    "the",
    "of",
    "and",
    "for",
    "at",
    "a",
];

/// Whether a program's name says more than the facility's names and what the program treats. Another name under which the
/// facility does business ("DBA …") is not a name of the program.
fn says_more(name: &str, facility: &Facility) -> bool {
    let words = |text: &str| -> Vec<String> {
        let words = text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
        words.map(str::to_lowercase).collect()
    };
    let known = [words(&facility.name), words(&facility.organization)].concat();
    let own = words(name);
    let is_other_name = matches!(&own[..], [first, ..] if first == "dba")
        || own.starts_with(&["d", "b", "a"].map(str::to_owned));
    !is_other_name && own.iter().any(|word| !known.contains(word) && !COMMON_WORDS.contains(&word.as_str()))
}

/// What the programs of a facility state: one line if all state the same thing, otherwise a line for each.
pub(crate) fn by_program(
    facility: &Facility,
    language: Language,
    stated_by: impl Fn(&Program) -> String,
) -> Vec<String> {
    let statements: Vec<String> = facility.programs.iter().map(stated_by).collect();
    match &statements[..] {
        [first, others @ ..] if others.iter().all(|other| other == first) => vec![first.clone()],
        _ => {
            let names = short_names(facility, language);
            names.iter().zip(&statements).map(|(name, statement)| format!("{name}: {statement}")).collect()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::facility;

    fn headings(own: [Option<&str>; 2]) -> Vec<String> {
        let mut facility = facility(&["SA OIT", "MH OP"]);
        facility.organization = "WoodHaven Group".to_owned();
        for (program, name) in facility.programs.iter_mut().zip(own) {
            program.name = name.map(str::to_owned);
        }
        program_names(&facility, Language::ENGLISH)
    }

    #[test]
    fn a_name_that_says_nothing_more_is_left_out() {
        let plain = ["Alcohol and drugs", "Mental health"];
        assert_eq!(headings([Some("DBA WoodHaven"), Some("Mental Health")]), plain);
        assert_eq!(
            headings([Some("d/b/a Sunny Side"), Some("Woodhaven Group Mental Health Services")]),
            plain
        );
        assert_eq!(headings([Some("Example Center"), None]), plain);
        let own = headings([Some("Day and Evening Programs"), Some("Teen Services")]);
        assert_eq!(own, ["Alcohol and drugs: Day and Evening Programs", "Mental health: Teen Services"]);
    }

    #[test]
    fn two_programs_of_one_track_keep_their_names() {
        let mut facility = facility(&["MH OP", "MH RES"]);
        facility.programs[1].name = Some("Mental Health Unit".to_owned());
        assert_eq!(
            program_names(&facility, Language::ENGLISH),
            ["Mental health", "Mental health: Mental Health Unit"]
        );
    }

    #[test]
    fn what_all_programs_state_is_shown_once() {
        let facility = facility(&["SA OIT", "MH OP"]);
        let lines = |stated_by: fn(&Program) -> String| by_program(&facility, Language::ENGLISH, stated_by);
        assert_eq!(lines(|_| "Yes".to_owned()), ["Yes"]);
        let track = |program: &Program| program.track.slug().to_owned();
        assert_eq!(lines(track), ["Alcohol and drugs: substance_use", "Mental health: mental_health"]);
    }
}
