//! Matches names by sound, for people who have only heard a name: "Signa" is Cigna, and "medicair" is Medicare.

/// The consonants of a text in lower case, with letters that sound alike made equal. A vowel counts only at the start.
pub(super) fn sound(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let mut heard = String::with_capacity(letters.len());
    for (at, letter) in letters.iter().enumerate() {
        let next = letters.get(at + 1).copied();
        let Some(consonant) = consonant(*letter, next, at == 0) else { continue };
        if !heard.ends_with(consonant) {
            heard.push(consonant);
        }
    }
    heard
}

/// The sound of a letter before `next`; `None` for a silent letter or a vowel.
fn consonant(letter: char, next: Option<char>, is_first: bool) -> Option<char> {
    match (letter, next) {
        ('a' | 'e' | 'i' | 'o' | 'u' | 'y', _) => is_first.then_some('a'),
        ('h' | 'w', _) => is_first.then_some(letter),
        ('g', Some('h')) => None,
        ('p', Some('h')) => Some('f'),
        ('c', Some('e' | 'i' | 'y')) | ('z', _) => Some('s'),
        ('c' | 'q', _) => Some('k'),
        ('v', _) => Some('f'),
        _ => Some(letter),
    }
}

/// Whether two texts start with the same sound, or with the same letter, since the letter after it may be wrong.
pub(super) fn begin_alike(one: &str, other: &str) -> bool {
    let same_letter = one.chars().next() == other.chars().next();
    same_letter || sound(one).chars().next() == sound(other).chars().next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_sound_alike_have_the_same_sound() {
        for (one, other) in [
            ("signa", "cigna"),
            ("medicair", "medicare"),
            ("kiser", "kaiser"),
            ("unighted", "united"),
            ("etna", "aetna"),
            ("phidelis", "fidelis"),
        ] {
            assert_eq!(sound(one), sound(other), "{one}");
        }
        assert_ne!(sound("medicaid"), sound("medicare"));
        assert!(begin_alike("cigna", "sigma"));
        assert!(begin_alike("cqntene", "centene"));
        assert!(!begin_alike("cigna", "aetna"));
        assert_eq!(sound(""), "");
    }
}
