use proptest::prelude::*;

use super::*;
use crate::table::CityRow;

fn label(text: &str) -> String {
    match Gazetteer::embedded().resolve(text) {
        Ok(place) => place.label,
        Err(error) => panic!("{text}: {error}"),
    }
}

fn error(text: &str) -> PlaceError {
    Gazetteer::embedded().resolve(text).expect_err(text)
}

fn candidates(text: &str) -> Vec<String> {
    error(text).candidates().iter().map(|place| place.label.clone()).collect()
}

#[test]
fn zip_codes_resolve() {
    for text in ["78701", " 78701 ", "78701-1234", "787011234", "78701 1234", "78701, USA"] {
        assert_eq!(label(text), "Austin, TX 78701", "{text}");
    }
    for text in
        ["Austin, TX 78701", "austin tx 78701-1234", "Austin 78701", "78701 Austin, Texas", "TX 78701"]
    {
        assert_eq!(label(text), "Austin, TX 78701", "{text}");
    }
    assert_eq!(label("00501"), "Holtsville, NY 00501");
    assert_eq!(label("96799"), "Pago Pago, AS 96799");
}

#[test]
fn an_address_is_resolved_by_its_end() {
    assert_eq!(label("1100 Congress Ave, Austin, TX 78701"), "Austin, TX 78701");
    assert_eq!(label("1100 Congress Ave, Austin, TX"), "Austin, TX");
    assert_eq!(label("12345 Research Blvd, Apt 5, Austin, TX"), "Austin, TX");
}

#[test]
fn a_city_with_its_state_resolves() {
    for text in [
        "Austin, TX",
        "austin tx",
        "AUSTIN TEXAS",
        "Austin, Texas",
        "Austin,TX,USA",
        "austin t.x.",
        "Austin, Tex.",
        "austin\tTX",
    ] {
        assert_eq!(label(text), "Austin, TX", "{text}");
    }
    for text in ["Saint Louis MO", "St. Louis, MO", "st louis missouri", "ST LOUIS, MO"] {
        assert_eq!(label(text), "St. Louis, MO", "{text}");
    }
    for (text, expected) in [
        ("Winston Salem N.C.", "Winston-Salem, NC"),
        ("Charleston West Virginia", "Charleston, WV"),
        ("Ft Worth TX", "Fort Worth, TX"),
        ("Mt. Vernon, NY", "Mount Vernon, NY"),
        ("N Little Rock AR", "North Little Rock, AR"),
        ("Coeur dAlene, ID", "Coeur d'Alene, ID"),
        ("Kansas City, KS", "Kansas City, KS"),
        ("Kansas City, Missouri", "Kansas City, MO"),
        ("Washington, PA", "Washington, PA"),
        ("Nevada, MO", "Nevada, MO"),
        ("Brooklyn, NY", "Brooklyn, NY"),
        ("Bronx NY", "Bronx, NY"),
        ("The Bronx, NY", "Bronx, NY"),
        ("Queens, New York", "Queens, NY"),
        ("Manhattan, NY", "Manhattan, NY"),
        ("Staten Island NY", "Staten Island, NY"),
        ("Hollywood, CA", "Hollywood, CA"),
    ] {
        assert_eq!(label(text), expected, "{text}");
    }
}

#[test]
fn a_state_alone_is_the_state() {
    for (text, expected) in [
        ("Texas", "Texas"),
        ("tx", "Texas"),
        ("NY", "New York State"),
        ("State of New York", "New York State"),
        ("Washington State", "Washington State"),
        ("State of Texas", "Texas"),
        ("Estado de Texas", "Texas"),
        ("Nuevo México", "New Mexico"),
        ("Carolina del Norte", "North Carolina"),
        ("N. Mex.", "New Mexico"),
        ("Minn.", "Minnesota"),
        ("IN", "Indiana"),
        ("ME", "Maine"),
        ("Texas, USA", "Texas"),
        ("Texas, EE. UU.", "Texas"),
    ] {
        let place = Gazetteer::embedded().resolve(text).unwrap();
        assert_eq!((place.label.as_str(), place.kind), (expected, PlaceKind::State), "{text}");
    }
}

#[test]
fn cities_named_like_their_state_are_told_apart() {
    for text in ["New York City", "NYC", "New York, NY", "new york new york", "NYC, NY"] {
        assert_eq!(label(text), "New York, NY", "{text}");
    }
    for text in ["Washington DC", "Washington, D.C.", "washington, district of columbia", "Washington D. C."]
    {
        assert_eq!(label(text), "Washington, DC", "{text}");
    }
}

