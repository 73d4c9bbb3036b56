//! The names of states in the ways people write them.

use std::collections::HashMap;

use directory::State;

use crate::normalize::expand_first;

/// Other names and abbreviations, and names in Spanish.
const OTHER_NAMES: &[(&str, &str)] = &[
    ("washington", "WA"),
    ("unitedstatesvirginislands", "VI"),
    ("northernmarianas", "MP"),
    ("northernmariana", "MP"),
    ("marianaislands", "MP"),
    ("amsamoa", "AS"),
    ("micronesia", "FM"),
    ("fsm", "FM"),
    ("rmi", "MH"),
    ("republicofthemarshallislands", "MH"),
    ("republicofpalau", "PW"),
    ("cali", "CA"),
    ("alas", "AK"),
    ("ida", "ID"),
    ("ills", "IL"),
    ("nhamp", "NH"),
    ("newhamp", "NH"),
    ("njer", "NJ"),
    ("newjer", "NJ"),
    ("ncar", "NC"),
    ("penns", "PA"),
    ("scar", "SC"),
    ("wvir", "WV"),
    ("westva", "WV"),
    ("wyom", "WY"),
    ("distritodecolumbia", "DC"),
    ("carolinadelnorte", "NC"),
    ("carolinadelsur", "SC"),
    ("dakotadelnorte", "ND"),
    ("dakotadelsur", "SD"),
    ("hawai", "HI"),
    ("islasmarianasdelnorte", "MP"),
    ("islasvirgenes", "VI"),
    ("islasvirgenesamericanas", "VI"),
    ("islasvirgenesdelosestadosunidos", "VI"),
    ("luisiana", "LA"),
    ("masachusetts", "MA"),
    ("masachusets", "MA"),
    ("minesota", "MN"),
    ("misisipi", "MS"),
    ("misuri", "MO"),
    ("nuevahampshire", "NH"),
    ("nuevohampshire", "NH"),
    ("nuevajersey", "NJ"),
    ("nuevomexico", "NM"),
    ("nuevomejico", "NM"),
    ("nuevayork", "NY"),
    ("pensilvania", "PA"),
    ("samoaamericana", "AS"),
    ("tejas", "TX"),
    ("tenesi", "TN"),
    ("virginiadeloeste", "WV"),
    ("virginiaoccidental", "WV"),
];

/// Words that may come before "of" and a state's name: "State of Texas", "Estado de Texas".
const STYLES: [&str; 4] = ["state", "commonwealth", "territory", "estado"];

/// States by code, name and other names.
#[derive(Debug)]
pub(crate) struct StateNames(HashMap<String, State>);

impl StateNames {
    /// The names of all states.
    pub(crate) fn new() -> Self {
        let mut names = HashMap::with_capacity(2 * State::COUNT + OTHER_NAMES.len());
        for state in State::all() {
            names.insert(state.code().to_ascii_lowercase(), state);
            names.insert(compact(state.name()), state);
        }
        names.extend(State::old_abbreviations().map(|(short, state)| (short.to_owned(), state)));
        for (name, code) in OTHER_NAMES {
            names.extend(State::from_code(code).map(|state| ((*name).to_owned(), state)));
        }
        StateNames(names)
    }

    /// The state that all of these words name: "d c", "n carolina", "wash".
    pub(crate) fn find(&self, words: &[String]) -> Option<State> {
        let (first, rest) = words.split_first()?;
        let joined = words.concat();
        self.0
            .get(&joined)
            .or_else(|| self.0.get(&(expand_first(first).to_owned() + &rest.concat())))
            .copied()
    }

    /// The state that these words name if there are no other words: "state of Texas", "Washington State".
    pub(crate) fn find_alone(&self, words: &[String]) -> Option<State> {
        self.find(words).or_else(|| match words {
            [style, of, name @ ..] if STYLES.contains(&style.as_str()) && (of == "of" || of == "de") => {
                self.find(name)
            }
            [name @ .., style] if style == "state" => self.find(name),
            _ => None,
        })
    }

    /// Whether these words say outright that a state is meant: "state of Texas", "Washington State".
    pub(crate) fn is_explicit(&self, words: &[String]) -> bool {
        self.find(words).is_none() && self.find_alone(words).is_some()
    }

    /// The states with a code or name that starts with these letters, ordered by name.
    pub(crate) fn starting_with(&self, prefix: &str) -> Vec<State> {
        let mut found: Vec<State> =
            self.0.iter().filter(|(name, _)| name.starts_with(prefix)).map(|(_, state)| *state).collect();
        found.sort_by_key(|state| state.name());
        found.dedup();
        found
    }
}

/// A name of a state as one word: its letters in lower case.
pub(crate) fn compact(name: &str) -> String {
    name.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalize::words;

    #[test]
    fn every_state_is_found_by_code_and_name() {
        let names = StateNames::new();
        for state in State::all() {
            assert_eq!(names.find_alone(&words(state.code())), Some(state));
            assert_eq!(names.find_alone(&words(state.name())), Some(state));
        }
    }

    #[test]
    fn other_names_lead_to_states_that_exist() {
        let names = StateNames::new();
        for (name, code) in OTHER_NAMES {
            assert_eq!(names.find(&words(name)).map(State::code), Some(*code), "{name}");
        }
        for (text, code) in [
            ("D. C.", "DC"),
            ("N. Carolina", "NC"),
            ("W Virginia", "WV"),
            ("State of Texas", "TX"),
            ("Washington State", "WA"),
            ("US Virgin Islands", "VI"),
            ("Northern Marianas", "MP"),
        ] {
            assert_eq!(names.find_alone(&words(text)).map(State::code), Some(code), "{text}");
        }
    }

    #[test]
    fn a_prefix_finds_names_and_codes() {
        let found: Vec<&str> =
            StateNames::new().starting_with("new").iter().map(|state| state.code()).collect();
        assert_eq!(found, ["NH", "NJ", "NM", "NY"]);
    }
}
