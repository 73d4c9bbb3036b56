//! The order of facilities by their points, and the facilities within a circle.
//!
//! Facilities are ordered by bands of latitude, and by longitude within a band. A circle crosses some of the bands; in
//! each, its facilities form one stretch, or two at the date line. Only the ends of a stretch can be outside the circle,
//! so only they are measured.

use std::cmp::Ordering;
use std::f64::consts::PI;
use std::ops::Range;

use directory::Coordinate;
use directory::geo::EARTH_RADIUS_MILES;

/// Bands per degree of latitude; each is 8.6 miles high.
const BANDS_PER_DEGREE: f64 = 8.0;
const BANDS: usize = 180 * 8 + 1;

/// How much the circle is shrunk to find what is certainly inside it, and enlarged to find what may be, in radians. It
/// is far above the rounding error.
const MARGIN: f64 = 1e-9;

/// The most that rounding to `f32` can add to a chord: half a unit in the last place for three coordinates of two points.
const ROUNDING: f64 = 4e-7;

fn band(latitude: f64) -> usize {
    ((latitude + 90.0) * BANDS_PER_DEGREE) as usize
}

/// Orders facilities by their points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct PointKey(pub Coordinate);

impl Eq for PointKey {}

impl PartialOrd for PointKey {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for PointKey {
    fn cmp(&self, other: &Self) -> Ordering {
        let (a, b) = (self.0, other.0);
        band(a.latitude())
            .cmp(&band(b.latitude()))
            .then_with(|| a.longitude().total_cmp(&b.longitude()))
            .then_with(|| a.latitude().total_cmp(&b.latitude()))
    }
}

/// The points of a snapshot's facilities.
pub(crate) struct FacilityPoints {
    latitudes: Vec<f64>,
    longitudes: Vec<f64>,
    /// The same points on the unit sphere, for a lower bound on distances without trigonometry.
    vectors: Vec<[f32; 3]>,
    /// The first facility of each band, and the end of the last band.
    bands: Vec<u32>,
}

impl FacilityPoints {
    /// Takes the points of all facilities in the order of [`PointKey`].
    pub(crate) fn new(coordinates: impl Iterator<Item = Coordinate>) -> FacilityPoints {
        let mut places = FacilityPoints {
            latitudes: Vec::new(),
            longitudes: Vec::new(),
            vectors: Vec::new(),
            bands: vec![0; BANDS + 1],
        };
        for at in coordinates {
            places.latitudes.push(at.latitude());
            places.longitudes.push(at.longitude());
            places.vectors.push(at.unit_vector().map(|part| part as f32));
            places.bands[band(at.latitude()) + 1] += 1;
        }
        for band in 0..BANDS {
            places.bands[band + 1] += places.bands[band];
        }
        places
    }

    pub(crate) fn coordinate(&self, facility: usize) -> Coordinate {
        Coordinate::new(self.latitudes[facility], self.longitudes[facility])
            .expect("every point is on the Earth")
    }

    /// A lower bound on the distance of a facility from a point (given as a unit vector), in miles. The chord is shorter
    /// than the arc, and the possible rounding error is subtracted.
    pub(crate) fn at_least_miles(&self, facility: usize, from: [f32; 3]) -> f64 {
        let [x, y, z] = self.vectors[facility];
        let (dx, dy, dz) = (x - from[0], y - from[1], z - from[2]);
        let chord = f64::from((dx * dx + dy * dy + dz * dz).sqrt());
        (chord * (1.0 - 1e-6) - ROUNDING).max(0.0) * EARTH_RADIUS_MILES
    }

    /// Calls `found` with ranges of facilities, in order, that together make up all facilities within `miles` of `center`.
    pub(crate) fn within(&self, center: Coordinate, miles: f64, mut found: impl FnMut(Range<usize>)) {
        let reach = (miles / EARTH_RADIUS_MILES).to_degrees() + MARGIN.to_degrees();
        let lowest = band((center.latitude() - reach).max(-90.0));
        let highest = band((center.latitude() + reach).min(90.0));
        let circle = Circle::new(center, miles);
        for band in lowest..=highest {
            let facilities = self.bands[band] as usize..self.bands[band + 1] as usize;
            if facilities.is_empty() {
                continue;
            }
            let south = band as f64 / BANDS_PER_DEGREE - 90.0;
            let (certain, possible) = circle.half_widths(south, south + 1.0 / BANDS_PER_DEGREE);
            if let Some(possible) = possible {
                self.within_band(facilities, center, miles, certain, possible, &mut found);
            }
        }
    }

