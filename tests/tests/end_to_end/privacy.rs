//! What people search for is stored nowhere.

use std::fs;
use std::path::Path;

use serde_json::json;
use tests::{Home, postgres_database, rows};

/// Unique texts, one for each kind of input. They are sent in requests, and then looked for everywhere.
const MARKERS: [&str; 6] =
    ["xqplacemark", "xqfiltermark", "xqnamemark", "xqcursormark", "xqpathmark", "xqheadermark"];

/// A point that appears nowhere else.
const POINT: &str = "41.98761,-93.61234";
const POINT_MARKS: [&str; 2] = ["41.98761", "93.61234"];

fn assert_nowhere(what: &str, bytes: &[u8]) {
    let lowered = bytes.to_ascii_lowercase();
    // Bytes that are no text don't matter, because all markers are ASCII.
    let text = String::from_utf8_lossy(&lowered);
    for marker in MARKERS.iter().chain(&POINT_MARKS) {
        if let Some(at) = text.find(marker) {
            let around = &text.as_bytes()[at.saturating_sub(200)..(at + 200).min(text.len())];
            panic!("{what} contains a part of a search:\n{}", String::from_utf8_lossy(around));
        }
    }
}

fn assert_nowhere_in_files(folder: &Path) -> usize {
    let mut files = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        // A file may disappear in the meantime, as the database's log does.
        let Ok(kind) = entry.file_type() else { continue };
        if kind.is_dir() {
            files += assert_nowhere_in_files(&entry.path());
        } else if let Ok(bytes) = fs::read(entry.path()) {
            assert_nowhere(&entry.path().display().to_string(), &bytes);
            files += 1;
        }
    }
    files
}

#[test]
fn nothing_in_a_request_is_logged_stored_or_counted() {
    assert_nothing_is_kept(&Home::with_rows(&rows::many(30)));
}

#[test]
fn nothing_in_a_request_is_stored_in_postgresql() {
    let Some(database) = postgres_database() else { return };
    let home = Home::with_database(database.clone());
    home.import(&rows::many(30)).expect(0);
    assert_nothing_is_kept(&home);
    // The server's files are beside its socket, whose path is the host in the URL.
    let (_, host) = database.split_once('@').unwrap();
    let (folder, _) = host.split_once('/').unwrap();
    assert!(assert_nowhere_in_files(Path::new(&folder.replace("%2F", "/"))) > 100);
}

