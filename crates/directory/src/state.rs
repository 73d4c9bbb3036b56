//! The states, the District of Columbia and the territories, with their postal codes.

use std::fmt;
use std::str::FromStr;
use std::sync::LazyLock;

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize};
use utoipa::openapi::schema::ObjectBuilder;
use utoipa::openapi::{RefOr, Schema, Type};
use utoipa::{PartialSchema, ToSchema};

/// A state, the District of Columbia, a territory or a freely associated state.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(into = "&'static str")]
pub struct State(u8);

/// Postal code and name (USPS Publication 28, appendix B), ordered by code.
const STATES: [(&str, &str); 59] = [
    ("AK", "Alaska"),
    ("AL", "Alabama"),
    ("AR", "Arkansas"),
    ("AS", "American Samoa"),
    ("AZ", "Arizona"),
    ("CA", "California"),
    ("CO", "Colorado"),
    ("CT", "Connecticut"),
    ("DC", "District of Columbia"),
    ("DE", "Delaware"),
    ("FL", "Florida"),
    ("FM", "Federated States of Micronesia"),
    ("GA", "Georgia"),
    ("GU", "Guam"),
    ("HI", "Hawaii"),
    ("IA", "Iowa"),
    ("ID", "Idaho"),
    ("IL", "Illinois"),
    ("IN", "Indiana"),
    ("KS", "Kansas"),
    ("KY", "Kentucky"),
    ("LA", "Louisiana"),
    ("MA", "Massachusetts"),
    ("MD", "Maryland"),
    ("ME", "Maine"),
    ("MH", "Marshall Islands"),
    ("MI", "Michigan"),
    ("MN", "Minnesota"),
    ("MO", "Missouri"),
    ("MP", "Northern Mariana Islands"),
    ("MS", "Mississippi"),
    ("MT", "Montana"),
    ("NC", "North Carolina"),
    ("ND", "North Dakota"),
    ("NE", "Nebraska"),
    ("NH", "New Hampshire"),
    ("NJ", "New Jersey"),
    ("NM", "New Mexico"),
    ("NV", "Nevada"),
    ("NY", "New York"),
    ("OH", "Ohio"),
    ("OK", "Oklahoma"),
    ("OR", "Oregon"),
    ("PA", "Pennsylvania"),
    ("PR", "Puerto Rico"),
    ("PW", "Palau"),
    ("RI", "Rhode Island"),
    ("SC", "South Carolina"),
    ("SD", "South Dakota"),
    ("TN", "Tennessee"),
    ("TX", "Texas"),
    ("UT", "Utah"),
    ("VA", "Virginia"),
    ("VI", "U.S. Virgin Islands"),
    ("VT", "Vermont"),
    ("WA", "Washington"),
    ("WI", "Wisconsin"),
    ("WV", "West Virginia"),
    ("WY", "Wyoming"),
];

/// The abbreviations that were used before the two-letter codes, and those of territories, without spaces and periods.
const OLD_ABBREVIATIONS: &[(&str, &str)] = &[
    ("ala", "AL"),
    ("ariz", "AZ"),
    ("ark", "AR"),
    ("cal", "CA"),
    ("calif", "CA"),
    ("colo", "CO"),
    ("conn", "CT"),
    ("del", "DE"),
    ("distofcolumbia", "DC"),
    ("districtofcolumbia", "DC"),
    ("fla", "FL"),
    ("ill", "IL"),
    ("ind", "IN"),
    ("kan", "KS"),
    ("kans", "KS"),
    ("mass", "MA"),
    ("mich", "MI"),
    ("minn", "MN"),
    ("miss", "MS"),
    ("mont", "MT"),
    ("ndak", "ND"),
    ("neb", "NE"),
    ("nebr", "NE"),
    ("nev", "NV"),
    ("newmex", "NM"),
    ("nmex", "NM"),
    ("okla", "OK"),
    ("ore", "OR"),
    ("oreg", "OR"),
    ("penn", "PA"),
    ("penna", "PA"),
    ("sdak", "SD"),
    ("tenn", "TN"),
    ("tex", "TX"),
    ("usvi", "VI"),
    ("usvirginislands", "VI"),
    ("virginislands", "VI"),
    ("wash", "WA"),
    ("wis", "WI"),
    ("wisc", "WI"),
    ("wva", "WV"),
    ("wyo", "WY"),
    ("cnmi", "MP"),
];

