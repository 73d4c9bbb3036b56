//! The REST API and its description (OpenAPI).
//!
//! A handler reads from top to bottom: parse what was sent, ask the service, write the response. Nothing about a request
//! is logged; what a client did wrong is reported to it as a [`Problem`].

mod extract;
mod import_metrics;
mod metrics;
mod problem;
mod problem_kind;
mod routes;

pub use metrics::{Metrics, TurnedAway};
pub use problem::Problem;
pub use routes::configure;
pub use routes::health::NEVER_SHED;
pub use routes::openapi::{ApiDescription, completed, described, json as openapi_json, openapi};
