//! Public listings: reading the formats of the sources, fetching what they publish, and importing it.
//!
//! A source is pure: rows or files in, a [`ParsedSet`] out, no clock. A service's rows go through a [`SourceParser`];
//! [`rows`] reads them from files, [`fetch`] asks for them page by page. What is published as files is a
//! [`FileSource`]. A new source is one file in [`sources`], one line in its `mod.rs` and one folder of fixtures here;
//! README names what it is elsewhere. [`import`] brings a set into a store, whole or not at all, and its [`Report`]
//! accounts for every row.

pub mod fetch;
mod fields;
pub mod file;
pub mod import;
mod limits;
mod marks;
pub mod page;
pub mod parsed;
mod place;
pub mod repair;
pub mod report;
mod row_set;
pub mod rows;
mod sample;
pub mod source;
pub mod sources;
pub mod table;
mod table_set;
mod unicode;

pub use file::{FileError, ReadSeek, SourceFile};
pub use parsed::{ParsedSet, Scope, Unmatched, Unused, UnusedValue};
pub use repair::Repair;
pub use report::Report;
pub use sample::sample;
pub use source::{
    Description, FileSource, ParsedRow, RawListing, RejectedRow, SetParser, SourceParser, ZipPoints,
};
