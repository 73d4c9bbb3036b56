//! The store of listings and facilities: an SQLite file or a PostgreSQL database.
//!
//! [`Store`] reads the [`Generation`] that is served. An [`Import`] stages what it fetches and then opens a [`Publication`],
//! which writes the next generation beside the served one. Committing the publication makes that generation current in
//! all processes at once; until then, and whatever happens to the process, the previous generation is served.
//!
//! Both engines run the same SQL through the macros in `statement.rs`. They differ in their migrations, in how a store
//! is opened and a transaction begins, in the placeholders of bulk statements, in their error codes, in the lock on
//! imports, and in the maintenance after a publication; nowhere else.

#![cfg_attr(test, allow(clippy::unwrap_used))]

mod backup;
mod bulk;
mod changes;
mod check;
mod checksum;
mod copy;
mod copy_error;
mod corrections;
mod decisions;
mod error;
mod facilities;
mod history;
mod holder;
mod import;
mod import_changes;
mod imports;
mod in_use;
mod index_copy;
mod listener;
mod listings;
mod lock;
mod meta;
mod migrate;
mod open;
mod pending;
mod pool;
mod publication;
mod restore;
mod revision;
mod scratch;
mod staging;
mod statement;
mod tables;
#[cfg(feature = "testing")]
pub mod testing;
mod text;
mod undo;
mod url;
mod write;

pub use changes::{Changes, ImportCoverage, Reverted, StateBefore, Upsert};
pub use check::{DamagedVersion, StoreDamage};
pub use copy::TableSums;
pub use copy_error::CopyError;
pub use corrections::{Correction, CorrectionChoice, MOST_A_DAY};
pub use decisions::{KeptDecision, Review};
pub use error::{BeginError, Error, with_causes};
pub use facilities::{FacilityRecord, Visit};
pub use history::{HistoryEntry, HistoryKind};
pub use holder::{Holder, host_name};
pub use import::Import;
pub use import_changes::ImportedVersion;
pub use imports::{ImportId, ImportRecord, ImportStatus, NewestImport, RejectedRow};
pub use listener::PublicationListener;
pub use listings::{SourceStatus, StoredListing};
pub use meta::{Generation, ServedGeneration, StoreIdentity};
pub use pending::{Boxed, Pending};
pub use publication::{Publication, PublicationCause};
pub use restore::Restored;
pub use revision::Revision;
pub use undo::{Reversal, UndoError};
pub use url::{DatabaseUrl, UrlError};

pub use open::Store;
