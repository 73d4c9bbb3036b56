//! Where a place is, as precisely as may be disclosed.

use std::fmt;

use crate::contact::{Address, Zip};
use crate::geo::{Coordinate, CoordinatePrecision, MapPoint};
use crate::state::State;

/// Where a place is. The address of a confidential place, such as a shelter, can't be expressed, so code that shows,
/// compares or stores a location need not care about confidentiality.
#[derive(Debug, Clone, PartialEq)]
pub enum Location {
    /// The coordinate is that of the street address.
    Exact {
        /// Where it is, in words.
        address: Address,
        /// The building's coordinate.
        coordinate: Coordinate,
    },
    /// The coordinate is that of the ZIP code's area or of the city.
    About {
        /// Where it is, in words.
        address: Address,
        /// The middle of the area.
        coordinate: Coordinate,
    },
    /// The place is confidential.
    Withheld(Withheld),
}

/// What may be disclosed about the location of a confidential place: its city.
#[derive(Debug, Clone, PartialEq)]
pub struct Withheld {
    /// City or post-office name.
    pub city: String,
    /// State or territory.
    pub state: State,
    /// The city's coordinate: never that of the place or of its ZIP code.
    pub city_coordinate: Coordinate,
}

impl Location {
    /// An address that may be disclosed, and its point on the map.
    pub fn new(address: Address, point: MapPoint) -> Location {
        let coordinate = point.coordinate;
        match point.precision {
            CoordinatePrecision::Street => Location::Exact { address, coordinate },
            CoordinatePrecision::Zip => Location::About { address, coordinate },
        }
    }

    /// The parts of the address that may be disclosed.
    pub fn address(&self) -> AddressView<'_> {
        match self {
            Location::Exact { address, .. } | Location::About { address, .. } => address.view(),
            Location::Withheld(Withheld { city, state, .. }) => {
                AddressView { street1: None, street2: None, city, state: *state, zip: None }
            }
        }
    }

    /// The coordinate, and how precise it is.
    pub fn point(&self) -> MapPoint {
        let (coordinate, precision) = match self {
            Location::Exact { coordinate, .. } => (coordinate, CoordinatePrecision::Street),
            Location::About { coordinate, .. } => (coordinate, CoordinatePrecision::Zip),
            Location::Withheld(withheld) => (&withheld.city_coordinate, CoordinatePrecision::Zip),
        };
        MapPoint { coordinate: *coordinate, precision }
    }

    /// The coordinate alone.
    pub fn coordinate(&self) -> Coordinate {
        self.point().coordinate
    }

    /// What may be disclosed about a confidential place; `None` for all others.
    pub fn withheld(&self) -> Option<&Withheld> {
        match self {
            Location::Withheld(withheld) => Some(withheld),
            Location::Exact { .. } | Location::About { .. } => None,
        }
    }

    /// Whether the place is confidential.
    pub fn is_withheld(&self) -> bool {
        self.withheld().is_some()
    }

    /// Whether only the state is known, as for a provider who treats people by telephone or video. The point is then the
    /// middle of the state.
    pub fn is_statewide(&self) -> bool {
        let AddressView { street1, city, zip, .. } = self.address();
        street1.is_none() && city.is_empty() && zip.is_none()
    }

    /// Puts the address at another point. A confidential place keeps the point of its city.
    pub fn set_point(&mut self, point: MapPoint) {
        if let Location::Exact { address, .. } | Location::About { address, .. } = self {
            *self = Location::new(address.clone(), point);
        }
    }
}

/// The parts of an address that may be disclosed. [`Display`](fmt::Display) writes them on one line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AddressView<'a> {
    /// Number and street; `None` if the source withholds it or the place is confidential.
    pub street1: Option<&'a str>,
    /// Suite, floor, building.
    pub street2: Option<&'a str>,
    /// City or post-office name.
    pub city: &'a str,
    /// State or territory.
    pub state: State,
    /// ZIP code.
    pub zip: Option<&'a Zip>,
}

impl AddressView<'_> {
    /// Only the city and state of this address.
    #[must_use]
    pub fn city_only(self) -> Self {
        AddressView { street1: None, street2: None, zip: None, ..self }
    }
}

impl fmt::Display for AddressView<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for street in [self.street1, self.street2].into_iter().flatten() {
            write!(f, "{street}, ")?;
        }
        if !self.city.is_empty() {
            write!(f, "{}, ", self.city)?;
        }
        write!(f, "{}", self.state)?;
        self.zip.iter().try_for_each(|zip| write!(f, " {zip}"))
    }
}

impl Address {
    /// All of the address.
    pub fn view(&self) -> AddressView<'_> {
        AddressView {
            street1: self.street1.as_deref(),
            street2: self.street2.as_deref(),
            city: &self.city,
            state: self.state,
            zip: self.zip.as_ref(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address() -> Address {
        Address {
            street1: Some("100 Main Street".to_owned()),
            street2: Some("Suite 4".to_owned()),
            city: "Austin".to_owned(),
            state: State::from_code("TX").expect("a state"),
            zip: Zip::parse("78701").ok(),
        }
    }

    fn point(precision: CoordinatePrecision) -> MapPoint {
        MapPoint { coordinate: Coordinate::new(30.27, -97.74).expect("on the Earth"), precision }
    }

    #[test]
    fn an_address_is_shown_on_one_line() {
        assert_eq!(address().view().to_string(), "100 Main Street, Suite 4, Austin, TX 78701");
        assert_eq!(address().view().city_only().to_string(), "Austin, TX");
    }

    #[test]
    fn a_location_gives_back_its_address_and_point() {
        for precision in [CoordinatePrecision::Street, CoordinatePrecision::Zip] {
            let location = Location::new(address(), point(precision));
            assert_eq!((location.address(), location.point()), (address().view(), point(precision)));
            assert!(!location.is_withheld());
        }
    }

    #[test]
    fn a_withheld_place_has_the_point_of_its_city_and_no_other() {
        let city = Coordinate::new(30.0, -97.0).expect("on the Earth");
        let austin = address();
        let mut location =
            Location::Withheld(Withheld { city: austin.city, state: austin.state, city_coordinate: city });
        location.set_point(point(CoordinatePrecision::Street));
        assert_eq!(location.address().to_string(), "Austin, TX");
        assert_eq!(location.point(), MapPoint { coordinate: city, precision: CoordinatePrecision::Zip });
        assert!(location.is_withheld());
    }
}
