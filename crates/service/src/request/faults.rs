//! What is wrong with a request. Faults are collected, so that a client learns of all of them at once. Their number is
//! limited, so that a request full of faults costs no more than others.

use crate::error::{Error, Fault};

/// At most this many faults are reported.
const MOST: usize = 20;

/// The nearest valid names are looked up for at most this many faults, because that takes time.
const MOST_SUGGESTIONS: usize = 8;

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
    /// How many further faults were found.
    left_out: usize,
    /// How often the nearest valid names were looked up.
    suggestions: usize,
    /// The lists of valid names that a fault contains already.
    listed: Vec<&'static [&'static str]>,
}

impl Faults {
    pub(super) fn new(origin: FaultOrigin) -> Faults {
        Faults { origin, list: Vec::new(), left_out: 0, suggestions: 0, listed: Vec::new() }
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
        if self.list.len() == MOST {
            self.left_out += 1;
            return;
        }
        let (parameter, pointer) = match self.origin {
            FaultOrigin::Query => (Some(parameter.to_owned()), None),
            FaultOrigin::Body => (None, Some(pointer(parameter))),
        };
        self.list.push(Fault { parameter, pointer, detail: detail.into(), candidates });
    }

    /// The nearest valid names, as `find` finds them; none if they were looked up too often already.
    pub(crate) fn suggestions(&mut self, find: impl FnOnce() -> Vec<String>) -> Vec<String> {
        if self.suggestions == MOST_SUGGESTIONS {
            return Vec::new();
        }
        self.suggestions += 1;
        find()
    }

    /// The end of a detail that lists the valid names, unless an earlier fault did.
    pub(super) fn listed_once(&mut self, kind: &str, valid: &'static [&'static str]) -> String {
        if self.listed.iter().any(|listed| std::ptr::eq(*listed, valid)) {
            return String::new();
        }
        self.listed.push(valid);
        format!("; valid {kind} are {}", valid.join(", "))
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
        let mut list = faults.list;
        if faults.left_out > 0 {
            let detail = format!("{} more faults are not listed", faults.left_out);
            list.push(Fault { parameter: None, pointer: None, detail, candidates: Vec::new() });
        }
        Error::Invalid(list)
    }
}

/// A JSON pointer (RFC 6901) to a member of the body; the empty name stands for the body itself.
fn pointer(parameter: &str) -> String {
    match parameter {
        "" => String::new(),
        name => format!("/{}", name.replace('~', "~0").replace('/', "~1")),
    }
}
