//! What a server and the process that imports for it tell each other.

use std::time::Duration;

use anyhow::Context;
use ingest::fetch::FetchOptions;
use ingest::import::{Accepted, ImportError, Origin, Outcome, Step};
use serde::{Deserialize, Serialize};
use store::Holder;

use crate::config::{Config, Given};
use crate::exit::{self, Exit};

/// How many times the first page is requested to replace bundled listings. Few, because without a network, it is better to
/// wait for the next attempt.
const FIRST_ATTEMPTS: u32 = 2;

/// How long it may then take to connect.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(3);

/// What to import, and how.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub struct ImportJob {
    /// What to import.
    pub imported: Imported,
    /// What is published although it is usually held.
    pub accepted: Accepted,
}

/// What a server imports.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub enum Imported {
    /// The listings that come with the program.
    Bundled,
    /// A configured source.
    Source {
        /// Its position among the configured sources.
        at: usize,
        /// Whether it replaces the bundled listings that are being served, and is tried again soon if it fails.
        is_update: bool,
    },
}

impl ImportJob {
    /// A job that is held as usual.
    pub fn new(imported: Imported) -> ImportJob {
        ImportJob { imported, accepted: Accepted::default() }
    }

    /// Where to import from.
    pub fn origin(&self, config: &Config) -> anyhow::Result<Origin> {
        let Imported::Source { at, is_update } = self.imported else { return Ok(Origin::bundled()) };
        let sources = config.imported_sources();
        let source = sources.get(at).with_context(|| format!("there is no source number {}", at + 1))?;
        let options = config.fetch_options();
        let options = match is_update {
            true => {
                FetchOptions { first_attempts: FIRST_ATTEMPTS, connect_timeout: CONNECT_TIMEOUT, ..options }
            }
            false => options,
        };
        source.origin(&config.findtreatment_url, options)
    }
}

/// The first line that a worker receives.
#[derive(Serialize, Deserialize)]
pub struct WorkerJob {
    /// The settings of the server.
    pub given: Given,
    /// What to import.
    pub job: ImportJob,
}

/// A line that a worker sends.
#[derive(Serialize, Deserialize)]
pub enum WorkerMessage {
    /// A step of the import.
    Step(Step),
    /// How it ended. Nothing follows.
    Ended(Box<Result<Outcome, ImportFailure>>),
}

/// Why an import failed.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ImportFailure {
    /// The exit code for it.
    pub exit: Exit,
    /// What went wrong, with the causes.
    pub error: String,
    /// What kind of failure it is.
    pub kind: FailureKind,
}

/// The kinds of failures that a server treats differently.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum FailureKind {
    /// It was asked to stop.
    Stopped,
    /// Another import is running.
    Busy(Option<Holder>),
    /// Anything else.
    Other,
}

impl ImportFailure {
    /// A failure that is not a kind of its own.
    pub fn other(exit: Exit, error: String) -> ImportFailure {
        ImportFailure { exit, error, kind: FailureKind::Other }
    }

    /// An import that can't begin because of a setting.
    pub fn bad_settings(error: anyhow::Error) -> ImportFailure {
        ImportFailure::other(Exit::BadInput, format!("{error:#}"))
    }
}

impl From<ImportError> for ImportFailure {
    fn from(error: ImportError) -> Self {
        let (exit, text) = (exit::for_import(&error), store::with_causes(&error));
        let kind = match error {
            ImportError::Stopped => FailureKind::Stopped,
            ImportError::Busy { holder } => FailureKind::Busy(holder),
            _ => FailureKind::Other,
        };
        ImportFailure { exit, error: text, kind }
    }
}
