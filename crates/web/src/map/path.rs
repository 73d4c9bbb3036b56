//! Lines as the `d` attribute of an SVG path: in whole units, with each point relative to the one before.

use std::fmt::Write;

use super::bounds::Point;

/// A path that is being written.
#[derive(Debug, Default)]
pub(super) struct SvgPath(String);

impl SvgPath {
    /// Adds a line.
    pub(super) fn line(&mut self, points: &[Point]) {
        let mut points = points.iter().map(|point| point.map(|units| units.round() as i32));
        let Some(mut last) = points.next() else { return };
        let start = self.0.len();
        self.number('M', last[0]);
        self.number(' ', last[1]);
        let mut before = 'l';
        for point in points {
            if point != last {
                self.number(before, point[0] - last[0]);
                self.number(' ', point[1] - last[1]);
                (last, before) = (point, ' ');
            }
        }
        // A line of a single point would show nothing.
        if before == 'l' {
            self.0.truncate(start);
        }
    }

    /// Adds an area.
    pub(super) fn area(&mut self, outline: &[Point]) {
        let start = self.0.len();
        self.line(outline);
        if self.0.len() > start {
            self.0.push('z');
        }
    }

    /// The text of the path.
    pub(super) fn finish(self) -> String {
        self.0
    }

    /// Writes a number after a command or a space. The space is left out before a minus sign, which separates as well.
    fn number(&mut self, before: char, number: i32) {
        if before != ' ' || number >= 0 {
            self.0.push(before);
        }
        // Writing to a string never fails.
        let _ = write!(self.0, "{number}");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_are_relative_and_rounded() {
        let mut path = SvgPath::default();
        path.line(&[[10.0, 20.4], [12.0, 20.4], [12.2, 20.4], [8.0, 19.0]]);
        path.area(&[[0.0, 0.0], [5.0, 0.0], [5.0, -5.0]]);
        path.line(&[[1.0, 1.0], [1.1, 1.1]]);
        assert_eq!(path.finish(), "M10 20l2 0-4-1M0 0l5 0 0-5z");
    }
}
