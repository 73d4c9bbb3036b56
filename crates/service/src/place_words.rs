//! Names of places: the city near a point, and names that a city and a state share.

use directory::{Coordinate, State};
use places::{Gazetteer, Place};

/// A point farther than this many miles from every ZIP code is not near a city.
const MILES_TO_CITY: f64 = 100.0;

/// If a city with more inhabitants than this has the name of a state, a person who types the name may mean the city.
const LARGE_CITY: u32 = 100_000;

/// The city that a point is near, for example "Dayton, OH".
pub fn city_near(point: Coordinate) -> Option<String> {
    let (_, zip, _) =
        Gazetteer::embedded().nearest_zip(point).filter(|(_, _, miles)| *miles <= MILES_TO_CITY)?;
    Some(format!("{}, {}", zip.city, zip.state))
}

/// Whether a large city has the same name as this state.
pub fn shares_name_with_city(state: State) -> bool {
    city_named_like(state).is_some()
}

/// The large city that has the same name as a state.
pub fn city_named_like(state: State) -> Option<Place> {
    let gazetteer = Gazetteer::embedded();
    let named = gazetteer.cities().filter(|city| city.name == state.name() && city.population > LARGE_CITY);
    let largest = named.max_by_key(|city| city.population)?;
    gazetteer.resolve(&format!("{}, {}", largest.name, largest.state)).ok()
}
