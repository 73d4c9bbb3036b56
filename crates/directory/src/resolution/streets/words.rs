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
    ("cove", "cove"),
    ("cv", "cove"),
    ("crescent", "crescent"),
    ("cres", "crescent"),
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
    ("trace", "trace"),
    ("trce", "trace"),
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

/// Other abbreviations in names of streets.
pub(super) const NAME_WORDS: &[(&str, &str)] = &[
    ("adm", "admiral"),
    ("capt", "captain"),
    ("chas", "charles"),
    ("cmdr", "commander"),
    ("col", "colonel"),
    ("cpl", "corporal"),
    ("crk", "creek"),
    ("ctr", "center"),
    ("doctor", "dr"),
    ("ft", "fort"),
    ("gdns", "gardens"),
    ("gen", "general"),
    ("geo", "george"),
    ("gov", "governor"),
    ("hbr", "harbor"),
    ("hls", "hills"),
    ("holw", "hollow"),
    ("hts", "heights"),
    ("jct", "junction"),
    ("jas", "james"),
    ("jos", "joseph"),
    ("junior", "jr"),
    ("lndg", "landing"),
    ("lt", "lieutenant"),
    ("maj", "major"),
    ("mdw", "meadow"),
    ("mdws", "meadows"),
    ("mnr", "manor"),
    ("msgr", "monsignor"),
    ("mt", "mount"),
    ("mtn", "mountain"),
    ("pres", "president"),
    ("prof", "professor"),
    ("pt", "point"),
    ("pvt", "private"),
    ("rdg", "ridge"),
    ("rev", "reverend"),
    ("riv", "river"),
    ("robt", "robert"),
    ("saint", "st"),
    ("sainte", "ste"),
    ("sargento", "sergeant"),
    ("sen", "senator"),
    ("sgt", "sergeant"),
    ("sgto", "sergeant"),
    ("shr", "shore"),
    ("spg", "spring"),
    ("spgs", "springs"),
    ("sta", "station"),
    ("thos", "thomas"),
    ("vlg", "village"),
    ("vly", "valley"),
    ("vw", "view"),
    ("wm", "william"),
];

/// The kinds of streets that come before the name in Spanish.
const LEADING_KINDS: &[(&str, &str)] =
    &[("avenida", "avenue"), ("avda", "avenue"), ("bulevar", "boulevard"), ("calle", "street")];

/// The kind of a street whose name follows it: "Calle Luna", "Avenida Ponce de León", "Avenue of the Americas".
pub(super) fn leading_kind(name: &[String]) -> Option<&'static str> {
    let first = name.first().filter(|_| name.len() > 1)?;
    let is_avenue = name.len() > 2 && find(first, SUFFIXES) == Some("avenue");
    find(first, LEADING_KINDS).or(is_avenue.then_some("avenue"))
}

/// People for whom many streets are named, with the ways to write their names.
const PEOPLE: &[(&str, &[&str])] = &[
    (
        "mlk",
        &[
            "martin luther king",
            "martin l king",
            "m luther king",
            "m l king",
            "ml king",
            "m l k",
            "mlking",
            "mlk",
        ],
    ),
    (
        "jfk",
        &["john fitzgerald kennedy", "john f kennedy", "john kennedy", "j f kennedy", "jf kennedy", "j f k"],
    ),
    (
        "fdr",
        &[
            "franklin delano roosevelt",
            "franklin d roosevelt",
            "franklin roosevelt",
            "f d roosevelt",
            "f d r",
        ],
    ),
];

/// Words that may surround a person's name.
const BEFORE_PERSON: &[&str] = &["dr", "doctor", "rev", "reverend", "pres", "president"];
const AFTER_PERSON: &[&str] = &["jr", "junior"];

/// Replaces the spellings of a person's name by one: "Dr. M. L. King Jr." becomes "mlk".
pub(super) fn with_people(mut words: Vec<String>) -> Vec<String> {
    for (short, spellings) in PEOPLE {
        let found = spellings.iter().find_map(|spelling| {
            let len = spelling.split(' ').count();
            let at = words.windows(len).position(|window| window.iter().eq(spelling.split(' ')))?;
            Some((at, len))
        });
        let Some((mut at, len)) = found else { continue };
        words.splice(at..at + len, [(*short).to_owned()]);
        while words.get(at + 1).is_some_and(|word| AFTER_PERSON.contains(&word.as_str())) {
            words.remove(at + 1);
        }
        while at > 0 && BEFORE_PERSON.contains(&words[at - 1].as_str()) {
            at -= 1;
            words.remove(at);
        }
    }
    words
}

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
    let words: Vec<String> = words.iter().flat_map(|word| split_road(word)).collect();
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
            ("interstate" | "ih" | "i", ..) => ("interstate", 1),
            ("u", "s", "highway" | "hwy" | "route" | "rte", _) => ("highway", 3),
            ("u", "s", ..) => ("highway", 2),
            (
                "us" | "state" | "st" | "street" | "old",
                "highway" | "hwy" | "route" | "rte" | "rt" | "road" | "rd",
                ..,
            ) => ("highway", 2),
            (state, "highway" | "hwy" | "route" | "rte" | "rt", ..) if is_state(state) => ("highway", 2),
            ("us" | "sr" | "sh" | "m" | "k" | "pr" | "carr" | "carretera" | "caretera" | "ruta", ..)
            | ("highway" | "hwy" | "route" | "rte" | "rt", ..) => ("highway", 1),
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

/// Drops "No." between a road and its number: "Carretera No. 2".
pub(super) fn without_number_signs(mut words: Vec<String>) -> Vec<String> {
    let is_road = |word: &str| ["carretera", "carr", "highway", "hwy", "route", "rte", "rt"].contains(&word);
    let is_sign = |word: &str| ["no", "num", "numero", "number"].contains(&word);
    let sign =
        words.windows(3).position(|three| is_road(&three[0]) && is_sign(&three[1]) && is_number(&three[2]));
    sign.map(|at| words.remove(at + 1));
    words
}

/// Joins a number of a grid that is written in words: "West 180 North 8085" is "w180n8085".
pub(super) fn with_grid(mut words: Vec<String>) -> Vec<String> {
    let is_digits = |word: &String| word.chars().all(|c| c.is_ascii_digit());
    let grid: Vec<&str> = words
        .chunks_exact(2)
        .map_while(|pair| {
            find(&pair[0], DIRECTIONS).filter(|direction| direction.len() == 1 && is_digits(&pair[1]))
        })
        .collect();
    if let [first, second, ..] = grid[..] {
        let joined = [first, &words[1], second, &words[3]].concat();
        words.splice(..4, [joined]);
    }
    words
}

/// Splits "M60" and "US31" into two words.
fn split_road(word: &str) -> Vec<String> {
    const KINDS: &[&str] = &["us", "sr", "sh", "m", "k", "i", "ih", "fm", "cr", "pr", "hwy", "rt", "rte"];
    let kind = word.trim_end_matches(|c: char| c.is_ascii_digit());
    if kind.len() < word.len() && KINDS.contains(&kind) {
        return vec![kind.to_owned(), word[kind.len()..].to_owned()];
    }
    vec![word.to_owned()]
}

fn is_state(word: &str) -> bool {
    crate::state::State::from_code(&word.to_uppercase()).is_some()
}
