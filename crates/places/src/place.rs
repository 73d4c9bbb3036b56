//! The places that a text can be resolved to.

use directory::{Coordinate, State};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What kind of place it is, from the most to the least exact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum PlaceKind {
    /// A pair of coordinates.
    Point,
    /// A ZIP code.
    Zip,
    /// A city, town, village, borough, neighborhood or post office.
    City,
    /// A military base or a service academy.
    MilitaryBase,
    /// A county, parish, borough of Alaska or municipio.
    County,
    /// A region that people know by a name, such as Cape Cod or the Bay Area.
    Region,
    /// A state, the District of Columbia, a territory or a freely associated state.
    State,
}

/// A place to search around.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Place {
    /// The name to show, which resolves to the same place: "Austin, TX 78701", "Austin, TX", "Travis County, TX",
    /// "Texas" or "30.27, -97.74".
    pub label: String,
    /// What kind of place it is.
    pub kind: PlaceKind,
    /// Its point. For a state, this is the center of its population.
    #[serde(flatten)]
    pub coordinate: Coordinate,
    /// The state it is in. For coordinates, this is the state of the nearest ZIP code; for a region in several states,
    /// the first of them.
    pub state: Option<State>,
    /// For a county or a region: the radius in miles of the circle around its point that contains it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub radius: Option<f64>,
}

/// The location of a ZIP code.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ZipPoint {
    /// The center of its area, or its post office.
    pub coordinate: Coordinate,
    /// The city it is named for.
    pub city: &'static str,
    /// The state it is in.
    pub state: State,
}

/// The location and population of a city.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CityPoint {
    /// Its name.
    pub name: &'static str,
    /// The state it is in.
    pub state: State,
    /// Its center.
    pub coordinate: Coordinate,
    /// Its population; 0 if unknown.
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
            radius: None,
        };
        let json = serde_json::json!({
            "label": "Austin, TX", "kind": "city", "latitude": 30.27, "longitude": -97.74, "state": "TX"
        });
        assert_eq!(serde_json::to_value(&place).unwrap(), json);
        assert_eq!(serde_json::from_value::<Place>(json).unwrap(), place);
    }
}
