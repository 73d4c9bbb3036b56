//! The gazetteer: the embedded tables and lookups in them.

use std::sync::LazyLock;

use directory::{Coordinate, State};

use crate::areas::Areas;
use crate::names::{NameRow, Names};
use crate::nearest::Nearest;
use crate::normalize::{key, words};
use crate::place::{CityPoint, Place, PlaceKind, ZipPoint};
use crate::states::StateNames;
use crate::table::{self, CityRow, ZipRow};

/// A point farther than this from every ZIP code is not in any state.
const MILES_TO_STATE: f64 = 100.0;

/// A point within this distance of one of a state's ZIP codes is in or near the state.
const MILES_AROUND_STATE: f64 = 50.0;

/// A point is abroad if a foreign town is nearer than every ZIP code and city by at least this much. A smaller
/// difference says nothing, because a town extends around its point.
const MILES_ABROAD: f64 = 0.3;

static EMBEDDED: LazyLock<Gazetteer> = LazyLock::new(Gazetteer::load);

/// ZIP codes, cities, areas and states of the United States and its territories.
#[derive(Debug)]
pub struct Gazetteer {
    pub(crate) zips: Vec<ZipRow>,
    pub(crate) cities: Vec<CityRow>,
    /// The names of cities.
    pub(crate) names: Names,
    pub(crate) areas: Areas,
    pub(crate) states: StateNames,
    middles: Vec<Coordinate>,
    nearest: Nearest,
    nearest_abroad: Nearest,
    abroad: Vec<Coordinate>,
}

impl Gazetteer {
    /// The embedded gazetteer, which is loaded on the first call.
    pub fn embedded() -> &'static Gazetteer {
        &EMBEDDED
    }

    fn load() -> Self {
        let zips = table::zips();
        let cities = table::cities();
        let abroad = table::abroad();
        Gazetteer {
            nearest_abroad: Nearest::new(abroad.iter().copied()),
            abroad,
            areas: table::areas(),
            nearest: Nearest::new(zips.iter().map(|zip| zip.at)),
            names: table::names(&cities),
            middles: table::middles(),
            states: StateNames::new(),
            zips,
            cities,
        }
    }

    /// The point, city and state of a five-digit ZIP code.
    pub fn zip(&self, zip5: &str) -> Option<ZipPoint> {
        self.find_zip(zip5).map(zip_point)
    }

    /// The point of the most populous city with this name in a state.
    pub fn city(&self, name: &str, state: State) -> Option<Coordinate> {
        let city = self.cities_named(&key(name), Some(state)).into_iter().next()?;
        Some(self.city_at(city).at)
    }

    /// The nearest ZIP code, its point, and its distance in miles; of several at the same point, the lowest.
    pub fn nearest_zip(&self, at: Coordinate) -> Option<(&'static str, ZipPoint, f64)> {
        let zip = &self.zips[self.nearest.find(at)?];
        Some((zip.code, zip_point(zip), zip.at.miles_to(at)))
    }

    /// The center of a state's population.
    pub fn middle(&self, state: State) -> Coordinate {
        self.middles[state.index()]
    }

    /// Whether a point is in a state or close to it: within 50 miles of one of its ZIP codes.
    pub fn is_near_state(&self, at: Coordinate, state: State) -> bool {
        self.zips.iter().any(|zip| zip.state == state && zip.at.miles_to(at) <= MILES_AROUND_STATE)
    }

    /// All cities, towns, neighborhoods and post offices, in the order of their names.
    pub fn cities(&self) -> impl Iterator<Item = CityPoint> {
        self.cities.iter().map(|&CityRow { name, state, at, population }| CityPoint {
            name,
            state,
            coordinate: at,
            population,
        })
    }

    pub(crate) fn find_zip(&self, code: &str) -> Option<&ZipRow> {
        self.zips.binary_search_by(|zip| zip.code.cmp(code)).ok().map(|i| &self.zips[i])
    }

    /// The ZIP codes that start with these digits.
    pub(crate) fn zips_starting_with(&self, digits: &str) -> &[ZipRow] {
        let start = self.zips.partition_point(|zip| zip.code < digits);
        let count = self.zips[start..].partition_point(|zip| zip.code.starts_with(digits));
        &self.zips[start..start + count]
    }

    /// The cities with this key, in one state or in all, the most populous first.
    pub(crate) fn cities_named(&self, key: &str, state: Option<State>) -> Vec<u32> {
        self.cities_of(self.names.exactly(key).iter(), state)
    }

    /// The cities for which this name was chosen by hand.
    pub(crate) fn chosen_cities(&self, key: &str, state: Option<State>) -> Vec<u32> {
        self.cities_of(self.names.exactly(key).iter().filter(|name| name.is_chosen), state)
    }

    fn cities_of<'a>(&self, names: impl Iterator<Item = &'a NameRow>, state: Option<State>) -> Vec<u32> {
        let mut cities: Vec<u32> = names.map(|name| name.row).collect();
        cities.retain(|&city| state.is_none_or(|state| self.city_at(city).state == state));
        self.order_by_population(&mut cities);
        cities
    }

    /// Sorts cities by population, the most populous first, and removes repeats. Ties keep the order of the table.
    pub(crate) fn order_by_population(&self, cities: &mut Vec<u32>) {
        cities.sort_by_key(|&city| (std::cmp::Reverse(self.city_at(city).population), city));
        cities.dedup();
    }

    pub(crate) fn city_at(&self, index: u32) -> &CityRow {
        &self.cities[index as usize]
    }

    pub(crate) fn city_place(&self, index: u32) -> Place {
        let city = self.city_at(index);
        Place {
            label: format!("{}, {}", city.name, city.state),
            kind: PlaceKind::City,
            coordinate: city.at,
            state: Some(city.state),
            radius: None,
        }
    }

    /// A state as a whole. If a large city has its name, the label says that the state is meant: "New York State".
    pub(crate) fn state_place(&self, state: State) -> Place {
        let is_shared = self.city_named_like(&words(state.name())).is_some();
        Place {
            label: if is_shared { format!("{} State", state.name()) } else { state.name().to_owned() },
            kind: PlaceKind::State,
            coordinate: self.middle(state),
            state: Some(state),
            radius: None,
        }
    }

    /// The place at a point; `None` outside of the United States and its territories. Its label has at most four
    /// decimals (36 feet).
    pub(crate) fn point_place(&self, at: Coordinate) -> Option<Place> {
        let round = |degrees: f64| (degrees * 1e4).round() / 1e4 + 0.0;
        let (_, zip, miles) = self.nearest_zip(at).filter(|(_, _, miles)| *miles <= MILES_TO_STATE)?;
        let abroad = self.nearest_abroad.find(at).map(|town| self.abroad[town].miles_to(at) + MILES_ABROAD);
        let is_nearer = |city: &CityRow| abroad.is_some_and(|abroad| city.at.miles_to(at) <= abroad);
        let is_inside = abroad.is_none_or(|abroad| abroad >= miles) || self.cities.iter().any(is_nearer);
        is_inside.then(|| Place {
            label: format!("{}, {}", round(at.latitude()), round(at.longitude())),
            kind: PlaceKind::Point,
            coordinate: at,
            state: Some(zip.state),
            radius: None,
        })
    }
}

