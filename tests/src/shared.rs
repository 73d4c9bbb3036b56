//! A server shared by tests that only read. It runs as long as one of them uses it.

use std::ops::Deref;
use std::sync::{Arc, Mutex, Weak};

use crate::home::Home;
use crate::rows;
use crate::server::Server;

/// A handle to the shared server. When the last one is dropped, the server ends.
pub struct SharedServer(Arc<(Server, Home)>);

impl SharedServer {
    /// The data folder of the server.
    pub fn home(&self) -> &Home {
        &self.0.1
    }
}

impl Deref for SharedServer {
    type Target = Server;

    fn deref(&self) -> &Server {
        &self.0.0
    }
}

impl Drop for SharedServer {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            self.assert_clean_log();
        }
    }
}

/// A server with the rows of the sample, imported like real ones.
pub fn sample_server() -> SharedServer {
    static SHARED: Mutex<Weak<(Server, Home)>> = Mutex::new(Weak::new());
    let mut shared = SHARED.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
    if let Some(running) = shared.upgrade() {
        return SharedServer(running);
    }
    let home = Home::with_rows(&rows::sample());
    let running = Arc::new((home.serve(), home));
    *shared = Arc::downgrade(&running);
    SharedServer(running)
}
