//! The address of a row.

use directory::{Address, Coordinate, State, Zip, text};
use places::ZipPoint;

use super::coordinate;
use super::fields::{SiteField, SiteFields};
use super::fraction::without_fraction;
use super::no_street::NoStreet;
use super::state::written_state;
use crate::repair::{Repair, Repairs};
use crate::zip_points::ZipPoints;

/// An address, and the place of its ZIP code.
#[derive(Debug)]
pub(super) struct Located {
    pub address: Address,
    /// Whether the source withholds the street.
    pub is_withheld: bool,
    pub is_confidential: bool,
    /// Whether people are treated by video.
    pub is_remote: bool,
    /// The place of the ZIP code, if it is known.
    pub zip_point: Option<ZipPoint>,
}

/// The address of a row; `None` if neither the row nor its ZIP code says the state.
pub(super) fn address(row: &SiteFields<'_>, zips: &dyn ZipPoints, repairs: &mut Repairs) -> Option<Located> {
    let zip = zip(row, repairs);
    let zip_point = zip.as_ref().and_then(|zip| zips.zip(zip.five()));
    let state = state(row, zip_point, repairs)?;
    let city = city(row, repairs);
    let is_elsewhere = zip_point.is_some_and(|point| is_elsewhere(point, city.as_deref(), state, row, zips));
    if is_elsewhere {
        repairs.add(Repair::ZipElsewhere);
    }
    let (zip, zip_point) = (zip.filter(|_| !is_elsewhere), zip_point.filter(|_| !is_elsewhere));
    let city = city.or_else(|| {
        let point = zip_point?;
        repairs.add(Repair::CityFromZip);
        Some(point.city.to_owned())
    });
    let street1 = cased(row, SiteField::Street, repairs);
    let street2 = cased(row, SiteField::Street2, repairs);
    let streets = [&street1, &street2].map(|street| street.as_deref().and_then(NoStreet::recognize));
    let is_confidential = streets.contains(&Some(NoStreet::Confidential));
    let is_withheld = streets[0] == Some(NoStreet::Withheld);
    let is_remote =
        streets.contains(&Some(NoStreet::Remote)) || in_place_of_city(row) == Some(NoStreet::Remote);
    match streets[0] {
        Some(NoStreet::Withheld) => repairs.add(Repair::StreetWithheld),
        Some(NoStreet::Unknown | NoStreet::Nowhere) => repairs.add(Repair::StreetUnknown),
        _ => {}
    }
    let street1 = street1.filter(|_| streets[0].is_none());
    let street2 = street2.filter(|_| streets[1].is_none() && !is_withheld);
    let address = Address { street1, street2, city: city.unwrap_or_default(), state, zip };
    Some(Located { address, is_withheld, is_confidential, is_remote, zip_point })
}

/// The city. Unlike in a name, a single word in capitals is not an acronym: DALLAS is Dallas.
fn city(row: &SiteFields<'_>, repairs: &mut Repairs) -> Option<String> {
    let city = cased(row, SiteField::City, repairs).filter(|_| in_place_of_city(row).is_none())?;
    if city.chars().count() > 2 && !city.contains(char::is_lowercase) && city.contains(char::is_uppercase) {
        repairs.add(Repair::TitleCased);
        return text::clean_name(&city.to_lowercase());
    }
    Some(city)
}

/// What the text in the field of the city says instead of naming one, if so.
fn in_place_of_city(row: &SiteFields<'_>) -> Option<NoStreet> {
    let found = row.get(SiteField::City).and_then(NoStreet::recognize);
    found.filter(|found| matches!(found, NoStreet::Remote | NoStreet::Nowhere))
}

/// A ZIP code of another state is believed up to this distance from the city of the row: some ZIP codes serve two states.
const NEIGHBORS_MILES: f64 = 40.0;

/// Whether a ZIP code must be wrong, because it belongs to another state and is far from the city of the row. A coordinate
/// near the ZIP code confirms it.
fn is_elsewhere(
    point: ZipPoint,
    city: Option<&str>,
    state: State,
    row: &SiteFields<'_>,
    zips: &dyn ZipPoints,
) -> bool {
    let is_near = |at: Coordinate| at.miles_to(point.coordinate) <= NEIGHBORS_MILES;
    let at_city = || zips.city(city?, state);
    point.state != state
        && at_city().is_some_and(|at| !is_near(at))
        && !coordinate::given(row).is_some_and(is_near)
}

