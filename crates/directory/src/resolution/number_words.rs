//! Numbers written as words: "One Hundred" is 100, and "Twenty First" is 21st.

const SMALL: &[&str] = &[
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];

const SMALL_ORDINALS: &[&str] = &[
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
];

const TENS: &[&str] = &["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

const TENS_ORDINALS: &[&str] =
    &["twentieth", "thirtieth", "fortieth", "fiftieth", "sixtieth", "seventieth", "eightieth", "ninetieth"];

/// A number, whether it is an ordinal, and how many words it takes.
type Read = (u32, bool, usize);

/// Replaces numbers that are written as words with digits. "One Twenty Five" is 125. Ordinals end in "th", even "21th",
/// because the ending is dropped later.
pub(super) fn with_digits(words: Vec<String>) -> Vec<String> {
    let mut out = Vec::with_capacity(words.len());
    let mut at = 0;
    while at < words.len() {
        let mut digits = String::new();
        let mut is_ordinal = false;
        while let Some((number, ordinal, len)) = number(&words[at..]).filter(|_| !is_ordinal) {
            digits += &number.to_string();
            is_ordinal = ordinal;
            at += len;
        }
        if digits.is_empty() {
            out.push(words[at].clone());
            at += 1;
        } else {
            out.push(if is_ordinal { digits + "th" } else { digits });
        }
    }
    out
}

/// The number that the words begin with, up to 9,999.
fn number(words: &[String]) -> Option<Read> {
    let (first, is_ordinal, len) = below_hundred(words)?;
    let scale = match words.get(len).map(String::as_str) {
        Some("hundred") if !is_ordinal => 100,
        Some("thousand") if !is_ordinal && first < 10 => 1000,
        _ => return Some((first, is_ordinal, len)),
    };
    let and = usize::from(words.get(len + 1).is_some_and(|word| word == "and"));
    Some(match words.get(len + 1 + and..).and_then(below_hundred) {
        Some((rest, is_ordinal, more)) => (first * scale + rest, is_ordinal, len + 1 + and + more),
        None => (first * scale, false, len + 1),
    })
}

fn below_hundred(words: &[String]) -> Option<Read> {
    let place = |table: &[&str], at: usize| -> Option<u32> {
        let word = words.get(at)?;
        table.iter().position(|known| known == word).map(|position| position as u32)
    };
    if let Some(small) = place(SMALL, 0) {
        return Some((small + 1, false, 1));
    }
    if let Some(small) = place(SMALL_ORDINALS, 0) {
        return Some((small + 1, true, 1));
    }
    if let Some(tens) = place(TENS_ORDINALS, 0) {
        return Some((10 * (tens + 2), true, 1));
    }
    let tens = 10 * (place(TENS, 0)? + 2);
    let one = |table: &[&str]| place(table, 1).filter(|one| *one < 9).map(|one| one + 1);
    Some(match (one(SMALL), one(SMALL_ORDINALS)) {
        (Some(one), _) => (tens + one, false, 2),
        (_, Some(one)) => (tens + one, true, 2),
        _ => (tens, false, 1),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_words_become_digits() {
        for (text, expected) in [
            ("one hundred main street", "100 main street"),
            ("one hundred and five oak", "105 oak"),
            ("two thousand park", "2000 park"),
            ("eleven hundred twelve park", "1112 park"),
            ("one twenty five elm", "125 elm"),
            ("12 twenty first street", "12 21th street"),
            ("fiftieth street and second", "50th street and 2th"),
            ("fifteen mile road", "15 mile road"),
            ("hundred oaks and main", "hundred oaks and main"),
        ] {
            let words = text.split(' ').map(str::to_owned).collect();
            assert_eq!(with_digits(words).join(" "), expected);
        }
    }
}
