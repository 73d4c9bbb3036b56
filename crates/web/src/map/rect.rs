//! Rectangles of the picture, in its units.

#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Rect {
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) width: f64,
    pub(super) height: f64,
}

impl Rect {
    /// The rectangle of this size around a center.
    pub(super) fn about([x, y]: [f64; 2], width: f64, height: f64) -> Rect {
        Rect { x: x - width / 2.0, y: y - height / 2.0, width, height }
    }

    /// Whether the two have more than an edge in common.
    pub(super) fn overlaps(&self, other: &Rect) -> bool {
        self.x < other.x + other.width
            && other.x < self.x + self.width
            && self.y < other.y + other.height
            && other.y < self.y + self.height
    }

    /// Whether the whole rectangle is in a picture of this size.
    pub(super) fn fits(&self, width: f64, height: f64) -> bool {
        *self == self.moved_into(width, height)
    }

    /// Moves the rectangle into a picture of this size, by as little as possible. A rectangle that is larger than the
    /// picture begins at the upper left corner.
    pub(super) fn moved_into(&self, width: f64, height: f64) -> Rect {
        let x = self.x.min(width - self.width).max(0.0);
        let y = self.y.min(height - self.height).max(0.0);
        Rect { x, y, ..*self }
    }

    /// A rectangle that is larger by this many units on each side.
    pub(super) fn widened(&self, by: f64) -> Rect {
        Rect { x: self.x - by, y: self.y - by, width: self.width + 2.0 * by, height: self.height + 2.0 * by }
    }

    /// Rounds the corner and the sides, so that the template writes exactly this rectangle.
    pub(super) fn whole(&self) -> Rect {
        Rect { x: self.x.round(), y: self.y.round(), width: self.width.round(), height: self.height.round() }
    }

    pub(super) fn middle(&self) -> [f64; 2] {
        [self.x + self.width / 2.0, self.y + self.height / 2.0]
    }
}
