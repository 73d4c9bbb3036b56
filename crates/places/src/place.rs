//! What a text can stand for.

use directory::{Coordinate, State};
use serde::{Deserialize, Serialize};

/// What kind of place a [`Place`] is, from the most to the least exact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PlaceKind {
    /// A pair of coordinates.
    Point,
    /// A ZIP code.
    Zip,
    /// A city, town, village, neighbourhood or post office.
    City,
    /// A state, the District of Columbia, a territory or a freely associated state.
    State,
}

/// A place to search around.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Place {
    /// The place for people to read, which also resolves to the place again: "Austin, TX 78701", "Austin, TX",
    /// "Texas" or "30.27, -97.74".
    pub label: String,
    /// What kind of place it is.
    pub kind: PlaceKind,
    /// Where it is. Of a state: the middle of where its people live.
    #[serde(flatten)]
    pub coordinate: Coordinate,
    /// The state it is in. Of coordinates: that of the nearest ZIP code, when one is within 100 miles.
    pub state: Option<State>,
}

/// Where a ZIP code is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ZipPoint {
    /// The middle of its area, or its post office.
    pub coordinate: Coordinate,
    /// The city it is named for.
    pub city: &'static str,
    /// The state it is in.
    pub state: State,
}

/// Where a city is and how large.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CityPoint {
    /// What it is called.
    pub name: &'static str,
    /// The state it is in.
    pub state: State,
    /// Its middle.
    pub coordinate: Coordinate,
    /// How many people live there; 0 where that is not known.
    pub population: u32,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_written_flat() {
        let place = Place {
            label: "Austin, TX".to_owned(),
            kind: PlaceKind::City,
            coordinate: Coordinate::new(30.27, -97.74).unwrap(),
            state: State::from_code("TX"),
        };
        let json = serde_json::json!({
            "label": "Austin, TX", "kind": "city", "latitude": 30.27, "longitude": -97.74, "state": "TX"
        });
        assert_eq!(serde_json::to_value(&place).unwrap(), json);
        assert_eq!(serde_json::from_value::<Place>(json).unwrap(), place);
    }
}
