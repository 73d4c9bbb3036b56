//! Points on the Earth and the distance between them.

use std::fmt;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Meters in a statute mile.
pub const METERS_PER_MILE: f64 = 1609.344;

/// Mean radius of the Earth in miles (6371.0088 km, IUGG).
pub const EARTH_RADIUS_MILES: f64 = 6_371_008.8 / METERS_PER_MILE;

/// A point on the Earth in degrees (WGS 84). The latitude is within ±90 and the longitude within ±180.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Degrees", into = "Degrees")]
pub struct Coordinate {
    latitude: f64,
    longitude: f64,
}

#[derive(Serialize, Deserialize)]
struct Degrees {
    latitude: f64,
    longitude: f64,
}

/// The error for a latitude or longitude out of range.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
#[error("latitude {latitude}, longitude {longitude} is not a point on the Earth")]
pub struct NotOnEarth {
    latitude: f64,
    longitude: f64,
}

impl Coordinate {
    /// The point at `latitude` and `longitude` degrees.
    ///
    /// # Errors
    /// If either is not finite, the latitude is beyond ±90 or the longitude is beyond ±180.
    pub fn new(latitude: f64, longitude: f64) -> Result<Self, NotOnEarth> {
        if latitude.abs() <= 90.0 && longitude.abs() <= 180.0 {
            Ok(Coordinate { latitude, longitude })
        } else {
            Err(NotOnEarth { latitude, longitude })
        }
    }

    /// Degrees north of the equator.
    pub fn latitude(self) -> f64 {
        self.latitude
    }

    /// Degrees east of Greenwich.
    pub fn longitude(self) -> f64 {
        self.longitude
    }

    /// Great-circle distance in miles, by the haversine formula.
    pub fn miles_to(self, other: Coordinate) -> f64 {
        let (lat1, lat2) = (self.latitude.to_radians(), other.latitude.to_radians());
        let across = ((other.longitude - self.longitude).to_radians() / 2.0).sin();
        let up = ((lat2 - lat1) / 2.0).sin();
        let h = up * up + lat1.cos() * lat2.cos() * across * across;
        2.0 * EARTH_RADIUS_MILES * h.min(1.0).sqrt().asin()
    }

    /// Rounds to a tenth of a degree (about 7 miles of latitude), so that the point gives away the region, not the place.
    pub fn to_tenth_of_degree(self) -> Coordinate {
        let rounded = |degrees: f64| (degrees * 10.0).round() / 10.0;
        Coordinate { latitude: rounded(self.latitude), longitude: rounded(self.longitude) }
    }

    /// The point as a vector on the unit sphere, for comparing many distances without trigonometry.
    pub fn unit_vector(self) -> [f64; 3] {
        let (lat_sin, lat_cos) = self.latitude.to_radians().sin_cos();
        let (lon_sin, lon_cos) = self.longitude.to_radians().sin_cos();
        [lat_cos * lon_cos, lat_cos * lon_sin, lat_sin]
    }
}

impl TryFrom<Degrees> for Coordinate {
    type Error = NotOnEarth;

    fn try_from(degrees: Degrees) -> Result<Self, Self::Error> {
        Coordinate::new(degrees.latitude, degrees.longitude)
    }
}

impl From<Coordinate> for Degrees {
    fn from(at: Coordinate) -> Self {
        Degrees { latitude: at.latitude, longitude: at.longitude }
    }
}

/// How precise the coordinate of a facility is. A more precise value compares as greater.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum CoordinatePrecision {
    /// The middle of the ZIP code's area or, for a confidential place, of its city, so distances are approximate.
    Zip,
    /// The street address.
    Street,
}

/// A coordinate and its precision. [`Display`](fmt::Display) writes five decimal places, which is about a meter.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct MapPoint {
    /// The point itself.
    pub coordinate: Coordinate,
    /// Whether the point is a street address or only the middle of a ZIP code.
    pub precision: CoordinatePrecision,
}

impl fmt::Display for MapPoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.precision == CoordinatePrecision::Zip {
            f.write_str("about ")?;
        }
        write!(f, "{:.5}, {:.5}", self.coordinate.latitude, self.coordinate.longitude)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn degrees_out_of_range_are_rejected() {
        for (lat, lon) in [(90.1, 0.0), (0.0, -180.5), (f64::NAN, 0.0), (0.0, f64::INFINITY)] {
            assert!(Coordinate::new(lat, lon).is_err(), "{lat},{lon}");
        }
    }

    #[test]
    fn distance_crosses_the_date_line_the_short_way() -> Result<(), NotOnEarth> {
        let west = Coordinate::new(52.0, 179.9)?;
        let east = Coordinate::new(52.0, -179.9)?;
        assert!((west.miles_to(east) - 8.508).abs() < 0.01, "{}", west.miles_to(east));
        Ok(())
    }

    #[test]
    fn a_quarter_of_the_equator_is_a_quarter_of_the_circumference() -> Result<(), NotOnEarth> {
        let quarter = Coordinate::new(0.0, 0.0)?.miles_to(Coordinate::new(0.0, 90.0)?);
        assert!((quarter - EARTH_RADIUS_MILES * std::f64::consts::FRAC_PI_2).abs() < 1e-9);
        Ok(())
    }
}
