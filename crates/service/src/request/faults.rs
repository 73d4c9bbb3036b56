//! What is wrong with a request. Faults are collected, so that a client learns of all of them at once.

use crate::error::{Error, Fault};

/// Where the parameters of a request are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FaultOrigin {
    /// In the query of a URL, or on the command line.
    Query,
    /// In a JSON body.
    Body,
}

/// The faults found in a request so far.
#[derive(Debug)]
pub struct Faults {
    origin: FaultOrigin,
    list: Vec<Fault>,
}

impl Faults {
    pub(super) fn new(origin: FaultOrigin) -> Faults {
        Faults { origin, list: Vec::new() }
    }

    /// No faults yet, in parameters that are named as in a URL.
    pub fn in_query() -> Faults {
        Faults::new(FaultOrigin::Query)
    }

    /// No faults yet, in members of a JSON body.
    pub fn in_body() -> Faults {
        Faults::new(FaultOrigin::Body)
    }

    /// Adds what is wrong with a parameter.
    pub fn add(&mut self, parameter: &str, detail: impl Into<String>) {
        self.add_with(parameter, detail, Vec::new());
    }

    /// Adds what is wrong with a parameter, with the nearest valid values.
    pub fn add_with(&mut self, parameter: &str, detail: impl Into<String>, candidates: Vec<String>) {
        let (parameter, pointer) = match self.origin {
            FaultOrigin::Query => (Some(parameter.to_owned()), None),
            FaultOrigin::Body => (None, Some(pointer(parameter))),
        };
        self.list.push(Fault { parameter, pointer, detail: detail.into(), candidates });
    }

    /// Whether something is wrong with this parameter.
    pub fn has(&self, parameter: &str) -> bool {
        let pointer = pointer(parameter);
        self.list.iter().any(|fault| {
            fault.parameter.as_deref() == Some(parameter) || fault.pointer.as_deref() == Some(&pointer)
        })
    }

    /// Whether nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }
}

impl From<Faults> for Error {
    fn from(faults: Faults) -> Error {
        Error::Invalid(faults.list)
    }
}

/// A JSON pointer (RFC 6901) to a member of the body; the empty name stands for the body itself.
fn pointer(parameter: &str) -> String {
    match parameter {
        "" => String::new(),
        name => format!("/{}", name.replace('~', "~0").replace('/', "~1")),
    }
}
