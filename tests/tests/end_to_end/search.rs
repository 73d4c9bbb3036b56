//! Every parameter of a search, by `GET` and by `POST`.

use serde_json::{Value, json};
use tests::answers::SearchResponse;
use tests::{Home, LocatorRow, Server, sample_server, without_times};

fn post(server: &Server, body: &Value) -> SearchResponse {
    server.post("/v1/search", body).expect(200).json()
}

#[test]
fn get_and_post_agree_for_all_formats_of_values() {
    let server = sample_server();
    let searches = [
        (vec![("near", "78701")], json!({"near": "78701"})),
        (vec![("near", "30.27,-97.74"), ("radius", "60.5")], json!({"near": "30.27,-97.74", "radius": 60.5})),
        (
            vec![("near", "10001"), ("insurance", "medicaid,private"), ("limit", "2"), ("sort", "distance")],
            json!({"near": "10001", "insurance": ["medicaid", "private"], "limit": 2, "sort": "distance"}),
        ),
        (
            vec![("near", "Los Angeles, CA"), ("telehealth", "true"), ("has", "CBT"), ("facets", "none")],
            json!({"near": "Los Angeles, CA", "telehealth": true, "has": "CBT", "facets": "none"}),
        ),
        (
            vec![("q", "recovery"), ("level", "any"), ("for", "woman"), ("match", "confirmed")],
            json!({"q": "recovery", "level": "any", "for": ["woman"], "match": "confirmed", "state": null}),
        ),
    ];
    for (parameters, body) in searches {
        let got: Value =
            server.get(&format!("/v1/search?{}", tests::http::query(&parameters))).expect(200).json();
        let posted: Value = server.post("/v1/search", &body).expect(200).json();
        assert_eq!(got["next_cursor"].is_null(), posted["next_cursor"].is_null());
        assert_eq!(without_times(got), without_times(posted), "{body}");
    }
}

#[test]
fn a_place_can_be_a_zip_code_a_city_a_point_or_a_state() {
    let server = sample_server();
    let place = |near: &str| server.search(&[("near", near)]).place.unwrap();
    for (near, kind, label) in [
        ("78701", "zip", "Austin, TX 78701"),
        ("Austin, TX", "city", "Austin, TX"),
        ("austin tx", "city", "Austin, TX"),
        ("Saint Louis MO", "city", "St. Louis, MO"),
        ("St. Louis, MO", "city", "St. Louis, MO"),
        ("Texas", "state", "Texas"),
        ("PR", "state", "Puerto Rico"),
    ] {
        let place = place(near);
        assert_eq!((place.kind.as_str(), place.label.as_str()), (kind, label), "{near}");
    }
    let point = place("30.27,-97.74");
    assert_eq!((point.kind.as_str(), point.latitude, point.longitude), ("point", 30.27, -97.74));
    assert_eq!(point.state.as_deref(), Some("TX"));
    for near in ["00907", "Hagåtña, GU", "99501", "20009"] {
        assert!(server.search(&[("near", near)]).total.facilities > 0, "{near}");
    }
}

#[test]
fn a_county_is_searched_within_its_own_circle_unless_a_radius_is_given() {
    let server = sample_server();
    let own = server.search(&[("near", "Travis County, TX")]);
    let place = own.place.expect("the county");
    assert_eq!((place.kind.as_str(), own.need.radius), ("county", place.radius_miles));
    assert!(place.radius_miles.is_some_and(|miles| miles > 20.0 && miles != 25.0));
    let given = server.search(&[("near", "Travis County, TX"), ("radius", "10")]);
    assert_eq!(given.need.radius, Some(10.0));
}

#[test]
fn near_and_state_together_decide_which_place_is_meant() {
    let server = sample_server();
    let place =
        |near, state| server.search(&[("near", near), ("state", state)]).place.expect("a place").label;
    assert_eq!(place("Springfield", "MA"), "Springfield, MA");
    assert_eq!(place("Springfield", "IL"), "Springfield, IL");
    assert_eq!(place("LA", "CA"), "Los Angeles, CA");
}

#[test]
fn a_state_is_searched_as_a_whole_without_distances() {
    let server = sample_server();
    let near = server.search(&[("near", "Texas"), ("level", "any")]);
    let state = server.search(&[("state", "TX"), ("level", "any")]);
    assert_eq!(near.ids(), state.ids());
    assert_eq!((near.total.facilities, near.need.radius), (5, None));
    assert!(near.results.iter().all(|result| result.distance_miles.is_none()));
    assert_eq!(server.search(&[("state", "texas")]).need.state.as_deref(), Some("TX"));
    // With a place, the state only filters.
    let within = server.search(&[("near", "20009"), ("radius", "400"), ("state", "NY")]);
    assert!(!within.results.is_empty());
    assert!(within.results.iter().all(|result| result.facility.address.state == "NY"));
}

