//! The REST API, its description (OpenAPI), and the pages.
//!
//! A handler reads top to bottom: parse what was sent, ask the snapshot, write the answer. Nothing of a request is
//! logged; what a client did wrong is told to it as [`Problem`].

mod directory_state;
mod documents;
mod facility_answer;
mod facility_path;
mod history_answer;
mod metrics;
mod pages;
mod problem;
mod provenance;
mod public_url;
mod routes;
mod search;
mod server;
mod vocabulary;

pub use crate::pages::facts::{FactWords, WordsError};
pub use crate::search::{SAMPLE_NOTICE, cli_search};
pub use directory_state::{Directory, RefreshError, Serving, identity};
pub use documents::{AddressSummary, FacilitySummary, IndexWriter, SourceReference, index_identity};
pub use problem::{Fault, Problem};
pub use public_url::{PublicUrl, PublicUrlError};
pub use routes::openapi::openapi;
pub use server::server;
