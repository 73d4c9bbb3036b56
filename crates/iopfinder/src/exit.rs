//! Exit codes, and the failures that lead to them.

use std::process::ExitCode;

use ingest::import::ImportError;
use serde::{Deserialize, Serialize};

/// The exit codes, as `--help` lists them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Exit {
    /// The command succeeded.
    Done = 0,
    /// The command failed for a reason that has no code of its own.
    Failed = 1,
    /// The command line, a setting, a parameter or a file to import is wrong.
    BadInput = 2,
    /// Another import is running.
    Busy = 3,
    /// The import is on hold until a person accepts it.
    Held = 4,
    /// The source can't be reached, or its response is wrong.
    Unreachable = 5,
    /// Nothing is loaded yet.
    NothingLoaded = 6,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        ExitCode::from(exit as u8)
    }
}

/// An error that ends the program, with the exit code for it.
#[derive(Debug)]
pub struct Failure {
    /// The code that the program exits with.
    pub exit: Exit,
    /// The error to report.
    pub error: anyhow::Error,
}

impl Failure {
    /// A failure with a text as its error.
    pub fn new(exit: Exit, text: impl Into<String>) -> Failure {
        Failure { exit, error: anyhow::Error::msg(text.into()) }
    }

    /// The error and its causes in one line.
    pub fn text(&self) -> String {
        store::with_causes(self.error.as_ref())
    }
}

/// Exits with [`Exit::Failed`]; see [`OrExit`] for other codes.
impl<E: Into<anyhow::Error>> From<E> for Failure {
    fn from(error: E) -> Self {
        Failure { exit: Exit::Failed, error: error.into() }
    }
}

/// Chooses the exit code for an error.
pub trait OrExit<T> {
    /// Turns the error into a failure with this exit code.
    fn or_exit(self, exit: Exit) -> Result<T, Failure>;
}

impl<T, E: Into<anyhow::Error>> OrExit<T> for Result<T, E> {
    fn or_exit(self, exit: Exit) -> Result<T, Failure> {
        self.map_err(|error| Failure { exit, error: error.into() })
    }
}

/// The exit code for an import that failed.
pub fn for_import(error: &ImportError) -> Exit {
    match error {
        ImportError::Busy { .. } => Exit::Busy,
        ImportError::SampleOverReal { .. }
        | ImportError::BundledOverNewer { .. }
        | ImportError::Open { .. }
        | ImportError::File { .. }
        | ImportError::OlderEdition { .. }
        | ImportError::NoListings { .. } => Exit::BadInput,
        error if error.is_unreachable() => Exit::Unreachable,
        _ => Exit::Failed,
    }
}

#[cfg(test)]
mod tests {
    use anyhow::Context;

    use super::*;

    #[test]
    fn a_failure_is_reported_with_each_cause_once() {
        let cause = std::fs::read("/nowhere/at all").unwrap_err();
        let text = cause.to_string();
        let failure = Failure::from(anyhow::Error::from(cause).context(format!("reading: {text}")));
        assert_eq!(failure.text(), format!("reading: {text}"));
        let nested: anyhow::Result<()> = Err(anyhow::anyhow!("b")).context("a");
        assert_eq!(nested.or_exit(Exit::Busy).map_err(|failure| failure.text()), Err("a: b".to_owned()));
    }
}
