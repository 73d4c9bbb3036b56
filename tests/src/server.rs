//! A running `iopfinder serve`.

use std::process::Command;
use std::sync::Arc;
use std::time::{Duration, Instant};

use serde_json::Value;
use tempfile::TempDir;

use crate::answers::SearchAnswer;
use crate::http::{Answer, query, send, send_raw};
use crate::process::{Finished, PATIENCE, Running};

/// What no log may have, of a server that was asked nothing wrong of.
const UNCLEAN: [&str; 4] = ["ERROR", "WARN", "panicked at", "RUST_BACKTRACE"];

/// How long a server may take to end that has nothing to do.
const LONGEST_END: Duration = Duration::from_secs(5);

/// A running server. When it is dropped it must end cleanly, with a clean log.
pub struct Server {
    running: Option<Running>,
    url: String,
    /// Texts of lines of the log that are expected.
    expected: Vec<&'static str>,
    /// Where its data are, which must not go before it does.
    _folder: Option<Arc<TempDir>>,
}

impl Server {
    /// Starts a server and waits until it listens.
    pub fn start(command: &mut Command) -> Server {
        let mut running = Running::start(command);
        let url = running.wait_for(|stdout, _| {
            let (_, after) = stdout.split_once("listening on http://")?;
            // The address is complete when something follows it.
            let end = after.find(char::is_whitespace)?;
            Some(format!("http://{}", after[..end].trim_end_matches('/')))
        });
        Server { running: Some(running), url, expected: Vec::new(), _folder: None }
    }

    pub(crate) fn keeping(mut self, folder: Arc<TempDir>) -> Server {
        self._folder = Some(folder);
        self
    }

    /// The same server, when it can answer searches.
    pub fn when_ready(self) -> Server {
        self.wait_until("it is ready", |server| server.get("/readyz").status == 200);
        self
    }

    /// The same server, of which lines of the log with this text are expected.
    pub fn expecting(mut self, text: &'static str) -> Server {
        self.expected.push(text);
        self
    }

    /// Its address: `http://` and so on, without a slash at the end.
    pub fn url(&self) -> &str {
        &self.url
    }

    fn running(&self) -> &Running {
        self.running.as_ref().expect("it runs until it is dropped")
    }

    /// Its process id.
    pub fn id(&self) -> u32 {
        self.running().id()
    }

    /// All it has said so far.
    pub fn log(&self) -> String {
        let (stdout, stderr) = self.running().said();
        stdout + &stderr
    }

    /// Sends a request.
    pub fn send(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Answer {
        let answer = send(method, &format!("{}{path}", self.url), headers, body.to_vec());
        answer.unwrap_or_else(|err| panic!("{method} {path}: {err}; the server said:\n{}", self.log()))
    }

    /// Sends a request as these bytes.
    pub fn send_raw(&self, request: &[u8]) -> Answer {
        send_raw(self.url.trim_start_matches("http://"), request)
    }

    /// `GET`.
    pub fn get(&self, path: &str) -> Answer {
        self.send("GET", path, &[], b"")
    }

    /// `POST` of JSON.
    pub fn post(&self, path: &str, body: &Value) -> Answer {
        self.send("POST", path, &[("content-type", "application/json")], body.to_string().as_bytes())
    }

    /// `POST` of a form.
    pub fn post_form(&self, path: &str, entries: &[(&str, &str)]) -> Answer {
        let form = [("content-type", "application/x-www-form-urlencoded")];
        self.send("POST", path, &form, query(entries).as_bytes())
    }

    /// `GET /v1/search`, which succeeds.
    pub fn search(&self, parameters: &[(&str, &str)]) -> SearchAnswer {
        self.get(&format!("/v1/search?{}", query(parameters))).expect(200).json()
    }

    /// Waits until something is so.
    ///
    /// # Panics
    /// When it takes too long.
    pub fn wait_until(&self, what: &str, is_so: impl Fn(&Server) -> bool) {
        let begun = Instant::now();
        while !is_so(self) {
            assert!(begun.elapsed() < PATIENCE, "waited in vain until {what}:\n{}", self.log());
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    /// Checks what it has said so far.
    pub fn assert_clean_log(&self) {
        assert_clean(&self.log(), &self.expected);
    }

    /// Kills it.
    pub fn kill(mut self) -> Finished {
        self.running.take().expect("it runs until it is dropped").kill()
    }

    /// Ends it, checks that it ended cleanly with a clean log, and gives all it said.
    pub fn stop(mut self) -> Finished {
        self.end().expect("it runs until it is dropped")
    }

    fn end(&mut self) -> Option<Finished> {
        let running = self.running.take()?;
        let begun = Instant::now();
        running.terminate();
        let finished = running.finish().expect(0);
        assert!(begun.elapsed() < LONGEST_END, "it took {:?} to end", begun.elapsed());
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
    assert!(lines.is_empty(), "the log is not clean:\n{}\n\nall of it:\n{log}", lines.join("\n"));
}
