//! The bar that shows how far a few miles are.

use super::frame::Frame;

/// The lengths there are, in miles.
const LENGTHS: [u32; 9] = [2, 5, 10, 20, 50, 100, 200, 500, 1000];
/// The longest that the bar may be, in units.
const LONGEST: f64 = 220.0;

/// A bar of a round number of miles.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Scale {
    pub(super) miles: u32,
    /// How long it is, in units.
    pub(super) length: f64,
}

impl Scale {
    /// The longest bar that there is room for.
    pub(super) fn of(frame: &Frame) -> Scale {
        let bars = LENGTHS.map(|miles| Scale { miles, length: f64::from(miles) * frame.units_per_mile() });
        bars.into_iter().rev().find(|bar| bar.length <= LONGEST).unwrap_or(bars[0])
    }
}
