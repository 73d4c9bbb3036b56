//! How a server stops, and reads its settings again.

use std::io::{Read, Write};
use std::net::TcpStream;

use tests::{Home, Server, rows};

fn status(server: &Server, path: &str) -> u16 {
    server.get(path).status
}

#[test]
fn a_draining_server_says_so_and_still_answers_until_a_second_signal_ends_it() {
    let home = Home::with_rows(&rows::many(3));
    let server = home.serve_with(|command| {
        command.args(["--drain", "3600"]);
    });
    server.signal("TERM");
    server.wait_until("the server says that it stops", |server| status(server, "/readyz") == 503);
    assert!(server.get("/readyz").text().contains("this server is about to stop"));
    assert_eq!(status(&server, "/healthz"), 200);
    assert_eq!(status(&server, "/v1/search?near=78701"), 200);
    server.signal("TERM");
    server.finish().expect(1);
}

#[test]
fn a_request_in_progress_is_answered_before_the_server_ends() {
    let home = Home::with_rows(&rows::many(3));
    let server = home.serve();
    let mut connection = TcpStream::connect(server.url().trim_start_matches("http://")).unwrap();
    let body = r#"{"near": "78701"}"#;
    let head = format!(
        "POST /v1/search HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\nexpect: 100-continue\r\n\
         connection: close\r\ncontent-length: {}\r\n\r\n",
        body.len()
    );
    connection.write_all(head.as_bytes()).unwrap();
    let mut go_on = [0; 25];
    connection.read_exact(&mut go_on).unwrap();
    assert_eq!(go_on, *b"HTTP/1.1 100 Continue\r\n\r\n");
    server.signal("TERM");
    server.wait_until("the server stops", |server| server.log().contains("shutting down"));
    connection.write_all(body.as_bytes()).unwrap();
    let mut answer = String::new();
    connection.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 200 OK"), "{answer}");
    server.finish().expect(0);
}

#[test]
fn settings_are_read_again_and_wrong_ones_are_refused() {
    let home = Home::with_rows(&rows::many(3));
    let write = |text: &str| std::fs::write(home.data_dir().join("iopfinder.toml"), text).unwrap();
    write("log_level = \"info\"\n");
    let server = home.serve().expecting("the old ones stay").expecting("only after a restart");
    let reload = |what: &str| {
        server.signal("HUP");
        server.wait_until(what, |server| server.log().contains(what));
    };
    write("refresh = \"hourly\"\n");
    reload("the settings are wrong, so the old ones stay");
    assert!(server.log().contains("iopfinder.toml, line 1: unknown variant `hourly`"), "{}", server.log());
    assert!(!server.log().contains("next import of the configured sources"));
    write("refresh = \"weekly\"\npublic_url = \"https://example.org\"\n");
    reload("next import of the configured sources");
    assert!(server.log().contains("the settings were read again"), "{}", server.log());
    assert!(
        server.log().contains("take effect only after a restart names=\"public_url\""),
        "{}",
        server.log()
    );
    write("log_level = \"off\"\n");
    server.signal("HUP");
    assert_eq!(status(&server, "/readyz"), 200);
}
