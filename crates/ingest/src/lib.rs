//! Public listings: reading the formats of the sources, fetching what they publish, and importing it.
//!
//! A source is a pure [`SourceParser`]: rows in, a [`ParsedSet`] out, no input or output and no clock. [`rows`]
//! reads rows from files, [`fetch`] asks a service for them page by page. A new source is one file in [`sources`],
//! one line in [`parser`] and one folder of fixtures. [`import`] brings a set into a store, whole or not at all, and
//! its [`Report`] accounts for every row.

pub mod fetch;
pub mod import;
pub mod page;
pub mod parsed;
pub mod repair;
pub mod report;
pub mod rows;
mod sample;
pub mod source;
pub mod sources;

pub use parsed::ParsedSet;
pub use repair::Repair;
pub use report::Report;
pub use sample::sample;
pub use source::{Description, ParsedRow, RawListing, RejectedRow, SetParser, SourceParser, ZipPoints};
pub use sources::parser;
