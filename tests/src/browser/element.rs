//! Elements of a page.

use serde_json::{Value, json};

use super::driver::ELEMENT;
use super::tab::Tab;

/// An element of the page in a tab.
pub struct Element<'tab> {
    tab: &'tab Tab,
    id: String,
}

impl<'tab> Element<'tab> {
    /// Takes the element from a response of WebDriver.
    pub(super) fn from_json(tab: &'tab Tab, value: &Value) -> Element<'tab> {
        let id = value[ELEMENT].as_str().unwrap_or_else(|| panic!("{value} is not an element"));
        Element { tab, id: id.to_owned() }
    }

    fn path(&self, command: &str) -> String {
        format!("/element/{}/{command}", self.id)
    }

    /// Scrolls to the element and clicks it.
    ///
    /// # Panics
    /// When it is covered or invisible.
    pub fn click(&self) {
        self.tab.session().post(&self.path("click"), json!({}));
    }

    /// Types into the element, after its present text.
    pub fn type_text(&self, text: &str) {
        self.tab.session().post(&self.path("value"), json!({ "text": text }));
    }

    /// The visible text of the element.
    pub fn text(&self) -> String {
        let text = self.tab.session().get(&self.path("text"));
        text.as_str().expect("a text").to_owned()
    }

    /// A property of the DOM object; null if there is none.
    pub fn property(&self, name: &str) -> Value {
        self.tab.session().get(&self.path(&format!("property/{name}")))
    }

    /// Whether the element is visible.
    pub fn is_shown(&self) -> bool {
        self.tab.session().get(&self.path("displayed")).as_bool().expect("yes or no")
    }

    /// The element as an argument for a script.
    pub fn as_argument(&self) -> Value {
        json!({ ELEMENT: self.id })
    }
}