    /// Handles one band. `certain` and `possible` are in degrees of longitude to either side of the center.
    fn within_band(
        &self,
        facilities: Range<usize>,
        center: Coordinate,
        miles: f64,
        certain: Option<f64>,
        possible: f64,
        found: &mut impl FnMut(Range<usize>),
    ) {
        let longitudes = &self.longitudes[facilities.clone()];
        let first_from = |degrees: f64| facilities.start + longitudes.partition_point(|at| *at < degrees);
        let first_beyond = |degrees: f64| facilities.start + longitudes.partition_point(|at| *at <= degrees);
        let measured = |range: Range<usize>, found: &mut dyn FnMut(Range<usize>)| {
            for at in range {
                if self.coordinate(at).miles_to(center) <= miles {
                    found(at..at + 1);
                }
            }
        };
        for (west, east) in stretches(center.longitude(), possible) {
            let outer = first_from(west)..first_beyond(east);
            // The certain part that belongs to this stretch.
            let inner = certain.and_then(|certain| {
                stretches(center.longitude(), certain)
                    .map(|(west, east)| first_from(west).max(outer.start)..first_beyond(east).min(outer.end))
                    .find(|range| range.start < range.end)
            });
            match inner {
                Some(inner) => {
                    measured(outer.start..inner.start, found);
                    found(inner.clone());
                    measured(inner.end..outer.end, found);
                }
                None => measured(outer, found),
            }
        }
    }
}

/// The stretches of longitude within `half_width` degrees of `center`, from west to east, cut at the date line.
fn stretches(center: f64, half_width: f64) -> impl Iterator<Item = (f64, f64)> {
    let (west, east) = (center - half_width, center + half_width);
    let (first, second) = if half_width >= 180.0 {
        ((-180.0, 180.0), None)
    } else if west < -180.0 {
        ((-180.0, east), Some((west + 360.0, 180.0)))
    } else if east > 180.0 {
        ((-180.0, east - 360.0), Some((west, 180.0)))
    } else {
        ((west, east), None)
    };
    std::iter::once(first).chain(second)
}

/// A circle on the sphere. Angles are in radians.
struct Circle {
    latitude: f64,
    radius: f64,
}

impl Circle {
    fn new(center: Coordinate, miles: f64) -> Circle {
        Circle { latitude: center.latitude().to_radians(), radius: miles / EARTH_RADIUS_MILES }
    }

    /// For a band between two latitudes in degrees, two widths in degrees of longitude to either side of the center: within
    /// the first, all of the band is in the circle; beyond the second, none of it is.
    fn half_widths(&self, south: f64, north: f64) -> (Option<f64>, Option<f64>) {
        let (south, north) = (south.to_radians(), north.to_radians());
        let ends = [south, north].map(|latitude| self.half_width(latitude, self.radius - MARGIN));
        let certain = match ends {
            // Even a circle around a pole is narrowest at one end of the band, since it is widest at the pole.
            [Some(a), Some(b)] => Some(a.min(b) - MARGIN).filter(|width| *width > 0.0),
            _ => None,
        };
        let radius = self.radius + MARGIN;
        let mut widest = [south, north]
            .into_iter()
            .filter_map(|latitude| self.half_width(latitude, radius))
            .fold(0.0, f64::max);
        // The circle is widest where a meridian is tangent to it.
        let tangent = self.latitude.sin() / radius.cos();
        if tangent.abs() >= 1.0 || radius >= PI / 2.0 {
            widest = PI;
        } else {
            let at = tangent.asin();
            if (south..=north).contains(&at) {
                widest = widest.max(self.half_width(at, radius).unwrap_or(PI));
            }
        }
        let touches = (self.latitude - radius..=self.latitude + radius).contains(&south)
            || (self.latitude - radius..=self.latitude + radius).contains(&north)
            || (south..=north).contains(&self.latitude);
        let possible = touches.then_some(widest + MARGIN);
        (certain.map(f64::to_degrees), possible.map(f64::to_degrees))
    }

    /// Half of the circle's width at a latitude, in radians of longitude: from the spherical law of cosines.
    /// `None` if it does not reach that latitude.
    fn half_width(&self, latitude: f64, radius: f64) -> Option<f64> {
        let across = latitude.cos() * self.latitude.cos();
        let cos = (radius.cos() - latitude.sin() * self.latitude.sin()) / across;
        if across.abs() < 1e-12 || cos < -1.0 {
            // One of the latitudes is a pole, or the circle contains the whole parallel.
            return ((latitude - self.latitude).abs() <= radius).then_some(PI);
        }
        (cos <= 1.0).then(|| cos.acos())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn coordinate() -> impl Strategy<Value = Coordinate> {
        let anywhere = (-90.0..=90.0f64, -180.0..=180.0f64);
        let date_line = (50.0..55.0f64, prop_oneof![178.0..=180.0f64, -180.0..=-178.0f64]);
        let dense = (30.0..31.0f64, -98.0..-97.0f64);
        prop_oneof![anywhere, date_line, dense]
            .prop_map(|(lat, lon)| Coordinate::new(lat, lon).expect("on the Earth"))
    }

    proptest! {
        #[test]
        fn a_circle_holds_what_is_measured_to_be_in_it(
            coordinates in prop::collection::vec(coordinate(), 0..300),
            center in coordinate(),
            miles in prop_oneof![0.0..5.0f64, 1.0..=500.0f64, 500.0..13_000.0f64],
        ) {
            let mut sorted = coordinates;
            sorted.sort_by_key(|at| PointKey(*at));
            let places = FacilityPoints::new(sorted.iter().copied());
            let mut found = Vec::new();
            places.within(center, miles, |range| found.extend(range));
            prop_assert!(found.is_sorted_by(|a, b| a < b), "in order, each once: {found:?}");
            let expected: Vec<usize> =
                (0..sorted.len()).filter(|at| sorted[*at].miles_to(center) <= miles).collect();
            prop_assert_eq!(found, expected);
        }

        #[test]
        fn the_bound_is_never_above_the_distance(center in coordinate(), other in coordinate()) {
            let places = FacilityPoints::new([other].into_iter());
            let bound = places.at_least_miles(0, center.unit_vector().map(|part| part as f32));
            let miles = other.miles_to(center);
            prop_assert!(bound <= miles, "{bound} <= {miles}");
            prop_assert!(miles > 100.0 || bound > miles - 0.02, "{bound} is near {miles}");
        }

        #[test]
        fn the_edge_belongs_to_the_circle(center in coordinate(), other in coordinate()) {
            let places = FacilityPoints::new([other].into_iter());
            let mut found = 0;
            places.within(center, other.miles_to(center), |range| found += range.len());
            prop_assert_eq!(found, 1);
        }
    }
}
