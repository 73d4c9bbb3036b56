//! A tab of the browser.

use std::time::{Duration, Instant};

use base64::prelude::{BASE64_STANDARD, Engine};
use serde_json::{Value, json};

use super::chromium::Chromium;
use super::driver::Session;
use super::element::Element;
use super::keys::Key;
use super::proxy::Request;
use super::visitor::Visitor;
use crate::process::PATIENCE;
use crate::server::Server;

/// A new tab on one server, without history, cache or storage. When it is dropped, it must not have sent a request to
/// any other host.
pub struct Tab {
    /// `None` once it was given back.
    chromium: Option<Chromium>,
    base: String,
    /// Another host that the visitor may go to.
    elsewhere: Option<&'static str>,
}

impl Tab {
    /// Opens an empty tab. Returns `None` if Chromium is not installed.
    pub fn open(server: &Server, visitor: Visitor) -> Option<Tab> {
        let tab = Tab { chromium: Some(Chromium::take()?), base: server.url().to_owned(), elsewhere: None };
        tab.replace_previous();
        let everything = json!({ "origin": server.url(), "storageTypes": "all" });
        tab.devtools("Storage.clearDataForOrigin", everything);
        tab.show_to(visitor);
        tab.clear_cache();
        // The requests of the previous test.
        tab.chromium().proxy.forget();
        Some(tab)
    }

    /// Changes the visitor, and so the device, the language and the preferences.
    pub fn show_to(&self, visitor: Visitor) {
        for (command, parameters) in visitor.commands(&self.chromium().agent) {
            self.devtools(command, parameters);
        }
    }

    /// Opens another tab and closes the previous one, with its history, storage and visitor.
    fn replace_previous(&self) {
        let session = self.session();
        let opened = session.post("/window/new", json!({ "type": "tab" }));
        session.attempt("DELETE", "/window", None).expect("the last tab closes");
        session.post("/window", json!({ "handle": opened["handle"] }));
    }

    fn chromium(&self) -> &Chromium {
        self.chromium.as_ref().expect("only dropping the tab gives Chromium back")
    }

    pub(super) fn session(&self) -> &Session {
        &self.chromium().session
    }

    /// Allows the visitor to go to another host, written as in [`Request::host`].
    pub fn allowing_host(mut self, host: &'static str) -> Tab {
        self.elsewhere = Some(host);
        self
    }

    /// Goes to a path of the server, as if the visitor had typed it.
    pub fn go(&self, path: &str) {
        self.session().post("/url", json!({ "url": format!("{}{path}", self.base) }));
    }

    /// Sends a form to a path of the server, from the page that is shown.
    pub fn post(&self, path: &str, entries: &[(&str, &str)]) {
        const SEND: &str = "const form = document.createElement('form');
            form.method = 'post';
            form.action = arguments[0];
            for (const [name, value] of arguments[1]) {
                const input = document.createElement('input');
                [input.type, input.name, input.value] = ['hidden', name, value];
                form.append(input);
            }
            document.body.append(form);
            form.submit();";
        self.run(SEND, &[json!(path), json!(entries)]);
        self.wait_until("the form is answered", |tab| {
            tab.run("return !document.forms[arguments[0]]", &[]) == true
        });
    }

    /// Goes back, like the button of the browser.
    pub fn back(&self) {
        self.session().post("/back", json!({}));
    }

    /// Loads the page again.
    pub fn reload(&self) {
        self.session().post("/refresh", json!({}));
    }

    /// The URL in the address bar.
    pub fn url(&self) -> String {
        self.session().get("/url").as_str().expect("a text").to_owned()
    }

    /// The path and query in the address bar.
    pub fn path(&self) -> String {
        self.url().trim_start_matches(&self.base).to_owned()
    }

    /// The title of the page.
    pub fn title(&self) -> String {
        self.session().get("/title").as_str().expect("a text").to_owned()
    }