fn zip(row: &SiteFields<'_>, repairs: &mut Repairs) -> Option<Zip> {
    let cleaned = text::clean(row.get(SiteField::Zip)?)?;
    let cleaned = without_fraction(&cleaned);
    let zip = Zip::parse(cleaned).ok();
    match &zip {
        Some(zip) if cleaned.starts_with(zip.five()) => {}
        Some(_) => repairs.add(Repair::ZipPadded),
        None => repairs.add(Repair::ZipUnreadable),
    }
    zip
}

fn state(row: &SiteFields<'_>, zip_point: Option<ZipPoint>, repairs: &mut Repairs) -> Option<State> {
    let given = row.get(SiteField::State).and_then(text::clean);
    if let Some(state) = given.as_deref().and_then(State::from_code) {
        return Some(state);
    }
    if let Some(state) = given.as_deref().and_then(written_state) {
        repairs.add(Repair::StateRespelt);
        return Some(state);
    }
    let point = zip_point?;
    repairs.add(Repair::StateFromZip);
    Some(point.state)
}

/// A text of a row, cleaned, and put in title case if it is all capitals or all lower case.
pub(super) fn cased(row: &SiteFields<'_>, field: SiteField, repairs: &mut Repairs) -> Option<String> {
    let raw = row.get(field)?;
    let cleaned = text::clean(raw);
    let cased = text::clean_name(raw);
    if !raw.split(' ').filter(|word| !word.is_empty()).eq(cleaned.iter().flat_map(|text| text.split(' '))) {
        repairs.add(Repair::TextCleaned);
    }
    if cleaned != cased {
        repairs.add(Repair::TitleCased);
    }
    cased
}

#[cfg(test)]
mod tests {
    use places::Gazetteer;

    use super::*;
    use SiteField::{City, Latitude, Longitude, State as StateField, Street, Zip as ZipField};

    fn read<const N: usize>(row: [(SiteField, &str); N]) -> (Address, bool, Vec<Repair>) {
        let mut repairs = Repairs::default();
        let found =
            address(&row.into_iter().collect(), Gazetteer::embedded(), &mut repairs).expect("an address");
        (found.address, found.is_withheld, repairs.into_vec())
    }

    #[test]
    fn a_zip_code_of_another_state_far_from_the_city_is_dropped() {
        let zip = |city: &str, state: &str, zip: &str| {
            let (address, _, repairs) =
                read([(Street, "1 A St"), (City, city), (StateField, state), (ZipField, zip)]);
            (address.zip.map(|zip| zip.five().to_owned()), repairs.contains(&Repair::ZipElsewhere))
        };
        assert_eq!(zip("Dallas", "TX", "10001"), (None, true));
        assert_eq!(zip("Dallas", "TX", "75201"), (Some("75201".to_owned()), false));
        assert_eq!(
            zip("Kansas City", "KS", "64111"),
            (Some("64111".to_owned()), false),
            "next to each other"
        );
        assert_eq!(
            zip("No Such Town", "TX", "10001"),
            (Some("10001".to_owned()), false),
            "the city is unknown"
        );
        assert_eq!(zip("Dallas", "TX", "79901"), (Some("79901".to_owned()), false), "the state agrees");
        let beside = [
            (City, "Dallas"),
            (StateField, "TX"),
            (ZipField, "10001"),
            (Latitude, "40.75"),
            (Longitude, "-73.99"),
        ];
        assert!(read(beside).0.zip.is_some(), "the coordinate confirms the ZIP code");
    }

    #[test]
    fn a_city_in_capitals_is_put_in_title_case() {
        for (raw, shown) in [
            ("DALLAS", "Dallas"),
            ("FORT WORTH", "Fort Worth"),
            ("Dallas", "Dallas"),
            ("Mc Allen", "Mc Allen"),
        ] {
            assert_eq!(read([(City, raw), (StateField, "TX")]).0.city, shown);
        }
    }

    #[test]
    fn placeholders_are_not_streets() {
        for (street, is_withheld, is_street) in [
            ("Address Withheld", true, false),
            ("UNDISCLOSED", false, false),
            ("- - -", true, false),
            ("N/A", false, false),
            ("1 Main Street", false, true),
            ("12 Withheld Lane", false, true),
        ] {
            let (address, withheld, _) =
                read([(Street, street), (City, "Austin"), (StateField, "TX"), (ZipField, "78701")]);
            assert_eq!((withheld, address.street1.is_some()), (is_withheld, is_street), "{street}");
        }
    }
}
