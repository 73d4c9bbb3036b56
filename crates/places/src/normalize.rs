//! Normalizes names: case, spaces, punctuation, diacritics and common abbreviations do not matter.

use directory::text::{ComparedText, fold};

/// Abbreviations of directions, which count only as the first word: "N Little Rock".
const FIRST_WORDS: &[(&str, &str)] =
    &[("n", "north"), ("no", "north"), ("s", "south"), ("so", "south"), ("e", "east"), ("w", "west")];

/// Abbreviations that count anywhere. They must be the same as `WORDS` in scripts/derive_places.py, which makes the same
/// keys.
const WORDS: &[(&str, &str)] = &[
    ("st", "saint"),
    ("ste", "sainte"),
    ("ft", "fort"),
    ("mt", "mount"),
    ("mtn", "mountain"),
    ("pt", "point"),
    ("hts", "heights"),
    ("spg", "spring"),
    ("spgs", "springs"),
    ("bch", "beach"),
    ("jct", "junction"),
    ("ctr", "center"),
    ("centre", "center"),
    ("twp", "township"),
    ("vlg", "village"),
    ("lk", "lake"),
    ("pk", "park"),
    ("isl", "island"),
    ("fls", "falls"),
    ("hls", "hills"),
    ("hl", "hill"),
    ("cy", "city"),
    ("vly", "valley"),
    ("hbr", "harbor"),
    ("crk", "creek"),
    ("grv", "grove"),
];

/// The words of a text: lower-case ASCII letters and digits, without apostrophes and diacritics.
pub fn words(text: &str) -> Vec<String> {
    fold(text, ComparedText::Typed).split_ascii_whitespace().map(str::to_owned).collect()
}

/// The key under which a name is looked up: its words with abbreviations written out and without spaces, so that
/// "Mc Grath" is "McGrath" and "De Soto" is "DeSoto".
pub(crate) fn key(name: &str) -> String {
    join(fold(name, ComparedText::Typed).split_ascii_whitespace())
}

/// The key of a name that is already split into words.
pub(crate) fn key_of(words: &[String]) -> String {
    join(words.iter().map(String::as_str))
}

fn join<'a>(words: impl Iterator<Item = &'a str>) -> String {
    let mut words = words.peekable();
    let mut key = String::with_capacity(24);
    let mut first = true;
    while let Some(word) = words.next() {
        let more = words.peek().is_some();
        key.push_str(if first && more {
            lookup(FIRST_WORDS, word).unwrap_or_else(|| expand(word))
        } else {
            expand(word)
        });
        first = false;
    }
    key
}

/// The full form of a word, if it is a known abbreviation; otherwise the word itself.
pub(crate) fn expand(word: &str) -> &str {
    lookup(WORDS, word).unwrap_or(word)
}

/// The full form of a first word, which may also abbreviate a direction.
pub(crate) fn expand_first(word: &str) -> &str {
    lookup(FIRST_WORDS, word).unwrap_or_else(|| expand(word))
}

fn lookup(table: &'static [(&str, &str)], word: &str) -> Option<&'static str> {
    if word.len() > 6 {
        return None;
    }
    table.iter().find(|(short, _)| *short == word).map(|(_, long)| *long)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_town_in_many_spellings_has_one_key() {
        let spellings = [
            ["Saint Louis", "St. Louis", "ST LOUIS", " st.louis "],
            ["Mayagüez", "Mayaguez", "MAYAGU\u{308}EZ", "mayaguez"],
            ["McGrath", "Mc Grath", "mcgrath", "MC-GRATH"],
            ["Coeur d'Alene", "Coeur D Alene", "Coeur d’Alene", "coeurdalene"],
            ["North Little Rock", "N. Little Rock", "No Little Rock", "n little rock"],
            ["Hale‘iwa", "Haleiwa", "Haleʻiwa", "HALE'IWA"],
            ["Fort Mount Heights", "Ft. Mt. Hts.", "ft mt hts", "FT MOUNT HTS"],
        ];
        for [first, others @ ..] in spellings {
            for other in others {
                assert_eq!(key(first), key(other), "{first} {other}");
                assert_eq!(key(first), key_of(&words(other)), "{first} {other}");
            }
        }
    }

    #[test]
    fn a_direction_alone_is_not_expanded() {
        assert_eq!(key("E"), "e");
        assert_eq!(key("Avenue E"), "avenuee");
    }
}
