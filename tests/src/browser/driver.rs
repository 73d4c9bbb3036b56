//! Sends commands to chromedriver, as JSON over HTTP.

use std::sync::OnceLock;

use serde_json::{Value, json};

use super::supervised::Chromedriver;
use crate::http::send;

/// The key of an element's ID in JSON, defined by the WebDriver specification.
pub(super) const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// The chromedriver of this process; `None` if it is not installed.
pub(super) fn chromedriver() -> Option<&'static Chromedriver> {
    static DRIVER: OnceLock<Option<Chromedriver>> = OnceLock::new();
    DRIVER.get_or_init(Chromedriver::start).as_ref()
}

/// A WebDriver session, which is one Chromium.
pub(super) struct Session {
    url: String,
}

impl Session {
    /// Starts a Chromium with these capabilities.
    pub(super) fn new(driver: &Chromedriver, capabilities: &Value) -> Session {
        let sessions = format!("http://127.0.0.1:{}/session", driver.port());
        let body = json!({ "capabilities": { "alwaysMatch": capabilities } });
        let created = exchange("POST", &sessions, Some(&body));
        let created = created.unwrap_or_else(|failure| panic!("Chromium does not start: {failure}"));
        let id = created["sessionId"].as_str().expect("a session has an id");
        Session { url: format!("{sessions}/{id}") }
    }

    /// Sends a command that may fail. The error is the code from the specification and a message.
    pub(super) fn attempt(&self, method: &str, path: &str, body: Option<&Value>) -> Result<Value, String> {
        exchange(method, &format!("{}{path}", self.url), body)
    }

    /// Sends a command without a body.
    pub(super) fn get(&self, path: &str) -> Value {
        self.attempt("GET", path, None).unwrap_or_else(|failure| panic!("{path}: {failure}"))
    }

    /// Sends a command with a body.
    pub(super) fn post(&self, path: &str, body: Value) -> Value {
        let response = self.attempt("POST", path, Some(&body));
        response.unwrap_or_else(|failure| panic!("{path} {body:.200}: {failure}"))
    }

    /// Sends a command of the DevTools protocol to the current tab.
    pub(super) fn devtools(&self, command: &str, parameters: Value) -> Value {
        self.post("/goog/cdp/execute", json!({ "cmd": command, "params": parameters }))
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        // If this fails, Chromium still ends with chromedriver.
        let _ = exchange("DELETE", &self.url, None);
    }
}

fn exchange(method: &str, url: &str, body: Option<&Value>) -> Result<Value, String> {
    let headers = [("content-type", "application/json")];
    let body = body.map(|body| body.to_string().into_bytes()).unwrap_or_default();
    let response = send(method, url, &headers, body)
        .unwrap_or_else(|err| panic!("chromedriver did not respond to {method} {url}: {err}"));
    let mut value: Value = response.json();
    let value = value["value"].take();
    if response.status == 200 {
        return Ok(value);
    }
    let text = |name: &str| value[name].as_str().unwrap_or_default().to_owned();
    // The other lines are a stack trace of chromedriver.
    Err(format!("{}: {}", text("error"), text("message").lines().next().unwrap_or_default()))
}
