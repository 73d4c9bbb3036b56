//! TOML with line numbers: what is wrong in a mapping is told with its line and the nearest right name.

use std::cell::RefCell;
use std::fmt;
use std::ops::Range;

use directory::nearest::{did_you_mean, nearest};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// Something that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// In which line, from 1.
    pub line: usize,
    /// What.
    pub problem: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.problem)
    }
}

/// A text and what was found wrong in it.
pub(super) struct Document<'d> {
    text: &'d str,
    faults: RefCell<Vec<Fault>>,
}

impl<'d> Document<'d> {
    pub fn new(text: &'d str) -> Self {
        Document { text, faults: RefCell::default() }
    }

    fn line(&self, at: usize) -> usize {
        self.text.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1
    }

    fn fault(&self, span: &Range<usize>, problem: String) {
        self.faults.borrow_mut().push(Fault { line: self.line(span.start), problem });
    }

    /// Everything that was wrong, in the order of lines.
    pub fn into_faults(self) -> Vec<Fault> {
        let mut faults = self.faults.into_inner();
        faults.sort_by_key(|fault| fault.line);
        faults
    }

    /// The whole of a document as a section with these keys.
    pub fn root<'a>(&'a self, table: &'a Spanned<DeTable<'a>>, keys: &[&str]) -> Section<'a> {
        let section = Section { document: self, table: table.get_ref(), span: table.span() };
        section.check(keys);
        section
    }

    /// Notes what the parser of TOML says.
    pub fn syntax(&self, error: &toml::de::Error) {
        self.fault(&error.span().unwrap_or(0..0), error.message().to_owned());
    }
}

/// A value at its place.
#[derive(Clone, Copy)]
pub(super) struct Node<'a> {
    document: &'a Document<'a>,
    value: &'a Spanned<DeValue<'a>>,
}

impl<'a> Node<'a> {
    /// Its line.
    pub fn line(self) -> usize {
        self.document.line(self.value.span().start)
    }

    /// Notes that it is wrong.
    pub fn fault(self, problem: impl Into<String>) {
        self.document.fault(&self.value.span(), problem.into());
    }

    fn expected<T>(self, what: &str, found: Option<T>) -> Option<T> {
        if found.is_none() {
            self.fault(format!("{what} is expected here"));
        }
        found
    }

    /// A text; a number is a text as well.
    pub fn text(self) -> Option<String> {
        let text = match self.value.get_ref() {
            DeValue::String(text) => Some(text.to_string()),
            DeValue::Integer(number) => Some(number.as_str().to_owned()),
            DeValue::Datetime(date) => Some(date.to_string()),
            _ => None,
        };
        self.expected("a text in quotes", text)
    }

    /// A text, or several in a list.
    pub fn texts(self) -> Vec<(String, Node<'a>)> {
        self.list().into_iter().filter_map(|node| Some((node.text()?, node))).collect()
    }

    /// The members of a list; what is no list is its only member.
    pub fn list(self) -> Vec<Node<'a>> {
        match self.value.get_ref() {
            DeValue::Array(list) => list.iter().map(|value| Node { value, ..self }).collect(),
            _ => vec![self],
        }
    }

    /// `true` or `false`.
    pub fn flag(self) -> Option<bool> {
        self.expected("true or false", self.value.get_ref().as_bool())
    }

    /// A whole number of at least 1.
    pub fn count(self) -> Option<u64> {
        let count = self.value.get_ref().as_integer().and_then(|number| number.as_str().parse().ok());
        self.expected("a whole number from 1 on", count.filter(|count| *count > 0))
    }

    /// A number.
    pub fn number(self) -> Option<f64> {
        let number = match self.value.get_ref() {
            DeValue::Integer(number) => number.as_str().parse().ok(),
            DeValue::Float(number) => number.as_str().parse().ok(),
            _ => None,
        };
        self.expected("a number", number)
    }

    /// One of some names.
    pub fn one_of<T: Copy>(self, names: &[(&str, T)]) -> Option<T> {
        let text = self.text()?;
        let found = names.iter().find(|(name, _)| *name == text).map(|(_, value)| *value);
        if found.is_none() {
            self.fault(unknown("", &text, &names.iter().map(|(name, _)| *name).collect::<Vec<_>>()));
        }
        found
    }

    /// Whether it is `true` or `false`.
    pub fn is_flag(self) -> bool {
        self.value.get_ref().is_bool()
    }

    /// Whether it is a list.
    pub fn is_list(self) -> bool {
        self.value.get_ref().is_array()
    }

    /// Whether it is a table.
    pub fn is_table(self) -> bool {
        self.value.get_ref().is_table()
    }

    /// A table with these keys and no others.
    pub fn section(self, keys: &[&str]) -> Option<Section<'a>> {
        let section = self.entries()?;
        section.check(keys);
        Some(section)
    }

    /// A table with keys of any name.
    pub fn entries(self) -> Option<Section<'a>> {
        let table = self.expected("a table", self.value.get_ref().as_table())?;
        Some(Section { document: self.document, table, span: self.value.span() })
    }
}

/// A table.
pub(super) struct Section<'a> {
    document: &'a Document<'a>,
    table: &'a DeTable<'a>,
    span: Range<usize>,
}

impl<'a> Section<'a> {
    fn check(&self, keys: &[&str]) {
        for key in self.table.keys().filter(|key| !keys.contains(&&**key.get_ref())) {
            self.document.fault(&key.span(), unknown("the key ", key.get_ref(), keys));
        }
    }

    /// The value of a key.
    pub fn get(&self, key: &str) -> Option<Node<'a>> {
        let value = self.table.get(key)?;
        Some(Node { document: self.document, value })
    }

    /// The value of a key that must be there.
    pub fn required(&self, key: &str) -> Option<Node<'a>> {
        let found = self.get(key);
        if found.is_none() {
            self.fault(format!("the key {key} is missing"));
        }
        found
    }

    /// All keys with their values.
    pub fn pairs(&self) -> impl Iterator<Item = (&'a str, Node<'a>)> + use<'a> {
        let document = self.document;
        self.table.iter().map(move |(key, value)| (&**key.get_ref(), Node { document, value }))
    }

    /// Notes that the table is wrong as a whole.
    pub fn fault(&self, problem: impl Into<String>) {
        self.document.fault(&self.span, problem.into());
    }
}

/// That a name is not known, with the nearest that are.
pub(super) fn unknown(what: &str, name: &str, names: &[&str]) -> String {
    let candidates = nearest(name, names.iter().copied());
    let hint = if candidates.is_empty() && names.len() <= 12 {
        format!("; known are {}", names.join(", "))
    } else {
        did_you_mean(&candidates)
    };
    format!("{what}{name:?} is not known{hint}")
}
