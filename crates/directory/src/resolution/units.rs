//! Suites, buildings and floors.

use super::number_words::with_digits;
use super::words::words;

/// The part of a building or campus. Empty if an address does not give one.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct AddressUnit {
    /// Suites, rooms and apartments.
    rooms: Vec<String>,
    /// Buildings on a campus.
    buildings: Vec<String>,
    /// Floors.
    floors: Vec<String>,
}

/// How two units compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum UnitAgreement {
    /// They have a unit in common.
    Same,
    /// Both give units, and none is the same.
    Different,
    /// They are on different floors, and nothing else can be compared.
    OtherFloor,
    /// Nothing can be compared, or one unit may be a part of the other.
    Unknown,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum UnitKind {
    Room,
    Building,
    Floor,
}

/// A range of suites ("Suites 4-9") is expanded only if its ends differ by at most this.
const LONGEST_RANGE: u32 = 12;

/// Stands for the hyphen of a range. It counts as a letter, so that it does not end a word, and no address contains it.
const RANGE: char = '\u{aa}';

/// The kind of unit that a word announces.
fn announced(word: &str) -> Option<UnitKind> {
    match word {
        "suite" | "suites" | "ste" | "stes" | "unit" | "units" | "apartment" | "apartments" | "apt"
        | "apts" | "room" | "rooms" | "rm" | "rms" | "number" | "office" | "offices" | "no" => {
            Some(UnitKind::Room)
        }
        "building" | "buildings" | "bldg" | "bldgs" => Some(UnitKind::Building),
        "floor" | "floors" | "fl" | "flr" => Some(UnitKind::Floor),
        _ => None,
    }
}

/// Whether a word introduces a unit at the end of a street.
pub(super) fn begins_unit(word: &str) -> bool {
    announced(word).is_some()
}

impl AddressUnit {
    /// Parses the text after a street, or the second line of an address.
    pub(super) fn read(&mut self, text: &str) {
        let words = with_digits(words(&joined(text)));
        let mut kind = None;
        for (at, word) in words.iter().enumerate() {
            if let Some(new) = announced(word) {
                kind = Some(new);
            } else if let Some(floor) = ordinal(word) {
                self.add(UnitKind::Floor, floor);
            } else if is_value(word) {
                let next = words.get(at + 1).and_then(|next| announced(next));
                // The kind may follow ("R Building"), and a number without a kind is a room.
                match kind.or(next.filter(|kind| *kind != UnitKind::Room)) {
                    Some(kind) => self.add_range(kind, word),
                    None if word.starts_with(|c: char| c.is_ascii_digit()) => {
                        self.add_range(UnitKind::Room, word)
                    }
                    None => {}
                }
            } else if word != "and" {
                kind = None;
            }
        }
    }

    /// Adds a letter or fraction that follows a house number.
    pub(super) fn add_room(&mut self, room: &str) {
        self.add(UnitKind::Room, room);
    }

    fn add(&mut self, kind: UnitKind, value: &str) {
        let values = match kind {
            UnitKind::Room => &mut self.rooms,
            UnitKind::Building => &mut self.buildings,
            UnitKind::Floor => &mut self.floors,
        };
        if !values.iter().any(|known| known == value) {
            values.push(value.to_owned());
            values.sort();
        }
    }

    fn add_range(&mut self, kind: UnitKind, value: &str) {
        let ends =
            value.split_once(RANGE).and_then(|(from, to)| Some((from.parse().ok()?, to.parse().ok()?)));
        match ends {
            Some((from, to)) if from < to && to - from <= LONGEST_RANGE => {
                (from..=to).for_each(|number: u32| self.add(kind, &number.to_string()));
            }
            _ => self.add(kind, &value.replace(RANGE, "")),
        }
    }

