//! Invalid bodies, paths, methods and bytes get a problem, and never cause a server error.

use tests::{Home, rows, sample_server};

use crate::problem::problem;

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
fn numbers_and_booleans_in_a_body_may_be_strings() {
    let server = sample_server();
    let json = [("content-type", "application/json; charset=utf-8")];
    let search = |body: &str| server.send("POST", "/v1/search", &json, body.as_bytes());
    let expected = search(r#"{"near": "78701", "limit": 5, "radius": 10}"#).expect(200).text();
    for body in [
        r#"{"near": "78701", "limit": "5", "radius": "10.0", "telehealth": "false"}"#,
        r#"{"near": "78701", "limit": 5.0, "radius": 10.0, "sort": null, "has": "", "match": "ANY"}"#,
    ] {
        assert_eq!(search(body).expect(200).text(), expected, "{body}");
    }
    for body in [r#"{"near": "78701", "limit": true}"#, r#"{"near": "78701", "telehealth": 1}"#] {
        problem(&search(body), 400, body);
    }
}

#[test]
fn deep_and_large_bodies_are_refused_quickly() {
    let server = sample_server();
    let json = [("content-type", "application/json")];
    let deep = format!("{{\"near\": {}1{}}}", "[".repeat(20_000), "]".repeat(20_000));
    problem(&server.send("POST", "/v1/search", &json, deep.as_bytes()), 400, "20,000 nested lists");
    let padded = format!("{{\"near\": \"78701\"{}}}", " ".repeat(100_000));
    problem(&server.send("POST", "/v1/search", &json, padded.as_bytes()), 413, "100 kB");
    let huge = server.send("POST", "/v1/search", &json, &vec![b'x'; 10_000_000]);
    problem(&huge, 413, "10 MB");
    // The server refuses it after reading only the beginning.
    for path in ["/v1/search", "/search"] {
        let mut request = format!("POST {path} HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 10000000\r\nconnection: close\r\n\r\n").into_bytes();
        request.extend_from_slice(&vec![b'x'; 200_000]);
        problem(&server.send_raw(&request), 413, path);
    }
    assert_eq!(server.search(&[("near", "78701")]).total.facilities, 3, "it still works");
}

#[test]
fn a_body_with_another_content_type_is_refused() {
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
fn an_unknown_path_gets_a_problem() {
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
fn an_unsupported_method_gets_a_problem_with_the_supported_ones() {
    let server = sample_server();
    let cases = [
        ("DELETE", "/v1/search", &["GET", "POST"][..]),
        ("PUT", "/v1/search", &["GET", "POST"]),
        ("POST", "/v1/vocabulary", &["GET"]),
        ("DELETE", "/v1/places", &["GET", "POST"]),
        ("PATCH", "/v1/facilities/x", &["GET"]),
        ("POST", "/healthz", &["GET"]),
        ("DELETE", "/", &["GET", "POST"]),
        ("PUT", "/es/search", &["GET", "POST"]),
        ("PUT", "/facilities/x", &["GET", "POST"]),
        ("POST", "/openapi.json", &["GET"]),
    ];
    for (method, path, allowed) in cases {
        let answer = server.send(method, path, &[], b"");
        let what = format!("{method} {path}");
        problem(&answer, 405, &what);
        let header = answer.header("allow").unwrap_or_else(|| panic!("{what} gets no `Allow` header"));
        for allowed in allowed {
            assert!(header.contains(allowed), "{what}: {header}");
        }
    }
    assert!(server.send("HEAD", "/v1/search?near=78701", &[], b"").expect(200).body.is_empty());
}

#[test]
fn bytes_that_are_not_http_never_cause_a_server_error() {
    // A server for this test only, because its log is checked.
    let server = Home::with_rows(&rows::many(3)).serve();
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
    assert_eq!(server.search(&[("near", "78701"), ("level", "any")]).total.facilities, 3, "it still works");
    // Anybody can send such bytes, so they must not be logged as errors. The log is checked at the end.
}
