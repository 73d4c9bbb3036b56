//! The scale bar.

use super::frame::Frame;

/// The possible lengths, in miles.
const LENGTHS: [u32; 9] = [2, 5, 10, 20, 50, 100, 200, 500, 1000];
/// The bar is at most this many units long.
const LONGEST: f64 = 220.0;

/// A scale bar of a round number of miles.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Scale {
    pub(super) miles: u32,
    /// Its length in units.
    pub(super) length: f64,
}

impl Scale {
    /// The longest bar that fits.
    pub(super) fn longest(frame: &Frame) -> Scale {
        let bars = LENGTHS.map(|miles| Scale { miles, length: f64::from(miles) * frame.units_per_mile() });
        bars.into_iter().rev().find(|bar| bar.length <= LONGEST).unwrap_or(bars[0])
    }
}
