use directory::State;
use serde_json::json;

use super::*;
use crate::error::Error;
use crate::search::ResolvedSearch;

fn named(error: Error) -> Vec<String> {
    let Error::Invalid(faults) = error else { panic!("{error}") };
    faults.into_iter().map(|fault| fault.parameter.or(fault.pointer).expect("a name")).collect()
}

fn query(query: &str) -> Result<SearchRequest, Error> {
    Input::from_query(query).and_then(SearchRequest::from_input)
}

fn body(body: &str) -> Result<SearchRequest, Error> {
    Input::from_json(body.as_bytes()).and_then(SearchRequest::from_input)
}

#[test]
fn a_parameter_given_twice_is_a_fault() {
    assert_eq!(query("limit=1&sort=name&limit=3").map_err(named), Err(vec!["limit".to_owned()]));
    assert_eq!(body(r#"{"limit": 1, "limit": 2}"#).map_err(named), Err(vec!["/limit".to_owned()]));
}

#[test]
fn text_that_is_not_utf_8_is_a_fault() {
    assert!(Input::from_query("near=%ff").is_err());
    assert!(Input::from_json(b"{\"near\": \"\xff\"}").is_err());
}

#[test]
fn numbers_are_never_clamped() {
    for text in ["0", "501", "NaN", "inf", "1e9", "-1", "x", "%2B5", "5."] {
        assert_eq!(query(&format!("radius={text}")).map_err(named), Err(vec!["radius".to_owned()]), "{text}");
    }
    for text in ["0", "101", "1.5", "1e9", "-1", "ten"] {
        assert_eq!(query(&format!("limit={text}")).map_err(named), Err(vec!["limit".to_owned()]), "{text}");
    }
}

#[test]
fn numbers_and_booleans_can_be_json_or_text() {
    for body in [
        r#"{"radius": 25, "limit": 7, "telehealth": true}"#,
        r#"{"radius": "25", "limit": "7", "telehealth": "true"}"#,
        r#"{"radius": 25.0, "limit": 7.0, "telehealth": "True"}"#,
        r#"{"radius": "25.0", "limit": "7.0", "telehealth": true}"#,
    ] {
        let request = self::body(body).unwrap_or_else(|error| panic!("{body}: {error}"));
        let (radius, limit) = (request.radius.map(Miles::get), request.limit.get());
        assert_eq!((radius, limit, request.telehealth), (Some(25.0), 7, true), "{body}");
    }
    for body in [r#"{"limit": true}"#, r#"{"limit": [5]}"#, r#"{"telehealth": 1}"#, r#"{"near": 78701}"#] {
        assert!(self::body(body).is_err(), "{body}");
    }
}

#[test]
fn null_and_an_empty_text_mean_absent() {
    let nothing = SearchRequest::default();
    assert_eq!(query("near=&sort=&radius=+&has=").ok(), Some(nothing.clone()));
    assert_eq!(body(r#"{"near": null, "limit": "", "has": null, "sort": " "}"#).ok(), Some(nothing));
    // The name is still checked.
    assert_eq!(query("neer=").map_err(named), Err(vec!["neer".to_owned()]));
    assert!(query("insurance=medicaid,,private").is_err(), "a list has no empty values");
}

#[test]
fn names_are_accepted_in_any_letter_case() {
    let request = query(
        "level=ANY&program=Teen&sort=Distance&for=Woman&has=SPANISH,sp&state=tx&facets=SL&match=CONFIRMED",
    );
    let request = request.unwrap_or_else(|error| panic!("{error}"));
    let same = query(
        "level=any&program=teen&sort=distance&for=woman&has=spanish,SP&state=Texas&facets=sl&match=confirmed",
    );
    assert_eq!(Some(request), same.ok());
}

#[test]
fn a_member_that_cant_be_read_is_named() {
    let huge = format!("{{\"radius\": 1{}}}", "0".repeat(400));
    assert_eq!(body(&huge).map_err(named), Err(vec!["/radius".to_owned()]));
}

#[test]
fn lists_can_be_text_or_arrays() {
    let expected = query("has=spanish,transportation").ok();
    assert_eq!(expected.as_ref().map(|request| request.has.len()), Some(2));
    for body in [r#"{"has": ["spanish", "transportation"]}"#, r#"{"has": "spanish, transportation"}"#] {
        assert_eq!(self::body(body).ok(), expected, "{body}");
    }
    for body in [r#"{"has": [1]}"#, r#"{"has": {"a": 1}}"#, r#"{"has": [null]}"#] {
        assert_eq!(self::body(body).map_err(named), Err(vec!["/has".to_owned()]), "{body}");
    }
}

#[test]
fn lists_and_texts_have_a_maximum_length() {
    let values = |count: usize| vec!["medicaid"; count].join(",");
    assert!(query(&format!("insurance={}", values(50))).is_ok());
    assert!(query(&format!("insurance={}", values(51))).is_err());
    let text = |length: usize| "x".repeat(length);
    assert!(query(&format!("q={}&cursor={}", text(200), text(2_000))).is_ok());
    let too_long = query(&format!("q={}&cursor={}&near={}", text(201), text(2_001), text(201)));
    assert_eq!(too_long.map_err(named), Err(["q", "cursor", "near"].map(str::to_owned).to_vec()));
}

#[test]
fn a_number_is_enough_to_search_at_any_level() {
    for text in ["phone=512-555-0100", "npi=1234567893", "q=hope"] {
        let search = Input::from_query(text).and_then(ResolvedSearch::from_input);
        assert_eq!(search.map(|search| search.query.need.levels).map_err(named), Ok(Vec::new()), "{text}");
    }
    for (text, parameter) in [("phone=911", "phone"), ("npi=1234567890", "npi")] {
        assert_eq!(query(text).map_err(named), Err(vec![parameter.to_owned()]));
    }
}

#[test]
fn every_fault_is_reported_with_the_nearest_valid_values() {
    let Err(Error::Invalid(faults)) =
        query("has=spanich,x,transportaton&level=intensive&insurence=medicaid&limit=0&sort=distence")
    else {
        panic!("faults")
    };
    let nearest = |name: &str| -> Vec<&str> {
        let named = faults.iter().filter(|fault| fault.parameter.as_deref() == Some(name));
        named.map(|fault| fault.candidates.first().map_or("", String::as_str)).collect()
    };
    assert_eq!(nearest("has").len(), 3);
    assert_eq!((nearest("has")[0], nearest("has")[2]), ("spanish", "transportation"));
    assert_eq!(
        (nearest("insurence"), nearest("sort"), nearest("limit")),
        (vec!["insurance"], vec!["distance"], vec![""])
    );
    assert_eq!(nearest("level"), ["intensive_outpatient"]);
}

fn faults(result: Result<SearchRequest, Error>) -> Vec<crate::Fault> {
    let Err(Error::Invalid(faults)) = result else { panic!("{result:?}") };
    faults
}

#[test]
fn at_most_twenty_faults_are_reported_and_the_others_are_counted() {
    let unknown: Vec<String> = (0..25).map(|number| format!("zz{number}=1")).collect();
    let faults = faults(query(&unknown.join("&")));
    assert_eq!(faults.len(), 21);
    assert_eq!(faults[20].detail, "5 more faults are not listed");
    assert_eq!((&faults[20].parameter, &faults[20].pointer), (&None, &None));
}

#[test]
fn valid_names_are_listed_once() {
    let lists = |faults: Vec<crate::Fault>, text: &str| {
        faults.iter().filter(|fault| fault.detail.contains(text)).count()
    };
    assert_eq!(lists(faults(query("zz1=1&zz2=1&zz3=1")), "valid names are near, "), 1);
    assert_eq!(lists(faults(query("program=zzz,yyy,xxx")), "valid values are "), 1);
}

#[test]
fn a_request_has_at_most_sixty_four_parameters() {
    let many = |count: usize| (0..count).map(|number| format!("zz{number}=1")).collect::<Vec<_>>().join("&");
    assert_eq!(faults(query(&many(64))).len(), 21);
    let too_many = faults(query(&many(65)));
    assert_eq!(too_many.len(), 1);
    assert!(too_many[0].detail.contains("65 parameters; at most 64"), "{too_many:?}");
    let members = (0..65).map(|number| format!("\"zz{number}\":1")).collect::<Vec<_>>().join(",");
    assert_eq!(faults(body(&format!("{{{members}}}"))).len(), 1);
}

#[test]
fn a_fault_repeats_only_the_beginning_of_a_long_name_or_value() {
    let long = "z".repeat(5_000);
    for text in [
        format!("{{\"has\": [\"{long}\"]}}"),
        format!("{{\"{long}\": 1}}"),
        format!("{{\"{long}\": 1, \"{long}\": 1}}"),
        format!("{{\"{long}\": 1{}}}", "0".repeat(400)),
    ] {
        let written = serde_json::to_string(&faults(body(&text))).expect("faults are written as JSON");
        assert!(written.len() < 1_000, "{written}");
    }
}

#[test]
fn the_completed_request_can_be_sent_again() {
    for text in [
        "near=78701",
        "near=Texas&facets=none",
        "near=+austin++tx+&radius=5&program=addiction,mental_health&insurance=no_insurance&has=CBT,spanish,SP&prefer=GL",
        "q=recovery&for=teen,native,teen&match=possible&limit=7&telehealth=true&sort=name&facets=sl,group&cursor=00",
        "state=tx&level=any&unless_no=young_adults&first=residential_detox",
        "phone=(512)+555-0100+x12&npi=1234567893",
    ] {
        let search = |input: Result<Input, Error>| {
            input.and_then(ResolvedSearch::from_input).unwrap_or_else(|error| panic!("{text}: {error}"))
        };
        let first = search(Input::from_query(text));
        let sent = serde_json::to_vec(&first.parameters).expect("a request is written as JSON");
        let again = search(Input::from_json(&sent));
        assert_eq!((&again.parameters, &again.query), (&first.parameters, &first.query), "{text}");
        // Strict JSON readers can also read it.
        assert_eq!(serde_json::from_slice::<SearchRequest>(&sent).ok(), Some(first.parameters), "{text}");
    }
}

#[test]
fn pages_can_pass_the_place_that_they_looked_up() {
    let place = places::Gazetteer::embedded().resolve("78701").ok();
    let search = ResolvedSearch::at_place(SearchRequest::default(), place).expect("a search");
    assert_eq!((search.parameters.radius, search.parameters.near), (Some(Miles::DEFAULT), None));
    assert_eq!(search.query.need.home, State::from_code("TX"));
    assert_eq!(
        ResolvedSearch::at_place(SearchRequest::default(), None).map(|_| ()).map_err(named),
        Err(vec!["near".to_owned()])
    );
}

#[test]
fn every_level_can_be_chosen() {
    for level in directory::Level::ALL {
        let request = query(&format!("level={}", level.slug())).expect("a level");
        assert_eq!(request.level, [LevelChoice(Some(*level))]);
    }
}

#[test]
fn the_parameters_of_a_url_are_described_by_the_schema_of_the_struct() {
    let parameters = schema::query_parameters::<SearchRequest>();
    let parameters = serde_json::to_value(parameters).expect("a description is written as JSON");
    let find = |name: &str| {
        let mut all = parameters.as_array().expect("a list").iter();
        all.find(|known| known["name"] == name).unwrap_or_else(|| panic!("{name} in {parameters:#}"))
    };
    let reference = |name: &str| format!("#/components/schemas/{name}");
    assert_eq!(parameters.as_array().map(Vec::len), Some(21));
    let limit = json!({"type": "integer", "minimum": 1, "maximum": 100, "default": 20});
    assert_eq!((&find("limit")["schema"], &find("limit")["example"]), (&limit, &json!(20)));
    // Generated clients send the defaults they read, and a radius can't be combined with a state.
    assert!(find("radius")["schema"]["default"].is_null());
    assert_eq!(find("level")["schema"]["items"]["$ref"], reference("LevelChoice"));
    assert_eq!(
        (&find("level")["example"], &find("level")["required"]),
        (&json!(["intensive_outpatient"]), &json!(false))
    );
    assert_eq!(find("program")["schema"]["items"]["$ref"], reference("ProgramType"));
    assert_eq!((&find("program")["explode"], &find("program")["style"]), (&json!(false), &json!("form")));
    assert!(!parameters.to_string().contains("null"), "{parameters:#}");
}
