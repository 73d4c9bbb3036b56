//! The coordinate of a row: as given, corrected, or replaced by the center of the ZIP code.

use directory::Coordinate;
use directory::geo::{CoordinatePrecision, METERS_PER_MILE, MapPoint};

use super::boxes;
use super::fields::{SiteField, SiteFields};
use crate::repair::{Repair, Repairs};

/// How far a coordinate that was corrected, or is in another state, may be from the center of the ZIP code.
const BELIEVABLE_MILES: f64 = 100.0;

/// A coordinate closer than this to the center of the ZIP code is taken for that center.
const SAME_POINT_METERS: f64 = 100.0;

/// The coordinate of a row; `None` if neither the row nor its ZIP code gives one.
///
/// `is_in_state` says whether a point is in or near the state of the row. A coordinate outside the state and far from the
/// ZIP code is not believed; one inside the state is believed, however far it is from the ZIP code.
pub(super) fn find(
    row: &SiteFields<'_>,
    zip_point: Option<Coordinate>,
    is_in_state: &dyn Fn(Coordinate) -> bool,
    repairs: &mut Repairs,
) -> Option<MapPoint> {
    let given = degrees(row);
    let read = given.and_then(|given| believable(given, zip_point, repairs));
    let is_far = |at: Coordinate| zip_point.is_some_and(|point| at.miles_to(point) > BELIEVABLE_MILES);
    let is_elsewhere = read.is_some_and(|at| is_far(at) && !is_in_state(at));
    if is_elsewhere {
        repairs.add(Repair::CoordinateElsewhere);
    }
    if let Some(coordinate) = read.filter(|_| !is_elsewhere) {
        let meters = zip_point.map(|point| coordinate.miles_to(point) * METERS_PER_MILE);
        let is_zip_point = meters.is_some_and(|meters| meters <= SAME_POINT_METERS);
        let precision = if is_zip_point { CoordinatePrecision::Zip } else { CoordinatePrecision::Street };
        return Some(MapPoint { coordinate, precision });
    }
    let coordinate = zip_point?;
    repairs.add(Repair::CoordinateFromZip);
    Some(MapPoint { coordinate, precision: CoordinatePrecision::Zip })
}

/// The coordinate of a row, if it is inside the country without correction.
pub(super) fn given(row: &SiteFields<'_>) -> Option<Coordinate> {
    in_the_country(degrees(row)?)
}

/// The latitude and longitude of a row, as received.
fn degrees(row: &SiteFields<'_>) -> Option<(f64, f64)> {
    let number = |field| row.get(field)?.trim().parse().ok().filter(|degrees: &f64| degrees.is_finite());
    number(SiteField::Latitude).zip(number(SiteField::Longitude))
}

/// The point as received if it is inside the country, or else with its degrees swapped or a sign changed, if that moves
/// it into the country and, where the ZIP code is known, near its center.
fn believable(given: (f64, f64), zip_point: Option<Coordinate>, repairs: &mut Repairs) -> Option<Coordinate> {
    if let Some(coordinate) = in_the_country(given) {
        return Some(coordinate);
    }
    let (latitude, longitude) = given;
    let swapped = (longitude, latitude);
    let corrected = [
        (swapped, &[Repair::CoordinateSwapped][..]),
        ((latitude, -longitude), &[Repair::CoordinateSign]),
        ((longitude, -latitude), &[Repair::CoordinateSwapped, Repair::CoordinateSign]),
        ((-latitude, longitude), &[Repair::CoordinateSign]),
    ];
    let near = |at: &Coordinate| zip_point.is_none_or(|point| at.miles_to(point) <= BELIEVABLE_MILES);
    let (coordinate, kinds) = corrected
        .into_iter()
        .find_map(|(degrees, kinds)| in_the_country(degrees).filter(near).map(|at| (at, kinds)))?;
    kinds.iter().for_each(|kind| repairs.add(*kind));
    Some(coordinate)
}

fn in_the_country((latitude, longitude): (f64, f64)) -> Option<Coordinate> {
    Coordinate::new(latitude, longitude).ok().filter(|at| boxes::contain(*at))
}

