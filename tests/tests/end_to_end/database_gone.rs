//! A database that stops, or does not answer anymore, while a server runs.

use tests::answers::{Problem, SearchResponse};
use tests::{Home, Server, own_postgres, rows, searches};

const NOBODY: &str = "/v1/facilities/00000000-0000-0000-0000-000000000000";

fn serve(home: &Home) -> Server {
    let server = home.serve().expecting("something is wrong").expecting("a request could not be answered");
    server.expecting("can't be served yet").expecting("can't be checked for damage")
}

/// Searches go on, and everything that needs the database says that it is gone.
fn assert_goes_on(server: &Server, before: &serde_json::Value, path: &str) {
    server.wait_until("it notices", |server| server.troubles() == ["store_unreachable"]);
    assert_eq!(&searches(server), before);
    for path in [NOBODY, &format!("{path}/history")] {
        let refused = server.get(path).expect(503);
        assert_eq!(refused.header("retry-after"), Some("3"));
        assert_eq!(refused.json::<Problem>().r#type, "/problems/unavailable", "{path}");
    }
    server.get(path).expect(200);
    let metrics = server.get("/metrics").text();
    assert!(metrics.contains("iopfinder_store_reachable 0"), "{metrics}");
    assert!(!metrics.contains("iopfinder_store_errors_total 0"), "{metrics}");
}

fn facility_path(server: &Server) -> String {
    let found: SearchResponse = server.search(&[("state", "TX"), ("level", "any")]);
    format!("/v1/facilities/{}", found.results[0].facility.id)
}

#[test]
fn searches_go_on_while_the_database_is_stopped_and_imports_say_so() {
    let Some((postgres, database)) = own_postgres() else { return };
    let home = Home::with_database(database);
    home.import(&rows::many(10)).expect(0);
    let server = serve(&home);
    let (before, path) = (searches(&server), facility_path(&server));
    drop(postgres);
    assert_goes_on(&server, &before, &path);
    let failed = home.import(&rows::many(11)).expect(1);
    assert!(failed.stderr.contains("can't be reached"), "{}", failed.stderr);
    let doctor = home.run(&["doctor"]).expect(1);
    assert!(doctor.stdout.contains("start the database server"), "{}", doctor.stdout);
}

#[test]
fn searches_go_on_while_the_database_is_silent_and_everything_works_when_it_answers_again() {
    let Some((postgres, database)) = own_postgres() else { return };
    let home = Home::with_database(database);
    home.import(&rows::many(10)).expect(0);
    let server = serve(&home);
    let (before, path) = (searches(&server), facility_path(&server));
    postgres.freeze();
    assert_goes_on(&server, &before, &path);
    let failed = home.import(&rows::many(11)).expect(1);
    assert!(failed.stderr.contains("can't be reached"), "{}", failed.stderr);

    postgres.thaw();
    server.wait_until("it notices", |server| server.troubles().is_empty());
    server.get(NOBODY).expect(404);
    server.get(&format!("{path}/history")).expect(200);
    home.import(&rows::many(11)).expect(0);
    server.wait_until("the import is served", |server| {
        server.search(&[("state", "TX"), ("level", "any")]).total.facilities == 11
    });
}
