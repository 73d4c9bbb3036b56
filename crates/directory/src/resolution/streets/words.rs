//! The words of street addresses: kinds of streets, directions, numbers and numbered roads.

use crate::resolution::words::written_out;

/// The kinds of streets, by USPS Publication 28 appendix C1.
pub(super) const SUFFIXES: &[(&str, &str)] = &[
    ("aly", "alley"),
    ("alley", "alley"),
    ("ave", "avenue"),
    ("av", "avenue"),
    ("avenue", "avenue"),
    ("blvd", "boulevard"),
    ("boulevard", "boulevard"),
    ("byp", "bypass"),
    ("bypass", "bypass"),
    ("cir", "circle"),
    ("circle", "circle"),
    ("court", "court"),
    ("ct", "court"),
    ("crossing", "crossing"),
    ("xing", "crossing"),
    ("drive", "drive"),
    ("dr", "drive"),
    ("expressway", "expressway"),
    ("expy", "expressway"),
    ("freeway", "freeway"),
    ("fwy", "freeway"),
    ("highway", "highway"),
    ("hwy", "highway"),
    ("lane", "lane"),
    ("ln", "lane"),
    ("loop", "loop"),
    ("mall", "mall"),
    ("parkway", "parkway"),
    ("pkwy", "parkway"),
    ("pky", "parkway"),
    ("pike", "pike"),
    ("pk", "pike"),
    ("place", "place"),
    ("pl", "place"),
    ("plaza", "plaza"),
    ("plz", "plaza"),
    ("road", "road"),
    ("rd", "road"),
    ("square", "square"),
    ("sq", "square"),
    ("street", "street"),
    ("str", "street"),
    ("st", "street"),
    ("terrace", "terrace"),
    ("ter", "terrace"),
    ("terr", "terrace"),
    ("trail", "trail"),
    ("trl", "trail"),
    ("turnpike", "turnpike"),
    ("tpke", "turnpike"),
    ("tpk", "turnpike"),
    ("way", "way"),
    ("wy", "way"),
];

pub(super) const DIRECTIONS: &[(&str, &str)] = &[
    ("n", "n"),
    ("north", "n"),
    ("s", "s"),
    ("south", "s"),
    ("e", "e"),
    ("east", "e"),
    ("w", "w"),
    ("west", "w"),
    ("ne", "ne"),
    ("northeast", "ne"),
    ("nw", "nw"),
    ("northwest", "nw"),
    ("se", "se"),
    ("southeast", "se"),
    ("sw", "sw"),
    ("southwest", "sw"),
];

/// Numbers written as words, both as house numbers and in names ("Fifteen Mile Road").
pub(super) const NUMBERS: &[(&str, &str)] = &[
    ("one", "1"),
    ("two", "2"),
    ("three", "3"),
    ("four", "4"),
    ("five", "5"),
    ("six", "6"),
    ("seven", "7"),
    ("eight", "8"),
    ("nine", "9"),
    ("ten", "10"),
    ("eleven", "11"),
    ("twelve", "12"),
    ("thirteen", "13"),
    ("fourteen", "14"),
    ("fifteen", "15"),
    ("sixteen", "16"),
    ("twenty", "20"),
];

/// Other abbreviations in names of streets.
pub(super) const NAME_WORDS: &[(&str, &str)] = &[
    ("ft", "fort"),
    ("hts", "heights"),
    ("jct", "junction"),
    ("mt", "mount"),
    ("mtn", "mountain"),
    ("saint", "st"),
    ("sainte", "ste"),
    ("spgs", "springs"),
    ("first", "1st"),
    ("second", "2nd"),
    ("third", "3rd"),
    ("fourth", "4th"),
    ("fifth", "5th"),
    ("sixth", "6th"),
    ("seventh", "7th"),
    ("eighth", "8th"),
    ("ninth", "9th"),
    ("tenth", "10th"),
    ("eleventh", "11th"),
    ("twelfth", "12th"),
    ("ctr", "center"),
];

