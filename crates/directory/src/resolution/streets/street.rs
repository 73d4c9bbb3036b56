//! Parses a street and normalizes it, so that its different spellings become equal.

use super::words::{
    DIRECTIONS, NAME_WORDS, SUFFIXES, find, is_number, leading_kind, name_word, numbered_road, with_grid,
    with_people, without_number_signs,
};
use crate::resolution::number_words::with_digits;
use crate::resolution::units::{AddressUnit, begins_unit};
use crate::resolution::words::{words as split_words, written_out};

/// The parsed street of an address.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(in crate::resolution) struct Street {
    /// House numbers: usually one, two for a range, none for a landmark.
    pub numbers: Vec<String>,
    /// The street's name without its kind and direction.
    pub name: Vec<String>,
    /// The kind of street: avenue, road, drive.
    pub suffix: Option<String>,
    /// Directions, such as north or southwest; sorted.
    pub(super) directions: Vec<String>,
    /// The number of a post-office box.
    pub po_box: Option<String>,
}

impl Street {
    /// Parses both lines of an address. If the first one is the name of a building, the street may be in the second.
    pub(in crate::resolution) fn parse(street1: &str, street2: Option<&str>) -> (Street, AddressUnit) {
        let (street, unit) = Street::parse_lines(street1, street2);
        if !street.numbers.is_empty() || street.po_box.is_some() {
            return (street, unit);
        }
        match street2.map(|street2| Street::parse_lines(street2, Some(street1))) {
            Some((second, unit)) if second.is_whole() => (second, unit),
            _ => (street, unit),
        }
    }

    /// Whether it has a number, a name, and a kind or direction. A suite does not have all three.
    fn is_whole(&self) -> bool {
        let is_street = self.suffix.is_some() || !self.directions.is_empty();
        !self.numbers.is_empty() && !self.name.is_empty() && is_street
    }

