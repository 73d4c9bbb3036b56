//! An error names the wrong parameter and says what would be valid.

use tests::answers::SearchResponse;
use tests::http::query;
use tests::{Server, sample_server};

use crate::problem::problem;

/// Checks that a search is refused because of `parameter`, and that the error mentions `right`.
fn refused(server: &Server, parameters: &str, parameter: &str, right: &str) {
    let answer = server.get(&format!("/v1/search?{parameters}"));
    let problem = problem(&answer, 400, parameters);
    let fault = problem.errors.iter().find(|fault| fault.parameter.as_deref() == Some(parameter));
    let fault = fault.unwrap_or_else(|| panic!("{parameters}: {problem:?}"));
    assert_eq!(fault.pointer, None);
    let offered = fault.candidates.iter().any(|candidate| candidate == right) || fault.detail.contains(right);
    assert!(offered, "{parameters}: {right} is not offered: {fault:?}");
}

#[test]
fn an_unknown_value_is_refused_with_the_nearest_valid_ones() {
    let server = sample_server();
    let cases = [
        ("near=78701&insurance=medicad", "insurance", "medicaid"),
        ("near=78701&insurance=medicaid,privat", "insurance", "private"),
        ("near=78701&insurance=Aetnna", "insurance", "aetna"),
        ("near=78701&insurance=atena", "insurance", "aetna"),
        ("near=78701&insurance=Medi-Cal", "insurance", "medicaid_ca"),
        ("near=78701&insurance=medicaid_zz", "insurance", "medicaid"),
        ("near=78701&insurance=zzzzqqqq", "insurance", "GET /v1/insurers"),
        ("near=78701&program=duel_diagnosis", "program", "dual_diagnosis"),
        ("near=78701&level=intensive", "level", "intensive_outpatient"),
        ("near=78701&level=iop,any", "level", "\"iop\" is not known"),
        ("near=78701&level=outpatient,any", "level", "leave out `any` or the others"),
        ("near=78701&age=121", "age", "from 0 to 120"),
        ("near=78701&has=spanich", "has", "spanish"),
        ("near=78701&prefer=spanich", "prefer", "spanish"),
        ("near=78701&for=women", "for", "woman"),
        ("near=78701&match=confirm", "match", "confirmed"),
        ("near=78701&sort=distence", "sort", "distance"),
        ("near=78701&facets=insurence", "facets", "insurance"),
        ("near=78701&telehealth=yes", "telehealth", "true"),
        ("near=Austn,+TX", "near", "Austin, TX"),
        ("near=Springfeld,+IL", "near", "Springfield, IL"),
        ("near=00000", "near", "00000"),
        ("state=Texs", "state", "Texas"),
        ("near=78701&radios=5", "radios", "radius"),
        ("near=78701&Near=78701", "Near", "near"),
        ("near=78701&debug=1", "debug", "there is no parameter"),
    ];
    for (parameters, parameter, right) in cases {
        refused(&server, parameters, parameter, right);
    }
}

#[test]
fn a_name_of_a_city_and_a_state_is_refused_with_both_and_each_can_be_sent() {
    let server = sample_server();
    for near in ["New York", "Washington", "L.A.", "la", "me"] {
        let answer = server.get(&format!("/v1/search?{}", query(&[("near", near)])));
        let candidates = &problem(&answer, 400, near).errors[0].candidates;
        assert_eq!(candidates.len(), if near == "me" { 1 } else { 2 }, "{near}: {candidates:?}");
        for candidate in candidates {
            server.get(&format!("/v1/search?{}", query(&[("near", candidate)]))).expect(200);
        }
    }
    refused(&server, "near=APO+AE+09096", "near", "TRICARE Overseas");
    refused(&server, "near=43.65,-79.38", "near", "not in the United States or its territories");
}

#[test]
fn a_number_out_of_its_range_is_refused_and_never_clamped() {
    let server = sample_server();
    for limit in
        ["0", "101", "1.5", "1e9", "-1", "NaN", "ten", "1e400", "99999999999999999999", "%2B5%2B", "0x10"]
    {
        refused(&server, &format!("near=78701&limit={limit}"), "limit", "from 1 to 100");
    }
    for radius in ["0", "0.99", "500.01", "NaN", "inf", "-inf", "-25", "1e9", "1e400", "near", "25mi"] {
        refused(&server, &format!("near=78701&radius={radius}"), "radius", "from 1 to 500");
    }
    for near in ["91,0", "0,181", "NaN,0", "inf,inf", "1e400,0"] {
        let problem = problem(&server.get(&format!("/v1/search?near={near}")), 400, near);
        assert_eq!(problem.errors[0].parameter.as_deref(), Some("near"), "{near}");
    }
}

