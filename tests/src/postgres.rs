//! One PostgreSQL server for all tests of a run.

use std::sync::OnceLock;

use store::testing::PostgresServer;

use crate::runtime::wait;

/// The address of an empty database. `None`, and a line on standard error, when PostgreSQL is not installed.
///
/// # Panics
/// When it is not installed, and the environment has `CI`.
pub fn postgres_database() -> Option<String> {
    static SERVER: OnceLock<Option<PostgresServer>> = OnceLock::new();
    let server = SERVER.get_or_init(PostgresServer::start).as_ref()?;
    Some(wait(server.new_database()))
}
