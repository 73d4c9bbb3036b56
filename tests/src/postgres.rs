//! PostgreSQL servers: one for all tests of a process, and others for tests that kill theirs.

use std::path::PathBuf;
use std::sync::OnceLock;

use store::testing::PostgresServer;

use crate::runtime::wait;

/// The URL of a new, empty database. Returns `None` and prints a message if PostgreSQL is not installed.
///
/// # Panics
/// When PostgreSQL is not installed and the environment variable `CI` is set.
pub fn postgres_database() -> Option<String> {
    static SERVER: OnceLock<Option<PostgresServer>> = OnceLock::new();
    let server = SERVER.get_or_init(PostgresServer::start).as_ref()?;
    Some(wait(server.new_database()))
}

/// A PostgreSQL server that a test has for itself, with an empty database. It loses nothing when it is killed.
pub struct OwnPostgres {
    server: PostgresServer,
    url: String,
}

impl OwnPostgres {
    /// Starts a server. Returns `None` and prints a message if PostgreSQL is not installed.
    ///
    /// # Panics
    /// When PostgreSQL is not installed and the environment variable `CI` is set.
    pub fn start() -> Option<OwnPostgres> {
        let server = PostgresServer::start_durable()?;
        let url = wait(server.new_database());
        Some(OwnPostgres { server, url })
    }

    /// The URL of its database.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The socket on which it listens.
    pub fn socket(&self) -> PathBuf {
        self.server.socket()
    }

    /// Kills the server and waits until it has started again and recovered.
    pub fn crash(&self) {
        self.server.crash();
    }
}
