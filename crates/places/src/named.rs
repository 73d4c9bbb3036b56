//! Finds places by the names that people use for them.

use directory::State;

use crate::areas::AreaRow;
use crate::gazetteer::Gazetteer;
use crate::normalize::{key, key_of, words};
use crate::place::{Place, PlaceKind};
use crate::resolve::is_word;

/// No name of a state has more words than this, even if "U. S." counts as two.
const MAX_STATE_WORDS: usize = 6;
/// A text with more words than this is not the name of a neighborhood, a base or a region.
pub(crate) const MAX_NAME_WORDS: usize = 12;
/// If a city with more people than this has the name or the code of a state, either may be meant.
const LARGE_CITY: u32 = 100_000;
/// A city with at least this many people has neighborhoods by which people say where they are.
const CITY_OF_NEIGHBORHOODS: u32 = 30_000;
/// A city with fewer people than this is not what someone means by "the …" or "greater …".
const KNOWN_CITY: u32 = 5_000;
/// A neighborhood is within this distance of the center of its city.
const NEIGHBORHOOD_MILES: f64 = 15.0;

/// Names by which people mean a country or a part of one, although small towns have them too.
const LARGER_THAN_A_STATE: [&str; 8] =
    ["america", "canada", "mexico", "midwest", "ontario", "quebec", "us", "usa"];

/// Words before a name that change nothing about where it is, the longest first.
const BEFORE: [&[&str]; 15] = [
    &["city", "of"],
    &["town", "of"],
    &["village", "of"],
    &["borough", "of"],
    &["ciudad", "de"],
    &["cerca", "de"],
    &["near"],
    &["in"],
    &["around"],
    &["greater"],
    &["metro"],
    &["metropolitan"],
    &["downtown"],
    &["the"],
    &["el"],
];
/// Words after a name that change nothing about where it is.
const AFTER: [&[&str]; 7] =
    [&["area"], &["metro"], &["metropolitan"], &["region"], &["downtown"], &["city", "limits"], &["proper"]];
/// The kinds of bases as people write them out, and as the tables abbreviate them.
const BASES: [(&[&str], &str); 12] = [
    (&["air", "force", "base"], "afb"),
    (&["air", "reserve", "base"], "arb"),
    (&["air", "national", "guard", "base"], "angb"),
    (&["space", "force", "base"], "sfb"),
    (&["naval", "air", "station"], "nas"),
    (&["naval", "station"], "ns"),
    (&["naval", "base"], "nb"),
    (&["marine", "corps", "air", "station"], "mcas"),
    (&["marine", "corps", "base"], "mcb"),
    (&["army", "airfield"], "aaf"),
    (&["joint", "base"], "jb"),
    (&["air", "base"], "afb"),
];

impl Gazetteer {
    /// The places that these words name, the likeliest first. `home` is the state in which a place without its state
    /// must be. If there are several, it is unclear which one is meant.
    pub(crate) fn named(&self, words: &[String], home: Option<State>) -> Vec<Place> {
        let found = self.named_exactly(words, home);
        if !found.is_empty() || !(1..=MAX_NAME_WORDS).contains(&words.len()) {
            return found;
        }
        let framed = without_frame(words)
            .filter(|words| !is_word(&words.concat()))
            .map(|words| self.named(&words, home))
            .map(|found| self.well_known(found));
        let base = || short_base(words).map(|words| self.named(&words, home));
        framed.filter(|found| !found.is_empty()).or_else(base).unwrap_or_default()
    }

    /// The places that someone may call "the …" or "greater …": no small towns.
    fn well_known(&self, mut found: Vec<Place>) -> Vec<Place> {
        found.retain(|place| match (place.kind, place.state) {
            (PlaceKind::City, Some(state)) => {
                let name = place.label.split(',').next().unwrap_or_default();
                let city = self.cities_named(&key(name), Some(state)).into_iter().next();
                city.is_none_or(|city| self.city_at(city).population >= KNOWN_CITY)
            }
            _ => true,
        });
        found
    }

