//! The process of chromedriver, which ends when ours does.

use std::fs;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Instant;

use crate::installed::report_missing;
use crate::process::PATIENCE;

/// Runs chromedriver, and kills it and every Chromium that it started once standard input is closed. The kernel closes it
/// when our process ends, however it ends. Arguments: chromedriver, and the folder.
const SUPERVISOR: &str = r#"
setsid "$1" --port=0 >"$2/log" 2>&1 </dev/null &
cat >/dev/null
kill -s KILL -- "-$!"
wait
# The processes being killed may still write.
until rm -rf "$2" 2>/dev/null; do :; done
"#;

/// Names of the browser, the preferred one first.
const BROWSERS: [&str; 3] = ["chromium", "chromium-browser", "google-chrome"];

/// A running chromedriver.
pub(super) struct Chromedriver {
    /// Its standard input stays open as long as this process runs.
    _supervisor: Child,
    folder: PathBuf,
    browser: PathBuf,
    port: u16,
}

impl Chromedriver {
    /// Starts chromedriver. Returns `None` and prints a message if it or Chromium is not installed.
    ///
    /// # Panics
    /// When it does not start, or is not installed although the environment variable `CI` is set.
    pub(super) fn start() -> Option<Chromedriver> {
        let browser = BROWSERS.iter().find_map(|name| on_path(name));
        let (Some(driver), Some(browser)) = (on_path("chromedriver"), browser) else {
            report_missing("Chromium and chromedriver were not found");
            return None;
        };
        let folder = tempfile::Builder::new().prefix("iopfinder-browser-").tempdir();
        // The supervisor removes it.
        let folder = folder.expect("a folder for the browser").keep();
        let mut command = Command::new("sh");
        command.args(["-c", SUPERVISOR, "sh"]).arg(driver).arg(&folder).process_group(0);
        // Chromium and chromedriver leave files in the home folder and the temporary folder. This folder serves as
        // both, because it is removed at the end.
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

    /// A folder that is removed when chromedriver ends.
    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }
}

/// Waits for the port that chromedriver prints in its log.
fn port(supervisor: &mut Child, log: &Path) -> u16 {
    let begun = Instant::now();
    loop {
        let printed = fs::read_to_string(log).unwrap_or_default();
        let after = printed.split_once("started successfully on port ").map(|(_, after)| after);
        if let Some(port) = after.and_then(|after| after.split_once('.')?.0.parse().ok()) {
            return port;
        }
        let ended = supervisor.try_wait().expect("the state of the shell").is_some();
        assert!(!ended && begun.elapsed() < PATIENCE, "chromedriver did not start; its log:\n{printed}");
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
}

fn on_path(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).map(|folder| folder.join(name)).find(|file| file.is_file())
}