#[test]
fn the_district_of_columbia_is_the_city_of_washington() {
    for text in [
        "DC",
        "D.C.",
        "d c",
        "District of Columbia",
        "Wash. DC",
        "Wash., D.C.",
        "Washington D.C.",
        "Washington, District of Columbia",
        "Washington DC, USA",
        "Distrito de Columbia",
        "The District of Columbia",
    ] {
        assert_eq!(label(text), "Washington, DC", "{text}");
    }
}

#[test]
fn a_name_that_a_large_city_and_a_state_share_is_ambiguous() {
    for (text, both) in [
        ("New York", ["New York, NY", "New York State"]),
        ("nueva york", ["New York, NY", "New York State"]),
        ("Washington", ["Washington, DC", "Washington State"]),
        ("L.A.", ["Los Angeles, CA", "Louisiana"]),
        ("la", ["Los Angeles, CA", "Louisiana"]),
    ] {
        assert_eq!(candidates(text), both, "{text}");
        for candidate in both {
            assert_eq!(label(candidate), candidate);
        }
    }
    for (text, state) in [("me", "Maine"), ("in", "Indiana"), ("Or", "Oregon"), ("hi", "Hawaii")] {
        assert_eq!(candidates(text), [state], "{text}");
    }
    assert_eq!(
        error("New York").to_string(),
        "\"New York\" can be a city or a whole state; send New York, NY or New York State"
    );
    assert_eq!(label("NY, NY"), "New York, NY");
    assert_eq!(label("L.A., Calif."), "Los Angeles, CA");
}

#[test]
fn the_state_beside_a_text_decides_which_place_is_meant() {
    let within = |text: &str, state: &str| Gazetteer::embedded().resolve_in(text, State::from_code(state));
    for (text, state, expected) in [
        ("Springfield", "MA", "Springfield, MA"),
        ("Orange County", "FL", "Orange County, FL"),
        ("LA", "CA", "Los Angeles, CA"),
        ("la", "LA", "Louisiana"),
        ("Washington", "WA", "Washington State"),
        ("North Shore", "HI", "North Shore, HI"),
        ("Kansas City", "KS", "Kansas City, KS"),
        ("Springfield, IL", "MA", "Springfield, IL"),
        ("62701", "MO", "Springfield, IL 62701"),
    ] {
        assert_eq!(
            within(text, state).map(|place| place.label).as_deref(),
            Ok(expected),
            "{text} in {state}"
        );
    }
    let error = within("Cape Cod", "TX").expect_err("it is in Massachusetts");
    assert!(error.to_string().starts_with("no place called \"Cape Cod\" is known in Texas"), "{error}");
    for (text, state) in [("Cape Cod", "TX"), ("Albuqerque", "MA"), ("Bostn", "MA"), ("78700", "OK")] {
        let error = within(text, state).expect_err(text);
        assert!(
            error.candidates().iter().all(|place| place.state.map(State::code) == Some(state)),
            "{error}"
        );
    }
}

#[test]
fn military_mail_is_not_a_place() {
    for text in ["APO AE 09096", "FPO, AP 96349", "09012", "DPO AA", "PSC 3 Box 100, APO AE 09021"] {
        assert!(matches!(error(text), PlaceError::MilitaryMail { .. }), "{text}");
        assert!(error(text).to_string().contains("TRICARE Overseas"), "{text}");
    }
}

#[test]
fn the_territories_resolve() {
    for (text, expected) in [
        ("Puerto Rico", "Puerto Rico"),
        ("PR", "Puerto Rico"),
        ("Puerto Rico, PR", "Puerto Rico"),
        ("San Juan, PR", "San Juan, PR"),
        ("Mayagüez, PR", "Mayagüez, PR"),
        ("Mayaguez PR", "Mayagüez, PR"),
        ("Guam", "Guam"),
        ("GU", "Guam"),
        ("Hagåtña, GU", "Hagåtña, GU"),
        ("Hagatna Guam", "Hagåtña, GU"),
        ("Agana, Guam", "Hagåtña, GU"),
        ("Dededo GU", "Dededo, GU"),
        ("Virgin Islands", "U.S. Virgin Islands"),
        ("USVI", "U.S. Virgin Islands"),
        ("U.S. Virgin Islands", "U.S. Virgin Islands"),
        ("St. Thomas, VI", "St. Thomas, VI"),
        ("Saint Croix, US Virgin Islands", "Saint Croix, VI"),
        ("Charlotte Amalie", "Charlotte Amalie, VI"),
        ("American Samoa", "American Samoa"),
        ("Pago Pago", "Pago Pago, AS"),
        ("Pago Pago, AS", "Pago Pago, AS"),
        ("Northern Mariana Islands", "Northern Mariana Islands"),
        ("Northern Marianas", "Northern Mariana Islands"),
        ("CNMI", "Northern Mariana Islands"),
        ("Saipan", "Saipan, MP"),
        ("Saipan, CNMI", "Saipan, MP"),
        ("Koror, Palau", "Koror, PW"),
        ("Majuro, Marshall Islands", "Majuro, MH"),
    ] {
        assert_eq!(label(text), expected, "{text}");
    }
}