    fn named_exactly(&self, words: &[String], home: Option<State>) -> Vec<Place> {
        if let Some(state) = self.states.find_alone(words) {
            return self.state_or_city(words, state, home);
        }
        let found = self.named_in_its_state(words);
        if !found.is_empty() {
            return found;
        }
        let found = self.named_anywhere(words, home);
        if !found.is_empty() || words.len() > MAX_NAME_WORDS {
            return found;
        }
        self.in_a_city(words, home)
    }

    /// The places of a name that is followed by its state.
    fn named_in_its_state(&self, text: &[String]) -> Vec<Place> {
        for (name, state) in self.splits(text) {
            let found = self.named_in(name, state);
            if !found.is_empty() {
                return found;
            }
            // "Texas, TX" is the state, but "NY, NY" is the city.
            if self.states.find(name) == Some(state) {
                let city =
                    self.city_named_like(&words(state.name())).filter(|city| city.state == Some(state));
                return vec![city.unwrap_or_else(|| self.state_place(state))];
            }
        }
        Vec::new()
    }

    /// A state, a large city of the same name, or both if it is not clear which is meant. The District of Columbia is
    /// the city of Washington.
    fn state_or_city(&self, words: &[String], state: State, home: Option<State>) -> Vec<Place> {
        if let Some(city) = self.capital_district(state) {
            return vec![city];
        }
        let city = self.city_named_like(words).filter(|_| !self.states.is_explicit(words));
        let both = city.into_iter().chain([self.state_place(state)]);
        in_state(both.collect(), home)
    }

    /// The city of Washington, if this is the District of Columbia.
    pub(crate) fn capital_district(&self, state: State) -> Option<Place> {
        let is_district = state.code() == "DC";
        is_district.then(|| {
            self.cities_named("washington", Some(state)).first().map(|&city| self.city_place(city))
        })?
    }

    /// The largest city with this name, if it is large.
    pub(crate) fn city_named_like(&self, words: &[String]) -> Option<Place> {
        let city = self.cities_named(&key_of(words), None).into_iter().next()?;
        (self.city_at(city).population > LARGE_CITY).then(|| self.city_place(city))
    }

    /// The places of a name in a state: areas of that state, or else a city, or else areas that it shares with other
    /// states, or else neighborhoods.
    fn named_in(&self, name: &[String], state: State) -> Vec<Place> {
        let (shared, own): (Vec<&AreaRow>, Vec<&AreaRow>) =
            self.wide_areas(name, Some(state)).into_iter().partition(|area| area.is_across_states());
        if !own.is_empty() {
            return own.iter().map(|area| area.place()).collect();
        }
        if let Some(&city) = self.cities_named(&key_of(name), Some(state)).first() {
            return vec![self.city_place(city)];
        }
        let areas = if shared.is_empty() { self.neighborhoods(name, Some(state)) } else { shared };
        areas.iter().map(|area| area.place()).collect()
    }

    /// The places of a name without a state. Nicknames, regions and bases come before cities that happen to have the
    /// same name, unless these are large too.
    fn named_anywhere(&self, name: &[String], home: Option<State>) -> Vec<Place> {
        if home.is_none() && is_larger_than_a_state(name) {
            return Vec::new();
        }
        let areas = self.wide_areas(name, home);
        let mut cities = self.chosen_cities(&key_of(name), home);
        if cities.is_empty() && !areas.is_empty() {
            cities = self.rivals(name, &areas);
            cities.retain(|&city| home.is_none_or(|home| self.city_at(city).state == home));
        }
        let mut neighborhoods = Vec::new();
        if cities.is_empty() && areas.is_empty() {
            cities = self.cities_named(&key_of(name), home);
            neighborhoods = self.neighborhoods(name, home);
            let is_city = |state| cities.iter().any(|&city| self.city_at(city).state == state);
            neighborhoods.retain(|area| !is_city(area.state));
        }
        let areas = areas.iter().map(|area| area.place());
        let cities = cities.into_iter().map(|city| self.city_place(city));
        areas.chain(cities).chain(neighborhoods.iter().map(|area| area.place())).collect()
    }

