//! Names, as people type them, and numbers find their places.

use serde_json::json;
use tests::answers::SearchResponse;
use tests::sample_server;

const CLINIC: &str = "Imaginary Meadows Eating Disorder Clinic (sample)";

/// The names that a search finds, in order.
fn found(parameters: &[(&str, &str)]) -> Vec<String> {
    let results = sample_server().search(parameters).results;
    results.into_iter().map(|result| result.facility.name).collect()
}

#[test]
fn a_name_is_found_however_it_is_abbreviated_joined_or_split() {
    for (typed, name) in [
        ("imaginary meadows eating disorder clin", CLINIC),
        ("Imaginary Meadow's Eating-Disorder Clnc.", CLINIC),
        ("ImaginaryMeadows eating disorder clinic", CLINIC),
        ("imaginary mead ows clinic", CLINIC),
        ("imaginray meadows", CLINIC),
        ("Invented Plaza Behav Hlth", "Invented Plaza Behavioral Health (sample)"),
        ("invented plaza BH", "Invented Plaza Behavioral Health (sample)"),
        ("the House for Women & Specimen", "Specimen House for Women (sample)"),
        ("Fictional Harbour Clnc", "Fictional Harbor Clinic (sample)"),
        ("Dummy Data OTP", "Dummy Data Opioid Treatment Program (sample)"),
    ] {
        assert_eq!(found(&[("q", typed)]).first().map(String::as_str), Some(name), "{typed}");
    }
}

#[test]
fn only_the_last_word_may_be_unfinished() {
    assert_eq!(found(&[("q", "imaginary meadows eat")]), [CLINIC]);
    assert_eq!(found(&[("q", "imag meadows")]), [""; 0]);
}

#[test]
fn whole_words_come_before_beginnings_of_words() {
    let names = found(&[("q", "imagin"), ("level", "any")]);
    assert!(names.iter().any(|name| name.starts_with("Imaginary")) && names.len() > 1, "{names:?}");
    let names = found(&[("q", "house")]);
    assert!(names.iter().all(|name| name.contains("House")), "{names:?}");
}

#[test]
fn all_words_of_a_long_name_count() {
    let long = "eating ".repeat(13);
    assert_eq!(found(&[("q", &format!("{long}clinic"))]), [CLINIC]);
    assert_eq!(found(&[("q", &format!("{long}harbor"))]), [""; 0]);
}

#[test]
fn a_telephone_number_or_an_id_finds_its_place() {
    let server = sample_server();
    let id = server.search(&[("q", CLINIC)]).results[0].programs[0].sources[0].id.clone();
    for typed in ["(512) 555-0105", "+1 512 555 0105", "512.555.0105 ext. 9", &id, &id.to_uppercase()] {
        assert_eq!(found(&[("q", typed)]), [CLINIC], "{typed}");
    }
    // A number for new clients.
    assert_eq!(found(&[("q", "512-555-0104")]), ["Placeholder Youth Program (sample)"]);
}

#[test]
fn a_phone_number_can_be_a_parameter_of_its_own() {
    assert_eq!(found(&[("phone", "512-555-0105")]), [CLINIC]);
    assert_eq!(found(&[("phone", "512-555-0199")]), [""; 0]);
    assert_eq!(found(&[("phone", "512-555-0105"), ("q", "clinic")]), [CLINIC]);
    assert_eq!(found(&[("phone", "512-555-0105"), ("q", "harbor")]), [""; 0]);
    let posted = sample_server().post("/v1/search", &json!({"phone": "512 555 0105"})).expect(200);
    let response: SearchResponse = posted.json();
    assert_eq!(response.need.phone.as_deref(), Some("+15125550105"));
    assert_eq!(response.need.level, ["any"]);
    assert_eq!(found(&[("npi", "1234567893")]), [""; 0]);
}