#[test]
fn a_city_without_its_state_must_be_the_only_one_of_its_name() {
    assert_eq!(label("Albuquerque"), "Albuquerque, NM");
    assert!(matches!(error("Springfield"), PlaceError::Ambiguous { .. }));
    assert_eq!(candidates("Austin")[..2], ["Austin, TX", "Austin, MN"].map(str::to_owned)[..]);
    assert_eq!(candidates("Springfield").len(), MAX_CANDIDATES);
    assert_eq!(
        error("Paterson").to_string(),
        r#""Paterson" can be Paterson, NJ or Paterson, WA; name the state or give a ZIP code"#
    );
}

#[test]
fn a_zip_code_elsewhere_is_a_contradiction() {
    assert_eq!(candidates("Dallas, TX 78701"), ["Austin, TX 78701", "Dallas, TX"]);
    assert_eq!(candidates("Oregon 78701"), ["Austin, TX 78701", "Oregon"]);
    assert_eq!(
        error("Portland, OR 78701").to_string(),
        "\"Portland, OR 78701\" contradicts itself: the ZIP code means Austin, TX 78701, \
         but the rest means Portland, OR"
    );
}

#[test]
fn misspelled_names_offer_the_nearest() {
    assert_eq!(candidates("Austn, TX")[0], "Austin, TX");
    assert_eq!(candidates("Albuqerque")[0], "Albuquerque, NM");
    assert_eq!(candidates("Pheonix AZ")[0], "Phoenix, AZ");
    assert_eq!(candidates("Texass")[0], "Texas");
    assert_eq!(candidates("Austin, Texsa")[0], "Austin, TX");
    assert_eq!(candidates("Bostn, MA")[0], "Boston, MA");
    assert!(candidates("Austin, CA").iter().all(|label| label.ends_with(", CA")));
    assert_eq!(candidates("Travs County, TX")[0], "Travis County, TX");
    assert_eq!(candidates("Toronto, Ontario"), [""; 0], "a place of this name elsewhere would be wrong");
    assert_eq!(candidates("Albuquer")[0], "Albuquerque, NM");
    assert_eq!(candidates("xqzzk wvvvk"), [""; 0]);
    assert_eq!(
        error("紐約").to_string(),
        r#"no place called "紐約" is known; give a ZIP code, a city with its state, or a state"#
    );
    assert!(error("Albuqerque").to_string().ends_with("is known; did you mean Albuquerque, NM?"));
}

#[test]
fn unknown_zip_codes_offer_the_nearest_in_number() {
    assert_eq!(candidates("78700")[0], "Austin, TX 78701");
    assert_eq!(candidates("99999").len(), MAX_CANDIDATES);
    assert!(candidates("Boston, MA 03000").iter().all(|label| label.contains(", MA")));
    assert_eq!(candidates("2139")[0], "Cambridge, MA 02139");
    assert_eq!(candidates("787")[0], "Austin, TX 78701");
    assert_eq!(
        candidates("Austin, TX 78700")[..2],
        ["Austin, TX", "Austin, TX 78701"].map(str::to_owned)[..]
    );
}

#[test]
fn coordinates_resolve() {
    for text in ["30.27,-97.74", "(30.27, -97.74)", "30.27 -97.74", "30.27N 97.74W"] {
        let place = Gazetteer::embedded().resolve(text).unwrap();
        assert_eq!((place.label.as_str(), place.kind), ("30.27, -97.74", PlaceKind::Point), "{text}");
        assert_eq!(place.state.map(State::code), Some("TX"));
        assert_eq!((place.coordinate.latitude(), place.coordinate.longitude()), (30.27, -97.74));
    }
}

