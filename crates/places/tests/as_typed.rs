//! Places as people type them: each line of as_typed.tsv resolves to the right place, or is refused for the right
//! reason.
//!
//! The columns are the text, the state beside it (may be empty), and what is expected: `latitude,longitude,miles` is a
//! place at most so many miles from the point; `state:XX` is a whole state; `ambiguous` is several places, `unknown`
//! none, `outside` a point outside of the United States, and `military` an address of military mail.

#![allow(clippy::unwrap_used)]

use directory::{Coordinate, State};
use places::{Gazetteer, Place, PlaceError, PlaceKind};

#[test]
fn places_are_found_as_people_type_them() {
    let table = include_str!("as_typed.tsv");
    let lines: Vec<&str> = table.lines().filter(|line| !line.is_empty()).collect();
    assert!(lines.len() >= 120, "{}", lines.len());
    let wrong: Vec<String> = lines.iter().filter_map(|line| fault(line)).collect();
    assert!(wrong.is_empty(), "{} of {} are wrong:\n{}", wrong.len(), lines.len(), wrong.join("\n"));
}

fn fault(line: &str) -> Option<String> {
    let [text, state, expected] = line.split('\t').collect::<Vec<_>>().try_into().unwrap();
    let found = Gazetteer::embedded().resolve_in(text, State::from_code(state));
    (!is_as_expected(&found, expected)).then(|| match found {
        Ok(place) => {
            format!("{text}: {} ({:?}) at {}, expected {expected}", place.label, place.kind, point(&place))
        }
        Err(error) => format!("{error}, expected {expected}"),
    })
}

fn is_as_expected(found: &Result<Place, PlaceError>, expected: &str) -> bool {
    match (found, expected) {
        (Err(PlaceError::Ambiguous { .. }), "ambiguous")
        | (Err(PlaceError::Unknown { .. }), "unknown")
        | (Err(PlaceError::OutOfRange { .. }), "outside")
        | (Err(PlaceError::MilitaryMail { .. }), "military") => true,
        (Ok(place), expected) => match expected.strip_prefix("state:") {
            Some(code) => place.kind == PlaceKind::State && place.state == State::from_code(code),
            None => place.kind != PlaceKind::State && is_near(place, expected),
        },
        _ => false,
    }
}

fn is_near(place: &Place, expected: &str) -> bool {
    let numbers: Vec<f64> = expected.split(',').filter_map(|number| number.parse().ok()).collect();
    let [latitude, longitude, miles] = numbers[..] else { return false };
    place.coordinate.miles_to(Coordinate::new(latitude, longitude).unwrap()) <= miles
}

fn point(place: &Place) -> String {
    format!("{},{}", place.coordinate.latitude(), place.coordinate.longitude())
}
