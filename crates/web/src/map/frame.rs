//! Which part of the Earth a picture shows, and where in the picture a point is.

use super::bounds::{Bounds, MILES_PER_DEGREE, Point};

/// How large a picture may be, in its own units.
#[derive(Debug, Clone, Copy)]
pub(super) struct Canvas {
    pub(super) width: f64,
    /// The least and the greatest height.
    pub(super) lowest: f64,
    pub(super) highest: f64,
    /// The margin between the edge and the content.
    pub(super) padding: f64,
}

/// A part of the Earth in a picture. North is up. A degree of longitude is everywhere as wide as it is at the center.
#[derive(Debug, Clone, Copy)]
pub(super) struct Frame {
    /// What the picture shows, in degrees.
    pub(super) bounds: Bounds,
    pub(super) width: f64,
    pub(super) height: f64,
    /// Units per degree, to the right and up.
    scale: Point,
}

impl Frame {
    /// The largest picture of `content`, whose width and height must not be zero.
    pub(super) fn fit(content: Bounds, canvas: Canvas) -> Frame {
        let narrowing = content.narrowing();
        let across = (content.east - content.west) * narrowing;
        let up = content.north - content.south;
        let [inner, border] = [canvas.width - 2.0 * canvas.padding, 2.0 * canvas.padding];
        let height = (inner * up / across + border).ceil().clamp(canvas.lowest, canvas.highest);
        let upward = (inner / across).min((height - border) / up);
        let scale = [upward * narrowing, upward];
        let [x, y] = [(content.west + content.east) / 2.0, (content.south + content.north) / 2.0];
        let half = [canvas.width / 2.0 / scale[0], height / 2.0 / scale[1]];
        let bounds = Bounds { west: x - half[0], east: x + half[0], south: y - half[1], north: y + half[1] };
        Frame { bounds, width: canvas.width, height, scale }
    }

    /// Where a point is, in units from the upper left corner.
    pub(super) fn at(&self, [x, y]: Point) -> Point {
        [(x - self.bounds.west) * self.scale[0], (self.bounds.north - y) * self.scale[1]]
    }

    /// Units per mile.
    pub(super) fn units_per_mile(&self) -> f64 {
        self.scale[1] / MILES_PER_DEGREE
    }

    /// What the picture shows with a margin of this many units on each side, in degrees.
    pub(super) fn beyond(&self, units: f64) -> Bounds {
        let [across, up] = self.scale.map(|scale| units / scale);
        let Bounds { west, south, east, north } = self.bounds;
        Bounds { west: west - across, south: south - up, east: east + across, north: north + up }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CANVAS: Canvas = Canvas { width: 640.0, lowest: 400.0, highest: 680.0, padding: 40.0 };

    #[test]
    fn the_content_stays_within_the_padding() {
        let content = Bounds { west: -98.0, south: 30.0, east: -97.0, north: 30.5 };
        let frame = Frame::fit(content, CANVAS);
        let [left, bottom] = frame.at([-98.0, 30.0]);
        let [right, top] = frame.at([-97.0, 30.5]);
        assert!((left - 40.0).abs() < 1e-6 && (right - 600.0).abs() < 1e-6, "{left} {right}");
        assert!(top > 40.0 - 1e-6 && bottom < frame.height - 40.0 + 1e-6, "{top} {bottom} {}", frame.height);
    }

    #[test]
    fn a_mile_has_the_same_length_to_the_east_and_to_the_north() {
        let content = Bounds { west: -150.5, south: 61.0, east: -149.5, north: 61.4 };
        let frame = Frame::fit(content, CANVAS);
        let [from, north] = [[-150.0, 61.2], [-150.0, 61.3]];
        let east = [-150.0 + 0.1 / 61.2_f64.to_radians().cos(), 61.2];
        let up = frame.at(from)[1] - frame.at(north)[1];
        let across = frame.at(east)[0] - frame.at(from)[0];
        assert!((up - across).abs() < 0.01, "{up} {across}");
    }
}
