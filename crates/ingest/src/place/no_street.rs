//! Texts that sources put where a street should be. The lists here serve all sources.

use crate::phrases::{folded, has_phrase};

/// Why a text in the place of a street is not a street.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NoStreet {
    /// The location must be kept confidential.
    Confidential,
    /// The street is withheld, but the ZIP code may be shown.
    Withheld,
    Unknown,
    /// There is none: people are treated by video.
    Remote,
    /// There is none, or several.
    Nowhere,
}

/// Words that ask for confidentiality, regardless of the other words.
const CONFIDENTIAL: [&str; 6] = [
    "confidential",
    "undisclosed",
    "not disclosed",
    "non disclosed",
    "secret location",
    "not to be disclosed",
];

/// Words that say that a street is withheld. Together with digits they may be part of a street.
const WITHHELD: [&str; 24] = [
    "please call",
    "please contact",
    "contact provider",
    "contact facility",
    "contact us",
    "call provider",
    "call facility",
    "withheld",
    "upon request",
    "by request",
    "by appointment",
    "after intake",
    "upon intake",
    "at intake",
    "not shown",
    "private location",
    "private address",
    "not published",
    "not public",
    "unpublished",
    "unlisted",
    "not listed",
    "on request",
    "call for",
];

/// Words that tell people to ask somebody, and words for what they are to ask for. One of each means that the street is
/// withheld, as in "Please contact this provider directly for location", even if there is a telephone number between them.
const ASK: [&str; 10] = [
    "call",
    "contact",
    "ask",
    "phone",
    "telephone",
    "email",
    "e mail",
    "inquire",
    "see website",
    "visit website",
];
const ASKED_FOR: [&str; 9] = [
    "address",
    "addresses",
    "location",
    "locations",
    "directions",
    "details",
    "information",
    "info",
    "appointment",
];

/// Words that say that people are treated by video. Together with digits they may be part of a street.
const REMOTE: [&str; 13] = [
    "telehealth",
    "telemedicine",
    "telepsychiatry",
    "teletherapy",
    "virtual",
    "virtually",
    "online",
    "on line",
    "fully remote",
    "remote only",
    "remote services",
    "remotely",
    "by video",
];

/// Words that say that there is no address, but do not mean that people are treated by video.
const NOWHERE: [&str; 11] = [
    "statewide",
    "state wide",
    "by phone",
    "phone only",
    "telephone only",
    "by telephone",
    "no physical address",
    "no physical location",
    "various locations",
    "multiple locations",
    "locations vary",
];

/// Texts that say that the street is unknown.
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

/// What the people in a confidential shelter have fled from.
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

/// What such a shelter is called.
const REFUGES: [&str; 8] =
    ["shelter", "shelters", "safe house", "safe houses", "safehouse", "safehouses", "refuge", "refuges"];

impl NoStreet {
    /// Recognizes a text that is not a street.
    pub fn recognize(street: &str) -> Option<NoStreet> {
        if asks_for_confidentiality(street) {
            return Some(NoStreet::Confidential);
        }
        let folded = folded(street);
        let has_digits = street.contains(|c: char| c.is_ascii_digit());
        let is_withheld = !has_digits && (folded.trim().is_empty() || has_any(&folded, &WITHHELD));
        if is_withheld || tells_whom_to_ask(&folded) {
            return Some(NoStreet::Withheld);
        }
        if !has_digits && !is_named_street(&folded) {
            if has_any(&folded, &REMOTE) {
                return Some(NoStreet::Remote);
            }
            if has_any(&folded, &NOWHERE) {
                return Some(NoStreet::Nowhere);
            }
        }
        UNKNOWN.contains(&folded.trim()).then_some(NoStreet::Unknown)
    }
}

/// Whether a folded text tells people to ask somebody for the address.
fn tells_whom_to_ask(folded: &str) -> bool {
    let after = |phrase: &str| folded.find(&format!(" {phrase} ")).map(|at| &folded[at + phrase.len() + 1..]);
    ASK.iter().filter_map(|ask| after(ask)).any(|rest| has_any(rest, &ASKED_FOR))
}

/// Whether a folded text ends like a street: "Remote Road" is one.
fn is_named_street(folded: &str) -> bool {
    let last = folded.split_whitespace().next_back().unwrap_or_default();
    ["street", "st", "road", "rd", "avenue", "ave", "lane", "ln", "drive", "dr", "way", "court", "ct", "blvd"]
        .contains(&last)
}

/// Whether a text asks to keep a location confidential: it says so, or it names a shelter for people who fled violence.
pub(crate) fn asks_for_confidentiality(text: &str) -> bool {
    has_any(&folded(text), &CONFIDENTIAL) || names_refuge(text)
}

/// Whether a text names a shelter for people who fled violence. The names of services and organizations are checked
/// only for this, because the word "confidential" means little in them, as in "free and confidential counseling".
pub(crate) fn names_refuge(text: &str) -> bool {
    let folded = folded(text);
    has_any(&folded, &FLED) && has_any(&folded, &REFUGES)
}

fn has_any(folded: &str, phrases: &[&str]) -> bool {
    phrases.iter().any(|phrase| has_phrase(folded, phrase))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_in_the_place_of_a_street_are_distinguished() {
        for (street, expected) in [
            ("CONFIDENTIAL", Some(NoStreet::Confidential)),
            ("4477 Oak Lane (confidential)", Some(NoStreet::Confidential)),
            ("Undisclosed Location", Some(NoStreet::Confidential)),
            ("Domestic Violence Shelter", Some(NoStreet::Confidential)),
            ("Address Withheld", Some(NoStreet::Withheld)),
            ("- - -", Some(NoStreet::Withheld)),
            ("Call for address", Some(NoStreet::Withheld)),
            ("12 Withheld Lane", None),
            ("Please contact this provider directly for location", Some(NoStreet::Withheld)),
            ("Call 512-555-0100 for the address", Some(NoStreet::Withheld)),
            ("Contact agency for details.", Some(NoStreet::Withheld)),
            ("Address provided upon request", Some(NoStreet::Withheld)),
            ("1 Contact Street", None),
            ("100 Call Street", None),
            ("Telehealth only", Some(NoStreet::Remote)),
            ("VIRTUAL SERVICES", Some(NoStreet::Remote)),
            ("Statewide", Some(NoStreet::Nowhere)),
            ("Telephone only", Some(NoStreet::Nowhere)),
            ("Please call", Some(NoStreet::Withheld)),
            ("Remote Road", None),
            ("7 Online Way", None),
            ("N/A", Some(NoStreet::Unknown)),
            ("none.", Some(NoStreet::Unknown)),
            ("Unknown", Some(NoStreet::Unknown)),
            ("1 Unknown Road", None),
            ("Nona Street", None),
            ("1 Main Street", None),
        ] {
            assert_eq!(NoStreet::recognize(street), expected, "{street}");
        }
    }
}
