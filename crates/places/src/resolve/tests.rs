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
        ("LA", "Louisiana"),
        ("New York", "New York"),
        ("Washington", "Washington"),
        ("Washington State", "Washington"),
        ("State of Texas", "Texas"),
        ("D.C.", "District of Columbia"),
        ("dc", "District of Columbia"),
        ("Texas, USA", "Texas"),
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
    assert_eq!(candidates("Austin, CA")[0], "Austin, TX");
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
    assert_eq!(Gazetteer::embedded().resolve("51.5,-0.12").unwrap().state, None);
    assert_eq!(label("-0.00001,0"), "0, 0");
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
        assert_eq!(gazetteer.resolve(&place.label).as_ref(), Ok(&place));
        let CityRow { name, state, .. } = gazetteer.city_at(city);
        let loud = format!("{} {}", name.to_uppercase(), state.name().to_uppercase());
        assert_eq!(gazetteer.resolve(&loud).as_ref(), Ok(&place), "{loud}");
    }
    for state in State::all() {
        assert_eq!(gazetteer.resolve(state.code()), Ok(gazetteer.state_place(state)));
        assert_eq!(gazetteer.resolve(state.name()), Ok(gazetteer.state_place(state)));
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
