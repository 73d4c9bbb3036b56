//! A harness that runs the real program as a process, talks HTTP with it, and holds it to what it promises.
//!
//! - [`Home`] is a directory of its own for one test; it runs commands and servers on it.
//! - [`Server`] is a running `iopfinder serve`; when it is dropped it must end cleanly, with a clean log.
//! - [`Locator`] stands in for the service that is imported from, with faults on demand.
//! - [`rows`] makes the rows it serves.
//! - [`browser`] is a real Chromium that visits it.
//! - [`answers`] are the API's answers as a strict client reads them.
//!
//! The binary is built once, or is the one that the environment variable `IOPFINDER_BINARY` names.

pub mod answers;
mod binary;
pub mod browser;
mod fields;
mod home;
pub mod http;
mod locator;
mod page_text;
mod postgres;
mod process;
mod publishing;
pub mod rows;
mod runtime;
mod server;
mod shared;
mod snapshot;
mod workbook;

pub use fields::fields_of;
pub use home::{Home, NOWHERE};
pub use locator::{Asked, Gate, Locator, Pages, Reply};
pub use page_text::PageText;
pub use postgres::postgres_database;
pub use process::{Finished, Running};
pub use publishing::Publishing;
pub use rows::Row;
pub use server::Server;
pub use shared::{SharedServer, sample_server};
pub use workbook::{xlsx, xlsx_of};

pub use snapshot::{everything, searches, without_times};

/// Everything a server may say of sample data.
pub const NOTICE: &str = "sample data, not real places";