#[test]
fn the_radius_is_inclusive_and_25_miles_by_default() {
    let server = sample_server();
    let all = server.search(&[("near", "10001"), ("sort", "distance"), ("level", "any")]);
    assert_eq!(all.need.radius, Some(25.0));
    let distances: Vec<f64> = all.results.iter().map(|result| result.distance_miles.unwrap()).collect();
    assert!(distances.is_sorted() && distances.len() == 4, "{distances:?}");
    for radius in ["1", "3.5", "4", "25", "500"] {
        let found =
            server.search(&[("near", "10001"), ("radius", radius), ("level", "any"), ("state", "NY")]);
        let miles: f64 = radius.parse().unwrap();
        let expected = distances.iter().filter(|distance| **distance <= miles).count();
        assert_eq!(found.results.len(), expected, "within {radius} miles");
    }
}

#[test]
fn words_of_a_name_may_be_misspelled_or_unfinished() {
    let server = sample_server();
    let found = |q: &str| server.search(&[("q", q)]);
    for q in
        ["Sampleton Wellness Institute", "sampelton welness", "Sampl Inst", "SAMPLETON", "wellness sampleton"]
    {
        assert_eq!(found(q).names().first(), Some(&"Sampleton Wellness Institute (sample)"), "{q}");
    }
    assert_eq!(found("recuperacion").names(), ["Centro Ejemplo de Recuperación (sample)"]);
    assert_eq!(
        found("virtual iop").names().first(),
        Some(&"Nowhere Valley Telehealth (sample), Virtual IOP"),
        "found by its second name"
    );
    let all = found("sample");
    assert_eq!(all.total.facilities, 26, "every name has the word");
    assert_eq!((all.need.level.join(","), all.need.q.as_deref()), ("any".to_owned(), Some("sample")));
    assert_eq!(found("qqqqzzzz").total.facilities, 0);
    let residential = server.search(&[("q", "sample"), ("level", "residential")]);
    assert!((1..26).contains(&residential.total.facilities), "{:?}", residential.names());
}

#[test]
fn preferences_move_matches_up_and_exclude_none() {
    let server = sample_server();
    let plain = server.search(&[("near", "10001")]);
    let wished = server.search(&[("near", "10001"), ("prefer", "GL")]);
    let slug = wished.need.prefer[0].clone();
    assert_eq!(
        server.search(&[("near", "10001"), ("prefer", &slug)]).ids(),
        wished.ids(),
        "a slug means the same as its code"
    );
    let sorted = |answer: &SearchResponse| {
        let mut ids: Vec<String> = answer.ids().into_iter().map(str::to_owned).collect();
        ids.sort();
        ids
    };
    assert_eq!(sorted(&plain), sorted(&wished));
    let part = |answer: &SearchResponse| answer.results[0].score_parts.clone().unwrap().preferences;
    assert_eq!(part(&plain), 1.0);
    assert!([0.7, 1.0].contains(&part(&wished)));
}

