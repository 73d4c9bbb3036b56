//! How the program ends.

use std::process::ExitCode;

use ingest::import::ImportError;

/// The exit codes, as `--help` lists them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// Done.
    Done = 0,
    /// It failed.
    Failed = 1,
    /// The command line, a setting or a parameter is wrong.
    BadInput = 2,
    /// Another import is running.
    Busy = 3,
    /// The import waits for a person.
    Held = 4,
    /// The source can't be reached.
    Unreachable = 5,
    /// Nothing is loaded yet.
    NothingLoaded = 6,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        ExitCode::from(exit as u8)
    }
}

/// Why a command failed, and how the program ends for it.
#[derive(Debug)]
pub struct Failure {
    /// How the program ends.
    pub exit: Exit,
    /// Why.
    pub error: anyhow::Error,
}

impl Failure {
    /// A failure with this text.
    pub fn new(exit: Exit, text: impl Into<String>) -> Failure {
        Failure { exit, error: anyhow::Error::msg(text.into()) }
    }

    /// The error and what caused it, in one line.
    pub fn text(&self) -> String {
        store::with_causes(self.error.as_ref())
    }
}

/// An error is a failure, unless something else is said.
impl<E: Into<anyhow::Error>> From<E> for Failure {
    fn from(error: E) -> Self {
        Failure { exit: Exit::Failed, error: error.into() }
    }
}

/// Says how the program ends for an error.
pub trait OrExit<T> {
    /// The value, or a failure that ends the program like this.
    fn or_exit(self, exit: Exit) -> Result<T, Failure>;
}

impl<T, E: Into<anyhow::Error>> OrExit<T> for Result<T, E> {
    fn or_exit(self, exit: Exit) -> Result<T, Failure> {
        self.map_err(|error| Failure { exit, error: error.into() })
    }
}

/// How the program ends for an import that failed.
pub fn of_import(error: &ImportError) -> Exit {
    match error {
        ImportError::Busy { .. } => Exit::Busy,
        ImportError::SampleOverReal { .. }
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
    fn a_failure_is_told_with_its_causes_each_once() {
        let cause = std::fs::read("/nowhere/at all").unwrap_err();
        let text = cause.to_string();
        let failure = Failure::from(anyhow::Error::from(cause).context(format!("reading: {text}")));
        assert_eq!(failure.text(), format!("reading: {text}"));
        let nested: anyhow::Result<()> = Err(anyhow::anyhow!("b")).context("a");
        assert_eq!(nested.or_exit(Exit::Busy).map_err(|failure| failure.text()), Err("a: b".to_owned()));
    }
}
