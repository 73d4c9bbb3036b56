//! Simplifying lines.

use super::bounds::Point;

/// Leaves out points of a line so that every point left out is within `tolerance` of the simplified line (the
/// Ramer–Douglas–Peucker algorithm).
pub(super) fn simplify(points: &[Point], tolerance: f64) -> Vec<Point> {
    let mut keep = vec![false; points.len()];
    let mut open = vec![(0, points.len().saturating_sub(1))];
    while let Some((start, end)) = open.pop() {
        for end in [start, end] {
            if let Some(kept) = keep.get_mut(end) {
                *kept = true;
            }
        }
        let between = (start + 1..end).map(|i| (distance(points[i], points[start], points[end]), i));
        match between.max_by(|a, b| a.0.total_cmp(&b.0)) {
            Some((farthest, i)) if farthest > tolerance => open.extend([(start, i), (i, end)]),
            _ => {}
        }
    }
    points.iter().zip(keep).filter_map(|(point, kept)| kept.then_some(*point)).collect()
}

/// The distance of a point from a segment.
fn distance(point: Point, from: Point, to: Point) -> f64 {
    let [dx, dy] = [to[0] - from[0], to[1] - from[1]];
    let length = dx * dx + dy * dy;
    let along = (point[0] - from[0]) * dx + (point[1] - from[1]) * dy;
    let share = if length > 0.0 { (along / length).clamp(0.0, 1.0) } else { 0.0 };
    (point[0] - from[0] - share * dx).hypot(point[1] - from[1] - share * dy)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn points_on_a_straight_line_are_left_out() {
        let line = [[0.0, 0.0], [1.0, 0.1], [2.0, 0.0], [3.0, 5.0], [4.0, 0.0]];
        assert_eq!(simplify(&line, 0.5), [[0.0, 0.0], [2.0, 0.0], [3.0, 5.0], [4.0, 0.0]]);
        assert_eq!(simplify(&[], 0.5), [[0.0; 2]; 0]);
    }

    proptest! {
        #[test]
        fn no_point_is_far_from_the_simplified_line(
            points in prop::collection::vec([0.0..100.0, 0.0..100.0], 2..60), tolerance in 0.1..10.0,
        ) {
            let simpler = simplify(&points, tolerance);
            prop_assert_eq!((simpler[0], simpler.last()), (points[0], points.last()));
            for &point in &points {
                let distances = simpler.windows(2).map(|ends| distance(point, ends[0], ends[1]));
                prop_assert!(distances.fold(f64::INFINITY, f64::min) <= tolerance + 1e-9);
            }
        }
    }
}
