//! A data folder for one test.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use tempfile::TempDir;

use crate::process::{FinishedProcess, RunningProcess};
use crate::rows::{self, LocatorRow};
use crate::server::Server;
use crate::{Locator, SmallDisk, binary};

/// The URL of a locator that does not exist, so that no test reaches the network.
pub const NOWHERE: &str = "http://127.0.0.1:1/locator";

/// A data folder for one test, in a temporary folder that is removed when this and its servers are dropped.
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
    /// An empty data folder, on SQLite.
    pub fn new() -> Home {
        let folder = tempfile::Builder::new().prefix("iopfinder-").tempdir().expect("a folder");
        Home { folder: Arc::new(folder), database_url: None }
    }

    /// An empty data folder on a small disk.
    pub fn on(disk: &SmallDisk) -> Home {
        let folder = tempfile::Builder::new().prefix("iopfinder-").tempdir_in(disk.path()).expect("a folder");
        Home { folder: Arc::new(folder), database_url: None }
    }

    /// An empty data folder, on another database.
    pub fn with_database(database_url: String) -> Home {
        Home { database_url: Some(database_url), ..Home::new() }
    }

    /// A data folder on SQLite with these rows imported.
    pub fn with_rows(rows: &[LocatorRow]) -> Home {
        let home = Home::new();
        home.import(rows).expect(0);
        home
    }

    /// The data folder.
    pub fn data_dir(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// The folder that commands run in. It contains the data folder.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// A command without `--data-dir`, run in this folder.
    ///
    /// It gets no environment variables that could change what the program does, and no URL on the network.
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

    /// A command on this data folder.
    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = self.bare_command(args);
        command.arg("--data-dir").arg(self.data_dir());
        if let Some(url) = &self.database_url {
            command.args(["--database-url", url]);
        }
        command
    }

    /// Runs a command on this data folder until it ends.
    pub fn run(&self, args: &[&str]) -> FinishedProcess {
        self.start(args).finish()
    }

    /// Starts a command on this data folder.
    pub fn start(&self, args: &[&str]) -> RunningProcess {
        RunningProcess::start(&mut self.command(args))
    }

    /// Imports rows from a file. The import may fail.
    pub fn import(&self, rows: &[LocatorRow]) -> FinishedProcess {
        self.import_with(rows, &[])
    }

    /// Imports rows from a file with additional flags. The import may fail.
    pub fn import_with(&self, rows: &[LocatorRow], flags: &[&str]) -> FinishedProcess {
        let file = self.write("rows.json", &rows::to_json(rows));
        self.run(&[&["import", "findtreatment", "--json", "--file", &file], flags].concat())
    }

    /// Starts an import from a locator.
    pub fn start_import_from(&self, locator: &Locator) -> RunningProcess {
        self.start(&["import", "findtreatment", "--json", "--delay", "0", "--url", locator.url()])
    }

    /// Imports from a locator.
    pub fn import_from(&self, locator: &Locator) -> FinishedProcess {
        self.start_import_from(locator).finish()
    }

    /// Starts a server and waits until it is ready for searches.
    pub fn serve(&self) -> Server {
        self.serve_with(|_| ())
    }

    /// Starts a server with a changed command and waits until it is ready for searches.
    pub fn serve_with(&self, change: impl FnOnce(&mut Command)) -> Server {
        let mut command = self.command(&["serve", "--listen", "127.0.0.1:0"]);
        change(&mut command);
        Server::start(&mut command).keeping(Arc::clone(&self.folder)).when_ready()
    }

    /// Writes a text file beside the data folder, and returns its path.
    pub fn write(&self, name: &str, text: &str) -> String {
        self.write_bytes(name, text.as_bytes())
    }

    /// Writes a file beside the data folder, and returns its path.
    pub fn write_bytes(&self, name: &str, text: &[u8]) -> String {
        let path = self.path().join(name);
        fs::write(&path, text).expect("the file can be written");
        path.to_str().expect("a path in UTF-8").to_owned()
    }
}
