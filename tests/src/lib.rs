//! A harness that runs the real program as a process and talks to it over HTTP.
//!
//! - [`Home`] is a data folder for one test. It runs commands and servers on it.
//! - [`Server`] is a running `iopfinder serve`. When it is dropped, it must end cleanly, with a clean log.
//! - [`Locator`] stands in for FindTreatment.gov, with faults on demand.
//! - [`rows`] makes the rows that it serves.
//! - [`Caddy`] is a real Caddy in front of servers.
//! - [`browser`] is a real Chromium that visits a server.
//! - [`answers`] has the API's responses as a strict client reads them.
//! - [`reading`] judges how hard a text is to read.
//!
//! Cargo builds the program; [`build_program`] does for tests that it does not. Set the environment variable `IOPFINDER_BINARY` to test another one.

pub mod answers;
mod binary;
pub mod browser;
mod caddy;
mod fields;
mod home;
pub mod http;
mod installed;
mod locator;
mod page_text;
mod postgres;
mod process;
mod publishing;
pub mod reading;
pub mod rows;
mod runtime;
mod server;
mod shared;
mod small_disk;
mod snapshot;
mod workbook;

pub use binary::build_program;
pub use caddy::Caddy;
pub use fields::field_names;
pub use home::{Home, NOWHERE};
pub use installed::installed;
pub use locator::{Gate, Locator, LocatorPages, LocatorReply, PageRequest};
pub use page_text::PageText;
pub use postgres::{damage_kept_index, durable_postgres, own_postgres, postgres_database};
pub use process::{FinishedProcess, RunningProcess};
pub use publishing::Publishing;
pub use rows::LocatorRow;
pub use server::Server;
pub use shared::{SharedServer, sample_server};
pub use small_disk::SmallDisk;
pub use workbook::{xlsx, xlsx_with_sheets};

pub use snapshot::{everything, searches, without_times};

/// The notice on everything that is shown from sample data.
pub const SAMPLE_NOTICE: &str = "sample data, not real places";

/// The notice on everything that is shown from the bundled listings.
pub const BUNDLED_NOTICE: &str =
    "listings of 2023, from SAMHSA's National Directory; numbers may have changed";

/// That notice on Spanish pages.
pub const BUNDLED_NOTICE_IN_SPANISH: &str =
    "la lista de 2023, del Directorio nacional de SAMHSA; los números pueden haber cambiado";
