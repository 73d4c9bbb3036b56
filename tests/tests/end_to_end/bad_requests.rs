//! What is wrong with a request is told: as a problem, with the parameter, and what would be right.

use tests::answers::{Problem, SearchAnswer};
use tests::http::{Answer, query};
use tests::{Home, Server, rows, sample_server};

/// An answer that must be a problem of this status.
fn problem(answer: &Answer, status: u16, what: &str) -> Problem {
    assert_eq!(answer.status, status, "{what}: {}", String::from_utf8_lossy(&answer.body));
    assert_eq!(answer.header("content-type"), Some("application/problem+json"), "{what}");
    let problem: Problem = answer.json();
    assert_eq!(problem.status, status, "{what}");
    assert!(problem.r#type.starts_with("/problems/") && !problem.title.is_empty(), "{what}: {problem:?}");
    assert!(!problem.detail.is_empty(), "{what}: {problem:?}");
    problem
}

/// A search by `GET` that is refused because of `parameter`; `right` must be among what is offered or said.
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
fn a_value_that_is_not_known_is_refused_with_the_nearest() {
    let server = sample_server();
    let cases = [
        ("near=78701&insurance=medicad", "insurance", "medicaid"),
        ("near=78701&insurance=medicaid,privat", "insurance", "private"),
        ("near=78701&program=duel_diagnosis", "program", "dual_diagnosis"),
        ("near=78701&level=intensive", "level", "intensive_outpatient"),
        ("near=78701&level=iop,any", "level", "\"iop,any\" is not known"),
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
fn a_number_out_of_its_range_is_refused_and_never_clamped() {
    let server = sample_server();
    for limit in
        ["0", "101", "1.5", "1e9", "-1", "NaN", "ten", "", "1e400", "99999999999999999999", "%2B5%2B", "0x10"]
    {
        let right = if limit.is_empty() { "" } else { "from 1 to 100" };
        refused(&server, &format!("near=78701&limit={limit}"), "limit", right);
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
fn parameters_that_do_not_go_together_are_refused() {
    let server = sample_server();
    refused(&server, "", "near", "q or state");
    refused(&server, "insurance=medicaid", "near", "required");
    refused(&server, "state=TX&sort=distance", "sort", "point");
    refused(&server, "q=recovery&sort=distance", "sort", "point");
    refused(&server, "near=Texas&sort=distance", "sort", "point");
    refused(&server, "near=Texas&radius=20", "radius", "state");
    refused(&server, "near=Texas&state=CA", "state", "another state");
    refused(&server, "state=TX&radius=20", "radius", "near");
    refused(&server, "near=78701&near=78702", "near", "twice");
    refused(&server, "near=78701&limit=5&limit=5", "limit", "twice");
    refused(&server, "near=78701&n%65ar=78702", "near", "twice");
    refused(&server, "near=", "near", "empty");
    refused(&server, "q=...", "q", "letter");
    refused(&server, "near=78701&insurance=,", "insurance", "empty");
    refused(&server, "near=78701&facets=none,level", "facets", "none");
}

#[test]
fn every_fault_of_a_request_is_told_at_once() {
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
    // An escape that is none stands for itself.
    let literal: SearchAnswer = server.get("/v1/search?q=%ZZ").expect(200).json();
    assert_eq!(literal.need.q.as_deref(), Some("%ZZ"));
}

#[test]
fn a_cursor_that_no_page_gave_is_refused() {
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
fn a_faulty_body_is_refused_with_a_pointer_to_the_fault() {
    let server = sample_server();
    let json = [("content-type", "application/json")];
    let cases: [(&[u8], &str); 16] = [
        (br#"{"near": 78701}"#, "/near"),
        (br#"{"near": ["78701"]}"#, "/near"),
        (br#"{"near": "78701", "radius": "wide"}"#, "/radius"),
        (br#"{"near": "78701", "radius": 1e309}"#, "/radius"),
        (br#"{"near": "78701", "limit": 1.5}"#, "/limit"),
        (br#"{"near": "78701", "limit": -1}"#, "/limit"),
        (br#"{"near": "78701", "telehealth": "perhaps"}"#, "/telehealth"),
        (br#"{"near": "78701", "insurance": {"medicaid": true}}"#, "/insurance"),
        (br#"{"near": "78701", "insurance": [1]}"#, "/insurance"),
        (br#"{"near": "78701", "a/b~c": 1}"#, "/a~1b~0c"),
        (br#"{"near": "78701", "near": "78702"}"#, "/near"),
        (br#"["near"]"#, ""),
        (br#""near""#, ""),
        (br#"{"near": "78701""#, ""),
        (b"{\"near\": \"\xff\xfe\"}", ""),
        (b"", ""),
    ];
    for (body, pointer) in cases {
        let what = String::from_utf8_lossy(body);
        let problem = problem(&server.send("POST", "/v1/search", &json, body), 400, &what);
        let pointers: Vec<_> =
            problem.errors.iter().map(|fault| fault.pointer.as_deref().unwrap_or("none")).collect();
        assert_eq!(pointers, [pointer], "{what}: {problem:?}");
        assert!(problem.errors.iter().all(|fault| fault.parameter.is_none()), "{what}");
    }
}

#[test]
fn numbers_and_truth_in_a_body_may_be_texts_only_where_that_is_described() {
    let server = sample_server();
    let json = [("content-type", "application/json; charset=utf-8")];
    server.send("POST", "/v1/search", &json, br#"{"near": "78701", "limit": 5, "radius": 10}"#).expect(200);
    for body in [r#"{"near": "78701", "limit": "5"}"#, r#"{"near": "78701", "telehealth": 1}"#] {
        problem(&server.send("POST", "/v1/search", &json, body.as_bytes()), 400, body);
    }
}

#[test]
fn deep_and_large_bodies_are_refused_quickly() {
    let server = sample_server();
    let json = [("content-type", "application/json")];
    let deep = format!("{{\"near\": {}1{}}}", "[".repeat(20_000), "]".repeat(20_000));
    problem(&server.send("POST", "/v1/search", &json, deep.as_bytes()), 400, "20,000 lists in each other");
    let padded = format!("{{\"near\": \"78701\"{}}}", " ".repeat(100_000));
    problem(&server.send("POST", "/v1/search", &json, padded.as_bytes()), 413, "100 kB");
    // A server may close on the rest of what it refuses: then the client has no answer, but no 5xx either.
    for path in ["/v1/search", "/search"] {
        let mut request = format!("POST {path} HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 10000000\r\nconnection: close\r\n\r\n").into_bytes();
        request.extend_from_slice(&vec![b'x'; 200_000]);
        problem(&server.send_raw(&request), 413, path);
    }
    assert_eq!(server.search(&[("near", "78701")]).total.facilities, 3, "it works on");
}

#[test]
fn a_body_of_another_kind_is_refused() {
    let server = sample_server();
    for headers in
        [&[][..], &[("content-type", "text/plain")], &[("content-type", "application/x-www-form-urlencoded")]]
    {
        let answer = server.send("POST", "/v1/search", headers, br#"{"near": "78701"}"#);
        let problem = problem(&answer, 415, &format!("{headers:?}"));
        assert!(problem.detail.contains("application/json"), "{problem:?}");
    }
}

#[test]
fn a_path_that_does_not_exist_is_a_problem_too() {
    let server = sample_server();
    for path in [
        "/nothing",
        "/v1",
        "/v1/",
        "/v1/search/",
        "/v2/search",
        "/v1/facilities",
        "/v1/facilities/",
        "/docs/nothing.js",
        "/static/nothing.css",
        "/static/..%2f..%2fCargo.toml",
        "/facilities/",
        "/..%2f",
        "/%FF",
        "/search/x",
    ] {
        problem(&server.get(path), 404, path);
    }
}

#[test]
fn a_method_that_a_path_does_not_have_is_told_with_those_it_has() {
    let server = sample_server();
    let cases = [
        ("DELETE", "/v1/search", &["GET", "POST"][..]),
        ("PUT", "/v1/search", &["GET", "POST"]),
        ("POST", "/v1/vocabulary", &["GET"]),
        ("POST", "/v1/places", &["GET"]),
        ("PATCH", "/v1/facilities/x", &["GET"]),
        ("POST", "/healthz", &["GET"]),
        ("POST", "/", &["GET"]),
        ("GET", "/search", &["POST"]),
        ("POST", "/facilities/x", &["GET"]),
        ("POST", "/openapi.json", &["GET"]),
    ];
    for (method, path, allowed) in cases {
        let answer = server.send(method, path, &[], b"");
        let what = format!("{method} {path}");
        problem(&answer, 405, &what);
        let header = answer.header("allow").unwrap_or_else(|| panic!("{what} has no header allow"));
        for allowed in allowed {
            assert!(header.contains(allowed), "{what}: {header}");
        }
    }
    assert!(server.send("HEAD", "/v1/search?near=78701", &[], b"").expect(200).body.is_empty());
}

#[test]
fn places_and_vocabulary_refuse_what_they_do_not_know() {
    let server = sample_server();
    let cases = [
        ("/v1/places", "q"),
        ("/v1/places?q=", "q"),
        ("/v1/places?q=aus&limit=51", "limit"),
        ("/v1/places?q=aus&limit=0", "limit"),
        ("/v1/places?q=aus&near=1", "near"),
        ("/v1/places?q=a&q=b", "q"),
        ("/v1/vocabulary?q=a", "q"),
    ];
    for (path, parameter) in cases {
        let problem = problem(&server.get(path), 400, path);
        assert_eq!(problem.errors[0].parameter.as_deref(), Some(parameter), "{path}");
    }
}

#[test]
fn bytes_that_are_no_request_never_end_in_a_fault_of_the_server() {
    // Of its own, so that what it logs of this is not held against others.
    let server = Home::with(&rows::many(3)).serve();
    let requests: [&[u8]; 6] = [
        b"GET /v1/search?near=\xff\xfe HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n",
        b"GET /v1/search?near=78701&limit=1 HTTP/1.0\r\n\r\n",
        b"GET /\xf0\x9f HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n",
        b"NONSENSE\r\n\r\n",
        b"POST /v1/search HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\nconnection: close\r\n\r\nzz\r\n",
        b"POST /v1/search HTTP/1.1\r\nhost: x\r\ncontent-type: \xff\r\ncontent-length: 2\r\nconnection: close\r\n\r\n{}",
    ];
    for request in requests {
        let answer = server.send_raw(request);
        assert!(answer.status < 500, "{}: {}", String::from_utf8_lossy(request), answer.status);
    }
    assert_eq!(server.search(&[("near", "78701"), ("level", "any")]).total.facilities, 3, "it works on");
    // Anybody can send such bytes: they are no error of ours. The clean log is checked at the end.
}
