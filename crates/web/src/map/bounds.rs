//! Boxes on the map, in degrees of longitude and latitude.

use directory::Coordinate;
use directory::geo::EARTH_RADIUS_MILES;

/// Degrees east and degrees north, or units of the picture to the right and down.
pub(super) type Point = [f64; 2];

/// Longitudes east of this are counted westward past the date line, below -180, so that the date line does not split
/// the United States: Palau, at 134.5° east, is at -225.5.
const SEAM: f64 = 30.0;

/// Miles in a degree of latitude.
pub(super) const MILES_PER_DEGREE: f64 = EARTH_RADIUS_MILES * std::f64::consts::PI / 180.0;

/// A degree of longitude counts as at least this many degrees of latitude, so that nothing is divided by zero at the
/// poles.
const NARROWEST: f64 = 0.02;

/// A longitude in the numbering that the outlines use, see [`SEAM`].
pub(super) fn westward(longitude: f64) -> f64 {
    if longitude > SEAM { longitude - 360.0 } else { longitude }
}

/// A coordinate in the numbering that the outlines use.
pub(super) fn point(at: Coordinate) -> Point {
    [westward(at.longitude()), at.latitude()]
}

/// A box, in degrees.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Bounds {
    pub(super) west: f64,
    pub(super) south: f64,
    pub(super) east: f64,
    pub(super) north: f64,
}

impl Bounds {
    /// The box around some points. `None` if there are no points.
    pub(super) fn around(points: impl IntoIterator<Item = Point>) -> Option<Bounds> {
        points.into_iter().map(Bounds::at).reduce(Bounds::union)
    }

    /// The empty box at a point.
    pub(super) fn at([x, y]: Point) -> Bounds {
        Bounds { west: x, south: y, east: x, north: y }
    }

    /// The box around both.
    pub(super) fn union(self, other: Bounds) -> Bounds {
        Bounds {
            west: self.west.min(other.west),
            south: self.south.min(other.south),
            east: self.east.max(other.east),
            north: self.north.max(other.north),
        }
    }

    /// Whether the two boxes have a point in common.
    pub(super) fn overlaps(self, other: Bounds) -> bool {
        self.west <= other.east
            && other.west <= self.east
            && self.south <= other.north
            && other.south <= self.north
    }

    /// Whether all of `other` is inside.
    pub(super) fn encloses(self, other: Bounds) -> bool {
        self.union(other) == self
    }

    /// Whether a point is inside.
    pub(super) fn contains(self, [x, y]: Point) -> bool {
        self.west <= x && x <= self.east && self.south <= y && y <= self.north
    }

    /// The width of a degree of longitude at the center of the box, in degrees of latitude.
    pub(super) fn narrowing(self) -> f64 {
        let middle = (self.south + self.north) / 2.0;
        middle.to_radians().cos().max(NARROWEST)
    }

    /// Width and height, in miles.
    pub(super) fn miles(self) -> [f64; 2] {
        let width = (self.east - self.west) * self.narrowing();
        [width * MILES_PER_DEGREE, (self.north - self.south) * MILES_PER_DEGREE]
    }

    /// A box with the same center that is at least this many miles wide and high.
    pub(super) fn at_least(self, miles: f64) -> Bounds {
        let [width, height] = self.miles().map(|side| (miles - side).max(0.0) / 2.0);
        self.widened(width, height)
    }

    /// A box that is larger by this many miles on the left and right, and at the top and bottom.
    pub(super) fn widened(self, sideways: f64, upward: f64) -> Bounds {
        let across = sideways / MILES_PER_DEGREE / self.narrowing();
        let up = upward / MILES_PER_DEGREE;
        Bounds {
            west: self.west - across,
            south: self.south - up,
            east: self.east + across,
            north: self.north + up,
        }
    }
}
