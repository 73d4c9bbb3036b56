//! A place for a server, which may be killed and replaced by another while clients use it.

use std::process::Command;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::sync::{Mutex, RwLock};

use tests::{Home, Server};

/// A data folder and the server on it, if one is running.
pub struct Slot {
    /// The data folder.
    pub home: Home,
    server: Mutex<Option<Server>>,
    url: RwLock<Option<String>>,
    /// Changes whenever the server is about to be killed.
    life: AtomicU64,
    /// The newest generation that an answer was from.
    newest: AtomicI64,
}

impl Slot {
    /// A place without a server.
    pub fn new(home: Home) -> Slot {
        let (server, url) = (Mutex::default(), RwLock::default());
        Slot { home, server, url, life: AtomicU64::new(0), newest: AtomicI64::new(0) }
    }

    /// Starts a server and waits until it is ready.
    pub fn start(&self) {
        self.start_with(|_| ());
    }

    /// Starts a server with a changed command and waits until it is ready.
    pub fn start_with(&self, change: impl FnOnce(&mut Command)) {
        let server = self.home.serve_with(change);
        *self.url.write().unwrap() = Some(server.url().to_owned());
        *self.server.lock().unwrap() = Some(server);
    }

    /// Kills the server, if one is running.
    ///
    /// # Panics
    /// When it had panicked before.
    pub fn kill(&self) {
        let Some(server) = self.server.lock().unwrap().take() else { return };
        self.life.fetch_add(1, Ordering::SeqCst);
        *self.url.write().unwrap() = None;
        let log = server.kill().all();
        assert!(!log.contains("panicked at"), "a server panicked:\n{log}");
    }

    /// Does something with the running server.
    ///
    /// # Panics
    /// When none is running.
    pub fn with<T>(&self, use_it: impl FnOnce(&Server) -> T) -> T {
        use_it(self.server.lock().unwrap().as_ref().expect("a running server"))
    }

    /// Allows a client to say later whether the server was killed in the meantime. `None` if no server is running.
    pub fn visit(&self) -> Option<Visit<'_>> {
        let life = self.life.load(Ordering::SeqCst);
        let url = self.url.read().unwrap().clone()?;
        Some(Visit { slot: self, life, url })
    }
}

impl Drop for Slot {
    fn drop(&mut self) {
        // A server that was exposed to faults has warned about them, so it is not expected to have a clean log.
        if let Some(server) = self.server.get_mut().ok().and_then(Option::take) {
            server.kill();
        }
    }
}

/// A client's view of a server.
pub struct Visit<'a> {
    slot: &'a Slot,
    life: u64,
    /// The URL of the server.
    pub url: String,
}

impl Visit<'_> {
    /// Whether the server was killed since the visit began.
    pub fn is_over(&self) -> bool {
        self.slot.life.load(Ordering::SeqCst) != self.life
    }

    /// Notes the generation of an answer to a request that was sent after one of `before` had been noted.
    ///
    /// # Errors
    /// If the server has gone back to an older generation.
    pub fn note(&self, before: i64, generation: i64) -> Result<(), String> {
        self.slot.newest.fetch_max(generation, Ordering::SeqCst);
        match generation < before {
            true => Err(format!("a server went back from generation {before} to {generation}")),
            false => Ok(()),
        }
    }

    /// The newest generation that this server has answered from so far.
    pub fn newest(&self) -> i64 {
        self.slot.newest.load(Ordering::SeqCst)
    }
}
