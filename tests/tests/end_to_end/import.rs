//! Imports take effect as a whole, run one at a time, and give the same result for the same data.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tests::answers::SearchResponse;
use tests::http::send;
use tests::{Gate, Home, Locator, LocatorPages, everything, rows};

fn counts(report: &Value) -> [u64; 5] {
    ["new", "changed", "unchanged", "back", "gone"].map(|kind| report["listings"][kind].as_u64().unwrap())
}

#[test]
fn all_pages_are_fetched_and_every_row_is_accounted_for() {
    let home = Home::new();
    let locator = Locator::with_pages(LocatorPages::new(rows::many(25), 10));
    let report = home.import_from(&locator).expect(0).json();
    assert_eq!(locator.take_requested(), [1, 2, 3, 1]);
    assert_eq!((&report["rows_read"], &report["status"]), (&json!(25), &json!("done")));
    assert_eq!(counts(&report), [25, 0, 0, 0, 0]);
    let fetch = json!({"pages": 3, "resumed_pages": 0, "requests": 4, "retries": 0, "starts_over": 0});
    assert_eq!(report["fetch"], fetch);
    let status = home.run(&["status", "--json"]).expect(0).json();
    assert_eq!((&status["facilities"], &status["programs"]), (&json!(25), &json!(25)));
    assert_eq!(status["sources"][0]["listings"], 25);
}

#[test]
fn importing_the_same_data_again_changes_only_the_time_of_retrieval() {
    let home = Home::new();
    let data = [rows::sample(), rows::many(20)].concat();
    home.import(&data).expect(0);
    let server = home.serve();
    let before = everything(&server);
    let generation = || server.get("/readyz").json::<Value>()["generation"].as_i64();
    let first = generation();

    let report = home.import(&data).expect(0).json();
    assert_eq!(counts(&report), [0, 0, data.len() as u64, 0, 0]);
    server.wait_until("the second import is served", |_| generation() > first);
    assert_eq!(everything(&server), before);

    // The order of the rows does not matter either.
    let reversed: Vec<_> = data.iter().rev().cloned().collect();
    assert_eq!(counts(&home.import(&reversed).expect(0).json()), [0, 0, data.len() as u64, 0, 0]);
    let second = generation();
    server
        .wait_until("the third import is served", |_| generation() > second || second > first.map(|n| n + 1));
    assert_eq!(everything(&server), before);
}

#[test]
fn a_second_import_names_the_running_one_and_has_its_own_exit_code() {
    let home = Home::new();
    let (gate, pages) = (Gate::new(), LocatorPages::new(rows::many(4), 2));
    let held = gate.clone();
    let locator = Locator::start(move |request| match request.page {
        2 => pages.page(2).after(&held),
        page => pages.page(page),
    });
    let first = home.start_import_from(&locator);
    gate.wait_until_reached();

    let second = home.import(&rows::many(2)).expect(3);
    let who = format!("process {}", first.id());
    assert!(second.stderr.contains("already running") && second.stderr.contains(&who), "{}", second.stderr);
    let plain = home.run(&["import", "sample"]).expect(3);
    assert!(plain.stderr.contains(&who), "{}", plain.stderr);
    // Commands that only read are not blocked.
    assert_eq!(home.run(&["import", "list", "--json"]).expect(0).json()[0]["status"], "running");

    gate.open();
    assert_eq!(first.finish().expect(0).json()["rows_read"], 4);
    home.import(&rows::many(4)).expect(0);
}

#[test]
fn a_running_server_answers_from_the_new_data_within_two_seconds_and_fails_no_request() {
    let home = Home::with_rows(&rows::many(20));
    let server = home.serve();
    let url = format!("{}/v1/search?state=TX&level=any&limit=100", server.url());
    let search = || {
        let answer = send("GET", &url, &[], Vec::new()).expect("a request that does not fail").expect(200);
        let found: SearchResponse = answer.json();
        assert_eq!(found.total.facilities as usize, found.results.len(), "the total contradicts the results");
        found.results.len()
    };
    assert_eq!(search(), 20);
    let (is_done, last_polled) = (AtomicBool::new(false), AtomicUsize::new(20));
    std::thread::scope(|scope| {
        let poller = scope.spawn(|| {
            let mut seen = Vec::new();
            while !is_done.load(Ordering::Relaxed) {
                seen.push(search());
                last_polled.store(seen[seen.len() - 1], Ordering::Relaxed);
            }
            seen
        });
        for count in [23, 26, 24] {
            home.import(&rows::many(count)).expect(0);
            let published = Instant::now();
            while search() != count as usize {
                assert!(published.elapsed() < Duration::from_secs(2), "{count} rows are not served");
                std::thread::sleep(Duration::from_millis(20));
            }
            server.wait_until("the poller has seen it too", |_| {
                last_polled.load(Ordering::Relaxed) == count as usize
            });
        }
        is_done.store(true, Ordering::Relaxed);
        let mut seen = poller.join().unwrap();
        seen.dedup();
        assert_eq!(seen, [20, 23, 26, 24], "old data, then new data, and nothing between");
    });
}

