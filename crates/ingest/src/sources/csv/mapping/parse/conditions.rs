//! Conditions of a mapping: `[[keep]]`, `[[skip]]`, `confidential`, `when` and the rules of `[[program.track]]`.

use jiff::civil::Date;

use super::super::cell::{ColumnId, normalize};
use super::super::document::{MappingNode, MappingSection};
use super::super::rules::TrackRule;
use super::super::select::{CellTest, RowCondition, RowFilter};
use super::{Parser, regex, tracks};

const KEYS: [&str; 8] = ["column", "columns", "values", "pattern", "marked", "before", "all", "any"];

impl Parser {
    /// Parses `confidential`: `true`, which means all rows, or a condition.
    pub(super) fn confidential(&mut self, node: MappingNode<'_>) -> Option<RowCondition> {
        if node.is_flag() {
            return node.flag()?.then_some(RowCondition::Always);
        }
        self.condition(node)
    }

    pub(super) fn filter(&mut self, node: MappingNode<'_>, keeps: bool) -> Option<RowFilter> {
        let select = self.condition(node)?;
        let names: Vec<&str> =
            select.columns().into_iter().map(|column| self.columns[column.0].name.as_str()).collect();
        Some(RowFilter { columns: names.join(", "), select, keeps })
    }

    pub(super) fn track_rules(&mut self, node: MappingNode<'_>) -> Option<TrackRule> {
        let (mut rules, mut otherwise) = (Vec::new(), None);
        for node in node.list() {
            let section = node.section(&[&KEYS[..], &["track", "otherwise"]].concat())?;
            let tracks = section.required("track").map(tracks)?;
            if section.get("otherwise").and_then(MappingNode::flag) == Some(true) {
                otherwise = Some(tracks);
            } else {
                rules.push((self.select(&section)?, tracks));
            }
        }
        Some(TrackRule::Rules { rules, otherwise })
    }

    pub(super) fn condition(&mut self, node: MappingNode<'_>) -> Option<RowCondition> {
        self.select(&node.section(&KEYS)?)
    }

    fn select(&mut self, section: &MappingSection<'_>) -> Option<RowCondition> {
        let several = |node: MappingNode<'_>, parser: &mut Parser| -> Option<Vec<RowCondition>> {
            node.list().into_iter().map(|node| parser.condition(node)).collect()
        };
        let forms = ["column", "columns", "all", "any"].map(|key| section.get(key));
        let found = match forms {
            [Some(column), None, None, None] => vec![self.column(column)?],
            [None, Some(columns), None, None] => {
                columns.list().into_iter().filter_map(|node| self.column(node)).collect()
            }
            [None, None, Some(all), None] => return several(all, self).map(RowCondition::All),
            [None, None, None, Some(any)] => return several(any, self).map(RowCondition::Any),
            _ => {
                section.fault("expected exactly one of column, columns, all and any");
                return None;
            }
        };
        let test = self.test(section, *found.first()?)?;
        Some(RowCondition::Column(found, test))
    }

    fn test(&mut self, section: &MappingSection<'_>, column: ColumnId) -> Option<CellTest> {
        let forms = ["values", "pattern", "marked", "before"].map(|key| section.get(key));
        Some(match forms {
            [Some(values), None, None, None] => {
                let texts = values.texts();
                let part = |(text, node): &(String, MappingNode<'_>)| {
                    (normalize(text), self.part(*node, column, text))
                };
                CellTest::Values(texts.iter().map(part).collect())
            }
            [None, Some(pattern), None, None] => {
                CellTest::Pattern(regex(pattern)?, self.part(pattern, column, &pattern.text()?))
            }
            [None, None, Some(marked), None] => CellTest::Marked(marked.flag()?),
            [None, None, None, Some(before)] => {
                let day: Option<Date> = before.text()?.parse().ok();
                if day.is_none() {
                    before.fault("expected a day such as \"2026-11-25\"");
                }
                CellTest::Before(day?)
            }
            _ => {
                section.fault("expected exactly one of values, pattern, marked and before");
                return None;
            }
        })
    }
}
