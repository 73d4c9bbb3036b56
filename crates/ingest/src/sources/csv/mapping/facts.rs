//! The facts that the columns of a table state.

use std::collections::HashMap;

use directory::fact::{AttributeSet, Fact, FactSet};
use directory::vocabulary::{AttributeId, UnknownService};
use directory::{Track, Vocabulary, text};
use regex::Regex;

use super::cell::{ColumnId, normalize};
use super::row::MappedRow;
use super::select::RowCondition;
use super::tally::PartId;
use crate::marks::mark;
use crate::parsed::Unused;

/// The attributes that a value is about, each with yes or no.
pub(in super::super) type Statements = Vec<(AttributeId, bool)>;

/// Facts that a column states, or that hold for all rows.
#[derive(Debug, Clone)]
pub(in super::super) struct FactRule {
    /// Restricts the rule to programs of this track.
    pub track: Option<Track>,
    /// Restricts the rule to the rows that this condition selects.
    pub when: RowCondition,
    pub form: FactForm,
}

/// How a rule states facts.
#[derive(Debug, Clone)]
pub(in super::super) enum FactForm {
    Always(Statements),
    Listed(ListColumn),
    Marked(MarkColumn),
}

/// A column that lists what a program has.
#[derive(Debug, Clone)]
pub(in super::super) struct ListColumn {
    pub column: ColumnId,
    pub name: String,
    /// The separator between two values; without one, the cell is a single value.
    pub split: Option<Regex>,
    /// What the values mean; `None` if they are themselves slugs, codes or labels.
    pub values: Option<ValueMeanings>,
    /// The attributes that the column asks about.
    pub asks: AttributeSet,
    /// What it means if a cell does not list an attribute that the column asks about.
    pub not_listed: Fact,
    /// Whether unknown values are dropped; otherwise they become unknown services.
    pub drops_unknown: bool,
}

/// The meanings of the values of a column.
#[derive(Debug, Clone, Default)]
pub(in super::super) struct ValueMeanings {
    /// The meanings of normalized values.
    pub whole: HashMap<String, (PartId, Statements)>,
    /// Patterns for other values, with their meanings. Every pattern that matches counts.
    pub patterns: Vec<(Regex, PartId, Statements)>,
}

/// A column that says yes or no.
#[derive(Debug, Clone)]
pub(in super::super) struct MarkColumn {
    pub column: ColumnId,
    pub says: Statements,
    /// Normalized values that mean yes, in addition to the usual marks.
    pub yes: HashMap<String, PartId>,
    /// Normalized values that mean no, in addition to the usual marks.
    pub no: HashMap<String, PartId>,
    /// Numbers above this mean yes, other numbers no.
    pub above: Option<f64>,
    /// What an empty cell means.
    pub empty: Fact,
}

/// The facts that the columns of a row state. If several columns are about one attribute, yes outranks no. If a value
/// that can't be understood may be about an attribute, only an explicit no counts: it then means nothing that the
/// attribute is not listed.
#[derive(Debug, Default)]
pub(in super::super) struct StatedFacts {
    yes: AttributeSet,
    /// Attributes with an explicit no.
    no: AttributeSet,
    /// Attributes that a column would list, but does not.
    unlisted: AttributeSet,
    /// Attributes that an unknown value may stand for, so that nothing follows if they are not listed.
    doubtful: AttributeSet,
    pub unknown: Vec<UnknownService>,
    /// Whether a cell that should say yes or no said neither.
    pub is_unreadable: bool,
}

impl StatedFacts {
    pub fn facts(&self) -> FactSet {
        FactSet::new(self.yes, self.no.or(&self.unlisted.without(&self.doubtful)))
    }

    pub fn yes(&mut self, id: AttributeId) {
        self.yes.insert(id);
    }

    fn say(&mut self, says: &Statements, is_yes: bool) {
        for (id, yes) in says {
            let side = if *yes == is_yes { &mut self.yes } else { &mut self.no };
            side.insert(*id);
        }
    }
}

impl ValueMeanings {
    /// All attributes that values can state.
    pub fn says(&self) -> impl Iterator<Item = &(AttributeId, bool)> {
        let whole = self.whole.values().map(|(_, says)| says);
        whole.chain(self.patterns.iter().map(|(_, _, says)| says)).flatten()
    }
}