/// The full form of `word` in `table`.
pub(super) fn find(word: &str, table: &[(&str, &'static str)]) -> Option<&'static str> {
    table.iter().find(|(short, _)| *short == word).map(|(_, long)| *long)
}

/// Whether a word starts with a digit.
pub(super) fn is_number(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit())
}

/// Normalizes a word within a street's name: "104th" becomes "104", and "Ct" becomes "court". "Street" becomes "st",
/// because "St. Germain Street" is sometimes written as "Street Germain Street".
pub(super) fn name_word(word: &str) -> String {
    let digits = word.trim_end_matches(['s', 't', 'n', 'd', 'r', 'h']);
    if !digits.is_empty() && digits.len() + 2 >= word.len() && digits.chars().all(|c| c.is_ascii_digit()) {
        return digits.to_owned();
    }
    match word {
        "street" | "st" => "st".to_owned(),
        // Within a name, "Dr" is usually a doctor, and "Pk" is a park.
        "dr" | "pk" => word.to_owned(),
        word => written_out(word, SUFFIXES).to_owned(),
    }
}

/// Normalizes numbered roads: "U S Hwy 31", "US 31", "State Route 31" and "Highway 31" become "highway 31". County roads,
/// interstates and farm-to-market roads are treated likewise.
pub(super) fn numbered_road(words: Vec<String>) -> Vec<String> {
    let words = with_mlk(words);
    let text = |at: usize| words.get(at).map_or("", String::as_str);
    let mut out: Vec<String> = Vec::with_capacity(words.len());
    let mut at = 0;
    while at < words.len() {
        let (kind, len) = match (text(at), text(at + 1), text(at + 2), text(at + 3)) {
            ("farm", "to", "market", "road") => ("fm", 4),
            ("farm", "to", "market", _) => ("fm", 3),
            ("fm", "road", ..) => ("fm", 2),
            ("fm", ..) => ("fm", 1),
            ("county" | "co", "road" | "rd" | "highway" | "hwy" | "route" | "rte", ..) => ("county", 2),
            ("cr", ..) => ("county", 1),
            ("interstate", "highway" | "hwy", ..) => ("interstate", 2),
            ("interstate" | "ih", ..) => ("interstate", 1),
            ("u", "s", "highway" | "hwy" | "route" | "rte", _) => ("highway", 3),
            ("u", "s", ..) => ("highway", 2),
            ("us" | "state" | "old", "highway" | "hwy" | "route" | "rte" | "rt" | "road" | "rd", ..) => {
                ("highway", 2)
            }
            (state, "highway" | "hwy" | "route" | "rte" | "rt", ..) if is_state(state) => ("highway", 2),
            ("us" | "sr" | "highway" | "hwy" | "route" | "rte" | "rt", ..) => ("highway", 1),
            _ => ("", 0),
        };
        if len > 0 && is_number(text(at + len)) {
            out.push(kind.to_owned());
            at += len;
        } else {
            out.push(words[at].clone());
            at += 1;
        }
    }
    out
}

fn is_state(word: &str) -> bool {
    crate::state::State::from_code(&word.to_uppercase()).is_some()
}

/// Replaces the spellings of Martin Luther King's name with "mlk".
fn with_mlk(mut words: Vec<String>) -> Vec<String> {
    let is_king = |at: usize, words: &[String]| {
        words[at..].iter().map(String::as_str).take(3).eq(["martin", "luther", "king"])
    };
    if let Some(at) = (0..words.len()).find(|at| is_king(*at, &words)) {
        words.splice(at..at + 3, ["mlk".to_owned()]);
    }
    if let Some(at) = words.iter().position(|word| word == "mlk") {
        if words.get(at + 1).is_some_and(|word| word == "jr") {
            words.remove(at + 1);
        }
        if at > 0 && ["dr", "doctor", "rev", "reverend"].contains(&words[at - 1].as_str()) {
            words.remove(at - 1);
        }
    }
    words
}
