//! The circle around everything within the radius.

use directory::geo::EARTH_RADIUS_MILES;
use directory::{Area, Coordinate};

use super::bounds::{Point, point, westward};

/// The circle has this many corners, so many that nobody sees them.
const CORNERS: u32 = 90;

#[derive(Debug)]
pub(super) struct RadiusCircle {
    pub(super) center: Point,
    /// The points on the circle. The last equals the first.
    pub(super) outline: Vec<Point>,
}

impl RadiusCircle {
    /// The circle of an area; `None` if the area has no radius.
    pub(super) fn from_area(area: Area) -> Option<RadiusCircle> {
        match area {
            Area::Within { center, miles } => {
                Some(RadiusCircle { center: point(center), outline: outline(center, miles) })
            }
            Area::Anywhere => None,
        }
    }
}

/// The points at this distance from a center, in all directions. The last equals the first.
fn outline(center: Coordinate, miles: f64) -> Vec<Point> {
    let (sin, cos) = center.latitude().to_radians().sin_cos();
    let (far_sin, far_cos) = (miles / EARTH_RADIUS_MILES).sin_cos();
    let corner = |i: u32| {
        let (across, up) = (f64::from(i) / f64::from(CORNERS) * std::f64::consts::TAU).sin_cos();
        let latitude = (sin * far_cos + cos * far_sin * up).clamp(-1.0, 1.0);
        let east = (across * far_sin * cos).atan2(far_cos - sin * latitude);
        [westward(center.longitude()) + east.to_degrees(), latitude.asin().to_degrees()]
    };
    (0..=CORNERS).map(|i| corner(i % CORNERS)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_point_of_the_circle_is_one_radius_from_the_center() {
        for (latitude, longitude) in [(30.27, -97.74), (61.2, -149.9), (51.9, 179.9), (-14.3, -170.7)] {
            let center = Coordinate::new(latitude, longitude).unwrap();
            for [x, y] in outline(center, 500.0) {
                let at = Coordinate::new(y, (x + 540.0).rem_euclid(360.0) - 180.0).unwrap();
                assert!((center.miles_to(at) - 500.0).abs() < 1e-6);
                assert!((x - point(center)[0]).abs() < 30.0, "{x}");
            }
        }
    }
}