impl FactRule {
    /// Adds what the rule states for a program of this track.
    pub fn apply(&self, row: MappedRow<'_>, track: Track, stated: &mut StatedFacts) {
        if self.track.is_some_and(|only| only != track) || !self.when.selects(row) {
            return;
        }
        match &self.form {
            FactForm::Always(says) => stated.say(says, true),
            FactForm::Listed(listed) => listed.apply(row, stated),
            FactForm::Marked(marked) => marked.apply(row, stated),
        }
    }
}

fn ids(says: &Statements) -> AttributeSet {
    says.iter().map(|(id, _)| *id).collect()
}

impl ListColumn {
    fn apply(&self, row: MappedRow<'_>, stated: &mut StatedFacts) {
        let Some(cell) = row.cell(self.column) else { return };
        let values: Vec<&str> = match &self.split {
            Some(between) => between.split(cell).collect(),
            None => vec![cell],
        };
        let (mut listed, mut is_understood) = (AttributeSet::default(), true);
        for value in values.into_iter().filter_map(text::clean) {
            if let Some(says) = self.says(row, &value) {
                stated.say(&says, true);
                listed = listed.or(&ids(&says));
                continue;
            }
            is_understood = false;
            row.unused(self.column, &value, Unused::NotInMapping);
            if !self.drops_unknown {
                stated.unknown.push(UnknownService { category: self.name.clone(), name: value });
            }
        }
        let others = self.asks.without(&listed);
        if !is_understood {
            stated.doubtful = stated.doubtful.or(&others);
        } else if self.not_listed == Fact::No {
            stated.unlisted = stated.unlisted.or(&others);
        }
    }

    fn says(&self, row: MappedRow<'_>, value: &str) -> Option<Statements> {
        let Some(values) = &self.values else { return attribute(value).map(|id| vec![(id, true)]) };
        if let Some((part, says)) = values.whole.get(&normalize(value)) {
            row.tally.hit(*part);
            return Some(says.clone());
        }
        let matching = values.patterns.iter().filter(|(pattern, ..)| pattern.is_match(value));
        matching.fold(None, |found, (_, part, says)| {
            row.tally.hit(*part);
            Some([found.unwrap_or_default(), says.clone()].concat())
        })
    }
}

/// The attribute with this slug, code or label, or the only service with this name or nearly this name.
fn attribute(value: &str) -> Option<AttributeId> {
    let vocabulary = Vocabulary::embedded();
    let by_label = || {
        let mut attributes = vocabulary.attributes().iter();
        attributes.find(|known| known.label.eq_ignore_ascii_case(value)).map(|known| known.id)
    };
    let by_name = || {
        let categories = || vocabulary.categories().iter().map(|known| known.code.as_str());
        let services = Track::ALL.iter().flat_map(|track| {
            categories().filter_map(move |category| vocabulary.service(*track, category, value))
        });
        let mut services: Vec<AttributeId> = services.collect();
        services.sort_unstable();
        services.dedup();
        Some(*services.first()?).filter(|_| services.len() == 1)
    };
    vocabulary.find(value).or_else(by_label).or_else(by_name)
}

impl MarkColumn {
    fn apply(&self, row: MappedRow<'_>, stated: &mut StatedFacts) {
        let Some(cell) = row.cell(self.column) else {
            match self.empty {
                Fact::NotStated => {}
                fact => stated.say(&self.says, fact == Fact::Yes),
            }
            return;
        };
        match self.answer(row, cell) {
            Some(is_yes) => stated.say(&self.says, is_yes),
            None => {
                row.unused(self.column, cell, Unused::NeitherYesNorNo);
                stated.is_unreadable = true;
                stated.doubtful = stated.doubtful.or(&ids(&self.says));
            }
        }
    }

    /// Whether a cell means yes or no; `None` if neither.
    fn answer(&self, row: MappedRow<'_>, cell: &str) -> Option<bool> {
        let value = normalize(cell);
        for (values, is_yes) in [(&self.yes, true), (&self.no, false)] {
            if let Some(part) = values.get(&value) {
                row.tally.hit(*part);
                return Some(is_yes);
            }
        }
        let number = || value.replace(',', "").parse::<f64>().ok().filter(|number| number.is_finite());
        let by_number = self.above.and_then(|above| Some(number()? > above));
        by_number.or_else(|| mark(cell))
    }
}
