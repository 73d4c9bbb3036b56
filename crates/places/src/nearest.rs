//! The nearest of many points on the Earth: a k-d tree of points on the unit sphere.
//!
//! The straight-line distance grows with the distance on the ground, and neither the date line nor the poles are special
//! cases.

use directory::Coordinate;

/// Points, ordered as a tree: the middle of a slice splits it along one axis, and its halves are split along the next.
#[derive(Debug)]
pub(crate) struct Nearest(Vec<Node>);

#[derive(Debug, Clone, Copy)]
struct Node {
    at: [f64; 3],
    index: u32,
}

impl Nearest {
    /// A tree of these points, which are identified by their positions.
    pub(crate) fn new(points: impl Iterator<Item = Coordinate>) -> Self {
        let mut nodes: Vec<Node> =
            points.zip(0..).map(|(point, index)| Node { at: point.unit_vector(), index }).collect();
        split(&mut nodes, 0);
        Nearest(nodes)
    }

    /// The position of the point nearest to `at`; of several equally near ones, the first.
    pub(crate) fn find(&self, at: Coordinate) -> Option<usize> {
        let mut best = (f64::INFINITY, u32::MAX);
        search(&self.0, 0, at.unit_vector(), &mut best);
        (best.1 != u32::MAX).then_some(best.1 as usize)
    }
}

fn split(nodes: &mut [Node], axis: usize) {
    if nodes.len() < 2 {
        return;
    }
    let middle = nodes.len() / 2;
    let (left, _, right) = nodes.select_nth_unstable_by(middle, |a, b| a.at[axis].total_cmp(&b.at[axis]));
    split(left, (axis + 1) % 3);
    split(right, (axis + 1) % 3);
}

fn search(nodes: &[Node], axis: usize, at: [f64; 3], best: &mut (f64, u32)) {
    let middle = nodes.len() / 2;
    let Some(node) = nodes.get(middle) else { return };
    let distance = (0..3).map(|i| (node.at[i] - at[i]).powi(2)).sum();
    if (distance, node.index) < *best {
        *best = (distance, node.index);
    }
    let beyond = at[axis] - node.at[axis];
    let (left, right) = (&nodes[..middle], &nodes[middle + 1..]);
    let (near, far) = if beyond < 0.0 { (left, right) } else { (right, left) };
    search(near, (axis + 1) % 3, at, best);
    if beyond * beyond <= best.0 {
        search(far, (axis + 1) % 3, at, best);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn coordinate() -> impl Strategy<Value = Coordinate> {
        (-90.0..=90.0, -180.0..=180.0).prop_map(|(lat, lon)| Coordinate::new(lat, lon).unwrap())
    }

    proptest! {
        #[test]
        fn no_other_point_is_nearer(points in prop::collection::vec(coordinate(), 1..200), at in coordinate()) {
            let found = Nearest::new(points.iter().copied()).find(at).unwrap();
            let least = points.iter().map(|point| point.miles_to(at)).fold(f64::INFINITY, f64::min);
            prop_assert!((points[found].miles_to(at) - least).abs() < 1e-6);
        }
    }

    #[test]
    fn no_point_is_nearest_if_there_are_none() {
        assert_eq!(Nearest::new(std::iter::empty()).find(Coordinate::new(0.0, 0.0).unwrap()), None);
    }
}