#[test]
fn an_import_that_would_remove_more_than_a_fifth_is_held_until_it_is_accepted() {
    let home = Home::with_rows(&rows::many(20));
    // Exactly a fifth is not more than a fifth.
    let report = home.import(&rows::many(16)).expect(0).json();
    assert_eq!(counts(&report), [0, 0, 16, 0, 4]);

    let server = home.serve();
    let found = || server.search(&[("state", "TX"), ("level", "any")]).total.facilities;
    let held = home.import(&rows::many(12)).expect(4);
    let report = held.json();
    assert_eq!(report["status"], "held");
    let reason = report["held"].as_str().unwrap();
    assert!(reason.contains("4 of the 16") && reason.contains("20%"), "{reason}");
    let file = home.write("fewer.json", &rows::to_json(&rows::many(12)));
    let said = home.run(&["import", "findtreatment", "--file", &file]).expect(4).all();
    assert!(said.contains("--accept-removals") && said.contains("4 of the 16"), "{said}");
    assert_eq!(found(), 16, "the old data is still served");

    let report = home.import_with(&rows::many(12), &["--accept-removals"]).expect(0).json();
    assert_eq!(counts(&report), [0, 0, 12, 0, 4]);
    server.wait_until("the smaller data is served", |_| found() == 12);
}

#[test]
fn a_held_import_can_be_inspected_and_a_refresh_publishes_it_if_the_settings_say_so() {
    let home = Home::with_rows(&rows::many(20));
    let file = home.write("fewer.json", &rows::to_json(&rows::many(14)));
    let settings = |accepts: u32| {
        format!(
            "refresh_accepts = \"findtreatment={accepts}\"\n[[source]]\nkind = \"findtreatment\"\nfiles = [{file:?}]\n"
        )
    };
    let configured = home.data_dir().join("iopfinder.toml");
    std::fs::write(&configured, settings(29)).unwrap();
    let refreshed = home.run(&["refresh", "--json"]).expect(4).json();
    let import = refreshed[0]["report"]["import"].as_str().unwrap().to_owned();

    let listed = home.run(&["import", "report", &import, "--changes"]).expect(0).stdout;
    assert_eq!(listed.matches("gone ").count(), 6, "{listed}");
    assert_eq!(listed.matches(", TX\n").count(), 6, "{listed}");
    let changes = home.run(&["import", "report", &import, "--changes", "--json"]).expect(0).json();
    let server = home.serve();
    for change in changes["changes"].as_array().unwrap() {
        let id = change["facility"].as_str().unwrap();
        server.get(&format!("/v1/facilities/{id}")).expect(200);
    }

    std::fs::write(&configured, settings(30)).unwrap();
    let refreshed = home.run(&["refresh", "--json"]).expect(0).json();
    assert_eq!(refreshed[0]["report"]["losses"]["lost"], 6, "{refreshed:#}");
    let status = home.run(&["status", "--json"]).expect(0).json();
    assert_eq!(status["facilities"], 14);
}

#[test]
fn a_held_import_is_not_fetched_again_when_it_is_accepted() {
    let home = Home::with_rows(&rows::many(20));
    let locator = Locator::with_pages(LocatorPages::new(rows::many(9), 3));
    home.import_from(&locator).expect(4);
    assert_eq!(locator.take_requested(), [1, 2, 3, 1]);
    let accept =
        ["import", "findtreatment", "--json", "--delay", "0", "--accept-removals", "--url", locator.url()];
    let report = home.run(&accept).expect(0).json();
    assert_eq!((&report["fetch"]["resumed_pages"], &report["listings"]["gone"]), (&json!(3), &json!(11)));
    assert_eq!(locator.take_requested(), [1], "once, to see whether the data has changed");
}

#[test]
fn the_sample_is_never_imported_beside_real_listings() {
    let home = Home::with_rows(&rows::many(3));
    let refused = home.run(&["import", "sample"]).expect(2);
    assert!(refused.stderr.contains("sample"), "{}", refused.stderr);
    assert_eq!(home.run(&["status", "--json"]).expect(0).json()["facilities"], 3);
}
