//! The process of chromedriver, which ends with ours.

use std::fs;
use std::io::{self, Write};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Instant;

use crate::process::PATIENCE;

/// Runs chromedriver, and kills it and every Chromium it started when standard input is closed: by the kernel after
/// our death. Arguments: chromedriver, and the folder.
const SUPERVISOR: &str = r#"
setsid "$1" --port=0 >"$2/log" 2>&1 </dev/null &
cat >/dev/null
kill -s KILL -- "-$!"
wait
# What is being killed may still write.
until rm -rf "$2" 2>/dev/null; do :; done
"#;

/// Names of the browser, by how much we want it.
const BROWSERS: [&str; 3] = ["chromium", "chromium-browser", "google-chrome"];

/// A running chromedriver.
pub(super) struct Chromedriver {
    /// Its standard input is the leash.
    _supervisor: Child,
    folder: PathBuf,
    browser: PathBuf,
    port: u16,
}

impl Chromedriver {
    /// Starts it. `None`, and a line on standard error, when Chromium or its driver are not installed.
    ///
    /// # Panics
    /// When it does not start; or when it is not installed, and the environment has `CI`.
    pub(super) fn start() -> Option<Chromedriver> {
        let browser = BROWSERS.iter().find_map(|name| on_path(name));
        let (Some(driver), Some(browser)) = (on_path("chromedriver"), browser) else {
            missing("Chromium and chromedriver were not found");
            return None;
        };
        let folder = tempfile::Builder::new().prefix("iopfinder-browser-").tempdir();
        // The supervisor removes it.
        let folder = folder.expect("a folder for the browser").keep();
        let mut command = Command::new("sh");
        command.args(["-c", SUPERVISOR, "sh"]).arg(driver).arg(&folder).process_group(0);
        // What they leave in the home folder or beside other temporary files goes with the folder.
        command.env("HOME", &folder).env("TMPDIR", &folder).current_dir(&folder);
        command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
        let mut supervisor = command.spawn().expect("a shell starts");
        let port = port(&mut supervisor, &folder.join("log"));
        Some(Chromedriver { _supervisor: supervisor, folder, browser, port })
    }

    pub(super) fn port(&self) -> u16 {
        self.port
    }

    pub(super) fn browser(&self) -> &Path {
        &self.browser
    }

    /// A folder that is removed with it.
    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }
}

/// The port that it says it listens on.
fn port(supervisor: &mut Child, log: &Path) -> u16 {
    let begun = Instant::now();
    loop {
        let said = fs::read_to_string(log).unwrap_or_default();
        let after = said.split_once("started successfully on port ").map(|(_, after)| after);
        if let Some(port) = after.and_then(|after| after.split_once('.')?.0.parse().ok()) {
            return port;
        }
        let ended = supervisor.try_wait().expect("the state of the shell").is_some();
        assert!(!ended && begun.elapsed() < PATIENCE, "chromedriver did not start; it said:\n{said}");
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
}

fn on_path(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).map(|folder| folder.join(name)).find(|file| file.is_file())
}

/// Says that something is not installed, so that a test was left out.
///
/// # Panics
/// When the environment has `CI`: there no test is left out.
pub(super) fn missing(what: &str) {
    assert!(std::env::var_os("CI").is_none(), "{what}, and CI is set");
    // Not eprintln, which the test harness hides.
    let _ = writeln!(io::stderr(), "{what}: the test that needs it was NOT run");
}
