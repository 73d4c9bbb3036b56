//! Telephone numbers and requests to call that are part of a name: "CALL NOW 1-800-555-0100".
//!
//! Names are shown in large letters beside the number of the place, so such a name would lead people to another number.

use std::sync::LazyLock;

use regex::Regex;

/// A telephone number with the words that ask to call it, or such words alone. "First Call", "Call for Help" and "Mind 24/7"
/// are names.
static ADVERT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?ix)
        (?: \b (?:please\s+)? (?:call|phone|dial|text|ring) \b [\s:!.,\-]*
            (?: (?:us|now|today|at|on|toll[\s\-]?free|24/7|for\s(?:help|information|admissions?|intake)) \b [\s:!.,\-]* )* )?
        (?:
            (?: \+?1[\s.\-/]{0,3} )? \(? \b [2-9]\d{2} \)? [\s.\-/]{0,3} [2-9]\d{2} [\s.\-]{0,3} \d{4} \b
            | \b 1 [\s.\-] 8(?:00|33|44|55|66|77|88) [\s.\-] [a-z\d]{3,} (?:-[a-z\d]{3,})*
        )
        | \b (?:please\s+)? (?:call|phone|dial) \s+ (?:us|now|today|toll[\s\-]?free) \b
            (?: \s+ (?:now|today|at|on|toll[\s\-]?free|24/7|for\s(?:help|information|admissions?|intake)) \b )* !*",
    )
    .expect("the pattern is constant, and tests use it")
});

/// Punctuation that separated a name from what was removed.
const SEPARATORS: [char; 14] =
    [' ', '-', '\u{2013}', '\u{2014}', ':', ';', ',', '|', '!', '*', '/', '(', '[', '@'];

/// Minimum number of letters of a name.
const LETTERS: usize = 3;

/// What a name says.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum CleanedName {
    /// The name, which had nothing else in it.
    AsWritten(String),
    /// What is left of the name.
    Cleaned(String),
    /// Nothing is left.
    OnlyAdvert,
}

/// Removes telephone numbers and requests to call from a name.
pub(super) fn clean(name: String) -> CleanedName {
    if !ADVERT.is_match(&name) {
        return CleanedName::AsWritten(name);
    }
    let rest = ADVERT.replace_all(&name, " ");
    let words: Vec<&str> =
        rest.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).collect();
    let rest = words.join(" ");
    let rest = rest.trim_matches(SEPARATORS);
    match rest.chars().filter(|c| c.is_alphabetic()).count() {
        LETTERS.. => CleanedName::Cleaned(rest.to_owned()),
        _ => CleanedName::OnlyAdvert,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_requests_to_call_are_removed_from_names() {
        for (name, expected) in [
            ("Hope Recovery - CALL NOW 1-800-555-0100", "Hope Recovery"),
            ("CALL NOW! (512) 555-0100 Hope Recovery", "Hope Recovery"),
            ("Hope Recovery (512-555-0100)", "Hope Recovery"),
            ("Hope Recovery, Call Us Today", "Hope Recovery"),
            ("Hope Recovery: please call toll-free at 1-800-GET-HELP", "Hope Recovery"),
        ] {
            assert_eq!(clean(name.to_owned()), CleanedName::Cleaned(expected.to_owned()), "{name}");
        }
        for name in ["Call Now 1-800-555-0100", "512-555-0100", "CALL US NOW!"] {
            assert_eq!(clean(name.to_owned()), CleanedName::OnlyAdvert, "{name}");
        }
    }

    #[test]
    fn names_that_only_mention_calls_or_numbers_stay() {
        for name in [
            "First Call Alcohol/Drug Prevention and Recovery",
            "Call for Help Inc",
            "Last Call DUI Services",
            "C4 Clark/Adult and Children/Call Center",
            "Mind 24/7",
            "Suite 512 5550 Recovery",
            "Building 800-Outpatient",
            "Helpline Youth Counseling Inc",
        ] {
            assert_eq!(clean(name.to_owned()), CleanedName::AsWritten(name.to_owned()));
        }
    }
}
