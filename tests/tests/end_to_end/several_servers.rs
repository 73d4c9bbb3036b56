//! Several servers that share one store on PostgreSQL. Each has a data folder of its own.

use serde_json::Value;
use tests::{Home, Server, damage_kept_index, postgres_database, rows};

const COPIED: &str = "the index was copied from the store";
const BUILDING: &str = "building the index";

fn two_homes() -> Option<[Home; 2]> {
    let database = postgres_database()?;
    Some([Home::with_database(database.clone()), Home::with_database(database)])
}

fn generation(server: &Server) -> Value {
    server.get("/readyz").json::<Value>()["generation"].clone()
}

#[test]
fn a_server_copies_the_index_that_another_process_built() {
    let Some([here, there]) = two_homes() else { return };
    here.import(&rows::many(5)).expect(0);
    let server = there.serve();
    assert!(server.log().contains(COPIED) && !server.log().contains(BUILDING), "{}", server.log());
    here.import(&rows::many(7)).expect(0);
    server.wait_until("the import is served", |server| generation(server) == 2);
    assert_eq!(server.log().matches(COPIED).count(), 2, "{}", server.log());
    assert!(!server.log().contains(BUILDING), "{}", server.log());
    assert_eq!(server.search(&[("state", "TX"), ("level", "any")]).total.facilities, 7);
}

#[test]
fn a_damaged_copy_of_the_index_is_not_served_but_built_again() {
    let Some(database) = postgres_database() else { return };
    let homes = [(); 2].map(|()| Home::with_database(database.clone()));
    let [here, there] = &homes;
    here.import(&rows::many(5)).expect(0);
    damage_kept_index(&database);
    let server = there.serve();
    let log = server.log();
    assert!(log.contains("documents.bin is not as it was written") && log.contains(BUILDING), "{log}");
    assert_eq!(server.search(&[("state", "TX"), ("level", "any")]).total.facilities, 5);
}