/// Searches in every way, and looks for it everywhere.
fn assert_nothing_is_kept(home: &Home) {
    for format in ["text", "json"] {
        let server = home.serve_with(|command| {
            command.args(["--log-level", "trace", "--log-format", format]);
        });
        let server = server.expecting("request parse error");
        let headers = [
            ("user-agent", "xqheadermark"),
            ("referer", "http://xqheadermark/"),
            ("cookie", "a=xqheadermark"),
        ];
        for query in [
            "near=xqplacemark",
            "near=78701&insurance=xqfiltermark",
            "near=78701&has=xqfiltermark&xqfiltermark=1",
            "q=xqnamemark",
            "q=xqnamemark&near=41.98761,-93.61234",
            "near=41.98761,-93.61234&radius=500&telehealth=true",
            "near=78701&cursor=xqcursormark",
            "near=78701&xqfiltermark=%FF",
        ] {
            server.send("GET", &format!("/v1/search?{query}"), &headers, b"");
            server.send("HEAD", &format!("/v1/search?{query}"), &headers, b"");
        }
        for path in [
            "/xqpathmark",
            "/v1/facilities/xqpathmark",
            "/facilities/xqpathmark",
            "/static/xqpathmark",
            "/docs/xqpathmark",
            "/v1/places?q=xqplacemark",
            "/v1/insurers?q=xqfiltermark&state=TX",
            "/v1/vocabulary?xqfiltermark=1",
            "/?near=xqplacemark",
            "/v1/xqpathmark/xqpathmark",
            "/es/xqpathmark",
            "/en/facilities/xqpathmark",
            "/en/search?near=xqplacemark&insurer=xqfiltermark",
            "/en/search?near=41.98761,-93.61234&xqfiltermark=1",
            "/es/search?near=78701&change=set+near+xqplacemark",
            "/v1/insurers?q=xqfiltermark",
        ] {
            server.send("GET", path, &headers, b"");
            server.send("DELETE", path, &headers, b"");
        }
        for body in [
            json!({"near": "xqplacemark"}),
            json!({"near": POINT, "q": "xqnamemark", "cursor": "xqcursormark"}),
            json!({"near": POINT, "radius": 500, "limit": 1}),
            json!({"xqfiltermark": "xqfiltermark"}),
        ] {
            server.post("/v1/search", &body);
            server.send(
                "POST",
                "/v1/search",
                &[("content-type", "application/json")],
                &body.to_string().as_bytes()[..20],
            );
        }
        for path in ["/v1/insurers", "/v1/places"] {
            for body in [
                json!({"q": "xqplacemark", "language": "es"}),
                json!({"q": "xqfiltermark", "near": POINT}),
                json!({"q": POINT}),
                json!({"xqfiltermark": "xqfiltermark"}),
            ] {
                server.post(path, &body);
            }
        }
        for entries in [
            [("near", "near xqplacemark"), ("at", POINT)],
            [("near", "xqplacemark"), ("program", "xqfiltermark")],
            [("near", POINT), ("q", "xqnamemark")],
            [("near", "78701"), ("cursor", "xqcursormark")],
            [("near", POINT), ("insurer", "xqfiltermark")],
            [("near", POINT), ("what", "eating")],
            [("near", "78701"), ("change", "set near xqplacemark")],
            [("danger", "no"), ("health", "xqfiltermark")],
            [("asked", "xqfiltermark"), ("back", "xqfiltermark")],
        ] {
            for path in ["/search", "/es/search", "/en/", "/en/guide/right"] {
                server.post_form(path, &entries);
            }
        }
        let broken = "near=xqplacemark&near=%FF&xqfiltermark";
        server.send("POST", "/search", &[("content-type", "text/plain")], broken.as_bytes());
        server.send_raw(
            b"GET /xqpathmark\xff HTTP/1.1\r\nxqheadermark: xqheadermark\r\nconnection: close\r\n\r\n",
        );
        server.send_raw(b"xqpathmark xqpathmark xqpathmark\r\n\r\n");

        assert_nowhere("/metrics", &server.get("/metrics").expect(200).body);
        assert!(assert_nowhere_in_files(&home.data_dir()) > 3);
        let finished = server.stop();
        assert!(!finished.stderr.is_empty());
        assert_nowhere("standard output", finished.stdout.as_bytes());
        assert_nowhere("standard error", finished.stderr.as_bytes());
    }
    assert_nowhere_in_files(home.path());
}

#[test]
fn a_search_on_the_command_line_logs_and_stores_nothing() {
    let home = Home::with_rows(&rows::many(3));
    for parameters in [
        &["--near", POINT, "--radius", "500"][..],
        &["--q", "xqnamemark"],
        &["--near", "78702", "--insurance", "medicaid,aetna"],
    ] {
        let searched = home.run(&[&["search", "--log-level", "trace"], parameters].concat()).expect(0);
        assert_nowhere("standard error", searched.stderr.as_bytes());
    }
    assert_nowhere_in_files(home.path());
}

#[test]
fn the_cursor_reveals_nothing_about_the_search() {
    let home = Home::with_rows(&rows::many(30));
    let server = home.serve();
    let cursor =
        |near: &str| server.search(&[("near", near), ("level", "any"), ("limit", "2")]).next_cursor.unwrap();
    let (one, other) = (cursor("78702"), cursor("78701"));
    assert_eq!((one.len(), other.len()), (40, 40), "a digest, not the search");
    assert!(one != other && !one.contains("78702"));
}
