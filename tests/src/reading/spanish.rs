//! Counts the syllables of Spanish words, which follow from the spelling: see *Ortografía de la lengua española*
//! (Real Academia Española, 2010) on diphthongs and hiatus.

/// The number of syllables of a lowercase word; at least one.
///
/// A syllable has at most one strong vowel (`a`, `e`, `o`, or an accented `i` or `u`), and weak vowels join the vowel
/// beside them. An `h` between vowels does not separate them. `y` is a vowel unless one follows it, and the `u` of
/// `que`, `qui`, `gue` and `gui` is silent.
pub(crate) fn syllables(word: &str) -> usize {
    let letters: Vec<char> = word.chars().collect();
    let mut count = 0;
    // Whether the syllable that the next vowel can join has its strong vowel; `None` if it begins a new one.
    let mut open: Option<bool> = None;
    for (at, &letter) in letters.iter().enumerate() {
        let next = letters.get(at + 1).copied();
        match vowel(letter, at.checked_sub(1).map(|before| letters[before]), next) {
            Some(strong) => {
                let joins = open.is_some_and(|has_strong| !(has_strong && strong));
                count += usize::from(!joins);
                open = Some(strong || (joins && open == Some(true)));
            }
            None if letter == 'h' || is_silent(letter, letters.get(at.wrapping_sub(1)).copied(), next) => {}
            None => open = None,
        }
    }
    count.max(1)
}

/// Whether the vowel is strong; `None` if the letter is not a vowel here.
fn vowel(letter: char, before: Option<char>, next: Option<char>) -> Option<bool> {
    match letter {
        'a' | 'e' | 'o' | 'á' | 'é' | 'ó' | 'í' | 'ú' => Some(true),
        'u' if is_silent(letter, before, next) => None,
        'i' | 'u' | 'ü' => Some(false),
        'y' if !next.is_some_and(is_vowel_letter) => Some(false),
        _ => None,
    }
}

fn is_silent(letter: char, before: Option<char>, next: Option<char>) -> bool {
    letter == 'u' && matches!(before, Some('q' | 'g')) && matches!(next, Some('e' | 'i' | 'é' | 'í'))
}

fn is_vowel_letter(letter: char) -> bool {
    "aeiouáéíóúü".contains(letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_have_the_syllables_counted_by_hand() {
        for divided in [
            "tra-ta-mien-to",
            "in-ten-si-vo",
            "am-bu-la-to-rio",
            "me-di-ci-na",
            "a-yu-da",
            "guí-a",
            "si-guien-te",
            "que",
            "al-co-hol",
            "psi-quia-tra",
            "dí-as",
            "a-ho-ra",
            "prohi-bir",
            "muy",
            "y",
            "ley",
            "le-yes",
            "len-gua",
            "lin-güís-ti-co",
            "pa-ís",
            "re-a-li-dad",
            "te-o-rí-a",
            "es-cu-char",
            "cons-truir",
            "reu-nión",
            "ca-er",
            "o-í-a",
            "es-tu-dio",
            "cui-da-do",
            "ba-úl",
            "rehu-sar",
            "pro-pio",
            "us-ted",
            "es-ta-dou-ni-den-se",
            "guar-de-rí-a",
            "so-brio",
            "a-cu-pun-tu-ra",
            "vi-ve",
        ] {
            let expected = divided.split('-').count();
            assert_eq!(syllables(&divided.replace('-', "")), expected, "{divided}");
        }
    }
}
