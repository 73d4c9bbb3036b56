//! Clipping: the parts of lines and areas that are within a box.

use super::bounds::{Bounds, Point};

/// The part of an area that is within a box. Where the area extends beyond the box, the outline runs along the box
/// (the Sutherland–Hodgman algorithm).
pub(super) fn area(outline: &[Point], bounds: Bounds) -> Vec<Point> {
    let west = cut(outline, |p| p[0] - bounds.west);
    let east = cut(&west, |p| bounds.east - p[0]);
    let south = cut(&east, |p| p[1] - bounds.south);
    cut(&south, |p| bounds.north - p[1])
}

/// The part of an area on one side of a straight line: where `inside`, the signed distance from the line, is not
/// negative.
fn cut(outline: &[Point], inside: impl Fn(Point) -> f64) -> Vec<Point> {
    let Some(&last) = outline.last() else { return Vec::new() };
    let mut kept = Vec::with_capacity(outline.len());
    let mut from = (last, inside(last));
    for &point in outline {
        let to = (point, inside(point));
        if (from.1 < 0.0) != (to.1 < 0.0) {
            kept.push(between(from.0, to.0, from.1 / (from.1 - to.1)));
        }
        if to.1 >= 0.0 {
            kept.push(point);
        }
        from = to;
    }
    kept
}

/// The pieces of a line that are within a box.
pub(super) fn line(points: &[Point], bounds: Bounds) -> Vec<Vec<Point>> {
    let mut pieces: Vec<Vec<Point>> = Vec::new();
    for (&from, &to) in points.iter().zip(points.iter().skip(1)) {
        let Some([start, end]) = segment(from, to, bounds) else { continue };
        match pieces.last_mut().filter(|piece| start == 0.0 && piece.last() == Some(&from)) {
            Some(piece) => piece.push(between(from, to, end)),
            None => pieces.push(vec![between(from, to, start), between(from, to, end)]),
        }
    }
    pieces
}

/// Where a segment enters and leaves a box, as shares of its length (the Liang–Barsky algorithm).
fn segment(from: Point, to: Point, bounds: Bounds) -> Option<[f64; 2]> {
    let [dx, dy] = [to[0] - from[0], to[1] - from[1]];
    let sides = [
        (-dx, from[0] - bounds.west),
        (dx, bounds.east - from[0]),
        (-dy, from[1] - bounds.south),
        (dy, bounds.north - from[1]),
    ];
    let (mut start, mut end) = (0.0_f64, 1.0_f64);
    for (outward, room) in sides {
        if outward == 0.0 && room < 0.0 {
            return None;
        }
        let share = room / outward;
        if outward < 0.0 {
            start = start.max(share);
        } else if outward > 0.0 {
            end = end.min(share);
        }
    }
    (start <= end).then_some([start, end])
}

/// The point at a share of the way. At a share of 1 it is exactly the end.
fn between(from: Point, to: Point, share: f64) -> Point {
    if share == 1.0 {
        return to;
    }
    [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share]
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const BOX: Bounds = Bounds { west: 0.0, south: 0.0, east: 10.0, north: 10.0 };

    fn size(outline: &[Point]) -> f64 {
        let next = outline.iter().cycle().skip(1);
        outline.iter().zip(next).map(|(a, b)| a[0] * b[1] - b[0] * a[1]).sum::<f64>().abs() / 2.0
    }

    #[test]
    fn a_line_that_leaves_the_box_and_returns_becomes_two_pieces() {
        let pieces = line(&[[-5.0, 5.0], [5.0, 5.0], [5.0, 15.0], [8.0, 15.0], [8.0, 5.0]], BOX);
        let expected = [vec![[0.0, 5.0], [5.0, 5.0], [5.0, 10.0]], vec![[8.0, 10.0], [8.0, 5.0]]];
        assert_eq!(pieces, expected);
    }

    #[test]
    fn an_area_around_the_box_becomes_the_box() {
        let around = [[-5.0, -5.0], [15.0, -5.0], [15.0, 15.0], [-5.0, 15.0]];
        assert_eq!(size(&area(&around, BOX)), 100.0);
        let beside = around.map(|[x, y]| [x + 50.0, y]);
        assert!(area(&beside, BOX).is_empty());
    }

    proptest! {
        #[test]
        fn a_triangle_is_cut_to_its_part_in_the_box(corners in prop::collection::vec([-20.0..30.0, -20.0..30.0], 3)) {
            let cut = area(&corners, BOX);
            prop_assert!(cut.iter().all(|p| BOX.widened(1e-6, 1e-6).contains(*p)));
            prop_assert!(size(&cut) <= size(&corners).min(100.0) + 1e-6);
        }

        #[test]
        fn pieces_of_a_line_are_in_the_box(points in prop::collection::vec([-20.0..30.0, -20.0..30.0], 0..20)) {
            for piece in line(&points, BOX) {
                prop_assert!(piece.len() >= 2);
                prop_assert!(piece.iter().all(|p| BOX.widened(1e-6, 1e-6).contains(*p)));
            }
        }
    }
}
