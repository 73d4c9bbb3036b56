//! A client that is slow, or that only waits, costs a connection for ten seconds and nobody else anything.

use std::io::{Read, Write};
use std::net::TcpStream;

use tests::{Home, Server, rows};

/// A connection to the server on which these bytes were sent.
fn sent(server: &Server, bytes: &str) -> TcpStream {
    let mut stream = TcpStream::connect(server.url().trim_start_matches("http://")).unwrap();
    stream.write_all(bytes.as_bytes()).unwrap();
    stream
}

/// Everything that the server sends until it closes the connection.
fn rest(mut stream: TcpStream) -> String {
    let mut all = Vec::new();
    // The server may reset the connection, because the client has not sent everything.
    let _ = stream.read_to_end(&mut all);
    String::from_utf8_lossy(&all).into_owned()
}

/// A metric without labels.
fn metric(server: &Server, name: &str) -> u64 {
    let metrics = server.get("/metrics").expect(200).text();
    let line = metrics.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(' '));
    line.and_then(|value| value.parse().ok()).unwrap_or_else(|| panic!("no {name} in {metrics}"))
}

#[test]
fn a_request_that_does_not_arrive_in_time_is_given_up() {
    let home = Home::with_rows(&rows::many(3));
    let server = home.serve();
    let body = "POST /v1/search HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n";
    let first_head = sent(&server, "GET /healthz HTTP/1.1\r\nhost:");
    let second_head = sent(&server, "GET /healthz HTTP/1.1\r\nhost: x\r\n\r\nGET /healthz HTTP/1.1\r\nho");
    let counted_body = sent(&server, &format!("{body}content-length: 30\r\n\r\n{{\"near\":"));
    let chunked_body = sent(&server, &format!("{body}transfer-encoding: chunked\r\n\r\n5\r\n{{\"nea"));
    let unread_body =
        sent(&server, "POST /nothing HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n5\r\nhello");
    let silent = sent(&server, "");
    for (name, stream, status) in [
        ("the first head", first_head, "408"),
        ("a later head", second_head, "200"),
        ("a body", counted_body, "408"),
        ("a body in chunks", chunked_body, "408"),
        ("a body that nobody reads", unread_body, "408"),
        ("nothing", silent, "408"),
    ] {
        let answer = rest(stream);
        assert!(answer.starts_with(&format!("HTTP/1.1 {status}")), "{name}: {answer:?}");
    }
    assert_eq!(server.search(&[("state", "TX"), ("level", "any")]).total.facilities, 3, "it still works");
}

#[test]
fn a_client_that_does_not_read_its_responses_is_dropped() {
    let home = Home::with_rows(&rows::many(3));
    let server = home.serve();
    let mut stream = sent(&server, "");
    let requests = "GET /v1/vocabulary HTTP/1.1\r\nhost: x\r\n\r\n".repeat(1000);
    // Fails once the server has closed the connection.
    while stream.write_all(requests.as_bytes()).is_ok() {}
    assert_eq!(metric(&server, "iopfinder_connections_dropped_total"), 1);
}

#[test]
fn the_connection_that_has_waited_longest_makes_room_for_a_new_one() {
    let home = Home::with_rows(&rows::many(3));
    let server = home.serve_with(|command| {
        command.args(["--max-connections", "1"]);
    });
    let slow: Vec<TcpStream> =
        (0..200).map(|_| sent(&server, "GET /healthz HTTP/1.1\r\nhost: x\r\nx-slow:")).collect();
    assert_eq!(server.search(&[("state", "TX"), ("level", "any")]).total.facilities, 3);
    let dropped = metric(&server, "iopfinder_connections_dropped_total");
    assert!(dropped > 100, "{dropped} were dropped");
    assert_eq!(rest(slow.into_iter().next().unwrap()), "", "the first one is closed at once");
}
