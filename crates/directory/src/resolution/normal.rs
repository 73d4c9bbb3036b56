//! Names and streets in a form that different spellings share.

/// A street without its unit, and the unit.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Street {
    /// Number and street.
    pub street: String,
    /// Suite, floor or room.
    pub unit: Option<String>,
}

/// Number and street in a form that different spellings share; to tell different streets apart.
pub fn street_key(street1: &str) -> String {
    street(street1, None).street
}

/// Abbreviations of streets, by USPS Publication 28 appendices C1 and C2, and directions.
const STREET_WORDS: &[(&str, &str)] = &[
    ("aly", "alley"),
    ("ave", "avenue"),
    ("av", "avenue"),
    ("blvd", "boulevard"),
    ("bldg", "building"),
    ("cir", "circle"),
    ("ct", "court"),
    ("ctr", "center"),
    ("dr", "drive"),
    ("expy", "expressway"),
    ("fl", "floor"),
    ("ft", "fort"),
    ("fwy", "freeway"),
    ("hts", "heights"),
    ("hwy", "highway"),
    ("jct", "junction"),
    ("ln", "lane"),
    ("mt", "mount"),
    ("pk", "pike"),
    ("pkwy", "parkway"),
    ("pky", "parkway"),
    ("pl", "place"),
    ("plz", "plaza"),
    ("rd", "road"),
    ("rm", "room"),
    ("rt", "route"),
    ("rte", "route"),
    ("sq", "square"),
    ("ste", "suite"),
    ("ter", "terrace"),
    ("terr", "terrace"),
    ("tpke", "turnpike"),
    ("tpk", "turnpike"),
    ("trl", "trail"),
    ("n", "north"),
    ("s", "south"),
    ("e", "east"),
    ("w", "west"),
    ("ne", "northeast"),
    ("nw", "northwest"),
    ("se", "southeast"),
    ("sw", "southwest"),
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
];

/// Words that begin a unit.
const UNIT_WORDS: &[&str] =
    &["suite", "unit", "apartment", "apt", "room", "floor", "building", "number", "suites"];

/// Words of names: abbreviations written out; an empty one is dropped.
const NAME_WORDS: &[(&str, &str)] = &[
    ("and", ""),
    ("the", ""),
    ("of", ""),
    ("inc", ""),
    ("incorporated", ""),
    ("llc", ""),
    ("pllc", ""),
    ("lllp", ""),
    ("llp", ""),
    ("ltd", ""),
    ("pc", ""),
    ("pa", ""),
    ("corp", ""),
    ("corporation", ""),
    ("co", ""),
    ("company", ""),
    ("assoc", "associates"),
    ("assocs", "associates"),
    ("behav", "behavioral"),
    ("bhvl", "behavioral"),
    ("behavioural", "behavioral"),
    ("cntr", "center"),
    ("ctr", "center"),
    ("ctrs", "center"),
    ("centers", "center"),
    ("centre", "center"),
    ("commun", "community"),
    ("comm", "community"),
    ("cmty", "community"),
    ("cnty", "county"),
    ("couns", "counseling"),
    ("counselling", "counseling"),
    ("dept", "department"),
    ("hlth", "health"),
    ("hosp", "hospital"),
    ("intl", "international"),
    ("med", "medical"),
    ("mntl", "mental"),
    ("mt", "mount"),
    ("natl", "national"),
    ("outpt", "outpatient"),
    ("prog", "program"),
    ("programs", "program"),
    ("recov", "recovery"),
    ("rehab", "rehabilitation"),
    ("saint", "st"),
    ("serv", "services"),
    ("servs", "services"),
    ("service", "services"),
    ("srvs", "services"),
    ("svc", "services"),
    ("svcs", "services"),
    ("trt", "treatment"),
    ("trtmt", "treatment"),
    ("tx", "treatment"),
    ("univ", "university"),
];

/// Small letters and digits, one space between words.
fn words(text: &str) -> Vec<String> {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().flat_map(char::to_lowercase) {
        match c {
            '\'' | '\u{2019}' | '.' => {}
            '#' => out.push_str(" number "),
            c if c.is_alphanumeric() => out.push(c),
            _ => out.push(' '),
        }
    }
    out.split_whitespace().map(str::to_owned).collect()
}

fn written_out<'a>(word: &'a str, table: &'a [(&str, &str)]) -> &'a str {
    table.iter().find(|(short, _)| *short == word).map_or(word, |(_, long)| long)
}

/// A name without legal forms and with abbreviations written out.
pub(super) fn name(text: &str) -> String {
    let words = words(text);
    let written: Vec<&str> =
        words.iter().map(|word| written_out(word, NAME_WORDS)).filter(|w| !w.is_empty()).collect();
    // A name of nothing but dropped words ("The Company") stays as it is.
    if written.is_empty() { words.join(" ") } else { written.join(" ") }
}

/// A street and its unit, from both lines of an address.
pub(super) fn street(street1: &str, street2: Option<&str>) -> Street {
    let mut street = Vec::new();
    let mut unit = Vec::new();
    for word in words(street1) {
        let word = written_out(&word, STREET_WORDS);
        // A unit begins behind the street, never at its start ("Building 5 Main Street").
        let begins_unit = UNIT_WORDS.contains(&word) && street.len() > 1;
        if begins_unit || !unit.is_empty() {
            unit.push(word.to_owned());
        } else {
            street.push(word.to_owned());
        }
    }
    unit.extend(
        street2.map(words).unwrap_or_default().iter().map(|word| written_out(word, STREET_WORDS).to_owned()),
    );
    unit.retain(|word| !UNIT_WORDS.contains(&word.as_str()));
    let written = join_highway(&street);
    Street { street: written, unit: (!unit.is_empty()).then(|| unit.join(" ")) }
}

/// "U S Highway 31", "US Hwy 31" and "Highway 31" are one street; a street's saint is "st".
fn join_highway(words: &[String]) -> String {
    let mut out: Vec<&str> = Vec::with_capacity(words.len());
    for (at, word) in words.iter().enumerate() {
        let next = words.get(at + 1).map(String::as_str);
        let skip = match word.as_str() {
            "u" => next == Some("south") || next == Some("s"),
            "us" | "state" => next == Some("highway") || next == Some("route"),
            "south" => at > 0 && words[at - 1] == "u",
            _ => false,
        };
        if !skip {
            out.push(match word.as_str() {
                "saint" | "street" => "st",
                word => word,
            });
        }
    }
    out.join(" ")
}
