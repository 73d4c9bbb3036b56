//! Processes that are killed.

use serde_json::json;
use tests::{Gate, Home, Locator, LocatorPages, LocatorRow, everything, rows, searches};

/// A locator with a gate before one of its pages.
fn held_at(page: u32, pages: &LocatorPages) -> (Locator, Gate) {
    let (gate, pages) = (Gate::new(), pages.clone());
    let held = gate.clone();
    let locator = Locator::start(move |request| match request.page {
        requested if requested == page => pages.page(requested).after(&held),
        requested => pages.page(requested),
    });
    (locator, gate)
}

#[test]
fn an_import_killed_between_two_pages_requests_no_page_again() {
    let home = Home::new();
    let pages = LocatorPages::new(rows::many(10), 2);
    let (locator, gate) = held_at(4, &pages);
    let import = home.start_import_from(&locator);
    gate.wait_until_reached();
    import.kill();
    assert_eq!(locator.take_requested(), [1, 2, 3, 4]);
    home.run(&["status"]).expect(6);

    locator.respond_with(move |request| pages.page(request.page));
    let finished = home.import_from(&locator).expect(0);
    let report = finished.json();
    assert_eq!(locator.take_requested(), [4, 5, 1]);
    assert_eq!((&report["resumed"], &report["fetch"]["resumed_pages"]), (&json!(true), &json!(3)));
    assert_eq!((&report["rows_read"], &report["listings"]["new"]), (&json!(10), &json!(10)));
    let status = home.run(&["status", "--json"]).expect(0).json();
    assert_eq!(status["facilities"], 10);
}

#[test]
fn pages_from_before_a_change_are_not_mixed_with_later_ones() {
    let home = Home::new();
    let (locator, gate) = held_at(3, &LocatorPages::new(rows::many(6), 2));
    let import = home.start_import_from(&locator);
    gate.wait_until_reached();
    import.kill();
    locator.take_requested();

    // The same counts, but different first rows.
    let newer: Vec<LocatorRow> = rows::many(9).split_off(3);
    let pages = LocatorPages::new(newer.clone(), 2);
    locator.respond_with(move |request| pages.page(request.page));
    let report = home.import_from(&locator).expect(0).json();
    assert_eq!((&report["rows_read"], &report["listings"]["new"]), (&json!(6), &json!(6)));
    let fresh = Home::with_rows(&newer);
    assert_eq!(everything(&home.serve()), everything(&fresh.serve()));
}

#[test]
fn a_dead_import_does_not_block_others() {
    let home = Home::new();
    let (locator, gate) = held_at(1, &LocatorPages::new(rows::many(2), 2));
    let import = home.start_import_from(&locator);
    gate.wait_until_reached();
    import.kill();
    assert_eq!(home.run(&["import", "list", "--json"]).expect(0).json()[0]["status"], "broke off");
    home.import(&rows::many(3)).expect(0);
}

#[test]
fn an_import_that_is_terminated_says_that_the_next_one_will_resume() {
    let home = Home::new();
    let (locator, gate) = held_at(2, &LocatorPages::new(rows::many(4), 2));
    let import = home.start_import_from(&locator);
    gate.wait_until_reached();
    import.terminate();
    let ended = import.finish().expect(1);
    assert!(ended.stderr.contains("will resume where it stopped"), "{}", ended.stderr);
    gate.open();
    locator.take_requested();
    home.import_from(&locator).expect(0);
    assert_eq!(locator.take_requested(), [2, 1]);
}

#[test]
fn an_import_killed_while_it_publishes_leaves_the_old_data_served() {
    let old = rows::many(30);
    let new: Vec<LocatorRow> =
        rows::many(1500).into_iter().map(|row| row.with("website", "https://example.org/new")).collect();
    let home = Home::with_rows(&old);
    let server = home.serve();
    let (before, before_search) = (everything(&server), searches(&server));
    for step in ["storing", "indexing"] {
        let file = home.write("new.json", &rows::to_json(&new));
        let mut import = home.start(&["import", "findtreatment", "--json", "--file", &file]);
        let words = format!("\"step\":\"{step}\"");
        import.wait_for(|_, stderr| stderr.contains(&words).then_some(()));
        let killed = import.kill();
        assert!(!killed.stderr.contains("\"step\":\"done\""), "it was done before it could be killed");

        assert_eq!(everything(&server), before, "killed while {step}");
        // A server that starts now finds the old data too.
        let restarted = home.serve();
        assert_eq!(searches(&restarted), before_search, "killed while {step}");
    }
    home.import(&new).expect(0);
    let facilities =
        |server: &tests::Server| server.search(&[("state", "TX"), ("level", "any")]).total.facilities;
    server.wait_until("the new data is served", |server| facilities(server) == 1500);
    let fresh = Home::with_rows(&new);
    assert!(searches(&server) == searches(&fresh.serve()), "differs from a fresh import");
}

#[test]
fn a_killed_server_starts_again_with_the_same_data() {
    let home = Home::with_rows(&rows::many(10));
    let server = home.serve();
    let before = everything(&server);
    server.kill();
    assert_eq!(everything(&home.serve()), before);
}