#[cfg(test)]
mod tests {
    use super::*;

    const AUSTIN: (f64, f64) = (30.27, -97.74);

    /// Roughly Texas, with a wide margin.
    fn is_texas(at: Coordinate) -> bool {
        (25.0..37.0).contains(&at.latitude()) && (-107.0..-93.0).contains(&at.longitude())
    }

    fn found(latitude: &str, longitude: &str, zip: Option<(f64, f64)>) -> (Option<(f64, f64)>, Vec<Repair>) {
        let row = SiteFields::from_iter([(SiteField::Latitude, latitude), (SiteField::Longitude, longitude)]);
        let zip_point = zip.and_then(|(latitude, longitude)| Coordinate::new(latitude, longitude).ok());
        let mut repairs = Repairs::default();
        let found = find(&row, zip_point, &is_texas, &mut repairs);
        (found.map(|found| (found.coordinate.latitude(), found.coordinate.longitude())), repairs.into_vec())
    }

    #[test]
    fn a_coordinate_inside_the_country_is_not_changed() {
        assert_eq!(found("30.3", "-97.7", Some(AUSTIN)), (Some((30.3, -97.7)), vec![]));
    }

    #[test]
    fn swapped_or_negated_degrees_are_corrected() {
        use Repair::{CoordinateSign, CoordinateSwapped};
        let good = Some((30.3, -97.7));
        for zip in [Some(AUSTIN), None] {
            assert_eq!(found("-97.7", "30.3", zip), (good, vec![CoordinateSwapped]));
            assert_eq!(found("30.3", "97.7", zip), (good, vec![CoordinateSign]));
            let both = vec![CoordinateSwapped, CoordinateSign];
            assert_eq!(found("97.7", "30.3", zip), (good, both));
        }
        assert_eq!(
            found("14.28", "-170.7", Some((-14.3, -170.7))).0,
            Some((-14.28, -170.7)),
            "American Samoa"
        );
    }

    #[test]
    fn a_coordinate_in_another_state_far_from_the_zip_code_is_not_believed() {
        let elsewhere = (Some(AUSTIN), vec![Repair::CoordinateElsewhere, Repair::CoordinateFromZip]);
        assert_eq!(found("47.6", "-122.3", Some(AUSTIN)), elsewhere, "Seattle");
        assert_eq!(found("47.6", "-122.3", None).0, Some((47.6, -122.3)), "nothing better is known");
        let el_paso = (Some((31.8, -106.4)), vec![]);
        assert_eq!(found("31.8", "-106.4", Some(AUSTIN)), el_paso, "far within the state");
    }

    #[test]
    fn a_coordinate_that_cannot_be_corrected_is_replaced_by_the_zip_code() {
        let seattle = ("47.6", "122.3");
        assert_eq!(
            found(seattle.0, seattle.1, Some(AUSTIN)),
            (Some(AUSTIN), vec![Repair::CoordinateFromZip])
        );
        for (latitude, longitude) in [("", ""), ("0", "0.0"), ("30.3", ""), ("NaN", "inf"), ("51.5", "-0.1")]
        {
            let repaired = (Some(AUSTIN), vec![Repair::CoordinateFromZip]);
            assert_eq!(found(latitude, longitude, Some(AUSTIN)), repaired, "{latitude} {longitude}");
            assert_eq!(found(latitude, longitude, None).0, None);
        }
    }

    #[test]
    fn a_coordinate_at_the_center_of_the_zip_code_has_zip_precision() {
        let point = Coordinate::new(AUSTIN.0, AUSTIN.1).ok();
        let is_zip_point = |latitude: f64| {
            let row =
                [(SiteField::Latitude, latitude.to_string()), (SiteField::Longitude, AUSTIN.1.to_string())];
            let found = find(&row.into_iter().collect(), point, &is_texas, &mut Repairs::default());
            found.map(|found| found.precision == CoordinatePrecision::Zip)
        };
        assert_eq!(is_zip_point(30.2708), Some(true));
        assert_eq!(is_zip_point(30.2710), Some(false));
    }
}
