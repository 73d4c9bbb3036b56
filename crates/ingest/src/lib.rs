//! Imports: the formats of the sources, fetching them, and the import itself.
//!
//! A source is a folder in [`sources`] with an implementor of [`ImportSource`], which parses documents row by row into a
//! [`SetBuilder`], without I/O and without a clock. [`fetch`] gets the pages of a source that is a service. [`import`]
//! brings the resulting [`ParsedSet`] into a store, as a whole or not at all, and its [`Report`] accounts for every row.
//!
//! A new source needs a folder in [`sources`] and a line in its `mod.rs`, a folder of fixtures in `tests/fixtures`, a page in
//! `docs/sources`, and an entry in the program's list of sources.

mod archive;
mod counts;
pub mod fetch;
pub mod file;
pub mod import;
mod limits;
mod marks;
mod metered;
pub mod page;
pub mod parsed;
mod phrases;
mod place;
pub mod repair;
pub mod report;
pub mod rows;
mod sample;
mod set_builder;
pub mod source;
pub mod sources;
pub mod table;
mod unicode;
mod zip_points;

pub use file::{FileError, ReadSeek, SourceFile};
pub use parsed::{
    ParsedListing, ParsedSet, RejectedKind, RejectedRow, RowCounts, Scope, Unmatched, Unused, UnusedValue,
};
pub use repair::Repair;
pub use report::Report;
pub use sample::sample;
pub use set_builder::{ListingDraft, SetBuilder};
pub use source::{Document, ImportSource, read_set};
pub use zip_points::ZipPoints;
