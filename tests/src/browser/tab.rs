//! A tab.

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

/// A fresh tab, with no history and nothing kept, on one server. When it is dropped, no other host must have been
/// asked for anything.
pub struct Tab {
    /// Until it is given back.
    chromium: Option<Chromium>,
    base: String,
    /// A host that the visitor may go to.
    elsewhere: Option<&'static str>,
}

impl Tab {
    /// Opens a tab that shows nothing yet. `None` when Chromium is not installed.
    pub fn open(server: &Server, visitor: Visitor) -> Option<Tab> {
        let tab = Tab { chromium: Some(Chromium::take()?), base: server.url().to_owned(), elsewhere: None };
        tab.replace_the_last();
        let everything = json!({ "origin": server.url(), "storageTypes": "all" });
        tab.devtools("Storage.clearDataForOrigin", everything);
        tab.show_to(visitor);
        tab.clear_cache();
        // Somebody else's.
        tab.chromium().proxy.forget();
        Some(tab)
    }

    /// Shows the page to another visitor, or on another device.
    pub fn show_to(&self, visitor: Visitor) {
        for (command, parameters) in visitor.commands(&self.chromium().agent) {
            self.devtools(command, parameters);
        }
    }

    /// Opens another tab and closes the one of before, with its history, its storage and its visitor.
    fn replace_the_last(&self) {
        let session = self.session();
        let opened = session.post("/window/new", json!({ "type": "tab" }));
        session.attempt("DELETE", "/window", None).expect("the last tab closes");
        session.post("/window", json!({ "handle": opened["handle"] }));
    }

    fn chromium(&self) -> &Chromium {
        self.chromium.as_ref().expect("it is there until the tab is dropped")
    }

    pub(super) fn session(&self) -> &Session {
        &self.chromium().session
    }

    /// The same tab, whose visitor may leave for this host, with its port.
    pub fn which_may_leave_for(mut self, host: &'static str) -> Tab {
        self.elsewhere = Some(host);
        self
    }

    /// Goes to a path of the server, as if it had been typed.
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

    /// Back, as with the button of the browser.
    pub fn back(&self) {
        self.session().post("/back", json!({}));
    }

    /// Loads the page once more.
    pub fn reload(&self) {
        self.session().post("/refresh", json!({}));
    }

    /// The address that the browser shows.
    pub fn url(&self) -> String {
        self.session().get("/url").as_str().expect("a text").to_owned()
    }

    /// The path of that address and what follows it.
    pub fn path(&self) -> String {
        self.url().trim_start_matches(&self.base).to_owned()
    }

    /// The title.
    pub fn title(&self) -> String {
        self.session().get("/title").as_str().expect("a text").to_owned()
    }

    /// The parts that a CSS selector names.
    pub fn find_all(&self, selector: &str) -> Vec<Element<'_>> {
        let found = self.session().post("/elements", json!({ "using": "css selector", "value": selector }));
        found.as_array().expect("a list").iter().map(|value| Element::named(self, value)).collect()
    }

    /// The first part that a CSS selector names.
    ///
    /// # Panics
    /// When there is none.
    pub fn find(&self, selector: &str) -> Element<'_> {
        let found = self.find_all(selector).into_iter().next();
        found.unwrap_or_else(|| panic!("no {selector} on {}:\n{}", self.url(), self.text()))
    }

    /// The link, button or summary that has this text.
    ///
    /// # Panics
    /// When there is none.
    pub fn find_named(&self, text: &str) -> Element<'_> {
        const FIND: &str = "const plain = text => text.replace(/\\s+/g, ' ').trim();
            const parts = [...document.querySelectorAll('a, button, summary, label')];
            return parts.find(part => plain(part.innerText) === arguments[0])
                ?? parts.find(part => plain(part.innerText).startsWith(arguments[0])) ?? null";
        let found = self.run(FIND, &[json!(text)]);
        assert!(!found.is_null(), "nothing is named “{text}” on {}:\n{}", self.url(), self.text());
        Element::named(self, &found)
    }

    /// What a person can read on the page.
    pub fn text(&self) -> String {
        self.run("return document.body?.innerText ?? ''", &[]).as_str().expect("a text").to_owned()
    }

    /// Runs a script, as chromedriver does: the policy of the page does not hold for it, nor that it has no scripts.
    pub fn run(&self, script: &str, arguments: &[Value]) -> Value {
        self.session().post("/execute/sync", json!({ "script": script, "args": arguments }))
    }

    /// Presses a key.
    pub fn press(&self, key: Key) {
        let strokes = key.pressed().iter();
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

    /// A picture of what is in sight, as PNG.
    pub fn picture(&self) -> Vec<u8> {
        let picture = self.devtools("Page.captureScreenshot", json!({ "format": "png" }));
        BASE64_STANDARD.decode(picture["data"].as_str().expect("a text")).expect("base 64")
    }

    /// What the browser told of the page since it was last asked: scripts that fail, what a policy forbids.
    pub fn browser_log(&self) -> Vec<Value> {
        let entries = self.session().post("/se/log", json!({ "type": "browser" }));
        entries.as_array().expect("a list").clone()
    }

    /// Lets the page know where the visitor is, in degrees.
    pub fn stand_at(&self, latitude: f64, longitude: f64) {
        let permission = json!({ "descriptor": { "name": "geolocation" }, "state": "granted" });
        self.session().post("/permissions", permission);
        let place = json!({ "latitude": latitude, "longitude": longitude, "accuracy": 10 });
        self.devtools("Emulation.setGeolocationOverride", place);
    }

    /// Types where the focus is.
    pub fn type_text(&self, text: &str) {
        self.devtools("Input.insertText", json!({ "text": text }));
    }

    /// Waits until something is so.
    ///
    /// # Panics
    /// When it takes too long.
    pub fn wait_until(&self, what: &str, is_so: impl Fn(&Tab) -> bool) {
        let begun = Instant::now();
        while !is_so(self) {
            assert!(begun.elapsed() < PATIENCE, "waited in vain until {what}, on {}", self.url());
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    /// What was asked for in this tab.
    pub fn requests(&self) -> Vec<Request> {
        self.chromium().proxy.requests()
    }

    /// Forgets what was asked for so far.
    pub fn forget_requests(&self) {
        self.assert_nobody_else_was_asked();
        self.chromium().proxy.forget();
    }

    /// Clears what the browser keeps of answers.
    pub fn clear_cache(&self) {
        self.devtools("Network.clearBrowserCache", json!({}));
    }

    fn assert_nobody_else_was_asked(&self) {
        let ours = self.base.trim_start_matches("http://");
        let is_known = |host: &str| host == ours || self.elsewhere == Some(host);
        let others: Vec<Request> =
            self.requests().into_iter().filter(|request| !is_known(&request.host)).collect();
        assert!(others.is_empty(), "somebody else was asked: {others:#?}");
    }
}

impl Drop for Tab {
    fn drop(&mut self) {
        if std::thread::panicking() {
            return;
        }
        self.assert_nobody_else_was_asked();
        // One that was elsewhere may still try to get there.
        let used = self.chromium.take().filter(|_| self.elsewhere.is_none());
        if let Some(chromium) = used {
            chromium.give_back();
        }
    }
}