pub(crate) fn zip_place(zip: &ZipRow) -> Place {
    Place {
        label: format!("{}, {} {}", zip.city, zip.state, zip.code),
        kind: PlaceKind::Zip,
        coordinate: zip.at,
        state: Some(zip.state),
        radius: None,
    }
}

fn zip_point(zip: &ZipRow) -> ZipPoint {
    ZipPoint { coordinate: zip.at, city: zip.city, state: zip.state }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_zip_code_has_a_point_a_city_and_a_state() {
        let zip = Gazetteer::embedded().zip("78701").unwrap();
        assert_eq!((zip.city, zip.state.code()), ("Austin", "TX"));
        assert!(zip.coordinate.miles_to(Coordinate::new(30.2706, -97.7426).unwrap()) < 0.1);
        assert_eq!(Gazetteer::embedded().zip("00000"), None);
        assert_eq!(Gazetteer::embedded().zip("787"), None);
    }

    #[test]
    fn a_point_is_near_a_state_by_its_zip_codes() {
        let near = |latitude, longitude, state| {
            let at = Coordinate::new(latitude, longitude).unwrap();
            Gazetteer::embedded().is_near_state(at, State::from_code(state).unwrap())
        };
        assert!(near(30.27, -97.74, "TX") && !near(47.6, -122.3, "TX"));
        assert!(near(33.43, -94.04, "TX") && near(33.43, -94.04, "AR"), "Texarkana is in both");
        assert!(near(61.2, -149.9, "AK") && near(55.34, -131.65, "AK"));
    }

    #[test]
    fn a_city_is_found_in_its_state_only() {
        let city = |name, state| Gazetteer::embedded().city(name, State::from_code(state).unwrap());
        let austin = city("austin", "TX").unwrap();
        assert!(austin.miles_to(Coordinate::new(30.27, -97.74).unwrap()) < 5.0);
        assert_ne!(city("Austin", "MN"), Some(austin));
        assert_eq!(city("Austin", "HI"), None);
        assert_eq!(city("", "TX"), None);
    }

    #[test]
    fn the_nearest_zip_code_of_a_point_is_found_across_the_date_line() {
        let gazetteer = Gazetteer::embedded();
        let (zip, point, miles) = gazetteer.nearest_zip(Coordinate::new(30.27, -97.74).unwrap()).unwrap();
        assert_eq!((zip, point.state.code()), ("78701", "TX"));
        assert!(miles < 1.0);
        let (_, point, _) = gazetteer.nearest_zip(Coordinate::new(51.9, 179.9).unwrap()).unwrap();
        assert_eq!(point.state.code(), "AK");
    }

    #[test]
    fn a_city_has_a_population() {
        let mut texan = Gazetteer::embedded().cities().filter(|city| city.state.code() == "TX");
        let austin = texan.find(|city| city.name == "Austin").unwrap();
        assert!(austin.population > 900_000);
        assert!(austin.coordinate.miles_to(Coordinate::new(30.27, -97.74).unwrap()) < 3.0);
    }

    #[test]
    fn the_center_of_each_state_is_in_or_near_it() {
        for state in State::all() {
            let middle = Gazetteer::embedded().state_place(state).coordinate;
            let near = Gazetteer::embedded().zips.iter().filter(|zip| zip.state == state);
            let miles = near.map(|zip| zip.at.miles_to(middle)).fold(f64::INFINITY, f64::min);
            assert!(miles < 200.0, "{state}: {miles}");
        }
    }
}
