//! Two servers on one PostgreSQL, and imports into it.

use std::process::Command;
use std::sync::atomic::{AtomicU32, Ordering};

use store::testing::PostgresServer;
use tests::{Home, RunningProcess, durable_postgres, rows};

use crate::edition::Edition;
use crate::proxy::Proxy;
use crate::slot::Slot;

/// Servers that share a store.
pub struct Fleet {
    // Dropped before the database that they use.
    /// The servers, each with a data folder of its own.
    pub slots: Vec<Slot>,
    /// The database server; `None` with SQLite, which allows only one server.
    pub database: Option<PostgresServer>,
    /// The network between the servers and the database, if it can be cut.
    pub proxy: Option<Proxy>,
    /// The number of the newest edition that an import has tried to publish.
    attempted: AtomicU32,
}

impl Fleet {
    /// Two servers on one PostgreSQL, with an edition imported. `None` if PostgreSQL is not installed.
    pub fn on_postgres() -> Option<Fleet> {
        let (database, url) = durable_postgres()?;
        let homes = [url.clone(), url].map(Home::with_database);
        Some(Fleet::start(homes.into(), Some(database)))
    }

    /// The same, with a network between the servers and PostgreSQL that can be cut.
    pub fn behind_a_proxy() -> Option<Fleet> {
        let (database, url) = durable_postgres()?;
        let proxy = Proxy::to(&database.socket());
        let name = url.rsplit('/').next().expect("a URL has parts");
        let homes = [proxy.url(name), proxy.url(name)].map(Home::with_database);
        Some(Fleet { proxy: Some(proxy), ..Fleet::start(homes.into(), Some(database)) })
    }

    /// One server on SQLite, with an edition imported.
    pub fn on_sqlite() -> Fleet {
        Fleet::on(Home::new())
    }

    /// One server on the SQLite file of this data folder, with an edition imported.
    pub fn on(home: Home) -> Fleet {
        Fleet::start(vec![home], None)
    }

    fn start(homes: Vec<Home>, database: Option<PostgresServer>) -> Fleet {
        let slots = homes.into_iter().map(Slot::new).collect();
        let fleet = Fleet { slots, database, proxy: None, attempted: AtomicU32::new(0) };
        fleet.start_import(0).finish().expect(0);
        fleet.slots.iter().for_each(Slot::start);
        fleet
    }

    /// Starts an import of a new edition, in the data folder of one of the servers.
    pub fn start_import(&self, at: usize) -> RunningProcess {
        RunningProcess::start(&mut self.import_command(at))
    }

    /// The command that imports a new edition, in the data folder of one of the servers.
    pub fn import_command(&self, at: usize) -> Command {
        let edition = Edition(self.attempted.fetch_add(1, Ordering::Relaxed) + 1);
        let home = &self.slots[at].home;
        let file = home.write("rows.json", &rows::to_json(&edition.rows()));
        home.command(&["import", "findtreatment", "--json", "--file", &file])
    }

    /// Imports a new edition, which must succeed, and waits until all servers serve it.
    pub fn import_and_see(&self, at: usize) {
        self.start_import(at).finish().expect(0);
        self.see_newest();
    }

    /// Waits until all servers serve the edition that was imported last.
    ///
    /// # Panics
    /// When one of them does not.
    pub fn see_newest(&self) {
        for slot in &self.slots {
            slot.with(|server| server.wait_until("the import is served", |server| self.is_newest(server)));
        }
    }

    fn is_newest(&self, server: &tests::Server) -> bool {
        let page: serde_json::Value = server.get("/v1/search?state=TX&level=any&limit=1").json();
        let address = &page["results"][0]["facility"]["address"];
        address["street2"] == format!("Suite {}", self.newest().0)
    }

    fn newest(&self) -> Edition {
        Edition(self.attempted.load(Ordering::Relaxed))
    }

    /// Checks that the servers agree with each other and with a directory that has imported only the newest edition.
    ///
    /// # Panics
    /// When they differ.
    pub fn compare_with_fresh(&self) {
        let fresh = Home::with_rows(&self.newest().rows());
        let expected = tests::searches(&fresh.serve());
        for slot in &self.slots {
            assert!(slot.with(tests::searches) == expected, "a server differs from a fresh import");
        }
    }
}
