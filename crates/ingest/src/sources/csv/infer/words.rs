//! What values and the names of columns may mean.

use directory::vocabulary::AttributeKind;
use directory::{AttributeId, Track, Vocabulary};

use crate::sources::hsds::words::{Meaning, payment};

/// What people write for an attribute, whole and in small letters.
const SHORT: [(&str, &str); 23] = [
    ("partial", "partial_hospitalization"),
    ("iop", "intensive_outpatient"),
    ("op", "outpatient"),
    ("php", "partial_hospitalization"),
    ("otp", "opioid_treatment_program"),
    ("mat", "opioid_medication"),
    ("moud", "opioid_medication"),
    ("wm", "detox"),
    ("withdrawal management", "detox"),
    ("rtc", "residential"),
    ("sober living", "transitional_housing"),
    ("commercial", "private"),
    ("commercial insurance", "private"),
    ("insurance", "private"),
    ("tricare", "military"),
    ("cash", "self_pay"),
    ("sliding scale", "sliding_fee"),
    ("asl", "sign_language"),
    ("adolescent", "teen"),
    ("adolescents", "teen"),
    ("youth", "teen"),
    ("telehealth", "TELE"),
    ("co-occurring", "dual_diagnosis"),
];

/// Words that are part of a longer text, in the order in which they are looked for; one at the ends of which a space
/// stands is a whole word.
const WITHIN: [(&str, &str); 41] = [
    ("intensive outpatient", "intensive_outpatient"),
    (" iop ", "intensive_outpatient"),
    (" ios ", "intensive_outpatient"),
    (" soap ", "intensive_outpatient"),
    ("partial hosp", "partial_hospitalization"),
    (" php ", "partial_hospitalization"),
    ("day treatment", "partial_hospitalization"),
    ("day or night treatment", "partial_hospitalization"),
    ("opioid treatment program", "opioid_treatment_program"),
    ("outpatient maintenance", "opioid_treatment_program"),
    (" otp ", "opioid_treatment_program"),
    (" ots ", "opioid_treatment_program"),
    ("non hospital detox", "residential_detox"),
    ("non hospital", "residential"),
    ("outpatient detox", "outpatient_detox"),
    ("residential detox", "residential_detox"),
    ("detox", "detox"),
    ("withdrawal management", "detox"),
    ("residential", "residential"),
    ("inpatient", "inpatient"),
    ("outpatient", "outpatient"),
    ("medicaid", "medicaid"),
    ("medical assistance", "medicaid"),
    ("masshealth", "medicaid"),
    ("medi cal", "medicaid"),
    ("tenncare", "medicaid"),
    ("badgercare", "medicaid"),
    ("soonercare", "medicaid"),
    ("kancare", "medicaid"),
    ("ahcccs", "medicaid"),
    ("apple health", "medicaid"),
    ("mo healthnet", "medicaid"),
    ("health first colorado", "medicaid"),
    ("medicare", "medicare"),
    ("sliding", "sliding_fee"),
    (" mat ", "opioid_medication"),
    ("telepractice", "TELE"),
    ("telehealth", "TELE"),
    ("pregnant", "PW"),
    ("adolescent", "teen"),
    ("co occurring", "dual_diagnosis"),
];

/// The levels of care of the American Society of Addiction Medicine, by their numbers.
const LEVELS: [(&str, &str); 17] = [
    ("1", "outpatient"),
    ("1.0", "outpatient"),
    ("1.5", "outpatient"),
    ("1.7", "outpatient"),
    ("2", "intensive_outpatient"),
    ("2.0", "intensive_outpatient"),
    ("2.1", "intensive_outpatient"),
    ("2.5", "partial_hospitalization"),
    ("3", "residential"),
    ("3.0", "residential"),
    ("3.1", "residential"),
    ("3.3", "residential"),
    ("3.5", "residential"),
    ("3.7", "residential"),
    ("3.2", "detox"),
    ("4", "inpatient"),
    ("4.0", "inpatient"),
];

/// What a level of care is. Without the word "level" a number is one in a column of levels only.
pub(super) fn level(text: &str, is_column_of_levels: bool) -> Option<AttributeId> {
    let small = text.trim().to_lowercase();
    let mut rest = small.as_str();
    for word in ["asam", "level of care", "level", "loc"] {
        rest = rest.trim_start().strip_prefix(word).unwrap_or(rest).trim_start();
    }
    if rest == small && !is_column_of_levels {
        return None;
    }
    let number: String = rest.chars().take_while(|c| c.is_ascii_digit() || *c == '.').collect();
    let behind = rest[number.len()..].trim_start_matches([' ', '-', '(', ':']);
    // "3.2-WM" is withdrawal management; what else stands behind tells who is treated.
    let is_detox =
        behind.starts_with("wm") || behind.starts_with("withdrawal") || behind.starts_with("detox");
    let slug = LEVELS.iter().find(|(known, _)| *known == number).map(|(_, slug)| *slug)?;
    Vocabulary::embedded().find(if is_detox { "detox" } else { slug })
}

/// What a value or the name of a column may mean: an attribute, and whether it says yes.
pub(super) fn meaning(text: &str) -> Option<(AttributeId, bool)> {
    // A column's name that is there twice has a number behind it.
    let text = text.trim();
    let text = match text.rsplit_once(" (") {
        Some((name, number)) if number.trim_end_matches(')').bytes().all(|byte| byte.is_ascii_digit()) => {
            name
        }
        _ => text,
    };
    let small = text.to_lowercase();
    let denied = DENIALS.iter().find_map(|word| small.strip_prefix(word));
    match denied {
        Some(rest) => attribute(rest).map(|id| (id, false)),
        None => attribute(text).map(|id| (id, true)),
    }
}

