//! Which facts the columns of a table state.

use std::collections::HashMap;

use directory::fact::{AttributeSet, Fact, FactSet};
use directory::vocabulary::{AttributeId, UnknownService};
use directory::{Track, Vocabulary, text};
use regex::Regex;

use super::{Bound, ColumnId, normal};
use crate::marks::mark;

/// What a value says: these attributes, each yes or no.
pub(in super::super) type Says = Vec<(AttributeId, bool)>;

/// Facts that a column states, or that hold for all rows.
#[derive(Debug, Clone)]
pub(in super::super) struct FactRule {
    /// For programs of this track only.
    pub track: Option<Track>,
    pub form: Form,
}

/// How facts are stated.
#[derive(Debug, Clone)]
pub(in super::super) enum Form {
    /// The same for all rows.
    Always(Says),
    /// A column lists what there is.
    Listed(Listed),
    /// A column says yes or no.
    Marked(Marked),
}

/// A column that lists what there is.
#[derive(Debug, Clone)]
pub(in super::super) struct Listed {
    pub column: ColumnId,
    /// The column's name.
    pub name: String,
    /// What stands between two values; the whole cell is one where there is nothing.
    pub split: Option<Regex>,
    /// What values say, by their normal form; none where values are slugs, codes or labels themselves.
    pub values: Option<HashMap<String, Says>>,
    /// What the column asks about.
    pub asks: AttributeSet,
    /// What it means when something that is asked about is not among the values.
    pub not_listed: Fact,
    /// Whether values that mean nothing known are dropped; else they are kept as they came.
    pub drops_unknown: bool,
}

/// A column that says yes or no.
#[derive(Debug, Clone)]
pub(in super::super) struct Marked {
    pub column: ColumnId,
    /// What it is about.
    pub says: Says,
    /// Values that mean yes, and no, beside the usual ones, in their normal form.
    pub yes: Vec<String>,
    pub no: Vec<String>,
    /// What an empty cell means.
    pub empty: Fact,
}

/// What the columns of a row state.
#[derive(Debug, Default)]
pub(in super::super) struct Stated {
    pub facts: FactSet,
    pub unknown: Vec<UnknownService>,
    /// Whether a cell was neither yes nor no.
    pub is_unreadable: bool,
}

impl Stated {
    /// States a fact; of several about one attribute, yes stands before no.
    fn state(&mut self, id: AttributeId, fact: Fact) {
        let fact = Fact::of_codes([self.facts.get(id), fact]);
        self.facts.set(id, fact);
    }

    fn say(&mut self, says: &Says, is_yes: bool) {
        for (id, yes) in says {
            self.state(*id, if *yes == is_yes { Fact::Yes } else { Fact::No });
        }
    }
}

impl FactRule {
    /// What it asks about.
    pub fn asks(&self) -> AttributeSet {
        match &self.form {
            Form::Always(says) => says.iter().map(|(id, _)| *id).collect(),
            Form::Listed(listed) => listed.asks,
            Form::Marked(marked) => marked.says.iter().map(|(id, _)| *id).collect(),
        }
    }

    /// Adds what it states for a program of this track.
    pub fn apply(&self, row: Bound<'_>, track: Track, stated: &mut Stated) {
        if self.track.is_some_and(|only| only != track) {
            return;
        }
        match &self.form {
            Form::Always(says) => stated.say(says, true),
            Form::Listed(listed) => listed.apply(row, stated),
            Form::Marked(marked) => marked.apply(row, stated),
        }
    }
}

impl Listed {
    fn apply(&self, row: Bound<'_>, stated: &mut Stated) {
        let Some(cell) = row.cell(self.column) else { return };
        let values: Vec<&str> = match &self.split {
            Some(between) => between.split(cell).collect(),
            None => vec![cell],
        };
        let mut listed = AttributeSet::default();
        for value in values.into_iter().filter_map(text::clean) {
            match self.says(&value) {
                Some(says) => {
                    stated.say(&says, true);
                    listed = listed.or(&says.iter().map(|(id, _)| *id).collect());
                }
                None if self.drops_unknown => {}
                None => stated.unknown.push(UnknownService { category: self.name.clone(), name: value }),
            }
        }
        for id in self.asks.without(&listed).iter() {
            stated.state(id, self.not_listed);
        }
    }

    fn says(&self, value: &str) -> Option<Says> {
        match &self.values {
            Some(values) => values.get(&normal(value)).cloned(),
            None => by_itself(value).map(|id| vec![(id, true)]),
        }
    }
}

/// The attribute that a value names by its slug, its code or its label.
fn by_itself(value: &str) -> Option<AttributeId> {
    let vocabulary = Vocabulary::embedded();
    let by_label = || {
        let mut attributes = vocabulary.attributes().iter();
        attributes.find(|known| known.label.eq_ignore_ascii_case(value)).map(|known| known.id)
    };
    vocabulary.find(value).or_else(by_label)
}

impl Marked {
    fn apply(&self, row: Bound<'_>, stated: &mut Stated) {
        let Some(cell) = row.cell(self.column) else {
            match self.empty {
                Fact::NotStated => {}
                fact => stated.say(&self.says, fact == Fact::Yes),
            }
            return;
        };
        let value = normal(cell);
        if self.yes.contains(&value) {
            stated.say(&self.says, true);
        } else if self.no.contains(&value) {
            stated.say(&self.says, false);
        } else if let Some(is_yes) = mark(cell) {
            stated.say(&self.says, is_yes);
        } else {
            stated.is_unreadable = true;
        }
    }
}
