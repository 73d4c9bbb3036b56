//! A locator that fails, and data that changes while it is fetched.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use serde_json::json;
use tests::{Home, Locator, LocatorPages, LocatorReply, everything, rows};

#[test]
fn temporary_failures_are_retried_and_nothing_is_lost() {
    let (home, clean) = (Home::new(), Home::new());
    let pages = LocatorPages::new(rows::many(12), 2);
    let locator = Locator::start(move |request| match request.number {
        0 => LocatorReply::status(503),
        2 => LocatorReply::status(429).header("Retry-After", "0"),
        4 => pages.page(request.page).cut(),
        6 => LocatorReply::body("<html>down for maintenance</html>"),
        8 => LocatorReply::status(500),
        _ => pages.page(request.page),
    });
    let report = home.import_from(&locator).expect(0).json();
    assert_eq!(locator.take_requested(), [1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 1]);
    assert_eq!((&report["rows_read"], &report["fetch"]["retries"]), (&json!(12), &json!(5)));
    clean.import(&rows::many(12)).expect(0);
    assert_eq!(everything(&home.serve()), everything(&clean.serve()));
}

#[test]
fn the_wait_requested_by_the_service_is_respected() {
    let home = Home::new();
    let pages = LocatorPages::new(rows::many(2), 2);
    let locator = Locator::start(move |request| match request.number {
        0 => LocatorReply::status(429).header("Retry-After", "1"),
        _ => pages.page(request.page),
    });
    let begun = Instant::now();
    home.import_from(&locator).expect(0);
    assert!(begun.elapsed() >= Duration::from_secs(1), "{:?}", begun.elapsed());
    assert_eq!(locator.take_requested(), [1, 1, 1]);
}

#[test]
fn requests_respect_the_configured_delay() {
    let home = Home::new();
    let locator = Locator::with_pages(LocatorPages::new(rows::many(4), 2));
    let begun = Instant::now();
    let flags = ["import", "findtreatment", "--delay", "0.2", "--url", locator.url()];
    home.run(&flags).expect(0);
    assert!(begun.elapsed() >= Duration::from_millis(2 * 180), "{:?}", begun.elapsed());
}

#[test]
fn data_that_changes_while_it_is_fetched_is_fetched_again() {
    let home = Home::new();
    let (old, new) = (LocatorPages::new(rows::many(6), 2), LocatorPages::new(rows::many(7), 2));
    let locator = Locator::start(move |request| match request.number {
        0 | 1 => old.page(request.page),
        _ => new.page(request.page),
    });
    let report = home.import_from(&locator).expect(0).json();
    assert_eq!((&report["rows_read"], &report["fetch"]["starts_over"]), (&json!(7), &json!(1)));
    assert_eq!(locator.take_requested(), [1, 2, 3, 1, 2, 3, 4, 1]);
}

#[test]
fn changed_data_with_the_same_counts_is_noticed() {
    let home = Home::new();
    let renamed = |name: &str| {
        let mut data = rows::many(4);
        data[0] = data[0].clone().with("name1", name);
        LocatorPages::new(data, 2)
    };
    let (old, new) = (renamed("Old Name"), renamed("New Name"));
    let locator = Locator::start(move |request| match request.number {
        0..2 => old.page(request.page),
        _ => new.page(request.page),
    });
    let report = home.import_from(&locator).expect(0).json();
    assert_eq!(report["fetch"]["starts_over"], 1);
    let server = home.serve();
    assert_eq!(server.search(&[("q", "New Name")]).total.facilities, 1);
    assert!(!server.search(&[("q", "Old Name"), ("state", "TX")]).names().contains(&"Old Name"));
}

#[test]
fn an_unreachable_source_leaves_the_old_data_and_has_its_own_exit_code() {
    let home = Home::with_rows(&rows::many(3));
    let locator = Locator::start(|_| LocatorReply::status(404));
    let failed = home.import_from(&locator).expect(5);
    assert_eq!(failed.json()["exit_code"], 5);
    assert!(failed.stderr.contains("404"), "{}", failed.stderr);
    let status = home.run(&["status", "--json"]).expect(0).json();
    assert_eq!((&status["facilities"], &status["imports"][0]["status"]), (&json!(3), &json!("failed")));
    let report = home.run(&["import", "report"]).expect(0).stdout;
    assert!(report.contains("Failed:") && report.contains("404"), "{report}");
}

#[test]
fn an_empty_response_is_not_imported() {
    let home = Home::with_rows(&rows::many(3));
    let empty = r#"{"page": 1, "totalPages": 0, "recordCount": 0, "rows": []}"#;
    let locator = Locator::start(move |_| LocatorReply::body(empty));
    home.import_from(&locator).expect(5);
    let file = home.write("none.json", "[]");
    home.run(&["import", "findtreatment", "--file", &file]).expect(2);
    home.run(&["import", "findtreatment", "--file", "no such file"]).expect(2);
    let cut = home.write("cut.json", &rows::to_json(&rows::many(3))[..400]);
    home.run(&["import", "findtreatment", "--file", &cut]).expect(2);
    assert_eq!(home.run(&["status", "--json"]).expect(0).json()["facilities"], 3);
}

#[test]
fn a_password_in_the_url_of_a_service_is_neither_shown_nor_stored() {
    let home = Home::new();
    let locator = Locator::with_pages(LocatorPages::new(rows::many(2), 2));
    let url = locator.url().replace("http://", "http://ann:xqhush@");
    let flags = ["import", "findtreatment", "--delay", "0", "--log-level", "trace", "--url", &url];
    let mut said = home.run(&flags).expect(0).all();
    locator.respond_with(|_| LocatorReply::status(404));
    said += &home.run(&flags).expect(5).all();
    for command in [&["import", "report"][..], &["import", "list", "--json"], &["status"]] {
        said += &home.run(command).expect(0).all();
    }
    assert!(said.contains("127.0.0.1") && !said.contains("xqhush"), "{said}");
    let database = std::fs::read(home.data_dir().join("iopfinder.db")).unwrap();
    assert!(!database.windows(6).any(|window| window == b"xqhush"));
}

#[test]
fn every_failed_attempt_is_reported() {
    static FAILURES: AtomicUsize = AtomicUsize::new(2);
    let home = Home::new();
    let pages = LocatorPages::new(rows::many(2), 2);
    let locator = Locator::start(move |request| {
        match FAILURES.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(1)) {
            Ok(_) => LocatorReply::status(503).header("Retry-After", "0"),
            Err(_) => pages.page(request.page),
        }
    });
    let flags = ["import", "findtreatment", "--delay", "0", "--url", locator.url()];
    let said = home.run(&flags).expect(0).stderr;
    assert_eq!(said.matches("page 1 failed, retrying").count(), 2, "{said}");
}
