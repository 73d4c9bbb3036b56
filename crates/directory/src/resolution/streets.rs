//! Streets in a form that different spellings share.

use super::units::{Unit, begins_unit};
use super::words::{words, written_out};

/// Number and street in a form that different spellings share; to tell different streets apart.
pub fn street_key(street1: &str) -> String {
    Street::parse(street1, None).0.key()
}

/// The first line of an address, taken apart.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Street {
    /// House numbers: mostly one, both ends of a range, none for a landmark.
    pub numbers: Vec<String>,
    /// The street's name without kind and direction.
    pub name: Vec<String>,
    /// Avenue, road, drive.
    pub suffix: Option<String>,
    /// North, southwest; sorted.
    directions: Vec<String>,
    /// The number of a post-office box.
    pub po_box: Option<String>,
}

/// How two streets compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum StreetAgreement {
    /// Number and street are the same.
    Same,
    /// The number is the same, and the street is alike: a typo, another suffix, a word left out.
    Alike,
    /// The street is the same, and the numbers differ by what a slip of a finger makes.
    NumberTypo,
    /// They are different places.
    Different,
    /// Both say something, but of different kinds: a landmark and a number, say.
    Incomparable,
    /// At least one says nothing, or only a post-office box.
    Unknown,
}

/// Names of streets this alike (Jaro-Winkler) are one respelt.
const ALIKE_NAME: f64 = 0.9;

/// From this length on, streets with two letters changed are one respelt.
const LONG_NAME: usize = 6;

