//! Numbers as responses show them.

/// Rounds a number to a multiple of `1 / steps`: to hundredths if `steps` is 100.
pub(super) fn rounded(number: f64, steps: f64) -> f64 {
    (number * steps).round() / steps
}
