//! Where imports run: in this process, for commands, or in a process of their own, for servers.
//!
//! A file that takes all memory, or a bug in a parser, must not end a server. So a server starts the same program again as
//! `iopfinder import-worker`, which has a limit on its memory, and sends it what to import. The worker reports its progress
//! and its result on standard output, one JSON value per line ([`WorkerMessage`]). It stops when its standard input ends,
//! that is when the server asks it to or is gone.

mod apart;
mod job;

use ingest::import::{ImportRequest, Observer, Outcome, Stop};
use store::Store;

use crate::commands::import::run_import;
use crate::config::Config;

pub use job::{FailureKind, ImportFailure, ImportJob, Imported, WorkerJob, WorkerMessage};

/// Where imports run.
#[derive(Clone, Copy)]
pub enum Importer<'a> {
    /// In this process.
    Here(&'a Store),
    /// In a process of its own.
    Apart,
}

impl Importer<'_> {
    /// Runs an import and writes its index. `observer` receives the progress.
    pub async fn run(
        self,
        config: &Config,
        job: &ImportJob,
        stop: &Stop,
        observer: &mut dyn Observer,
    ) -> Result<Outcome, ImportFailure> {
        match self {
            Importer::Here(store) => run_here(config, store, job, stop.clone(), observer).await,
            Importer::Apart => apart::run(config, job, stop, observer).await,
        }
    }
}

/// Runs an import in this process.
pub async fn run_here(
    config: &Config,
    store: &Store,
    job: &ImportJob,
    stop: Stop,
    observer: &mut dyn Observer,
) -> Result<Outcome, ImportFailure> {
    let origin = job.origin(config).map_err(ImportFailure::bad_settings)?;
    let request = ImportRequest { origin, accepted: job.accepted, stop };
    Ok(run_import(config, store, &request, observer).await?)
}