/// The kinds of streets, by USPS Publication 28 appendix C1.
const SUFFIXES: &[(&str, &str)] = &[
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

const DIRECTIONS: &[(&str, &str)] = &[
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

/// Numbers that are written as words, of houses and in names ("Fifteen Mile Road").
const NUMBERS: &[(&str, &str)] = &[
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

/// Other words of streets, written out.
const NAME_WORDS: &[(&str, &str)] = &[
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

fn find(word: &str, table: &[(&str, &'static str)]) -> Option<&'static str> {
    table.iter().find(|(short, _)| *short == word).map(|(_, long)| *long)
}

fn is_number(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit())
}

impl Street {
    /// Reads both lines of an address.
    pub(super) fn parse(street1: &str, street2: Option<&str>) -> (Street, Unit) {
        let mut street = Street::default();
        let mut unit = Unit::default();
        // What stands behind a comma is a building or the like: "1001 11th Street, Access Center".
        let (line, behind) = street1.split_once(',').unwrap_or((street1, ""));
        let (line, behind) = if line.trim().is_empty() { (behind, "") } else { (line, behind) };
        let mut words: Vec<String> =
            words(line).iter().map(|word| written_out(word, NUMBERS).to_owned()).collect();
        street.take_po_box(&mut words);
        street.take_numbers(line, &mut words, &mut unit);
        if let Some(at) = (1..words.len()).find(|at| begins_unit(&words[*at]) && words.len() > at + 1) {
            unit.read(&words.split_off(at).join(" "));
        }
        // "462 1st Avenue and 27th Street" is on 1st Avenue.
        if let Some(at) = words.iter().position(|word| word == "and")
            && !street.numbers.is_empty()
            && at > 0
            && find(&words[at - 1], SUFFIXES).is_some()
        {
            words.truncate(at);
        }
        if let Some(at) = tail(&words) {
            unit.read(&words.split_off(at).join(" "));
        }
        street.take_name(words);
        unit.read(behind);
        if let Some(street2) = street2 {
            let mut words = self::words(street2);
            if !street.take_po_box(&mut words) {
                unit.read(street2);
            }
        }
        (street, unit)
    }

    /// Takes "P.O. Box 27" out; whether there was one.
    fn take_po_box(&mut self, words: &mut Vec<String>) -> bool {
        let Some(at) = words.iter().position(|word| word == "box" || word == "pobox") else { return false };
        let Some(number) = words.get(at + 1).filter(|number| number.len() <= 8).cloned() else {
            return false;
        };
        let is_prefix =
            |word: &String| ["p", "o", "po", "post", "office", "rr", "drawer"].contains(&word.as_str());
        let from = words[..at].iter().rposition(|word| !is_prefix(word)).map_or(0, |before| before + 1);
        words.drain(from..at + 2);
        self.po_box = Some(number);
        true
    }

    /// Takes the number of the house from the front.
    fn take_numbers(&mut self, line: &str, words: &mut Vec<String>, unit: &mut Unit) {
        let is_grid = |word: &String| {
            word.len() > 1 && word.starts_with(['n', 's', 'e', 'w', 'u']) && is_number(&word[1..])
        };
        let grid = words.iter().take_while(|word| is_grid(word)).count();
        if grid > 0 {
            self.numbers = vec![words.drain(..grid).collect::<Vec<_>>().concat()];
            return;
        }
        let leading = words.iter().position(|word| is_number(word)).filter(|at| words.len() > at + 1);
        let Some(at) =
            leading.filter(|at| words[..*at].iter().all(|w| begins_unit(w) || find(w, DIRECTIONS).is_some()))
        else {
            return;
        };
        let before: Vec<String> = words.drain(..at).filter(|word| !begins_unit(word)).collect();
        let first = words.remove(0);
        let digits: String = first.chars().take_while(char::is_ascii_digit).collect();
        if digits.len() < first.len() && ordinal_end(&first[digits.len()..]) {
            // "42nd Street and Broadway" has no number.
            words.insert(0, first);
        } else {
            if digits.len() < first.len() {
                unit.add_room(&first[digits.len()..]);
            }
            self.numbers.push(digits);
            self.take_rest_of_number(line, words, unit);
        }
        words.splice(0..0, before);
    }

    /// A second end of a range, a fraction or a letter behind the number.
    fn take_rest_of_number(&mut self, line: &str, words: &mut Vec<String>, unit: &mut Unit) {
        let hyphen = line.trim_start().chars().find(|c| !c.is_alphanumeric()) == Some('-');
        if words.len() > 1 && hyphen && is_number(&words[0]) {
            self.numbers.push(words.remove(0));
        } else if words.len() > 2 && words[0] == "and" && is_number(&words[1]) {
            self.numbers.push(words.remove(1));
            words.remove(0);
        }
        let is_half = words.len() > 2 && words[0] == "1" && words[1] == "2";
        if is_half {
            words.drain(..2);
            unit.add_room("half");
        }
        let is_letter = |word: &str| word.len() == 1 && word.chars().all(char::is_alphabetic);
        let is_unit_letter = words.len() > 1
            && is_letter(&words[0])
            && find(&words[0], DIRECTIONS).is_none()
            && words[1..]
                .iter()
                .any(|word| find(word, SUFFIXES).is_none() && find(word, DIRECTIONS).is_none())
            && find(&words[1], SUFFIXES).is_none()
            && !(words[0] == "u" && words[1] == "s");
        if is_unit_letter {
            unit.add_room(&words.remove(0));
        }
    }

    /// What is left is the street.
    fn take_name(&mut self, words: Vec<String>) {
        let mut name: Vec<String> = Vec::with_capacity(words.len());
        for word in numbered_road(words) {
            match find(&word, DIRECTIONS) {
                Some(direction) => self.directions.push(direction.to_owned()),
                None => name.push(written_out(&word, NAME_WORDS).to_owned()),
            }
        }
        if name.len() > 1
            && let Some(suffix) = name.last().and_then(|last| find(last, SUFFIXES))
        {
            name.pop();
            self.suffix = Some(suffix.to_owned());
        }
        let is_kind = |word: &String| self.suffix.is_none() && find(word, SUFFIXES).is_some();
        let is_bare = name.is_empty() || (name.len() == 1 && is_kind(&name[0]));
        if is_bare {
            // "South Street", "Avenue N": the direction is the name.
            name.append(&mut self.directions);
        }
        name.iter_mut().for_each(|word| *word = name_word(word));
        self.directions.sort();
        self.directions.dedup();
        self.name = name;
    }

    /// In one text.
    pub(super) fn key(&self) -> String {
        let parts = [
            self.numbers.join(" "),
            self.directions.join(" "),
            self.name.join(" "),
            self.suffix.clone().unwrap_or_default(),
            self.po_box.as_ref().map(|number| format!("box {number}")).unwrap_or_default(),
        ];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
    }

    /// Whether it says where to go.
    pub(super) fn is_silent(&self) -> bool {
        self.numbers.is_empty() && self.name.is_empty()
    }

    /// Compares two streets of one area.
    pub(super) fn compare(&self, other: &Street) -> StreetAgreement {
        if self.is_silent() || other.is_silent() {
            return match (&self.po_box, &other.po_box) {
                (Some(mine), Some(theirs)) if mine == theirs => StreetAgreement::Same,
                _ => StreetAgreement::Unknown,
            };
        }
        if self.numbers.is_empty() != other.numbers.is_empty() {
            return if self.is_same_name(other) {
                StreetAgreement::Alike
            } else {
                StreetAgreement::Incomparable
            };
        }
        if self.has_number_of(other) {
            return self.compare_names(other);
        }
        let same_street = self.is_same_name(other)
            && self.directions == other.directions
            && (self.suffix == other.suffix || self.suffix.is_none() || other.suffix.is_none());
        if same_street && is_slip(&self.numbers.concat(), &other.numbers.concat()) {
            StreetAgreement::NumberTypo
        } else {
            StreetAgreement::Different
        }
    }

    /// "276-278" is at "276" as well as at "278", but "91-5007" is not at "91-5335": there it is one number.
    fn has_number_of(&self, other: &Street) -> bool {
        match (self.numbers.as_slice(), other.numbers.as_slice()) {
            ([one], [_, _]) => other.numbers.contains(one) || *one == other.numbers.concat(),
            ([_, _], [one]) => self.numbers.contains(one) || *one == self.numbers.concat(),
            (mine, theirs) => mine == theirs,
        }
    }

    fn compare_names(&self, other: &Street) -> StreetAgreement {
        let among = |a: &[String], b: &[String]| a.iter().all(|direction| b.contains(direction));
        let directions_agree =
            among(&self.directions, &other.directions) || among(&other.directions, &self.directions);
        let same_suffix = self.suffix == other.suffix || self.suffix.is_none() || other.suffix.is_none();
        if !directions_agree {
            // "North West Street" is also written "Northwest Street".
            let (mine, theirs) = (self.directions.concat(), other.directions.concat());
            return if mine == theirs && self.is_same_name(other) {
                StreetAgreement::Alike
            } else {
                StreetAgreement::Different
            };
        }
        if self.is_same_name(other) && same_suffix {
            StreetAgreement::Same
        } else if self.is_same_name(other) || self.is_alike_name(other) {
            StreetAgreement::Alike
        } else {
            StreetAgreement::Different
        }
    }

    fn is_same_name(&self, other: &Street) -> bool {
        self.name == other.name || self.name.concat() == other.name.concat()
    }

    fn is_alike_name(&self, other: &Street) -> bool {
        let numbered = |street: &Street| -> String {
            street.name.iter().filter(|word| is_number(word)).map(String::as_str).collect()
        };
        let (mine, theirs) = (numbered(self), numbered(other));
        if self.name.is_empty() || other.name.is_empty() {
            return false;
        }
        if mine != theirs && !mine.is_empty() && !theirs.is_empty() {
            // A slip in the number of a highway, where a long house number says that it is one.
            let is_long = self.numbers.first().is_some_and(|number| number.len() >= 4);
            return is_long && is_slip(&mine, &theirs) && self.name.first() == other.name.first();
        }
        let among = |a: &Street, b: &Street| {
            a.name.iter().all(|word| b.name.contains(word))
                && a.name.iter().any(|word| word.len() > 2 || is_number(word))
        };
        if among(self, other) || among(other, self) {
            return true;
        }
        let (a, b) = (self.name.concat(), other.name.concat());
        mine == theirs
            && (strsim::jaro_winkler(&a, &b) >= ALIKE_NAME
                || (a.len().min(b.len()) >= LONG_NAME && strsim::osa_distance(&a, &b) <= 2))
    }
}

/// Where something else begins behind the kind of the street: "355 East 4th Street Lower Level".
fn tail(words: &[String]) -> Option<usize> {
    let is_direction = |word: &String| find(word, DIRECTIONS).is_some();
    let kind = words.iter().rposition(|word| find(word, SUFFIXES).is_some())?;
    let has_name = words[..kind].iter().any(|word| !is_direction(word));
    let at = kind + 1 + words[kind + 1..].iter().take_while(|word| is_direction(word)).count();
    // "Highway 31" and "Avenue B" go on.
    words.get(at).filter(|word| has_name && word.len() > 1 && !is_number(word)).map(|_| at)
}

fn ordinal_end(end: &str) -> bool {
    ["st", "nd", "rd", "th"].contains(&end)
}

/// A word within a street's name: "104th" as "104", "Ct" as "court"; a saint that somebody wrote out ("West Street
/// Germain Street") as "st".
fn name_word(word: &str) -> String {
    let digits = word.trim_end_matches(['s', 't', 'n', 'd', 'r', 'h']);
    if !digits.is_empty() && digits.len() + 2 >= word.len() && digits.chars().all(|c| c.is_ascii_digit()) {
        return digits.to_owned();
    }
    match word {
        "street" | "st" => "st".to_owned(),
        // "Dr" is mostly a doctor here, and "Pk" a park.
        "dr" | "pk" => word.to_owned(),
        word => written_out(word, SUFFIXES).to_owned(),
    }
}

/// Whether two numbers differ by one digit too many, too few or another, or by two that changed places.
fn is_slip(a: &str, b: &str) -> bool {
    a.len().max(b.len()) >= 3 && strsim::osa_distance(a, b) == 1
}

/// Numbered roads in one spelling: "U S Hwy 31", "US 31", "State Route 31" and "Highway 31" are "highway 31"; the
/// same for roads of a county, interstates, and roads from farm to market.
fn numbered_road(words: Vec<String>) -> Vec<String> {
    let words = honored(words);
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

/// Martin Luther King in one spelling.
fn honored(mut words: Vec<String>) -> Vec<String> {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn compare(a: &str, b: &str) -> StreetAgreement {
        Street::parse(a, None).0.compare(&Street::parse(b, None).0)
    }

    #[test]
    fn spellings_of_a_street_are_the_same() {
        for (a, b) in [
            ("12 N Main St", "12 North Main Street"),
            ("12 U.S. Highway 31", "12 US Hwy 31"),
            ("12 US 31 South", "12 State Route 31 S"),
            ("4 Saint Mary Rd Suite 204", "4 St Mary Road #204"),
            ("1420 West St Germain Street", "1420 West Street Germain Street"),
            ("1930 East Marlton Pike", "1930 Marlton Pike East"),
            ("305 Pacific Avenue South, Suite C", "305 South Pacific Avenue"),
            ("4403 West MLK Jr Boulevard", "4403 W. Dr. Martin Luther King Blvd"),
            ("6439 B Sycamore Meadows Drive", "6439 Sycamore Meadows Drive"),
            ("200 County Road 3941", "200 CR 3941"),
            ("N16 W24131 Riverwood Drive", "N16W24131 Riverwood Dr"),
            ("Building 4100 Goss Road", "4100 Goss Road"),
            ("P.O. Box 27", "PO Box 27"),
            ("120-124 Oak Street", "124 Oak St"),
            ("159-05 Union Turnpike", "15905 Union Tpke"),
            ("312 South Court Street", "312 Court Street"),
            ("6555 15 Mile Road", "6555 Fifteen Mile Rd"),
            ("462 1st Avenue and 27th Street", "462 First Ave"),
            ("154 and 160 East Bay Street", "160 E Bay St"),
            ("One Hospital Drive", "1 Hospital Dr"),
            ("505 West Court Street", "505 W Ct St"),
            ("7875 SW 104th Street", "7875 SW 104ht St"),
            ("355 E 4th Street Lower Level", "355 East 4th St"),
        ] {
            assert_eq!(compare(a, b), StreetAgreement::Same, "{a} / {b}");
        }
    }

    #[test]
    fn typos_and_other_suffixes_are_alike() {
        for (a, b) in [
            ("207 Colegate Drive", "207 Colgate Drive"),
            ("917 North Caroline Street", "917 North Carolina Street"),
            ("315 Westgate Street", "315 Westgate Avenue"),
            ("120 Arlington Mall", "120 Arlington Mall Street"),
            ("8 Famham Street", "8 Farnham Street"),
            ("141 South 3rd Steret", "141 S 3rd St"),
            ("3367 Highway 199 North", "3367 Highway 119 North"),
            ("11 Anthra Plaza 148 State Route 2026", "11 Anthra Plaza"),
        ] {
            assert_eq!(compare(a, b), StreetAgreement::Alike, "{a} / {b}");
        }
        for (a, b) in
            [("1527 Oak Street", "1572 Oak St"), ("1320 West Pearl Street", "1330 West Pearl Street")]
        {
            assert_eq!(compare(a, b), StreetAgreement::NumberTypo, "{a} / {b}");
        }
    }

    #[test]
    fn different_streets_differ() {
        for (a, b) in [
            ("12 North Main Street", "12 South Main Street"),
            ("130 West Steve Owens Boulevard", "130 A Street SW"),
            ("3828 Avenue North", "3828 Ursuline Street"),
            ("5770 South 250 East", "5770 South 1500 West"),
            ("12 1st Street", "12 2nd Street"),
            ("16 Oak Street", "1600 Oak Street"),
            ("12 Main Street", "90 Oak Avenue"),
            ("91-5007 Kapolei Parkway", "91-5335 Kapolei Parkway"),
            ("107-20 Northern Boulevard", "107-06 Northern Boulevard"),
        ] {
            assert_eq!(compare(a, b), StreetAgreement::Different, "{a} / {b}");
        }
    }

    #[test]
    fn what_is_withheld_is_unknown() {
        assert_eq!(compare("P.O. Box 27", "12 Main Street"), StreetAgreement::Unknown);
        assert_eq!(compare("", "12 Main Street"), StreetAgreement::Unknown);
        assert_eq!(compare("Otte Hall", "12 Main Street"), StreetAgreement::Incomparable);
    }
}
