//! A directory of one test's own.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use tempfile::TempDir;

use crate::process::{Finished, Running};
use crate::rows::{self, Row};
use crate::server::Server;
use crate::{Locator, binary};

/// An address where nobody answers: no test may reach the network.
pub const NOWHERE: &str = "http://127.0.0.1:1/locator";

/// A directory of one test's own. Removed when it and its servers are dropped.
pub struct Home {
    folder: Arc<TempDir>,
    database_url: Option<String>,
}

impl Default for Home {
    fn default() -> Self {
        Home::new()
    }
}

impl Home {
    /// An empty directory on SQLite.
    pub fn new() -> Home {
        let folder = tempfile::Builder::new().prefix("iopfinder-").tempdir().expect("a folder");
        Home { folder: Arc::new(folder), database_url: None }
    }

    /// An empty directory on another store.
    pub fn on(database_url: String) -> Home {
        Home { database_url: Some(database_url), ..Home::new() }
    }

    /// A directory with these rows.
    pub fn with(rows: &[Row]) -> Home {
        let home = Home::new();
        home.import(rows).expect(0);
        home
    }

    /// The folder of the data.
    pub fn data_dir(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// The folder in which commands run: the data are in a folder of it.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// A command line, as somebody types it in this folder.
    ///
    /// It has nothing of our environment that would change what the program does, and is kept from the network.
    pub fn bare_command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(binary::path());
        command.args(args).current_dir(self.path()).env_clear();
        for kept in ["PATH", "TMPDIR", "LLVM_PROFILE_FILE"] {
            if let Some(value) = std::env::var_os(kept) {
                command.env(kept, value);
            }
        }
        command.env("HOME", self.path()).env("IOPFINDER_FINDTREATMENT_URL", NOWHERE);
        command
    }

    /// A command on this directory.
    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = self.bare_command(args);
        command.arg("--data-dir").arg(self.data_dir());
        if let Some(url) = &self.database_url {
            command.args(["--database-url", url]);
        }
        command
    }

    /// Runs a command on this directory until it ends.
    pub fn run(&self, args: &[&str]) -> Finished {
        self.start(args).finish()
    }

    /// Starts a command on this directory.
    pub fn start(&self, args: &[&str]) -> Running {
        Running::start(&mut self.command(args))
    }

    /// Imports rows from a file, whatever becomes of it.
    pub fn import(&self, rows: &[Row]) -> Finished {
        self.import_with(rows, &[])
    }

    /// Imports rows from a file, with more flags.
    pub fn import_with(&self, rows: &[Row], flags: &[&str]) -> Finished {
        let file = self.write("rows.json", &rows::list(rows));
        self.run(&[&["import", "findtreatment", "--json", "--file", &file], flags].concat())
    }

    /// Starts an import from a locator.
    pub fn start_import_from(&self, locator: &Locator) -> Running {
        self.start(&["import", "findtreatment", "--json", "--delay", "0", "--url", locator.url()])
    }

    /// Imports from a locator.
    pub fn import_from(&self, locator: &Locator) -> Finished {
        self.start_import_from(locator).finish()
    }

    /// Starts a server, and waits until it can answer searches.
    pub fn serve(&self) -> Server {
        self.serve_with(|_| ())
    }

    /// Starts a server with changes to its command, and waits until it can answer searches.
    pub fn serve_with(&self, change: impl FnOnce(&mut Command)) -> Server {
        let mut command = self.command(&["serve", "--listen", "127.0.0.1:0"]);
        change(&mut command);
        Server::start(&mut command).keeping(Arc::clone(&self.folder)).when_ready()
    }

    /// Writes a file beside the data; its path.
    pub fn write(&self, name: &str, text: &str) -> String {
        self.write_bytes(name, text.as_bytes())
    }

    /// Writes a file of any bytes beside the data; its path.
    pub fn write_bytes(&self, name: &str, text: &[u8]) -> String {
        let path = self.path().join(name);
        fs::write(&path, text).expect("the file can be written");
        path.to_str().expect("a path in UTF-8").to_owned()
    }
}