#[test]
fn conflicting_parameters_are_refused() {
    let server = sample_server();
    refused(&server, "", "near", "unless state");
    refused(&server, "insurance=medicaid", "near", "required");
    refused(&server, "state=TX&sort=distance", "sort", "point");
    refused(&server, "q=recovery&sort=distance", "sort", "point");
    refused(&server, "near=Texas&sort=distance", "sort", "point");
    refused(&server, "near=Texas&radius=20", "radius", "state");
    refused(&server, "near=Texas&state=CA", "state", "not the state");
    refused(&server, "state=TX&radius=20", "radius", "near");
    refused(&server, "near=78701&near=78702", "near", "twice");
    refused(&server, "near=78701&limit=5&limit=5", "limit", "twice");
    refused(&server, "near=78701&n%65ar=78702", "near", "twice");
    refused(&server, "near=", "near", "required");
    refused(&server, "q=...", "q", "letter");
    refused(&server, "phone=555-0100", "phone", "telephone number");
    refused(&server, "npi=1234567890", "npi", "check digit");
    refused(&server, "near=78701&insurance=,", "insurance", "empty");
    refused(&server, "near=78701&facets=none,level", "facets", "none");
}

#[test]
fn all_faults_of_a_request_are_reported_at_once() {
    let server = sample_server();
    let answer = server.get("/v1/search?near=78701&insurance=medicad&limit=0&radius=900&colour=red");
    let problem = problem(&answer, 400, "four faults");
    let mut named: Vec<&str> =
        problem.errors.iter().map(|fault| fault.parameter.as_deref().unwrap()).collect();
    named.sort();
    assert_eq!(named, ["colour", "insurance", "limit", "radius"]);
}

#[test]
fn a_text_that_is_too_long_or_unreadable_is_refused() {
    let server = sample_server();
    let long = "x".repeat(201);
    refused(&server, &query(&[("q", &long)]), "q", "200");
    refused(&server, &query(&[("near", &long)]), "near", "200");
    refused(&server, &query(&[("near", "78701"), ("cursor", &"a".repeat(2001))]), "cursor", "2000");
    refused(&server, "q=a%00b", "q", "control");
    refused(&server, "q=%FF%FE", "q", "UTF-8");
    refused(&server, "near=78701&%FF=1", "", "UTF-8");
    // An invalid escape is taken literally.
    let literal: SearchResponse = server.get("/v1/search?q=%ZZ").expect(200).json();
    assert_eq!(literal.need.q.as_deref(), Some("%ZZ"));
}

#[test]
fn a_forged_cursor_is_refused() {
    let server = sample_server();
    let found = server.search(&[("near", "10001"), ("level", "any"), ("limit", "1")]);
    let cursor = found.next_cursor.unwrap();
    let mut changed: Vec<String> =
        vec![cursor[1..].to_owned(), format!("{cursor}0"), cursor.to_uppercase() + "g"];
    for at in [0, 15, 20, 39] {
        let other = if &cursor[at..=at] == "0" { "1" } else { "0" };
        changed.push(format!("{}{other}{}", &cursor[..at], &cursor[at + 1..]));
    }
    changed.extend(
        ["0", "null", "-1", "é", "0".repeat(40).as_str(), "f".repeat(40).as_str(), "+".repeat(40).as_str()]
            .map(str::to_owned),
    );
    for cursor in changed {
        let need = query(&[("near", "10001"), ("level", "any"), ("limit", "1"), ("cursor", &cursor)]);
        refused(&server, &need, "cursor", "");
    }
}

#[test]
fn places_insurers_and_vocabulary_refuse_what_they_do_not_know() {
    let server = sample_server();
    let long = format!("/v1/insurers?q={}", "x".repeat(201));
    let cases = [
        ("/v1/places", "q"),
        ("/v1/places?q=", "q"),
        ("/v1/places?q=aus&limit=51", "limit"),
        ("/v1/places?q=aus&limit=0", "limit"),
        ("/v1/places?q=aus&near=1", "near"),
        ("/v1/places?q=a&q=b", "q"),
        ("/v1/insurers", "q"),
        ("/v1/insurers?q=", "q"),
        ("/v1/insurers?q=aet&limit=51", "limit"),
        ("/v1/insurers?q=aet&state=Texs", "state"),
        ("/v1/insurers?q=aet&nearby=1", "nearby"),
        ("/v1/insurers?q=a&q=b", "q"),
        ("/v1/insurers?q=%00", "q"),
        (&long, "q"),
        ("/v1/vocabulary?q=a", "q"),
    ];
    for (path, parameter) in cases {
        let problem = problem(&server.get(path), 400, path);
        assert_eq!(problem.errors[0].parameter.as_deref(), Some(parameter), "{path}");
    }
}
