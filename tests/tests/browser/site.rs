//! The server that the tests visit.

use std::ops::Deref;
use std::sync::{Arc, Mutex, Weak};

use serde_json::Value;
use tests::{Home, LocatorRow, Server, rows};

/// A server with every kind of place that pages treat differently. It runs as long as a test uses it.
pub struct Site {
    server: Server,
    _home: Home,
    /// The path of a place with many facts.
    pub facility: String,
    /// The path of a place that is no longer listed.
    pub gone: String,
    /// Three places as fields of the list's form.
    pub chosen: &'static [(&'static str, &'static str)],
    /// The same places, told apart by letters.
    pub lettered: &'static [(&'static str, &'static str)],
}

impl Deref for Site {
    type Target = Server;

    fn deref(&self) -> &Server {
        &self.server
    }
}

/// The server that all tests share.
pub fn site() -> Arc<Site> {
    static SHARED: Mutex<Weak<Site>> = Mutex::new(Weak::new());
    let mut shared = SHARED.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
    shared.upgrade().unwrap_or_else(|| {
        let site = Arc::new(start());
        *shared = Arc::downgrade(&site);
        site
    })
}

fn start() -> Site {
    let lasting = [rows::sample(), rows::many(30)].concat();
    let leaving = LocatorRow::addiction(77).with("name1", "Hope House");
    let home = Home::with_rows(&[lasting.clone(), vec![leaving]].concat());
    let server = home.serve();
    let path_of = |name: &str| server.search(&[("q", name)]).results[0].facility.url.clone();
    let (facility, gone) = (path_of("Example Recovery Center"), path_of("Hope House"));
    home.import(&lasting).expect(0);
    server.wait_until("the import is served", |server| {
        server.get("/readyz").json::<Value>()["generation"] == 2
    });
    let id_of = |name: &str| server.search(&[("q", name)]).results[0].facility.id.to_string();
    let names = ["Example Recovery Center", "Placeholder Youth Program", "Specimen House for Women"];
    // Leaked each time the site starts, so that it can be `'static` like the forms of the other pages.
    let chosen: &[(&str, &str)] = names.map(|name| ("id", &*id_of(name).leak())).to_vec().leak();
    let lettered = [chosen, &[("id-b", chosen[0].1), ("letters", "yes")]].concat().leak();
    Site { server, _home: home, facility, gone, chosen, lettered }
}
