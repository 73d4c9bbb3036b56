//! Suggests places while a name is being typed.

use std::cmp::Reverse;

use directory::State;

use crate::coordinates;
use crate::gazetteer::{Gazetteer, zip_place};
use crate::names::Names;
use crate::normalize::{expand, expand_first, key_of, words};
use crate::place::Place;
use crate::resolve::is_number;

/// The longest text that is completed, in characters; no place's name is longer.
const MAX_CHARS: usize = 80;

impl Gazetteer {
    /// At most `limit` places whose name can start with this text: ZIP codes for digits; otherwise states by name, then
    /// cities and areas with exactly this name, then others, the most populous first.
    ///
    /// Case, punctuation and diacritics do not matter, "st" also means "Saint", and an unfinished state may follow:
    /// "st lou", "austin t", "Mayaguez".
    pub fn suggest(&self, prefix: &str, limit: usize) -> Vec<Place> {
        let words = words(prefix);
        if limit == 0 || words.is_empty() || prefix.chars().count() > MAX_CHARS {
            return Vec::new();
        }
        if let [digits, ..] = &words[..]
            && words.iter().all(|word| is_number(word))
            && !prefix.contains(',')
            && (words.len() == 1 || digits.len() == 5)
        {
            let digits = digits.get(..5).unwrap_or(digits);
            return self.zips_starting_with(digits).iter().take(limit).map(zip_place).collect();
        }
        if coordinates::parse(prefix).is_some() {
            return self.resolve(prefix).into_iter().collect();
        }
        let states = self.states.starting_with(&words.concat());
        // Many states may start with a single letter, so states get at most half of the suggestions.
        let states = states.into_iter().take(limit.div_ceil(2));
        let states =
            states.map(|state| self.capital_district(state).unwrap_or_else(|| self.state_place(state)));
        let mut places: Vec<Place> = states.collect();
        for row in self.completing(&words) {
            if places.len() >= limit {
                break;
            }
            let is_hidden = matches!(row, SuggestedRow::City(city) if self.is_hidden(city));
            let place = self.row_place(row);
            if !is_hidden && !places.iter().any(|other| other.label == place.label) {
                places.push(place);
            }
        }
        places
    }

    /// Cities and areas whose names can start with these words, the likeliest first.
    fn completing(&self, words: &[String]) -> Vec<SuggestedRow> {
        let mut exact = Vec::new();
        for (i, state) in (1..words.len()).map(|i| (i, words[i..].concat())) {
            for state in self.states.starting_with(&state) {
                let key = key_of(&words[..i]);
                let is_in_state = |row: &SuggestedRow| match row {
                    SuggestedRow::City(city) => self.city_at(*city).state == state,
                    SuggestedRow::Area(area) => self.areas.at(*area).is_in(state),
                };
                exact.extend(self.rows_starting_with(&key, true).filter(is_in_state));
            }
        }
        let mut longer = Vec::new();
        for key in unfinished_keys(words) {
            exact.extend(self.rows_starting_with(&key, true));
            longer.extend(self.rows_starting_with(&key, false));
        }
        for rows in [&mut exact, &mut longer] {
            rows.sort_by_key(|row| (Reverse(self.weight(*row)), *row));
            rows.dedup();
        }
        longer.retain(|row| !exact.contains(row));
        exact.append(&mut longer);
        exact
    }

    /// The cities and areas with a name that starts with this key or, if `is_exact`, equals it.
    fn rows_starting_with<'a>(
        &'a self,
        key: &str,
        is_exact: bool,
    ) -> impl Iterator<Item = SuggestedRow> + use<'a> {
        let names = |names: &'a Names| if is_exact { names.exactly(key) } else { names.starting_with(key) };
        let cities = names(&self.names).iter().map(|name| SuggestedRow::City(name.row));
        cities.chain(names(&self.areas.names).iter().map(|name| SuggestedRow::Area(name.row)))
    }

    pub(crate) fn state_of(&self, row: SuggestedRow) -> State {
        match row {
            SuggestedRow::City(city) => self.city_at(city).state,
            SuggestedRow::Area(area) => self.areas.at(area).state,
        }
    }

    /// The population by which a place ranks among suggestions.
    pub(crate) fn weight(&self, row: SuggestedRow) -> u32 {
        match row {
            SuggestedRow::City(city) => self.city_at(city).population,
            SuggestedRow::Area(area) => self.areas.at(area).weight(),
        }
    }

    pub(crate) fn row_place(&self, row: SuggestedRow) -> Place {
        match row {
            SuggestedRow::City(city) => self.city_place(city),
            SuggestedRow::Area(area) => self.areas.at(area).place(),
        }
    }
}

/// A row that is suggested, by its position in its table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum SuggestedRow {
    Area(u32),
    City(u32),
}

/// The keys that a name starting with these words can have: with the last word as it is, and with it written out if it is
/// an abbreviation.
fn unfinished_keys(words: &[String]) -> Vec<String> {
    let Some((last, before)) = words.split_last() else { return Vec::new() };
    let mut start = String::new();
    for (i, word) in before.iter().enumerate() {
        start.push_str(if i == 0 { expand_first(word) } else { expand(word) });
    }
    let full = if before.is_empty() { expand_first(last) } else { expand(last) };
    let mut keys = vec![format!("{start}{last}"), format!("{start}{full}")];
    keys.dedup();
    keys
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(prefix: &str, limit: usize) -> Vec<String> {
        Gazetteer::embedded().suggest(prefix, limit).into_iter().map(|place| place.label).collect()
    }

    #[test]
    fn digits_are_completed_to_zip_codes() {
        assert_eq!(labels("7870", 3), ["Austin, TX 78701", "Austin, TX 78702", "Austin, TX 78703"]);
        assert_eq!(labels("78701-12", 3), ["Austin, TX 78701"]);
        assert_eq!(labels("999999", 3), [""; 0]);
    }

    #[test]
    fn letters_are_completed_to_states_and_cities() {
        assert_eq!(labels("tex", 2), ["Texas", "Texas City, TX"]);
        assert_eq!(labels("AUSTIN", 2), ["Austin, TX", "Austin, MN"]);
        assert_eq!(labels("austin t", 1), ["Austin, TX"]);
        assert_eq!(labels("austin, minn", 1), ["Austin, MN"]);
        assert_eq!(labels("st lou", 1), ["St. Louis, MO"]);
        assert_eq!(labels("saint louis mo", 1), ["St. Louis, MO"]);
        assert_eq!(labels("mayaguez", 1), ["Mayagüez, PR"]);
        assert_eq!(labels("nyc", 1), ["New York, NY"]);
        assert_eq!(labels("washington d", 1), ["Washington, DC"]);
    }

    #[test]
    fn an_abbreviation_alone_can_be_an_unfinished_word() {
        let found = labels("st", 400);
        assert!(found.contains(&"St. Louis, MO".to_owned()));
        assert!(found.contains(&"Stockton, CA".to_owned()));
    }

    #[test]
    fn no_more_are_suggested_than_asked_for() {
        assert_eq!(labels("n", 4).len(), 4);
        assert_eq!(labels("", 4), [""; 0]);
        assert_eq!(labels("aus", 0), [""; 0]);
    }

    #[test]
    fn coordinates_suggest_themselves() {
        assert_eq!(labels("30.27,-97.74", 5), ["30.27, -97.74"]);
    }
}
