//! A real Chromium, driven over WebDriver, in which tests visit a server as people do.
//!
//! - [`Visitor`] is who visits: the device, the language, with or without scripts, how it is shown.
//! - [`Tab`] is a fresh tab of such a visitor, on one server; [`Element`] is a part of the page in it.
//! - [`Request`] is what the tab asked for: Chromium goes through a proxy that lets nothing else through.
//! - [`tools`] are axe-core and html-validate.
//!
//! WebDriver is JSON over HTTP, which the harness has already. The client libraries for it would bring a dependency
//! under a weak copyleft licence, or turn on features of `serde_json` in the program under test.

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