    /// The neighborhoods or suburbs of a name that is followed by a city: "Capitol Hill, Seattle".
    fn in_a_city(&self, words: &[String], home: Option<State>) -> Vec<Place> {
        for i in 1..words.len() {
            let (name, rest) = words.split_at(i);
            let mut found: Vec<Place> = self
                .cities_at_the_end(rest, home)
                .into_iter()
                .filter_map(|city| self.part_of(name, city))
                .collect();
            found.dedup();
            if !found.is_empty() {
                return found;
            }
        }
        Vec::new()
    }

    /// The cities that these words name, with or without a state, if they are large enough to have neighborhoods.
    fn cities_at_the_end(&self, words: &[String], home: Option<State>) -> Vec<u32> {
        let with_state = self
            .splits(words)
            .find_map(|(name, state)| self.cities_named(&key_of(name), Some(state)).first().copied());
        let mut cities = self.cities_named(&key_of(words), home);
        cities.extend(with_state);
        cities.retain(|&city| self.city_at(city).population >= CITY_OF_NEIGHBORHOODS);
        cities
    }

    /// The neighborhood or suburb of a city that has this name.
    fn part_of(&self, name: &[String], city: u32) -> Option<Place> {
        let city = self.city_at(city);
        let neighborhoods = self.neighborhoods(name, Some(city.state));
        if let Some(area) = neighborhoods.into_iter().find(|area| area.city == city.name) {
            return Some(area.place());
        }
        let near = |part: &u32| self.city_at(*part).at.miles_to(city.at) <= NEIGHBORHOOD_MILES;
        self.cities_named(&key_of(name), Some(city.state))
            .into_iter()
            .find(near)
            .map(|part| self.city_place(part))
    }

    /// The ways to split words into a name and its state, the longest name of a state first.
    pub(crate) fn splits<'a>(&self, words: &'a [String]) -> impl Iterator<Item = (&'a [String], State)> {
        let first = words.len().saturating_sub(MAX_STATE_WORDS).max(1);
        (first..words.len()).filter_map(move |i| {
            let (name, state) = words.split_at(i);
            self.states.find(state).map(|state| (name, state))
        })
    }
}

/// Whether a name means a country or a part of one.
pub(crate) fn is_larger_than_a_state(name: &[String]) -> bool {
    LARGER_THAN_A_STATE.contains(&name.concat().as_str())
}

/// The places that are in a state; all of them if none is.
fn in_state(places: Vec<Place>, state: Option<State>) -> Vec<Place> {
    let inside: Vec<Place> = places.iter().filter(|place| place.state == state).cloned().collect();
    if inside.is_empty() { places } else { inside }
}

/// A name without one of the phrases in [`BEFORE`] or [`AFTER`].
fn without_frame(words: &[String]) -> Option<Vec<String>> {
    let is = |words: &[String], frame: &[&str]| words.iter().map(String::as_str).eq(frame.iter().copied());
    let before = BEFORE.iter().find(|frame| words.len() > frame.len() && is(&words[..frame.len()], frame));
    if let Some(frame) = before {
        return Some(words[frame.len()..].to_vec());
    }
    let after = AFTER
        .iter()
        .find(|frame| words.len() > frame.len() && is(&words[words.len() - frame.len()..], frame));
    after.map(|frame| words[..words.len() - frame.len()].to_vec())
}

/// The name of a base with its kind abbreviated: "nellis afb" for "nellis air force base".
fn short_base(words: &[String]) -> Option<Vec<String>> {
    BASES.iter().find_map(|(long, short)| {
        let at = words
            .windows(long.len())
            .position(|part| part.iter().map(String::as_str).eq(long.iter().copied()))?;
        Some([&words[..at], &[(*short).to_owned()], &words[at + long.len()..]].concat())
    })
}
