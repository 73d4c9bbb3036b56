//! What stands for a street that is not told. This is the one list, for all sources.

/// Why there is no street.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Untold {
    /// The place is to be kept secret.
    Secret,
    /// The street is kept back; the place is about where its ZIP code is.
    Withheld,
    /// Nothing is said of it.
    Unknown,
}

/// Words that ask to keep a place secret, whatever stands beside them.
const SECRET: [&str; 6] = [
    "confidential",
    "undisclosed",
    "not disclosed",
    "non disclosed",
    "secret location",
    "not to be disclosed",
];

/// Words that keep back a street. Beside digits they may be a part of one.
const WITHHELD: [&str; 8] = [
    "withheld",
    "not published",
    "not public",
    "unpublished",
    "unlisted",
    "not listed",
    "on request",
    "call for",
];

/// Texts that say nothing.
const UNKNOWN: [&str; 14] = [
    "n a",
    "na",
    "none",
    "no address",
    "no street",
    "no street address",
    "unknown",
    "not available",
    "not applicable",
    "not provided",
    "unavailable",
    "null",
    "nil",
    "tbd",
];

/// What people flee from who are in a place that is kept secret.
const FLED: [&str; 8] = [
    "domestic violence",
    "domestic abuse",
    "family violence",
    "intimate partner violence",
    "sexual assault",
    "human trafficking",
    "battered women",
    "battered women s",
];

/// What such a place is called.
const REFUGES: [&str; 8] =
    ["shelter", "shelters", "safe house", "safe houses", "safehouse", "safehouses", "refuge", "refuges"];

impl Untold {
    /// Why a text in the place of a street is none, if it is not.
    pub fn of(street: &str) -> Option<Untold> {
        if asks_for_secrecy(street) {
            return Some(Untold::Secret);
        }
        let folded = folded(street);
        let has_digits = street.contains(|c: char| c.is_ascii_digit());
        if folded.trim().is_empty() || (!has_digits && has_one(&folded, &WITHHELD)) {
            return Some(Untold::Withheld);
        }
        UNKNOWN.contains(&folded.trim()).then_some(Untold::Unknown)
    }
}

/// Whether a text asks to keep the place secret: it says so, or names a shelter for people who flee.
pub(crate) fn asks_for_secrecy(text: &str) -> bool {
    has_one(&folded(text), &SECRET) || names_refuge(text)
}

/// Whether a text names a shelter for people who flee. Of a name this is a mark; that it has the word "confidential" is
/// none, for many a service that is open to all is confidential.
pub(crate) fn names_refuge(text: &str) -> bool {
    let folded = folded(text);
    has_one(&folded, &FLED) && has_one(&folded, &REFUGES)
}

/// In small letters, with one space around each word.
fn folded(text: &str) -> String {
    let letters = text.chars().flat_map(char::to_lowercase);
    let spaced: String = letters.map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    format!(" {} ", spaced.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Whether a folded text has one of these phrases as whole words.
fn has_one(folded: &str, phrases: &[&str]) -> bool {
    let mut places = phrases.iter().flat_map(|phrase| folded.match_indices(phrase));
    places.any(|(at, phrase)| folded[..at].ends_with(' ') && folded[at + phrase.len()..].starts_with(' '))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_for_a_street_is_told_apart() {
        for (street, untold) in [
            ("CONFIDENTIAL", Some(Untold::Secret)),
            ("4477 Oak Lane (confidential)", Some(Untold::Secret)),
            ("Undisclosed Location", Some(Untold::Secret)),
            ("Domestic Violence Shelter", Some(Untold::Secret)),
            ("Address Withheld", Some(Untold::Withheld)),
            ("- - -", Some(Untold::Withheld)),
            ("Call for address", Some(Untold::Withheld)),
            ("12 Withheld Lane", None),
            ("N/A", Some(Untold::Unknown)),
            ("none.", Some(Untold::Unknown)),
            ("Unknown", Some(Untold::Unknown)),
            ("1 Unknown Road", None),
            ("Nona Street", None),
            ("1 Main Street", None),
        ] {
            assert_eq!(Untold::of(street), untold, "{street}");
        }
    }
}
