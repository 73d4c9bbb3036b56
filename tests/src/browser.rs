//! A real Chromium, driven over WebDriver, in which tests visit a server as people do.
//!
//! - [`Visitor`] describes the device, the language and the preferences of a person, with or without scripts.
//! - [`Tab`] is a new tab for such a visitor on one server. [`Element`] is an element of the page in it.
//! - [`Request`] is a request made by the tab. All go through a proxy that reaches only this computer.
//! - [`tools`] runs axe-core and html-validate.
//!
//! WebDriver is JSON over HTTP, so the harness needs no client library for it. The existing ones would bring a
//! dependency under a weak copyleft license, or turn on features of `serde_json` in the program under test.

mod chromium;
mod driver;
mod element;
mod keys;
mod proxy;
mod supervised;
mod tab;
pub mod tools;
mod visitor;

pub use element::Element;
pub use keys::Key;
pub use proxy::Request;
pub use tab::Tab;
pub use visitor::Visitor;