#[test]
fn the_person_changes_the_order_and_excludes_none() {
    let nearer = LocatorRow::addiction(1).with("name1", "House for Women").services(&[
        ("TC", "Substance use treatment"),
        ("SET", "Outpatient; Intensive outpatient treatment"),
        ("GN", "Female"),
    ]);
    let farther = LocatorRow::addiction(90).with("name1", "House for All");
    let server = Home::with_rows(&[nearer, farther]).serve();
    let found = |person: &[(&str, &str)]| server.search(&[&[("near", "30.27,-97.73")], person].concat());
    assert_eq!(found(&[("sort", "distance")]).names(), ["House for Women", "House for All"]);
    for (person, first) in [
        (&[][..], "House for All"),
        (&[("for", "man")], "House for All"),
        (&[("for", "woman")], "House for Women"),
        (&[("for", "veteran,woman")], "House for Women"),
    ] {
        let answer = found(person);
        assert_eq!((answer.names()[0], answer.total.confirmed), (first, 2), "{person:?}");
        let women = answer.results.iter().find(|result| result.facility.name.ends_with("Women")).unwrap();
        let codes: Vec<&str> =
            women.programs[0].cautions.iter().map(|caution| caution.code.as_str()).collect();
        assert_eq!(codes, ["women_only"], "the caution is shown to everybody");
    }
    assert_eq!(found(&[("for", "woman,teen")]).need.r#for, ["woman", "teen"]);
}

#[test]
fn results_are_ordered_by_match_and_score_or_by_distance_or_name() {
    let server = sample_server();
    let sorted = |sort: &str| server.search(&[("near", "10001"), ("sort", sort), ("insurance", "medicaid")]);
    let best = sorted("best");
    let classes: Vec<&str> = best.results.iter().map(|result| result.r#match.as_str()).collect();
    assert_eq!(classes, ["confirmed", "confirmed", "possible", "possible"]);
    for class in ["confirmed", "possible"] {
        let of_class = best.results.iter().filter(|result| result.r#match == class);
        let scores: Vec<f64> = of_class.map(|result| result.score.unwrap()).collect();
        assert!(scores.is_sorted_by(|a, b| a >= b), "{scores:?}");
    }
    let distance = sorted("distance");
    assert!(distance.results.is_sorted_by_key(|result| (result.distance_miles.unwrap() * 100.0) as u64));
    assert!(distance.results.iter().all(|result| result.score.is_none() && result.score_parts.is_none()));
    let name = sorted("name");
    assert!(
        name.results.is_sorted_by_key(|result| result.facility.name.to_lowercase()),
        "{:?}",
        name.names()
    );
    let again = sorted("best");
    assert_eq!(again, best, "the same request gives the same answer");
}

#[test]
fn facets_count_the_whole_result() {
    let server = sample_server();
    let facets = |more: &[(&str, &str)]| {
        let parameters = [&[("near", "10001"), ("limit", "1"), ("level", "any")], more].concat();
        server.search(&parameters).facets
    };
    let useful = facets(&[]);
    assert_eq!(useful.keys().collect::<Vec<_>>(), ["insurance", "level", "program"]);
    let all = server.search(&[("near", "10001"), ("level", "any"), ("limit", "100")]);
    for slug in ["medicaid", "private", "free"] {
        let taking = server.search(&[
            ("near", "10001"),
            ("level", "any"),
            ("insurance", slug),
            ("match", "confirmed"),
        ]);
        assert_eq!(useful["insurance"][slug], taking.total.facilities, "{slug} of {:?}", all.names());
    }
    assert!(facets(&[("facets", "none")]).is_empty());
    let chosen = facets(&[("facets", "sl,group")]);
    assert_eq!(chosen.keys().collect::<Vec<_>>(), ["group", "sl"]);
    // The request's own filters apply to every facet.
    assert_eq!(facets(&[("insurance", "medicaid"), ("match", "confirmed")])["insurance"]["medicaid"], {
        server
            .search(&[("near", "10001"), ("level", "any"), ("insurance", "medicaid"), ("match", "confirmed")])
            .total
            .facilities
    });
}

#[test]
fn the_response_contains_the_understood_request_which_can_be_sent_again() {
    let server = sample_server();
    let body = json!({"near": " austin  tx ", "radius": 5, "program": "teen", "insurance": ["medicaid", "free"],
        "has": ["CBT", "spanish"], "prefer": "GL", "telehealth": false, "for": "teen,native", "match": "possible",
        "sort": "distance", "limit": 7});
    let found: Value = server.post("/v1/search", &body).expect(200).json();
    let again: Value = server.post("/v1/search", &found["need"]).expect(200).json();
    assert_eq!(without_times(found), without_times(again));
    let need = post(&server, &body).need;
    let texts = |values: &[&str]| values.iter().map(|value| (*value).to_owned()).collect::<Vec<_>>();
    assert_eq!(
        (need.near.as_deref(), need.radius, need.state, need.limit),
        (Some("austin  tx"), Some(5.0), None, 7)
    );
    assert_eq!((need.program, need.insurance), (texts(&["teen"]), texts(&["medicaid", "free"])));
    assert_eq!((need.has.len(), need.has[1].as_str(), need.prefer.len()), (2, "spanish", 1));
    assert_eq!((need.r#for, need.level), (texts(&["teen", "native"]), texts(&["intensive_outpatient"])));
    assert_eq!((need.r#match.as_str(), need.sort.as_str(), need.telehealth), ("possible", "distance", false));
    assert_eq!((need.facets, need.cursor), (texts(&["program", "level", "insurance"]), None));
}
