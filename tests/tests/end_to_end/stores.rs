//! The same story on every store.

use serde_json::Value;
use tests::{Home, Locator, LocatorPages, everything, postgres_database, rows, searches, without_times};

/// The life of a directory: its responses after each step.
fn story(home: &Home) -> Vec<Value> {
    let mut responses = Vec::new();
    home.run(&["status"]).expect(6);
    let report = home.import(&[rows::sample(), rows::many(20)].concat()).expect(0).json();
    responses.push(report["listings"].clone());
    let server = home.serve();
    responses.push(everything(&server));

    // Another process imports from a service while the server runs.
    let mut listed = rows::many(22);
    for row in &mut listed[..10] {
        let name = row.text("name1").replace("Clinic", "Center");
        *row = row.clone().with("name1", name);
    }
    let data = [rows::sample(), listed].concat();
    let locator = Locator::with_pages(LocatorPages::new(data, 25));
    // So many names have changed that the import would be held.
    let import =
        ["import", "findtreatment", "--json", "--delay", "0", "--accept-changes", "--url", locator.url()];
    let report = home.run(&import).expect(0).json();
    responses.push(report["listings"].clone());
    server.wait_until("the second import is served", |server| {
        server.get("/readyz").json::<Value>()["generation"] == 2
    });
    responses.push(everything(&server));
    server.stop();

    home.import(&rows::sample()).expect(4);
    let rejected = home.run(&["import", "report", "--rejected", "--json"]).expect(0).json();
    responses.push(rejected["rejected"].clone());
    let restarted = home.serve();
    responses.push(searches(&restarted));
    let listed = home.run(&["import", "list", "--json"]).expect(0).json();
    let statuses = listed.as_array().unwrap().iter().map(|import| import["status"].clone());
    responses.push(statuses.collect());
    let searched = home.run(&["search", "--near", "78702", "--json"]).expect(0).json();
    responses.push(without_times(searched));
    responses
}

#[test]
fn the_same_story_has_the_same_end_on_sqlite_and_postgresql() {
    let on_sqlite = story(&Home::new());
    assert_eq!(on_sqlite[6], serde_json::json!(["held", "done", "done"]));
    let Some(database) = postgres_database() else { return };
    let on_postgresql = story(&Home::with_database(database));
    for (at, (one, other)) in on_sqlite.iter().zip(&on_postgresql).enumerate() {
        assert!(one == other, "step {at} differs:\n{one}\n\n{other}");
    }
}

#[test]
fn a_postgresql_store_has_one_import_at_a_time_and_recovers_from_dead_ones() {
    let Some(database) = postgres_database() else { return };
    // Two computers, one database.
    let (here, there) = (Home::with_database(database.clone()), Home::with_database(database));
    let gate = tests::Gate::new();
    let (held, pages) = (gate.clone(), LocatorPages::new(rows::many(4), 2));
    let locator = Locator::start(move |request| match request.page {
        2 => pages.page(2).after(&held),
        page => pages.page(page),
    });
    let import = here.start_import_from(&locator);
    gate.wait_until_reached();
    let busy = there.import(&rows::many(3)).expect(3);
    assert!(busy.stderr.contains(&format!("process {}", import.id())), "{}", busy.stderr);
    import.kill();
    there.import(&rows::many(3)).expect(0);

    // Each server has an index of its own.
    let servers = [here.serve(), there.serve()];
    let [one, other] = servers.each_ref().map(everything);
    assert_eq!(one, other);
    here.import(&rows::many(5)).expect(0);
    for server in &servers {
        server.wait_until("the import is served", |server| {
            server.search(&[("state", "TX"), ("level", "any")]).total.facilities == 5
        });
    }
}

#[test]
fn the_error_for_a_store_that_cannot_be_opened_contains_no_password() {
    let home = Home::with_database("postgres://ann:hush@127.0.0.1:1/x".to_owned());
    for command in [&["status"][..], &["serve", "--listen", "127.0.0.1:0"], &["import", "sample"]] {
        let failed = home.run(command).expect(1);
        assert!(failed.stderr.contains("127.0.0.1") && !failed.all().contains("hush"), "{}", failed.all());
    }
    let home = Home::new();
    std::fs::create_dir_all(home.data_dir()).unwrap();
    std::fs::write(home.data_dir().join("iopfinder.db"), "this is no database, but a text of some length")
        .unwrap();
    let failed = home.run(&["status"]).expect(1);
    assert!(failed.stderr.contains("iopfinder.db is not an SQLite database"), "{}", failed.stderr);
}
