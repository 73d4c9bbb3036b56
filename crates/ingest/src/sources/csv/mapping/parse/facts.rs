//! The tables `[[facts]]` of a mapping.

use std::collections::HashMap;

use directory::Vocabulary;
use directory::fact::{AttributeSet, Fact};
use regex::Regex;

use super::super::document::{Node, Section, unknown};
use super::super::facts::{FactRule, Form, Listed, Marked, Says};
use super::super::rules::normal;
use super::{Parser, TRACKS, regex};

impl Parser {
    /// A table of `[[facts]]`.
    pub(super) fn fact(&mut self, node: Node<'_>) -> Option<FactRule> {
        let keys = [
            "column",
            "split",
            "split_pattern",
            "values",
            "asks",
            "not_listed",
            "unknown",
            "attribute",
            "yes",
            "no",
            "empty",
            "always",
            "track",
        ];
        let section = node.section(&keys)?;
        let track = section.get("track").and_then(|node| node.one_of(&TRACKS));
        let form = match (section.get("always"), section.get("attribute")) {
            (Some(node), None) => only(&section, &["always", "track"]).then(|| Form::Always(says(node)))?,
            (None, Some(attribute)) => {
                let keys = ["column", "attribute", "yes", "no", "empty", "track"];
                only(&section, &keys).then(|| self.marked(&section, attribute))??
            }
            (None, None) => {
                let keys =
                    ["column", "split", "split_pattern", "values", "asks", "not_listed", "unknown", "track"];
                only(&section, &keys).then(|| self.listed(&section))??
            }
            (Some(_), Some(_)) => {
                section.fault("always and attribute exclude each other");
                return None;
            }
        };
        Some(FactRule { track, form })
    }

    fn marked(&mut self, section: &Section<'_>, attribute: Node<'_>) -> Option<Form> {
        let column = self.column(section.required("column")?)?;
        let list = |key: &str| {
            let texts = section.get(key).map(Node::texts).unwrap_or_default();
            texts.iter().map(|(text, _)| normal(text)).collect()
        };
        let answers = [("yes", Fact::Yes), ("no", Fact::No), ("not_stated", Fact::NotStated)];
        let empty = section.get("empty").and_then(|node| node.one_of(&answers)).unwrap_or(Fact::NotStated);
        Some(Form::Marked(Marked { column, says: says(attribute), yes: list("yes"), no: list("no"), empty }))
    }

    fn listed(&mut self, section: &Section<'_>) -> Option<Form> {
        let node = section.required("column")?;
        let (name, column) = (node.text()?, self.column(node)?);
        let split = match (section.get("split"), section.get("split_pattern")) {
            (Some(_), Some(pattern)) => {
                pattern.fault("split and split_pattern exclude each other");
                None
            }
            (Some(between), None) => {
                let between = between.text().filter(|between| !between.is_empty())?;
                Regex::new(&regex::escape(&between)).ok()
            }
            (None, Some(pattern)) => regex(pattern),
            (None, None) => None,
        };
        let values = section.get("values").and_then(Node::entries).map(|section| {
            section.pairs().map(|(key, node)| (normal(key), says(node))).collect::<HashMap<_, _>>()
        });
        let mut asks: AttributeSet =
            section.get("asks").map(says).unwrap_or_default().into_iter().map(|(id, _)| id).collect();
        for (id, _) in values.iter().flat_map(HashMap::values).flatten() {
            asks.insert(*id);
        }
        let answers = [("no", Fact::No), ("not_stated", Fact::NotStated)];
        let not_listed = section.get("not_listed").and_then(|node| node.one_of(&answers)).unwrap_or(Fact::No);
        let unknown = section.get("unknown").and_then(|node| node.one_of(&[("keep", false), ("drop", true)]));
        let drops_unknown = unknown.unwrap_or_default();
        Some(Form::Listed(Listed { column, name, split, values, asks, not_listed, drops_unknown }))
    }
}

/// Attributes by slug or code; "not" in front says no.
fn says(node: Node<'_>) -> Says {
    let vocabulary = Vocabulary::embedded();
    let mut says = Says::new();
    for (text, node) in node.texts() {
        let name = text.trim();
        let (name, is_yes) = name.strip_prefix("not ").map_or((name, true), |name| (name.trim(), false));
        match vocabulary.find(name) {
            Some(id) => says.push((id, is_yes)),
            None => {
                let slugs: Vec<&str> =
                    vocabulary.attributes().iter().map(|known| known.slug.as_str()).collect();
                node.fault(unknown("the attribute ", name, &slugs));
            }
        }
    }
    says
}

/// Whether a table has no other keys than these; else that is a fault.
fn only(section: &Section<'_>, keys: &[&str]) -> bool {
    let others: Vec<&str> = section.pairs().map(|(key, _)| key).filter(|key| !keys.contains(key)).collect();
    if !others.is_empty() {
        section.fault(format!("{} can't stand beside the other keys of this table", others.join(", ")));
    }
    others.is_empty()
}