    fn parse_lines(street1: &str, street2: Option<&str>) -> (Street, AddressUnit) {
        let mut street = Street::default();
        let mut unit = AddressUnit::default();
        let (line, behind) = at_comma(street1);
        let line = &with_calle(line);
        let mut words = with_grid(without_number_signs(with_people(with_digits(split_words(line)))));
        street.take_po_box(&mut words);
        street.take_numbers(line, &mut words, &mut unit);
        street.take_kilometer(&mut words);
        street.take_number_after_name(&mut words);
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
            let mut words = split_words(street2);
            if !street.take_po_box(&mut words) {
                unit.read(street2);
            }
        }
        (street, unit)
    }

    /// Removes a post-office box ("P.O. Box 27") from the words and returns whether there was one.
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

    /// Removes the house number from the start of the words.
    fn take_numbers(&mut self, line: &str, words: &mut Vec<String>, unit: &mut AddressUnit) {
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
            match &first[digits.len()..] {
                "" => {}
                // "401Hoffman Drive"
                name if name.len() > 2 => words.insert(0, name.to_owned()),
                room => unit.add_room(room),
            }
            self.numbers.push(digits);
            self.take_rest_of_number(line, words, unit);
        }
        words.splice(0..0, before);
    }

    /// Removes the end of a range, a fraction or a letter that follows the house number.
    fn take_rest_of_number(&mut self, line: &str, words: &mut Vec<String>, unit: &mut AddressUnit) {
        let is_whole_number = |word: &str| word.chars().all(|c| c.is_ascii_digit());
        if words.len() > 1 && is_list(line) && is_number(&words[0]) {
            self.numbers.push(words.remove(0));
        } else if words.len() > 2
            && ["and", "to", "thru", "through"].contains(&words[0].as_str())
            && is_whole_number(&words[1])
        {
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
            // "960 M 60" is on a highway.
            && !is_whole_number(&words[1])
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

    /// Removes a house number that follows the name, as in Spanish: "Calle Luna 15", "Avenida Central No. 200".
    fn take_number_after_name(&mut self, words: &mut Vec<String>) {
        let is_digits = |word: &String| word.chars().all(|c| c.is_ascii_digit());
        let is_announced = |word: &String| ["number", "numero", "num", "no"].contains(&word.as_str());
        if !self.numbers.is_empty() || leading_kind(words).is_none() {
            return;
        }
        let announced = words.iter().position(is_announced).filter(|at| *at > 1);
        let at = announced.map_or(words.len() - 1, |at| at + 1);
        if at > 1 && words.get(at).is_some_and(is_digits) {
            self.numbers.push(words.remove(at));
            announced.map(|at| words.remove(at));
        }
    }

    /// Removes the kilometer on a highway, which stands for a house number.
    fn take_kilometer(&mut self, words: &mut Vec<String>) {
        let is_digits = |word: &String| word.chars().all(|c| c.is_ascii_digit());
        let at =
            words.iter().position(|word| word == "km").filter(|at| words.get(at + 1).is_some_and(is_digits));
        if let Some(at) = at.filter(|_| self.numbers.is_empty()) {
            self.numbers.push(words.remove(at + 1));
            words.remove(at);
        }
    }

    /// The remaining words are the name of the street.
    fn take_name(&mut self, words: Vec<String>) {
        let mut name: Vec<String> = Vec::with_capacity(words.len());
        for word in numbered_road(words) {
            match find(&word, DIRECTIONS) {
                Some(direction) => self.directions.push(direction.to_owned()),
                None => name.push(written_out(&word, NAME_WORDS).to_owned()),
            }
        }
        if let Some(kind) = leading_kind(&name) {
            name.remove(0);
            self.suffix = Some(kind.to_owned());
        } else if name.len() > 1
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

    /// All parts in one text, for comparison.
    pub(in crate::resolution) fn key(&self) -> String {
        let parts = [
            self.numbers.join(" "),
            self.directions.join(" "),
            self.name.join(" "),
            self.suffix.clone().unwrap_or_default(),
            self.po_box.as_ref().map(|number| format!("box {number}")).unwrap_or_default(),
        ];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
    }
}

/// Splits a line at the comma that ends the street. What follows is usually a building: "1001 11th Street, Access
/// Center". A comma after the house number, or before "Jr." or "km", does not end the street.
fn at_comma(line: &str) -> (&str, &str) {
    let line = line.trim_start_matches([' ', ',']);
    let ends = |at: &usize| {
        let has_name = line[..*at].chars().any(char::is_alphabetic);
        let next: String = line[at + 1..].trim_start().chars().take_while(|c| c.is_alphabetic()).collect();
        has_name && !["jr", "sr", "km"].contains(&next.to_lowercase().as_str())
    };
    match line.match_indices(',').map(|(at, _)| at).find(ends) {
        Some(at) => (&line[..at], &line[at + 1..]),
        None => (line, ""),
    }
}

/// Writes out "C/", the abbreviation of "Calle", at the start or after the house number.
fn with_calle(line: &str) -> String {
    match line.find(['C', 'c']).filter(|at| line[at + 1..].starts_with('/')) {
        Some(at) if !line[..at].contains(char::is_alphabetic) => {
            format!("{}calle {}", &line[..at], &line[at + 2..])
        }
        _ => line.to_owned(),
    }
}

/// Whether a line begins with several house numbers: "12-14", "12/14", "12 & 14".
fn is_list(line: &str) -> bool {
    let behind = line.trim_start().trim_start_matches(char::is_alphanumeric).trim_start();
    behind.starts_with(['-', '–', '—', '/', '&', ','])
}

/// The position after the kind of street where something else begins: "355 East 4th Street Lower Level".
fn tail(words: &[String]) -> Option<usize> {
    let is_direction = |word: &String| find(word, DIRECTIONS).is_some();
    let kind = words.iter().rposition(|word| find(word, SUFFIXES).is_some())?;
    let has_name = words[..kind].iter().any(|word| !is_direction(word));
    let at = kind + 1 + words[kind + 1..].iter().take_while(|word| is_direction(word)).count();
    // In "Highway 31" and "Avenue B", what follows belongs to the name.
    words.get(at).filter(|word| has_name && word.len() > 1 && !is_number(word)).map(|_| at)
}

fn ordinal_end(end: &str) -> bool {
    ["st", "nd", "rd", "th"].contains(&end)
}
