//! The same story on every store.

use serde_json::Value;
use tests::{
    Home, Locator, LocatorPages, Server, everything, postgres_database, rows, searches, without_times,
};

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
    let report = home.import_from(&locator).expect(0).json();
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

/// The environment of the service in docker-compose.yml, with the defaults filled in.
fn compose_environment() -> Vec<(String, String)> {
    let compose = include_str!("../../../docker-compose.yml");
    let (_, service) = compose.split_once("\n  iopfinder:\n").unwrap();
    let (_, environment) = service.split_once("    environment:\n").unwrap();
    let lines = environment.lines().take_while(|line| line.starts_with("      "));
    let settings = lines.map(str::trim).filter(|line| !line.starts_with('#'));
    let pairs = settings.map(|line| line.split_once(": ").unwrap());
    let filled = |value: &str| match value.strip_prefix("${").and_then(|value| value.strip_suffix('}')) {
        Some(variable) => variable.split_once(":-").map_or("", |(_, default)| default).to_owned(),
        None => value.trim_matches('"').to_owned(),
    };
    pairs.map(|(name, value)| (name.to_owned(), filled(value))).collect()
}

#[test]
fn the_service_of_docker_compose_runs_with_its_command_and_environment() {
    let Some(database) = postgres_database() else { return };
    let home = Home::with_database(database.clone());
    home.import(&rows::many(5)).expect(0);
    let compose = include_str!("../../../docker-compose.yml");
    assert!(compose.contains("command: [\"serve\"]"));
    let mut command = home.bare_command(&["serve"]);
    let mut names = Vec::new();
    for (name, value) in compose_environment() {
        // Differences from Docker: the port, the data folder and the database.
        let value = match name.as_str() {
            "IOPFINDER_LISTEN" => {
                assert_eq!(value, "0.0.0.0:8080");
                "127.0.0.1:0".to_owned()
            }
            "IOPFINDER_DATA_DIR" => home.data_dir().display().to_string(),
            "IOPFINDER_DATABASE_URL" => {
                assert!(value.starts_with("postgres://"), "{value}");
                database.clone()
            }
            _ => value,
        };
        command.env(&name, value);
        names.push(name);
    }
    for name in ["IOPFINDER_LISTEN", "IOPFINDER_DATA_DIR", "IOPFINDER_DATABASE_URL"] {
        assert!(names.iter().any(|known| known == name), "{names:?}");
    }
    let server = Server::start(&mut command).when_ready();
    assert_eq!(server.search(&[("state", "TX"), ("level", "any")]).total.facilities, 5);
    let index = home.data_dir().join("index");
    assert!(
        index.is_dir() && !home.data_dir().join("iopfinder.db").exists(),
        "all but the index is in PostgreSQL"
    );
    let log = server.stop().all();
    assert!(!log.contains("iopfinder.db"), "{log}");
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
