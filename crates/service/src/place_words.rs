//! Names of places: the city near a point.

use directory::Coordinate;
use places::Gazetteer;

/// A point farther than this many miles from every ZIP code is not near a city.
const MILES_TO_CITY: f64 = 100.0;

/// The city that a point is near, for example "Dayton, OH".
pub fn city_near(point: Coordinate) -> Option<String> {
    let (_, zip, _) =
        Gazetteer::embedded().nearest_zip(point).filter(|(_, _, miles)| *miles <= MILES_TO_CITY)?;
    Some(format!("{}, {}", zip.city, zip.state))
}
