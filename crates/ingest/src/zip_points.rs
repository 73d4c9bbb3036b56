//! Where ZIP codes and cities are, for rows without a coordinate.

use directory::{Coordinate, State};
use places::{Gazetteer, ZipPoint};

/// Says where ZIP codes and cities are. The program uses the [`Gazetteer`]; some tests use a few places of their own.
pub trait ZipPoints {
    /// The place of a ZIP code, given by its five digits.
    fn zip(&self, five: &str) -> Option<ZipPoint>;

    /// The center of a city, if it is known. By default, none is.
    fn city(&self, name: &str, state: State) -> Option<Coordinate> {
        let _ = (name, state);
        None
    }

    /// The middle of a state. By default, it is unknown.
    fn state(&self, state: State) -> Option<Coordinate> {
        let _ = state;
        None
    }

    /// The nearest ZIP code. By default, none is known.
    fn nearest(&self, at: Coordinate) -> Option<ZipPoint> {
        let _ = at;
        None
    }

    /// Whether a point lies in or close to a state. By default, every point does.
    fn is_near_state(&self, at: Coordinate, state: State) -> bool {
        let _ = (at, state);
        true
    }
}

impl ZipPoints for Gazetteer {
    fn zip(&self, five: &str) -> Option<ZipPoint> {
        Gazetteer::zip(self, five)
    }

    fn city(&self, name: &str, state: State) -> Option<Coordinate> {
        Gazetteer::city(self, name, state)
    }

    fn state(&self, state: State) -> Option<Coordinate> {
        Some(self.middle(state))
    }

    fn nearest(&self, at: Coordinate) -> Option<ZipPoint> {
        self.nearest_zip(at).map(|(_, zip, _)| zip)
    }

    fn is_near_state(&self, at: Coordinate, state: State) -> bool {
        Gazetteer::is_near_state(self, at, state)
    }
}
