//! Conditions of a mapping: `[[keep]]`, `[[skip]]`, `confidential`, `when` and the rules of `[[program.track]]`.

use jiff::civil::Date;

use super::super::document::{Node, Section};
use super::super::rules::{ColumnId, TrackRule, normal};
use super::super::select::{Filter, Select, Test};
use super::{Parser, regex, tracks};

/// What can stand in a condition.
const KEYS: [&str; 8] = ["column", "columns", "values", "pattern", "marked", "before", "all", "any"];

impl Parser {
    /// `true`, or which rows.
    pub(super) fn confidential(&mut self, node: Node<'_>) -> Option<Select> {
        if node.is_flag() {
            return node.flag()?.then_some(Select::Always);
        }
        self.condition(node)
    }

    /// A table of `[[keep]]` or `[[skip]]`.
    pub(super) fn filter(&mut self, node: Node<'_>, keeps: bool) -> Option<Filter> {
        let select = self.condition(node)?;
        let names: Vec<&str> =
            select.columns().into_iter().map(|column| self.columns[column.0].name.as_str()).collect();
        Some(Filter { columns: names.join(", "), select, keeps })
    }

    /// The tables `[[program.track]]`.
    pub(super) fn track_rules(&mut self, node: Node<'_>) -> Option<TrackRule> {
        let (mut rules, mut otherwise) = (Vec::new(), None);
        for node in node.list() {
            let section = node.section(&[&KEYS[..], &["track", "otherwise"]].concat())?;
            let tracks = section.required("track").map(tracks)?;
            if section.get("otherwise").and_then(Node::flag) == Some(true) {
                otherwise = Some(tracks);
            } else {
                rules.push((self.select(&section)?, tracks));
            }
        }
        Some(TrackRule::Rules { rules, otherwise })
    }

    /// Which rows are meant.
    pub(super) fn condition(&mut self, node: Node<'_>) -> Option<Select> {
        self.select(&node.section(&KEYS)?)
    }

    fn select(&mut self, section: &Section<'_>) -> Option<Select> {
        let several = |node: Node<'_>, parser: &mut Parser| -> Option<Vec<Select>> {
            node.list().into_iter().map(|node| parser.condition(node)).collect()
        };
        let forms = ["column", "columns", "all", "any"].map(|key| section.get(key));
        let found = match forms {
            [Some(column), None, None, None] => vec![self.column(column)?],
            [None, Some(columns), None, None] => {
                columns.list().into_iter().filter_map(|node| self.column(node)).collect()
            }
            [None, None, Some(all), None] => return several(all, self).map(Select::All),
            [None, None, None, Some(any)] => return several(any, self).map(Select::Any),
            _ => {
                section.fault("exactly one of column, columns, all and any is expected here");
                return None;
            }
        };
        let test = self.test(section, *found.first()?)?;
        Some(Select::Column(found, test))
    }

    fn test(&mut self, section: &Section<'_>, column: ColumnId) -> Option<Test> {
        let forms = ["values", "pattern", "marked", "before"].map(|key| section.get(key));
        Some(match forms {
            [Some(values), None, None, None] => {
                let texts = values.texts();
                let part = |(text, node): &(String, Node<'_>)| (normal(text), self.part(*node, column, text));
                Test::Values(texts.iter().map(part).collect())
            }
            [None, Some(pattern), None, None] => {
                Test::Pattern(regex(pattern)?, self.part(pattern, column, &pattern.text()?))
            }
            [None, None, Some(marked), None] => Test::Marked(marked.flag()?),
            [None, None, None, Some(before)] => {
                let day: Option<Date> = before.text()?.parse().ok();
                if day.is_none() {
                    before.fault("a day such as \"2026-11-25\" is expected here");
                }
                Test::Before(day?)
            }
            _ => {
                section.fault("exactly one of values, pattern, marked and before is expected here");
                return None;
            }
        })
    }
}