    /// Compares two units of one building or campus.
    pub(super) fn compare(&self, other: &AddressUnit) -> UnitAgreement {
        let (rooms, buildings, floors) = (
            overlap(&self.rooms, &other.rooms),
            overlap(&self.buildings, &other.buildings),
            overlap(&self.floors, &other.floors),
        );
        match (rooms, buildings, floors) {
            (_, UnitAgreement::Different, _) => UnitAgreement::Different,
            (UnitAgreement::Unknown, UnitAgreement::Unknown, UnitAgreement::Different) => {
                UnitAgreement::OtherFloor
            }
            (UnitAgreement::Unknown, UnitAgreement::Unknown, floors) => floors,
            (UnitAgreement::Unknown, buildings, _) => buildings,
            (rooms, _, _) => rooms,
        }
    }

    /// All units in one text, for comparison.
    pub(super) fn key(&self) -> String {
        [&self.buildings, &self.floors, &self.rooms].map(|values| values.join(" ")).join("/")
    }
}

/// Removes hyphens within a unit ("A-200" becomes "A200"), and turns the hyphen of a range into [`RANGE`].
fn joined(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let digit = |at: Option<usize>| at.and_then(|at| chars.get(at)).is_some_and(char::is_ascii_digit);
    let mut out = String::with_capacity(text.len());
    for (at, c) in chars.iter().enumerate() {
        match c {
            '-' if digit(at.checked_sub(1)) && digit(Some(at + 1)) => out.push(RANGE),
            '-' => {}
            c => out.push(*c),
        }
    }
    out.replace("/", " ")
}

fn is_value(word: &str) -> bool {
    word.len() <= 2 || (word.len() <= 12 && word.chars().any(|c| c.is_ascii_digit()))
}

fn ordinal(word: &str) -> Option<&str> {
    ["st", "nd", "rd", "th"]
        .iter()
        .find_map(|end| word.strip_suffix(end))
        .filter(|number| !number.is_empty() && number.chars().all(|c| c.is_ascii_digit()))
}

fn overlap(a: &[String], b: &[String]) -> UnitAgreement {
    if a.is_empty() || b.is_empty() {
        UnitAgreement::Unknown
    } else if a.iter().any(|value| b.contains(value)) {
        UnitAgreement::Same
    } else if a.iter().any(|a| b.iter().any(|b| is_part(a, b) || is_part(b, a))) {
        UnitAgreement::Unknown
    } else {
        UnitAgreement::Different
    }
}

/// "204a" is a part of "204".
fn is_part(part: &str, whole: &str) -> bool {
    part.strip_prefix(whole).is_some_and(|rest| rest.len() == 1 && rest.chars().all(char::is_alphabetic))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn compare(a: &str, b: &str) -> UnitAgreement {
        let unit = |text: &str| {
            let mut unit = AddressUnit::default();
            unit.read(text);
            unit
        };
        unit(a).compare(&unit(b))
    }

    #[test]
    fn spellings_of_a_unit_agree() {
        for (a, b) in [
            ("Suite 204", "#204"),
            ("Ste. A-200", "Suite A200"),
            ("Suites 4, 5 and 6", "Suites 4-6"),
            ("R Building, 7th Floor", "Building R"),
            ("2nd Floor", "Floor 2"),
            ("Unit 7", "7"),
            ("Buildings 11, 12, 13 and 14", "Bldg 12"),
            ("Suites 4-16", "Suite 16"),
            ("Suite AB", "Ste. AB"),
            ("Suites 4 and B", "Suite B"),
            ("Building 4 Room 2", "Room 2"),
        ] {
            assert_eq!(compare(a, b), UnitAgreement::Same, "{a} / {b}");
        }
    }

    #[test]
    fn different_units_differ_and_a_missing_unit_is_unknown() {
        for (a, b) in [
            ("Suite 300", "Suite 301"),
            ("Building 1, Suite 4", "Building 2, Suite 4"),
            ("Unit A", "Unit B"),
            ("Suites 4-17", "Suite 6"),
            ("Suite 204AB", "Suite 204"),
        ] {
            assert_eq!(compare(a, b), UnitAgreement::Different, "{a} / {b}");
        }
        for (a, b) in [
            ("Suite 300", ""),
            ("Suite 300", "3rd Floor"),
            ("Suite 204", "204-A"),
            ("204-A", "Suite 204"),
            ("North Entrance", "#2"),
        ] {
            assert_eq!(compare(a, b), UnitAgreement::Unknown, "{a} / {b}");
        }
    }
}
