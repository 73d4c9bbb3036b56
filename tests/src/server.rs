//! A running `iopfinder serve`.

use std::process::Command;
use std::sync::Arc;
use std::time::{Duration, Instant};

use serde_json::Value;
use tempfile::TempDir;

use crate::answers::{ReadyResponse, SearchResponse};
use crate::http::{HttpResponse, query, send, send_raw};
use crate::process::{FinishedProcess, PATIENCE, RunningProcess};

/// Texts that must not appear in the log of a server.
const UNCLEAN: [&str; 4] = ["ERROR", "WARN", "panicked at", "RUST_BACKTRACE"];

/// How long an idle server may take to end.
const SHUTDOWN_LIMIT: Duration = Duration::from_secs(5);

/// A running server. When it is dropped, it must end cleanly, with a clean log.
pub struct Server {
    running: Option<RunningProcess>,
    url: String,
    /// Texts that mark a line of the log as expected.
    expected: Vec<&'static str>,
    /// Keeps the folder of its data while it runs.
    _folder: Option<Arc<TempDir>>,
}

impl Server {
    /// Starts a server and waits until it listens.
    pub fn start(command: &mut Command) -> Server {
        let mut running = RunningProcess::start(command);
        let url = running.wait_for(|stdout, _| {
            let (_, after) = stdout.split_once("listening on http://")?;
            // The address is complete once something follows it.
            let end = after.find(char::is_whitespace)?;
            Some(format!("http://{}", after[..end].trim_end_matches('/')))
        });
        Server { running: Some(running), url, expected: Vec::new(), _folder: None }
    }

    pub(crate) fn keeping(mut self, folder: Arc<TempDir>) -> Server {
        self._folder = Some(folder);
        self
    }

    /// Waits until the server is ready for searches.
    pub fn when_ready(self) -> Server {
        self.wait_until("the server is ready", |server| server.get("/readyz").status == 200);
        self
    }

    /// Allows lines of the log that contain this text.
    pub fn expecting(mut self, text: &'static str) -> Server {
        self.expected.push(text);
        self
    }

    /// The URL of the server, without a slash at the end.
    pub fn url(&self) -> &str {
        &self.url
    }

    fn running(&self) -> &RunningProcess {
        self.running.as_ref().expect("the server runs until it is dropped")
    }

    /// The process ID.
    pub fn id(&self) -> u32 {
        self.running().id()
    }

    /// Everything printed and logged so far.
    pub fn log(&self) -> String {
        let (stdout, stderr) = self.running().output();
        stdout + &stderr
    }

    /// Sends a request.
    pub fn send(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &[u8]) -> HttpResponse {
        let answer = send(method, &format!("{}{path}", self.url), headers, body.to_vec());
        answer.unwrap_or_else(|err| panic!("{method} {path}: {err}; the server's log:\n{}", self.log()))
    }

    /// Sends these bytes as a request.
    pub fn send_raw(&self, request: &[u8]) -> HttpResponse {
        send_raw(self.url.trim_start_matches("http://"), request)
    }

    /// Sends a `GET` request.
    pub fn get(&self, path: &str) -> HttpResponse {
        self.send("GET", path, &[], b"")
    }

    /// Sends JSON with `POST`.
    pub fn post(&self, path: &str, body: &Value) -> HttpResponse {
        self.send("POST", path, &[("content-type", "application/json")], body.to_string().as_bytes())
    }

    /// The token in the form for corrections on the page of a facility.
    pub fn correction_token(&self, path: &str) -> String {
        let page = self.get(path).expect(200).text();
        let (_, after) = page.split_once("name=\"token\" value=\"").expect("the form has a token");
        after.split('"').next().expect("a split has a first part").to_owned()
    }

    /// Sends a form with `POST`.
    pub fn post_form(&self, path: &str, entries: &[(&str, &str)]) -> HttpResponse {
        let form = [("content-type", "application/x-www-form-urlencoded")];
        self.send("POST", path, &form, query(entries).as_bytes())
    }

    /// Searches with `GET /v1/search`, which must succeed.
    pub fn search(&self, parameters: &[(&str, &str)]) -> SearchResponse {
        self.get(&format!("/v1/search?{}", query(parameters))).expect(200).json()
    }

    /// The kinds of trouble that the server has.
    pub fn troubles(&self) -> Vec<String> {
        let ready: ReadyResponse = self.get("/readyz").expect(200).json();
        assert_eq!(ready.status == "degraded", !ready.troubles.is_empty(), "{ready:?}");
        assert!(ready.age_seconds >= 0, "{ready:?}");
        ready.troubles.into_iter().map(|trouble| trouble.kind).collect()
    }

    /// Waits until a condition holds.
    ///
    /// # Panics
    /// When it does not hold in time.
    pub fn wait_until(&self, what: &str, condition: impl Fn(&Server) -> bool) {
        let begun = Instant::now();
        while !condition(self) {
            assert!(begun.elapsed() < PATIENCE, "waited too long for this: {what}:\n{}", self.log());
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    /// Checks that the log so far has no errors or warnings.
    pub fn assert_clean_log(&self) {
        assert_clean(&self.log(), &self.expected);
    }

    /// Sends a signal to the server, such as `HUP`.
    pub fn signal(&self, name: &str) {
        self.running().signal(name);
    }

    /// Whether the server has not ended yet.
    pub fn is_running(&mut self) -> bool {
        self.running.as_mut().is_some_and(RunningProcess::is_running)
    }

    /// Waits until the server ends by itself.
    pub fn finish(mut self) -> FinishedProcess {
        self.running.take().expect("the server runs until it is dropped").finish()
    }

    /// Kills the server.
    pub fn kill(mut self) -> FinishedProcess {
        self.running.take().expect("the server runs until it is dropped").kill()
    }

    /// Ends the server, and checks that it ends cleanly, with a clean log.
    pub fn stop(mut self) -> FinishedProcess {
        self.end().expect("the server runs until it is dropped")
    }

    fn end(&mut self) -> Option<FinishedProcess> {
        let running = self.running.take()?;
        let begun = Instant::now();
        running.terminate();
        let finished = running.finish().expect(0);
        assert!(begun.elapsed() < SHUTDOWN_LIMIT, "the server took {:?} to end", begun.elapsed());
        assert_clean(&finished.all(), &self.expected);
        Some(finished)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            self.end();
        }
    }
}

fn assert_clean(log: &str, expected: &[&str]) {
    let lines = log.lines().filter(|line| UNCLEAN.iter().any(|unclean| line.contains(unclean)));
    let lines: Vec<&str> = lines.filter(|line| !expected.iter().any(|text| line.contains(text))).collect();
    assert!(lines.is_empty(), "the log is not clean:\n{}\n\nthe whole log:\n{log}", lines.join("\n"));
}