/// Beginnings of values that say no.
const DENIALS: [&str; 7] =
    ["no ", "not ", "non-", "does not accept ", "does not offer ", "doesn't ", "without "];

fn attribute(text: &str) -> Option<AttributeId> {
    let vocabulary = Vocabulary::embedded();
    let small = text.trim().to_lowercase();
    let short = SHORT.iter().find(|(word, _)| *word == small).and_then(|(_, slug)| vocabulary.find(slug));
    let by_label = || {
        let mut known = vocabulary.attributes().iter();
        known.find(|known| known.label.to_lowercase() == small || known.slug == small.replace(' ', "_"))
    };
    let by_name = || Track::ALL.into_iter().find_map(|track| vocabulary.service(track, "", text));
    let by_phrase = || {
        let mut meaning = Meaning::default();
        meaning.add(text);
        meaning.states.first().map(|(_, id)| *id)
    };
    let spaced = format!(" {} ", small.replace(|c: char| !c.is_alphanumeric(), " "));
    let within = |words: &[(&str, &str)]| {
        words.iter().find(|(word, _)| spaced.contains(word)).and_then(|(_, slug)| vocabulary.find(slug))
    };
    short
        // What is looked for most must not be taken for one of the many codes that are near to it.
        .or_else(|| within(&WITHIN[..ESSENTIAL]))
        .or_else(|| level(text, false))
        .or_else(|| payment(text))
        .or_else(|| by_label().map(|known| known.id))
        .or_else(by_name)
        .or_else(by_phrase)
        .or_else(|| by_words(&small))
        .or_else(|| within(&WITHIN[ESSENTIAL..]))
}

/// How many of [`WITHIN`] stand before the labels of the vocabulary.
const ESSENTIAL: usize = 14;

/// The attribute that shares most of its words with a text.
fn by_words(text: &str) -> Option<AttributeId> {
    let words_of = |text: &str| -> Vec<String> {
        let words = text.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase);
        let fillers = [
            "and",
            "or",
            "of",
            "the",
            "for",
            "to",
            "accepts",
            "accepted",
            "services",
            "service",
            "program",
            "treatment",
            "offers",
        ];
        let mut words: Vec<String> =
            words.filter(|word| word.len() > 2 && !fillers.contains(&word.as_str())).collect();
        words.sort_unstable();
        words.dedup();
        words
    };
    let asked = words_of(text);
    if asked.is_empty() {
        return None;
    }
    let likeness = |name: &str| {
        let known = words_of(name);
        let shared = asked.iter().filter(|word| known.contains(word)).count();
        (shared * 100).checked_div(asked.len().max(known.len())).unwrap_or_default()
    };
    let all = Vocabulary::embedded().attributes().iter().map(|known| {
        // Of equals, what people ask for stands before single codes.
        let is_code = known.kind == AttributeKind::Code;
        (likeness(&known.label), !is_code, std::cmp::Reverse(known.id))
    });
    let (likeness, _, id) = all.max()?;
    (likeness >= 60).then_some(id.0)
}

/// Whether most of some values are service codes, and they so mean those.
pub(super) fn are_codes(values: &[(String, u64)]) -> bool {
    let known = values.iter().filter(|(value, _)| Vocabulary::embedded().code(value).is_some()).count();
    values.len() >= 3 && known * 10 >= values.len() * 7
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slug(text: &str) -> Option<&'static str> {
        meaning(text).map(|(id, _)| Vocabulary::embedded().attribute(id).slug.as_str())
    }

    #[test]
    fn a_value_that_says_no_is_told() {
        assert_eq!(meaning("No Medicaid").map(|(_, is_yes)| is_yes), Some(false));
        assert_eq!(meaning("Does not accept Medicaid").map(|(_, is_yes)| is_yes), Some(false));
        assert_eq!(meaning("Medicaid").map(|(_, is_yes)| is_yes), Some(true));
    }

    #[test]
    fn words_of_lists_are_understood() {
        for (text, expected) in [
            ("IOP", Some("intensive_outpatient")),
            ("Intensive Outpatient", Some("intensive_outpatient")),
            ("PHP", Some("partial_hospitalization")),
            ("Medicaid", Some("medicaid")),
            ("Accepts Medicaid", Some("medicaid")),
            ("Residential", Some("residential")),
            ("Sliding Scale", Some("sliding_fee")),
            ("Spanish", Some("spanish")),
            ("Part 822 Outpatient w/ IOS", Some("intensive_outpatient")),
            ("SOAP/E-SOAP (IOP)", Some("intensive_outpatient")),
            ("Intensive Outpatient Treatment", Some("intensive_outpatient")),
            ("Level 2.1", Some("intensive_outpatient")),
            ("ASAM 2.5", Some("partial_hospitalization")),
            ("Level 3.2-WM", Some("detox")),
            ("Level 1 (Adult)", Some("outpatient")),
            ("Level 0.5", None),
            ("2.1", None),
            ("Residential Level 1", Some("residential")),
            ("Inpatient Non-Hospital", Some("residential")),
            ("Accepts MassHealth", Some("medicaid")),
            ("Medicaid Certified", Some("medicaid")),
            ("Outpatient (2)", Some("outpatient")),
            ("Travis County", None),
            ("", None),
        ] {
            assert_eq!(slug(text), expected, "{text}");
        }
    }
}
