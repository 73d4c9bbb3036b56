//! PostgreSQL servers: one for all tests of a process, and others for tests that stop theirs.

use std::sync::OnceLock;

use store::testing::PostgresServer;
use store::{DatabaseUrl, Store};

use crate::runtime::wait;

/// A PostgreSQL server for one test, and the URL of a database on it. Returns `None` and prints a message if PostgreSQL is
/// not installed.
///
/// # Panics
/// When PostgreSQL is not installed and the environment variable `CI` is set.
pub fn own_postgres() -> Option<(PostgresServer, String)> {
    let server = PostgresServer::start()?;
    let database = wait(server.new_database());
    Some((server, database))
}

/// The same, but what was committed survives a crash of the server.
///
/// # Panics
/// When PostgreSQL is not installed and the environment variable `CI` is set.
pub fn durable_postgres() -> Option<(PostgresServer, String)> {
    let server = PostgresServer::start_durable()?;
    let database = wait(server.new_database());
    Some((server, database))
}

/// The URL of a new, empty database. Returns `None` and prints a message if PostgreSQL is not installed.
///
/// # Panics
/// When PostgreSQL is not installed and the environment variable `CI` is set.
pub fn postgres_database() -> Option<String> {
    static SERVER: OnceLock<Option<PostgresServer>> = OnceLock::new();
    let server = SERVER.get_or_init(PostgresServer::start).as_ref()?;
    Some(wait(server.new_database()))
}

/// Damages the copy of the index that the store at this address keeps for other servers.
///
/// # Panics
/// When the store can't be opened, or keeps no index.
pub fn damage_kept_index(database: &str) {
    wait(async {
        let url = DatabaseUrl::parse(database).expect("an address");
        let store = Store::open(&url).await.expect("a store");
        store::testing::damage_kept_index(&store).await;
        store.close().await;
    });
}
