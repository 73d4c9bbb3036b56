//! States as people write them.

use directory::State;

/// The state that a text names: by its code, also with periods (`N.C.`, `N. C.`), its name, or an old abbreviation.
pub(crate) fn written_state(text: &str) -> Option<State> {
    let plain: String = text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    // With a space between them, two letters are a code only if they have periods: "N. C.", but not "Main St N E".
    // "N.E." is northeast, not Nebraska.
    let has_periods = text.contains('.');
    let is_code = if has_periods { plain != "ne" } else { !text.trim().contains(' ') };
    let code = State::from_code(&plain).filter(|_| is_code);
    code.or_else(|| State::from_name(text.trim().trim_end_matches('.')))
        .or_else(|| State::from_old_abbreviation(&plain))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn states_are_read_in_every_spelling() {
        for (text, code) in [
            ("DC", "DC"),
            ("D.C.", "DC"),
            ("D. C.", "DC"),
            ("n.c.", "NC"),
            ("North Carolina", "NC"),
            ("Calif.", "CA"),
            ("W. Va.", "WV"),
            ("U.S. Virgin Islands", "VI"),
        ] {
            assert_eq!(written_state(text).map(State::code), Some(code), "{text}");
        }
        for text in ["", "Springfield", "N", "XX", "St.", "N E", "N.E."] {
            assert_eq!(written_state(text), None, "{text}");
        }
    }
}
