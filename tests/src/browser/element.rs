//! A part of a page.

use serde_json::{Value, json};

use super::driver::ELEMENT;
use super::tab::Tab;

/// A part of the page that a tab shows.
pub struct Element<'tab> {
    tab: &'tab Tab,
    id: String,
}

impl<'tab> Element<'tab> {
    /// The part that WebDriver named in an answer.
    pub(super) fn named(tab: &'tab Tab, value: &Value) -> Element<'tab> {
        let id = value[ELEMENT].as_str().unwrap_or_else(|| panic!("{value} is no part of the page"));
        Element { tab, id: id.to_owned() }
    }

    fn path(&self, command: &str) -> String {
        format!("/element/{}/{command}", self.id)
    }

    /// Scrolls to it and clicks it as a person would.
    ///
    /// # Panics
    /// When something covers it, or it can't be seen.
    pub fn click(&self) {
        self.tab.session().post(&self.path("click"), json!({}));
    }

    /// Types into it, after what is there.
    pub fn type_text(&self, text: &str) {
        self.tab.session().post(&self.path("value"), json!({ "text": text }));
    }

    /// The text that a person sees of it.
    pub fn text(&self) -> String {
        let text = self.tab.session().get(&self.path("text"));
        text.as_str().expect("a text").to_owned()
    }

    /// What a script of the page sees under a name; null when there is nothing.
    pub fn property(&self, name: &str) -> Value {
        self.tab.session().get(&self.path(&format!("property/{name}")))
    }

    /// Whether a person can see it.
    pub fn is_shown(&self) -> bool {
        self.tab.session().get(&self.path("displayed")).as_bool().expect("yes or no")
    }

    /// It, as an argument of a script.
    pub fn as_argument(&self) -> Value {
        json!({ ELEMENT: self.id })
    }
}
