//! The index of one generation of a directory, and searching it.
//!
//! On disk an index is a folder: a tantivy index with one segment, whose rows are programs in the order of their
//! places, and a file of ready-made documents. [`Builder`] writes one, [`Snapshot::open`] checks it and lays its
//! columns out in memory, and [`Snapshot::search`] answers. A snapshot never changes; a new import makes a new one.

mod alternatives;
mod area;
mod bits;
mod build;
mod columns;
mod documents;
mod error;
mod folder;
mod manifest;
mod memory;
mod names;
mod plan;
mod query;
mod schema;
mod search;
mod select;
mod snapshot;
mod spool;

pub use alternatives::{Alternative, NeedChange};
pub use build::{Builder, Indexed};
pub use columns::ProgramRow;
pub use documents::Document;
pub use error::{BuildError, OpenError, SearchError};
pub use folder::{IndexFolder, UnfinishedIndex};
pub use manifest::IndexIdentity;
pub use query::{FacetCount, Hit, MatchFilter, ProgramHit, Query, SearchResults, Sort, Totals};
pub use snapshot::Snapshot;
