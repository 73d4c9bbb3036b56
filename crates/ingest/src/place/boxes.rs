//! Roughly where the United States, its territories and the freely associated states are.

use directory::Coordinate;

/// South, north, west and east, in degrees.
type BoundingBox = [f64; 4];

const PARTS: [BoundingBox; 10] = [
    // The 48 contiguous states and the District of Columbia.
    [24.3, 49.5, -125.1, -66.8],
    // Alaska, and the Aleutians beyond the 180th meridian.
    [51.0, 71.6, -180.0, -129.9],
    [51.0, 53.6, 172.0, 180.0],
    // Hawaii with its northwestern islands.
    [18.5, 28.6, -178.5, -154.5],
    // Puerto Rico and the U.S. Virgin Islands.
    [17.5, 18.7, -68.1, -64.4],
    // Guam and the Northern Mariana Islands.
    [13.1, 20.7, 144.5, 146.2],
    // American Samoa.
    [-14.7, -10.9, -171.3, -168.0],
    // The Federated States of Micronesia.
    [0.8, 10.2, 137.3, 163.2],
    // The Marshall Islands.
    [4.4, 14.8, 160.7, 172.3],
    // Palau.
    [2.7, 8.3, 131.0, 134.9],
];

/// Whether a point is in or near a part of the country.
pub(super) fn contain(at: Coordinate) -> bool {
    PARTS.iter().any(|[south, north, west, east]| {
        (*south..=*north).contains(&at.latitude()) && (*west..=*east).contains(&at.longitude())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn inside(latitude: f64, longitude: f64) -> bool {
        Coordinate::new(latitude, longitude).is_ok_and(contain)
    }

    #[test]
    fn every_part_of_the_country_is_inside() {
        for (place, latitude, longitude) in [
            ("Key West", 24.55, -81.78),
            ("Eastport", 44.91, -66.99),
            ("Neah Bay", 48.37, -124.62),
            ("Utqiagvik", 71.29, -156.79),
            ("Ketchikan", 55.34, -131.65),
            ("Attu", 52.90, 172.91),
            ("Hilo", 19.71, -155.08),
            ("Mayagüez", 18.20, -67.14),
            ("Christiansted", 17.75, -64.70),
            ("Inarajan", 13.27, 144.75),
            ("Saipan", 15.19, 145.75),
            ("Pago Pago", -14.28, -170.70),
            ("Pohnpei", 6.97, 158.21),
            ("Majuro", 7.09, 171.38),
            ("Koror", 7.34, 134.47),
        ] {
            assert!(inside(latitude, longitude), "{place}");
        }
    }

    #[test]
    fn elsewhere_is_outside() {
        for (latitude, longitude) in
            [(0.0, 0.0), (30.27, 97.74), (-30.27, -97.74), (51.5, -0.1), (35.7, 139.7)]
        {
            assert!(!inside(latitude, longitude), "{latitude}, {longitude}");
        }
    }
}
