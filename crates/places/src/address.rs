//! The city that an address or the name of an institution contains.

use directory::State;

use crate::gazetteer::Gazetteer;
use crate::named::{MAX_NAME_WORDS, is_larger_than_a_state};
use crate::normalize::key_of;
use crate::place::Place;
use crate::resolve::is_number;

/// Words that show that a text names an institution, which is often named for its city.
const INSTITUTIONS: [&str; 16] = [
    "university",
    "univ",
    "college",
    "school",
    "academy",
    "institute",
    "campus",
    "hospital",
    "clinic",
    "center",
    "centre",
    "prison",
    "jail",
    "airport",
    "universidad",
    "colegio",
];
/// Smaller cities are ignored, because institutions are rarely named for them.
const MIN_POPULATION: u32 = 5_000;
/// Words between the name of an institution and its city.
const AT: [&str; 3] = ["at", "in", "en"];

/// State universities by the first words of their names, with their states.
const UNIVERSITIES: [(&str, &[&str]); 19] = [
    ("ut", &["TX", "TN"]),
    ("uc", &["CA"]),
    ("csu", &["CA"]),
    ("calstate", &["CA"]),
    ("calpoly", &["CA"]),
    ("unc", &["NC"]),
    ("uw", &["WA", "WI"]),
    ("ui", &["IL"]),
    ("siu", &["IL"]),
    ("iu", &["IN"]),
    ("lsu", &["LA"]),
    ("umass", &["MA"]),
    ("um", &["MI"]),
    ("umich", &["MI"]),
    ("suny", &["NY"]),
    ("cuny", &["NY"]),
    ("pennstate", &["PA"]),
    ("usc", &["SC"]),
    ("texasam", &["TX"]),
];

impl Gazetteer {
    /// The city in which an address or an institution is. A city with its state may follow anything that ends with a
    /// comma; without a comma, only something that looks like an address or an institution. After an institution, the
    /// state of the city may be missing, so several cities can match.
    pub(crate) fn contained(&self, parts: &[Vec<String>], home: Option<State>) -> Vec<Place> {
        let words = parts.concat();
        let is_address = words.first().is_some_and(|word| is_number(word));
        let is_institution =
            words.iter().any(|word| names_institution(word)) || university_states(&words).is_some();
        let after_comma = last(parts.len()).find_map(|i| self.city_in_its_state(&parts[i..].concat()));
        if !is_address && !is_institution {
            return after_comma.filter(|_| !is_abroad(parts)).into_iter().collect();
        }
        // "Center" at the end of an institution's name is not the town of Center.
        let ends = || {
            let ends = last(words.len()).map(|i| &words[i..]);
            ends.filter(|end| is_address || !end.iter().any(|word| names_institution(word)))
        };
        let after_name = || ends().find_map(|end| self.city_in_its_state(end));
        let states = if is_address { home.into_iter().collect() } else { self.states_within(&words, home) };
        let of_institution = || ends().find_map(|end| self.city_of_institution(end, &states));
        match (after_comma.or_else(after_name).or_else(of_institution), parts) {
            (Some(city), _) => vec![city],
            (None, [_, .., last]) => self.named(last, home),
            (None, _) => Vec::new(),
        }
    }

    /// The city that is named with its state.
    fn city_in_its_state(&self, words: &[String]) -> Option<Place> {
        self.splits(words).find_map(|(name, state)| {
            let city = self.cities_named(&key_of(name), Some(state)).into_iter().next()?;
            Some(self.city_place(city))
        })
    }

    fn city_of_institution(&self, words: &[String], states: &[State]) -> Option<Place> {
        let name = match words {
            [at, name @ ..] if AT.contains(&at.as_str()) => name,
            name => name,
        };
        let mut cities = states.iter().flat_map(|state| self.cities_named(&key_of(name), Some(*state)));
        let city = cities.find(|&city| self.city_at(city).population >= MIN_POPULATION)?;
        Some(self.city_place(city))
    }

    /// The states in which an institution may be: the one that was named beside it, or else those that its name or
    /// abbreviation implies.
    fn states_within(&self, words: &[String], home: Option<State>) -> Vec<State> {
        if let Some(home) = home {
            return vec![home];
        }
        if let Some(states) = university_states(words) {
            return states;
        }
        let longest_first = (1..=3).rev().flat_map(|length| words.windows(length));
        longest_first
            .filter(|part| part.concat().len() > 3)
            .find_map(|part| self.states.find(part))
            .into_iter()
            .collect()
    }
}

fn names_institution(word: &str) -> bool {
    INSTITUTIONS.contains(&word)
}

/// The positions in a list from which its end may name a city: all but the first and, in a long list, only the last
/// few.
fn last(length: usize) -> std::ops::Range<usize> {
    length.saturating_sub(MAX_NAME_WORDS).max(1)..length.max(1)
}

/// Whether the next-to-last part is a foreign province or country, and the last thus no state: "Toronto, Ontario, CA".
fn is_abroad(parts: &[Vec<String>]) -> bool {
    let province = parts.len().checked_sub(2).and_then(|i| parts.get(i)).filter(|_| parts.len() > 2);
    province.is_some_and(|words| is_larger_than_a_state(words))
}

/// The states of a state university by its abbreviation: "UC San Diego".
fn university_states(words: &[String]) -> Option<Vec<State>> {
    let starts =
        |name: &str| (1..=words.len().min(3)).any(|i| i < words.len() && words[..i].concat() == name);
    let (_, codes) = UNIVERSITIES.iter().find(|(name, _)| starts(name))?;
    Some(codes.iter().filter_map(|code| State::from_code(code)).collect())
}