/// The error for text that is not the postal code of a state.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not the two-letter postal code of a state")]
pub struct UnknownState(pub String);

impl State {
    /// The number of states, including the territories.
    pub const COUNT: usize = STATES.len();

    /// Every state, ordered by postal code.
    pub fn all() -> impl Iterator<Item = State> {
        (0..STATES.len() as u8).map(State)
    }

    /// The state with this two-letter postal code. Case is ignored.
    pub fn from_code(code: &str) -> Option<State> {
        let upper = code.to_ascii_uppercase();
        STATES.binary_search_by_key(&upper.as_str(), |(code, _)| code).ok().map(|i| State(i as u8))
    }

    /// The state with this full English name. Case is ignored.
    pub fn from_name(name: &str) -> Option<State> {
        STATES.iter().position(|(_, known)| known.eq_ignore_ascii_case(name)).map(|i| State(i as u8))
    }

    /// The abbreviations that were used before the two-letter codes, in lower case and without spaces and periods: "wva".
    pub fn old_abbreviations() -> impl Iterator<Item = (&'static str, State)> {
        OLD_ABBREVIATIONS.iter().filter_map(|(short, code)| Some((*short, State::from_code(code)?)))
    }

    /// The state with this old abbreviation, in lower case and without spaces and periods.
    pub fn from_old_abbreviation(short: &str) -> Option<State> {
        let known = OLD_ABBREVIATIONS.iter().find(|(known, _)| *known == short);
        known.and_then(|(_, code)| State::from_code(code))
    }

    /// The two-letter postal code.
    pub fn code(self) -> &'static str {
        STATES[self.index()].0
    }

    /// The name in English.
    pub fn name(self) -> &'static str {
        STATES[self.index()].1
    }

    /// The position in [`State::all`], less than [`State::COUNT`].
    pub fn index(self) -> usize {
        usize::from(self.0)
    }

    /// The state at this position in [`State::all`].
    pub fn from_index(index: usize) -> Option<State> {
        (index < STATES.len()).then_some(State(index as u8))
    }
}

impl From<State> for &'static str {
    fn from(state: State) -> Self {
        state.code()
    }
}

impl<'de> Deserialize<'de> for State {
    /// Reads the postal code or the name.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        static VALID: LazyLock<Vec<&'static str>> =
            LazyLock::new(|| STATES.iter().flat_map(|(code, name)| [*code, *name]).collect());
        let text = String::deserialize(deserializer)?;
        let state = State::from_code(&text).or_else(|| State::from_name(&text));
        state.ok_or_else(|| D::Error::unknown_variant(&text, &VALID))
    }
}

impl PartialSchema for State {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new()
            .schema_type(Type::String)
            .description(Some(
                "The two-letter postal code of a state, the District of Columbia or a territory.",
            ))
            .enum_values(Some(State::all().map(State::code)))
            .into()
    }
}

impl ToSchema for State {}

impl FromStr for State {
    type Err = UnknownState;

    fn from_str(code: &str) -> Result<Self, Self::Err> {
        State::from_code(code).ok_or_else(|| UnknownState(code.to_owned()))
    }
}

impl fmt::Debug for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl fmt::Display for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted_for_binary_search() {
        assert!(STATES.is_sorted_by_key(|(code, _)| *code));
        assert_eq!(State::from_code("tx").map(State::name), Some("Texas"));
        assert_eq!(State::from_code("ZZ"), None);
    }

    #[test]
    fn every_state_is_found_again_by_code_name_and_index() {
        for state in State::all() {
            assert_eq!(State::from_code(state.code()), Some(state));
            assert_eq!(State::from_name(&state.name().to_uppercase()), Some(state));
            assert_eq!(State::from_index(state.index()), Some(state));
        }
    }
}
