//! The tables `[[facts]]` of a mapping.

use directory::Vocabulary;
use directory::fact::{AttributeSet, Fact};
use regex::Regex;

use super::super::cell::{ColumnId, normalize};
use super::super::document::{MappingNode, MappingSection, unknown};
use super::super::facts::{FactForm, FactRule, ListColumn, MarkColumn, Statements, ValueMeanings};
use super::super::select::RowCondition;
use super::{Parser, TRACKS, compiled, regex};

/// The keys that any table may have.
const COMMON: [&str; 2] = ["track", "when"];

/// The keys of a table for a column that lists what a program has.
const LISTED: [&str; 8] =
    ["column", "split", "split_pattern", "values", "patterns", "asks", "not_listed", "unknown"];

/// The keys of a table for a column that says yes or no.
const MARKED: [&str; 6] = ["column", "attribute", "yes", "no", "above", "empty"];

impl Parser {
    pub(super) fn fact(&mut self, node: MappingNode<'_>) -> Option<FactRule> {
        let section = node.section(&[&COMMON[..], &["always"], &LISTED, &MARKED].concat())?;
        let track = section.get("track").and_then(|node| node.one_of(&TRACKS));
        let form = match (section.get("always"), section.get("attribute")) {
            (Some(node), None) => only(&section, &["always"]).then(|| FactForm::Always(says(node)))?,
            (None, Some(attribute)) => {
                only(&section, &MARKED).then(|| self.marked(&section, attribute))??
            }
            (None, None) => only(&section, &LISTED).then(|| self.listed(&section))??,
            (Some(_), Some(_)) => {
                section.fault("always and attribute can't be used together");
                return None;
            }
        };
        let when = section.get("when").map_or(Some(RowCondition::Always), |node| self.condition(node))?;
        Some(FactRule { track, when, form })
    }

    fn marked(&mut self, section: &MappingSection<'_>, attribute: MappingNode<'_>) -> Option<FactForm> {
        let node = section.required("column")?;
        let column = self.column(node)?;
        let mut list = |key: &str| {
            let texts = section.get(key).map(MappingNode::texts).unwrap_or_default();
            texts.iter().map(|(text, node)| (normalize(text), self.part(*node, column, text))).collect()
        };
        let (yes, no) = (list("yes"), list("no"));
        let above = section.get("above").and_then(MappingNode::number);
        let answers = [("yes", Fact::Yes), ("no", Fact::No), ("not_stated", Fact::NotStated)];
        let empty = section.get("empty").and_then(|node| node.one_of(&answers)).unwrap_or(Fact::NotStated);
        Some(FactForm::Marked(MarkColumn { column, says: says(attribute), yes, no, above, empty }))
    }

    fn listed(&mut self, section: &MappingSection<'_>) -> Option<FactForm> {
        let node = section.required("column")?;
        let (name, column) = (node.text()?, self.column(node)?);
        let split = match (section.get("split"), section.get("split_pattern")) {
            (Some(_), Some(pattern)) => {
                pattern.fault("split and split_pattern can't be used together");
                None
            }
            (Some(between), None) => {
                let between = between.text().filter(|between| !between.is_empty())?;
                Regex::new(&regex::escape(&between)).ok()
            }
            (None, Some(pattern)) => regex(pattern),
            (None, None) => None,
        };
        let values = self.values(section, column);
        let mut asks: AttributeSet =
            section.get("asks").map(says).unwrap_or_default().into_iter().map(|(id, _)| id).collect();
        for (id, _) in values.iter().flat_map(ValueMeanings::says) {
            asks.insert(*id);
        }
        let answers = [("no", Fact::No), ("not_stated", Fact::NotStated)];
        let not_listed = section.get("not_listed").and_then(|node| node.one_of(&answers)).unwrap_or(Fact::No);
        let unknown = section.get("unknown").and_then(|node| node.one_of(&[("keep", false), ("drop", true)]));
        let drops_unknown = unknown.unwrap_or_default();
        Some(FactForm::Listed(ListColumn { column, name, split, values, asks, not_listed, drops_unknown }))
    }

    /// The meanings in `values` and `patterns`; `None` if neither is given.
    fn values(&mut self, section: &MappingSection<'_>, column: ColumnId) -> Option<ValueMeanings> {
        let entries = |key: &str| section.get(key).and_then(MappingNode::entries);
        let (whole, patterns) = (entries("values"), entries("patterns"));
        if whole.is_none() && patterns.is_none() {
            return None;
        }
        let mut values = ValueMeanings::default();
        for (key, node) in whole.iter().flat_map(MappingSection::pairs) {
            values.whole.insert(normalize(key), (self.part(node, column, key), says(node)));
        }
        for (key, node) in patterns.iter().flat_map(MappingSection::pairs) {
            let part = self.part(node, column, key);
            values.patterns.extend(compiled(key, node).map(|pattern| (pattern, part, says(node))));
        }
        Some(values)
    }
}

/// Attributes by slug or code; "not" in front means no.
fn says(node: MappingNode<'_>) -> Statements {
    let vocabulary = Vocabulary::embedded();
    let mut says = Statements::new();
    for (text, node) in node.texts() {
        let name = text.trim();
        let (name, is_yes) = name.strip_prefix("not ").map_or((name, true), |name| (name.trim(), false));
        match vocabulary.find(name) {
            Some(id) => says.push((id, is_yes)),
            None => {
                let slugs: Vec<&str> =
                    vocabulary.attributes().iter().map(|known| known.slug.as_str()).collect();
                node.fault(unknown("attribute ", name, &slugs));
            }
        }
    }
    says
}

/// Whether a table has only these keys and common ones. Other keys are recorded as an error.
fn only(section: &MappingSection<'_>, keys: &[&str]) -> bool {
    let others: Vec<&str> = section
        .pairs()
        .map(|(key, _)| key)
        .filter(|key| !keys.contains(key) && !COMMON.contains(key))
        .collect();
    if !others.is_empty() {
        section.fault(format!("{} can't be combined with the other keys of this table", others.join(", ")));
    }
    others.is_empty()
}