#[test]
fn points_outside_of_the_united_states_are_refused() {
    for text in [
        "51.5,-0.12",
        "43.65,-79.38",
        "32.5149,-117.0382",
        "31.69,-106.42",
        "0,0",
        "25.05,-77.35",
        "-17,-170",
    ] {
        assert!(
            matches!(error(text), PlaceError::OutOfRange { is_on_earth: true, swapped: None, .. }),
            "{text}"
        );
    }
    for (text, state) in [
        ("42.3314,-83.0458", "MI"),
        ("31.7587,-106.4869", "TX"),
        ("32.5560,-117.0430", "CA"),
        ("43.0828,-79.0742", "NY"),
        ("25.9017,-97.4975", "TX"),
        ("24.5551,-81.7800", "FL"),
        ("13.4443,144.7937", "GU"),
        ("18.3358,-64.8963", "VI"),
        ("-14.2756,-170.7020", "AS"),
        ("44.9062,-66.9900", "ME"),
        ("71.2906,-156.7886", "AK"),
    ] {
        let place = Gazetteer::embedded().resolve(text).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(place.state.map(State::code), Some(state), "{text}");
    }
}

#[test]
fn swapped_coordinates_are_pointed_out() {
    assert_eq!(candidates("-97.74,30.27"), ["30.27, -97.74"]);
    assert_eq!(candidates("-80.19,25.76"), ["25.76, -80.19"]);
    assert!(matches!(error("95,200"), PlaceError::OutOfRange { swapped: None, .. }));
    assert_eq!(
        error("-97.74,30.27").to_string(),
        "latitude -97.74, longitude 30.27 is not in the United States; \
         did you mean 30.27, -97.74? latitude comes first"
    );
}

#[test]
fn nothing_and_too_much_are_refused() {
    for text in ["", "  ", "?!,.-"] {
        assert_eq!(error(text), PlaceError::Empty);
    }
    assert!(Gazetteer::embedded().resolve(&"é".repeat(200)).is_err());
    assert_eq!(error(&"é".repeat(201)), PlaceError::TooLong { length: 201, limit: 200 });
    for text in ["nan,nan", "inf,inf", "USA", "12345678901234567890", "97.12345"] {
        assert!(matches!(error(text), PlaceError::Unknown { .. }), "{text}");
    }
}

#[test]
fn every_zip_code_resolves_to_itself() {
    let gazetteer = Gazetteer::embedded();
    for zip in &gazetteer.zips {
        let place = zip_place(zip);
        assert_eq!(gazetteer.resolve(zip.code).as_ref(), Ok(&place));
        assert_eq!(gazetteer.resolve(&place.label).as_ref(), Ok(&place));
    }
}

#[test]
fn every_city_and_state_resolves_to_itself() {
    let gazetteer = Gazetteer::embedded();
    for city in (0..).take(gazetteer.cities.len()) {
        let place = gazetteer.city_place(city);
        if gazetteer.is_hidden(city) {
            // A base or region has this name: it is at the same place, or better known.
            assert!(
                gazetteer.resolve(&place.label).is_ok_and(|other| other.state == place.state),
                "{place:?}"
            );
            continue;
        }
        assert_eq!(gazetteer.resolve(&place.label).as_ref(), Ok(&place));
        let CityRow { name, state, .. } = gazetteer.city_at(city);
        let loud = format!("{} {}", name.to_uppercase(), state.name().to_uppercase());
        assert_eq!(gazetteer.resolve(&loud).as_ref(), Ok(&place), "{loud}");
    }
    for state in State::all().filter(|state| !["DC", "LA"].contains(&state.code())) {
        assert_eq!(gazetteer.resolve(state.code()), Ok(gazetteer.state_place(state)));
    }
    for state in State::all().filter(|state| state.code() != "DC") {
        let place = gazetteer.state_place(state);
        assert_eq!(gazetteer.resolve(&place.label), Ok(place));
    }
}

proptest! {
    #[test]
    fn any_text_is_a_place_or_an_error(text in "\\PC{0,60}") {
        let _ = Gazetteer::embedded().resolve(&text).map_err(|error| error.to_string());
        let _ = Gazetteer::embedded().suggest(&text, 5);
    }

    #[test]
    fn texts_like_places_are_places_or_errors(text in "[0-9a-z,. ;NSEW°-]{0,30}") {
        let found = Gazetteer::embedded().resolve(&text);
        if let Ok(place) = found {
            prop_assert!(Gazetteer::embedded().resolve(&place.label).is_ok());
        }
    }

    #[test]
    fn suggestions_resolve_to_themselves(text in "[a-z]{1,4}( [a-z]{1,2})?", limit in 0_usize..12) {
        let found = Gazetteer::embedded().suggest(&text, limit);
        prop_assert!(found.len() <= limit);
        for place in found {
            prop_assert_eq!(Gazetteer::embedded().resolve(&place.label), Ok(place));
        }
    }
}
