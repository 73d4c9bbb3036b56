//! Which facts the columns of a table state.

use std::collections::HashMap;

use directory::fact::{AttributeSet, Fact, FactSet};
use directory::vocabulary::{AttributeId, UnknownService};
use directory::{Track, Vocabulary, text};
use regex::Regex;

use super::select::Select;
use super::tally::PartId;
use super::{Bound, ColumnId, normal};
use crate::marks::mark;
use crate::parsed::Unused;

/// What a value says: these attributes, each yes or no.
pub(in super::super) type Says = Vec<(AttributeId, bool)>;

/// Facts that a column states, or that hold for all rows.
#[derive(Debug, Clone)]
pub(in super::super) struct FactRule {
    /// For programs of this track only.
    pub track: Option<Track>,
    /// For rows that this picks only.
    pub when: Select,
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
    /// What values say; none where values are slugs, codes or labels themselves.
    pub values: Option<Values>,
    /// What the column asks about.
    pub asks: AttributeSet,
    /// What it means when something that is asked about is not among the values.
    pub not_listed: Fact,
    /// Whether values that mean nothing known are dropped; else they are kept as they came.
    pub drops_unknown: bool,
}

/// What values say.
#[derive(Debug, Clone, Default)]
pub(in super::super) struct Values {
    /// By their normal form.
    pub whole: HashMap<String, (PartId, Says)>,
    /// Where they are none of those: what each pattern says that matches.
    pub patterns: Vec<(Regex, PartId, Says)>,
}

/// A column that says yes or no.
#[derive(Debug, Clone)]
pub(in super::super) struct Marked {
    pub column: ColumnId,
    /// What it is about.
    pub says: Says,
    /// Values that mean yes, and no, beside the usual ones, in their normal form.
    pub yes: HashMap<String, PartId>,
    pub no: HashMap<String, PartId>,
    /// Numbers above this mean yes, and others no.
    pub above: Option<f64>,
    /// What an empty cell means.
    pub empty: Fact,
}

/// What the columns of a row state. Of several about one attribute, yes stands before no, and an outright no before one
/// that follows from not being listed.
#[derive(Debug, Default)]
pub(in super::super) struct Stated {
    yes: AttributeSet,
    /// What is said outright not to be.
    no: AttributeSet,
    /// What a column would list, and does not.
    unlisted: AttributeSet,
    /// What a cell may mean that is not understood: nothing follows from its not being listed.
    doubtful: AttributeSet,
    pub unknown: Vec<UnknownService>,
    /// Whether a cell was neither yes nor no.
    pub is_unreadable: bool,
}

impl Stated {
    /// What follows from all of it.
    pub fn facts(&self) -> FactSet {
        FactSet::new(self.yes, self.no.or(&self.unlisted.without(&self.doubtful)))
    }

    /// States that something is so.
    pub fn yes(&mut self, id: AttributeId) {
        self.yes.insert(id);
    }

    fn say(&mut self, says: &Says, is_yes: bool) {
        for (id, yes) in says {
            let side = if *yes == is_yes { &mut self.yes } else { &mut self.no };
            side.insert(*id);
        }
    }
}

impl Values {
    /// Everything that values can say.
    pub fn says(&self) -> impl Iterator<Item = &(AttributeId, bool)> {
        let whole = self.whole.values().map(|(_, says)| says);
        whole.chain(self.patterns.iter().map(|(_, _, says)| says)).flatten()
    }
}

impl FactRule {
    /// Adds what it states for a program of this track.
    pub fn apply(&self, row: Bound<'_>, track: Track, stated: &mut Stated) {
        if self.track.is_some_and(|only| only != track) || !self.when.picks(row) {
            return;
        }
        match &self.form {
            Form::Always(says) => stated.say(says, true),
            Form::Listed(listed) => listed.apply(row, stated),
            Form::Marked(marked) => marked.apply(row, stated),
        }
    }
}

fn ids(says: &Says) -> AttributeSet {
    says.iter().map(|(id, _)| *id).collect()
}

impl Listed {
    fn apply(&self, row: Bound<'_>, stated: &mut Stated) {
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

    fn says(&self, row: Bound<'_>, value: &str) -> Option<Says> {
        let Some(values) = &self.values else { return by_itself(value).map(|id| vec![(id, true)]) };
        if let Some((part, says)) = values.whole.get(&normal(value)) {
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
        match self.answer(row, cell) {
            Some(is_yes) => stated.say(&self.says, is_yes),
            None => {
                row.unused(self.column, cell, Unused::NeitherYesNorNo);
                stated.is_unreadable = true;
                stated.doubtful = stated.doubtful.or(&ids(&self.says));
            }
        }
    }

    /// Whether a cell says yes or no, if it says either.
    fn answer(&self, row: Bound<'_>, cell: &str) -> Option<bool> {
        let value = normal(cell);
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
