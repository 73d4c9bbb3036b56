//! Normalizes names of organizations and clinics, so that different spellings of a name become equal.

use super::words::{words, written_out};

/// Words that do not help to tell organizations apart: legal forms and words like "of".
const DROPPED: &[&str] = &[
    "a", "and", "at", "by", "affairs", "dba", "for", "in", "of", "on", "the", "to", "co", "company", "corp",
    "inc", "llc", "lllp", "llp", "lp", "ltd", "pa", "pc", "pllc",
];

/// Abbreviations and their full forms, and the other way around for legal forms.
const NAME_WORDS: &[(&str, &str)] = &[
    ("add", "addiction"),
    ("addictions", "addiction"),
    ("alc", "alcohol"),
    ("assn", "association"),
    ("assoc", "associates"),
    ("assocs", "associates"),
    ("behav", "behavioral"),
    ("behavior", "behavioral"),
    ("behavioural", "behavioral"),
    ("bh", "behavioral health"),
    ("bhvl", "behavioral"),
    ("cboc", "va clinic"),
    ("centre", "center"),
    ("cmhc", "community mental health center"),
    ("cmty", "community"),
    ("cntr", "center"),
    ("cnty", "county"),
    ("comm", "community"),
    ("commun", "community"),
    ("corporation", "corp"),
    ("couns", "counseling"),
    ("counselling", "counseling"),
    ("ctr", "center"),
    ("ctrs", "center"),
    ("dept", "department"),
    ("fam", "family"),
    ("hlth", "health"),
    ("hlthcare", "healthcare"),
    ("hosp", "hospital"),
    ("incorporated", "inc"),
    ("inpt", "inpatient"),
    ("intl", "international"),
    ("iop", "intensive outpatient"),
    ("med", "medical"),
    ("mgmt", "management"),
    ("mh", "mental health"),
    ("mntl", "mental"),
    ("mt", "mount"),
    ("natl", "national"),
    ("op", "outpatient"),
    ("otp", "opioid treatment program"),
    ("outpt", "outpatient"),
    ("php", "partial hospitalization program"),
    ("prog", "program"),
    ("psych", "psychiatric"),
    ("recov", "recovery"),
    ("rehab", "rehabilitation"),
    ("resid", "residential"),
    ("sa", "substance abuse"),
    ("saint", "st"),
    ("sainte", "ste"),
    ("serv", "service"),
    ("servs", "service"),
    ("srvcs", "service"),
    ("srvs", "service"),
    ("subst", "substance"),
    ("svc", "service"),
    ("svcs", "service"),
    ("sys", "system"),
    ("trt", "treatment"),
    ("trtmt", "treatment"),
    ("tx", "treatment"),
    ("univ", "university"),
    ("vamc", "va medical center"),
    ("veterans", "va"),
];

/// The words of a name, without legal forms, with abbreviations written out and plurals in the singular.
pub(super) fn name_words(text: &str) -> Vec<String> {
    let raw = words(text);
    let written: Vec<String> = raw
        .iter()
        .flat_map(|word| written_out(word, NAME_WORDS).split(' '))
        .filter(|word| !DROPPED.contains(word))
        .map(singular)
        .collect();
    // A name made only of dropped words ("The Company") stays as it is.
    if written.is_empty() { raw } else { written }
}

/// The normalized words of a name, joined by spaces.
pub(super) fn name_key(text: &str) -> String {
    name_words(text).join(" ")
}

fn singular(word: &str) -> String {
    let is_plural =
        word.len() > 4 && word.ends_with('s') && !["ss", "us", "is"].iter().any(|e| word.ends_with(e));
    if is_plural { word[..word.len() - 1].to_owned() } else { word.to_owned() }
}

/// The initials of a name without its legal form: first of all words, then of all except small words like "of".
pub(super) fn initials(text: &str) -> [String; 2] {
    let raw = words(text);
    let legal = ["inc", "llc", "pllc", "pc", "ltd", "corp", "lp"];
    let small = ["and", "of", "for", "the", "in", "at", "on", "to", "a"];
    let small_in_spanish = ["de", "del", "el", "en", "la", "las", "los", "para", "y"];
    let is_small = |word: &str| small.contains(&word) || small_in_spanish.contains(&word);
    let first = |keep: &dyn Fn(&str) -> bool| -> String {
        raw.iter().filter(|word| keep(word)).filter_map(|word| word.chars().next()).collect()
    };
    [first(&|word| !legal.contains(&word)), first(&|word| !legal.contains(&word) && !is_small(word))]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_a_name_share_a_key() {
        for (a, b) in [
            ("Hope House Treatment Ctr, Inc.", "HOPE HOUSE TREATMENT CENTER LLC"),
            ("Saint Mary's Community Hlth Ctr", "St. Marys Community Health Centers"),
            ("Edwin Fair Comm MH Ctr Inc", "Edwin Fair Community Mental Health Center"),
            ("The Program for Recovery", "Program of Recovery"),
        ] {
            assert_eq!(name_key(a), name_key(b));
        }
        assert_eq!(name_key("The Company"), "the company");
    }

    #[test]
    fn initials_are_taken_with_and_without_small_words() {
        assert_eq!(initials("Community Partners Integrated Hlthcare Inc"), ["cpih", "cpih"]);
        assert_eq!(initials("Agency for Comm Trt Servs"), ["afcts", "acts"]);
        assert_eq!(initials("Comunidades del Norte Unidas en Salud"), ["cdnues", "cnus"]);
    }
}