    /// All elements that match a CSS selector.
    pub fn find_all(&self, selector: &str) -> Vec<Element<'_>> {
        let found = self.session().post("/elements", json!({ "using": "css selector", "value": selector }));
        found.as_array().expect("a list").iter().map(|value| Element::from_json(self, value)).collect()
    }

    /// The first element that matches a CSS selector.
    ///
    /// # Panics
    /// When there is none.
    pub fn find(&self, selector: &str) -> Element<'_> {
        let found = self.find_all(selector).into_iter().next();
        found.unwrap_or_else(|| panic!("no {selector} on {}:\n{}", self.url(), self.text()))
    }

    /// The link, button, summary or label with this text, or else one whose text begins with it.
    ///
    /// # Panics
    /// When there is none.
    pub fn find_named(&self, text: &str) -> Element<'_> {
        const FIND: &str = "const plain = text => text.replace(/\\s+/g, ' ').trim();
            const parts = [...document.querySelectorAll('a, button, summary, label')];
            return parts.find(part => plain(part.innerText) === arguments[0])
                ?? parts.find(part => plain(part.innerText).startsWith(arguments[0])) ?? null";
        let found = self.run(FIND, &[json!(text)]);
        assert!(!found.is_null(), "no element is named “{text}” on {}:\n{}", self.url(), self.text());
        Element::from_json(self, &found)
    }

    /// The visible text of the page.
    pub fn text(&self) -> String {
        self.run("return document.body?.innerText ?? ''", &[]).as_str().expect("a text").to_owned()
    }

    /// Runs a script through chromedriver. It runs even if the page's policy or the visitor forbids scripts.
    pub fn run(&self, script: &str, arguments: &[Value]) -> Value {
        self.session().post("/execute/sync", json!({ "script": script, "args": arguments }))
    }

    /// Presses a key.
    pub fn press(&self, key: Key) {
        let strokes = key.codes().iter();
        let down = strokes.clone().map(|stroke| json!({ "type": "keyDown", "value": stroke }));
        let up = strokes.rev().map(|stroke| json!({ "type": "keyUp", "value": stroke }));
        let actions: Vec<Value> = down.chain(up).collect();
        let keyboard = json!({ "type": "key", "id": "keyboard", "actions": actions });
        self.session().post("/actions", json!({ "actions": [keyboard] }));
    }

    /// Sends a command of the DevTools protocol.
    pub fn devtools(&self, command: &str, parameters: Value) -> Value {
        self.session().devtools(command, parameters)
    }

    /// A screenshot of the visible part of the page, as PNG.
    pub fn screenshot(&self) -> Vec<u8> {
        let screenshot = self.devtools("Page.captureScreenshot", json!({ "format": "png" }));
        BASE64_STANDARD.decode(screenshot["data"].as_str().expect("a text")).expect("base 64")
    }

    /// How many sheets of letter paper the page takes when it is printed.
    pub fn printed_sheets(&self) -> usize {
        let paper = json!({ "paperWidth": 8.5, "paperHeight": 11, "preferCSSPageSize": true });
        let pdf = self.devtools("Page.printToPDF", paper);
        let pdf = BASE64_STANDARD.decode(pdf["data"].as_str().expect("a text")).expect("base 64");
        let pdf = String::from_utf8_lossy(&pdf);
        pdf.matches("/Type /Page\n").count() + pdf.matches("/Type /Page ").count()
    }

    /// The messages of the browser's console since the last call: scripts that failed, violations of a policy.
    pub fn browser_log(&self) -> Vec<Value> {
        let entries = self.session().post("/se/log", json!({ "type": "browser" }));
        entries.as_array().expect("a list").clone()
    }

    /// Sets the visitor's position in degrees, and lets the page ask for it.
    pub fn stand_at(&self, latitude: f64, longitude: f64) {
        let permission = json!({ "descriptor": { "name": "geolocation" }, "state": "granted" });
        self.session().post("/permissions", permission);
        let place = json!({ "latitude": latitude, "longitude": longitude, "accuracy": 10 });
        self.devtools("Emulation.setGeolocationOverride", place);
    }

    /// Types into the element with the focus.
    pub fn type_text(&self, text: &str) {
        self.devtools("Input.insertText", json!({ "text": text }));
    }

    /// Waits until a condition holds.
    ///
    /// # Panics
    /// When it does not hold within a minute.
    pub fn wait_until(&self, what: &str, condition: impl Fn(&Tab) -> bool) {
        let begun = Instant::now();
        while !condition(self) {
            assert!(begun.elapsed() < PATIENCE, "waited too long for this: {what}, on {}", self.url());
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    /// The requests of this tab.
    pub fn requests(&self) -> Vec<Request> {
        self.chromium().proxy.requests()
    }

    /// Forgets the requests so far.
    pub fn forget_requests(&self) {
        self.assert_no_other_host();
        self.chromium().proxy.forget();
    }

    /// Clears the browser's cache.
    pub fn clear_cache(&self) {
        self.devtools("Network.clearBrowserCache", json!({}));
    }

    fn assert_no_other_host(&self) {
        let ours = self.base.trim_start_matches("http://");
        let is_known = |host: &str| host == ours || self.elsewhere == Some(host);
        let others: Vec<Request> =
            self.requests().into_iter().filter(|request| !is_known(&request.host)).collect();
        assert!(others.is_empty(), "requests to other hosts: {others:#?}");
    }
}

impl Drop for Tab {
    fn drop(&mut self) {
        if std::thread::panicking() {
            return;
        }
        self.assert_no_other_host();
        // A tab that went to another host may still send requests to it.
        let used = self.chromium.take().filter(|_| self.elsewhere.is_none());
        if let Some(chromium) = used {
            chromium.give_back();
        }
    }
}
