//! TOML with line numbers, to report each error in a mapping with its line and the nearest valid name.

use std::cell::RefCell;
use std::fmt;
use std::ops::Range;

use directory::nearest::{did_you_mean, nearest};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// An error in a mapping.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong.
    pub problem: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.problem)
    }
}

/// All errors in a mapping.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MappingError {
    /// The name of the mapping file.
    pub file: String,
    /// The errors, by line.
    pub faults: Vec<Fault>,
}

impl fmt::Display for MappingError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the mapping {} can't be used:", self.file)?;
        self.faults.iter().try_for_each(|fault| write!(f, "\n  {fault}"))
    }
}

impl std::error::Error for MappingError {}

/// A mapping file, and the errors that were found in it.
pub(super) struct MappingDocument<'d> {
    text: &'d str,
    faults: RefCell<Vec<Fault>>,
}

impl<'d> MappingDocument<'d> {
    pub fn new(text: &'d str) -> Self {
        MappingDocument { text, faults: RefCell::default() }
    }

    fn line(&self, at: usize) -> usize {
        self.text.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1
    }

    fn fault(&self, span: &Range<usize>, problem: String) {
        self.faults.borrow_mut().push(Fault { line: self.line(span.start), problem });
    }

    /// The errors, by line.
    pub fn into_faults(self) -> Vec<Fault> {
        let mut faults = self.faults.into_inner();
        faults.sort_by_key(|fault| fault.line);
        faults
    }

    /// The document as a section that may contain only these keys.
    pub fn root<'a>(&'a self, table: &'a Spanned<DeTable<'a>>, keys: &[&str]) -> MappingSection<'a> {
        let section = MappingSection { document: self, table: table.get_ref(), span: table.span() };
        section.check(keys);
        section
    }

    /// Records an error of the TOML parser.
    pub fn syntax(&self, error: &toml::de::Error) {
        self.fault(&error.span().unwrap_or(0..0), error.message().to_owned());
    }
}

/// A value with its position.
#[derive(Clone, Copy)]
pub(super) struct MappingNode<'a> {
    document: &'a MappingDocument<'a>,
    value: &'a Spanned<DeValue<'a>>,
}

impl<'a> MappingNode<'a> {
    pub fn line(self) -> usize {
        self.document.line(self.value.span().start)
    }

    /// Records an error at this value.
    pub fn fault(self, problem: impl Into<String>) {
        self.document.fault(&self.value.span(), problem.into());
    }

    fn expected<T>(self, what: &str, found: Option<T>) -> Option<T> {
        if found.is_none() {
            self.fault(format!("expected {what}"));
        }
        found
    }

    /// The value as a text. Numbers and days need no quotes.
    pub fn text(self) -> Option<String> {
        let text = match self.value.get_ref() {
            DeValue::String(text) => Some(text.to_string()),
            DeValue::Integer(number) => Some(number.as_str().to_owned()),
            DeValue::Datetime(date) => Some(date.to_string()),
            _ => None,
        };
        self.expected("a text in quotes", text)
    }

    /// The texts of a list, or a single text.
    pub fn texts(self) -> Vec<(String, MappingNode<'a>)> {
        self.list().into_iter().filter_map(|node| Some((node.text()?, node))).collect()
    }

    /// The members of a list; another value counts as a list of one.
    pub fn list(self) -> Vec<MappingNode<'a>> {
        match self.value.get_ref() {
            DeValue::Array(list) => list.iter().map(|value| MappingNode { value, ..self }).collect(),
            _ => vec![self],
        }
    }

    pub fn flag(self) -> Option<bool> {
        self.expected("true or false", self.value.get_ref().as_bool())
    }

    /// A whole number of at least 1.
    pub fn count(self) -> Option<u64> {
        let count = self.value.get_ref().as_integer().and_then(|number| number.as_str().parse().ok());
        self.expected("a whole number of at least 1", count.filter(|count| *count > 0))
    }

    pub fn number(self) -> Option<f64> {
        let number = match self.value.get_ref() {
            DeValue::Integer(number) => number.as_str().parse().ok(),
            DeValue::Float(number) => number.as_str().parse().ok(),
            _ => None,
        };
        self.expected("a number", number)
    }

    /// Looks up the text of this node among the names, and returns the value of that name.
    pub fn one_of<T: Copy>(self, names: &[(&str, T)]) -> Option<T> {
        let text = self.text()?;
        let found = names.iter().find(|(name, _)| *name == text).map(|(_, value)| *value);
        if found.is_none() {
            self.fault(unknown("value ", &text, &names.iter().map(|(name, _)| *name).collect::<Vec<_>>()));
        }
        found
    }

    pub fn is_flag(self) -> bool {
        self.value.get_ref().is_bool()
    }

    pub fn is_list(self) -> bool {
        self.value.get_ref().is_array()
    }

    pub fn is_table(self) -> bool {
        self.value.get_ref().is_table()
    }

    /// The value as a table that may contain only these keys.
    pub fn section(self, keys: &[&str]) -> Option<MappingSection<'a>> {
        let section = self.entries()?;
        section.check(keys);
        Some(section)
    }

    /// The value as a table with arbitrary keys.
    pub fn entries(self) -> Option<MappingSection<'a>> {
        let table = self.expected("a table", self.value.get_ref().as_table())?;
        Some(MappingSection { document: self.document, table, span: self.value.span() })
    }
}

/// A table of the document.
pub(super) struct MappingSection<'a> {
    document: &'a MappingDocument<'a>,
    table: &'a DeTable<'a>,
    span: Range<usize>,
}

impl<'a> MappingSection<'a> {
    fn check(&self, keys: &[&str]) {
        for key in self.table.keys().filter(|key| !keys.contains(&&**key.get_ref())) {
            self.document.fault(&key.span(), unknown("key ", key.get_ref(), keys));
        }
    }

    pub fn get(&self, key: &str) -> Option<MappingNode<'a>> {
        let value = self.table.get(key)?;
        Some(MappingNode { document: self.document, value })
    }

    /// The value of a required key.
    pub fn required(&self, key: &str) -> Option<MappingNode<'a>> {
        let found = self.get(key);
        if found.is_none() {
            self.fault(format!("the key {key} is missing"));
        }
        found
    }

    pub fn pairs(&self) -> impl Iterator<Item = (&'a str, MappingNode<'a>)> + use<'a> {
        let document = self.document;
        self.table.iter().map(move |(key, value)| (&**key.get_ref(), MappingNode { document, value }))
    }

    /// Records an error of the table as a whole.
    pub fn fault(&self, problem: impl Into<String>) {
        self.document.fault(&self.span, problem.into());
    }
}

/// The error for an unknown name, with the nearest known ones.
pub(super) fn unknown(what: &str, name: &str, names: &[&str]) -> String {
    let candidates = nearest(name, names.iter().copied());
    let hint = if candidates.is_empty() && names.len() <= 12 {
        format!("; expected one of {}", names.join(", "))
    } else {
        did_you_mean(&candidates)
    };
    format!("unknown {what}{name:?}{hint}")
}
