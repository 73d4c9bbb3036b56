//! Lengths and positions as the templates write them.

/// A length or a position as the template writes it: a whole number, never NaN or infinity.
pub(super) trait Units {
    /// The nearest whole number of units.
    fn units(&self) -> i32;
}

impl Units for f64 {
    fn units(&self) -> i32 {
        self.round() as i32
    }
}
