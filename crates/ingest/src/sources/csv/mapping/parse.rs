//! Parses a mapping. All errors are reported at once.

mod conditions;
mod facts;

use std::collections::HashMap;

use directory::{Source, Track};
use encoding_rs::Encoding;
use jiff::civil::Date;
use regex::Regex;
use toml::de::DeTable;

use super::cell::{ColumnId, ColumnRef, normalize};
use super::days::AsOfRule;
use super::definition::{Mapping, TableRules};
use super::document::{Fault, MappingDocument, MappingError, MappingNode, MappingSection};
use super::rules::{CapacityRule, DetailRules, TextParts, TextRule, TrackRule};
use super::tally::PartId;
use crate::parsed::Unmatched;
use crate::place::SiteField;
use crate::table::{TextOptions, fold};

const TRACKS: [(&str, Track); 2] =
    [("substance_use", Track::SubstanceUse), ("mental_health", Track::MentalHealth)];

impl Mapping {
    /// Parses a mapping. `file` is the name of the mapping in error messages.
    ///
    /// # Errors
    /// If the mapping is not TOML, has unknown keys or names, or lacks a required key.
    pub fn parse(file: &str, text: &str) -> Result<Mapping, MappingError> {
        parse(text).map_err(|faults| MappingError { file: file.to_owned(), faults })
    }
}

fn parse(text: &str) -> Result<Mapping, Vec<Fault>> {
    let document = MappingDocument::new(text);
    let mapping = match DeTable::parse(text) {
        Ok(table) => {
            let keys = ["source", "table", "fields", "program", "details", "facts", "keep", "skip"];
            let mut parser = Parser::default();
            parser.mapping(&document.root(&table, &keys))
        }
        Err(error) => {
            document.syntax(&error);
            None
        }
    };
    let faults = document.into_faults();
    mapping.filter(|_| faults.is_empty()).ok_or(faults)
}

#[derive(Default)]
struct Parser {
    columns: Vec<ColumnRef>,
    parts: Vec<Unmatched>,
}

type SourcePart = (Source, String, AsOfRule);

impl Parser {
    fn mapping(&mut self, root: &MappingSection<'_>) -> Option<Mapping> {
        let source = root.required("source").and_then(|node| self.source(node));
        let table = root.get("table").map(|node| self.table(node)).unwrap_or_default();
        let fields_node = root.required("fields");
        let special = ["id", "npi", "address"];
        let keys: Vec<&str> = SiteField::ALL.into_iter().map(SiteField::slug).chain(special).collect();
        let section = fields_node.and_then(|node| node.section(&keys));
        let fields = section.as_ref().map(|section| self.fields(section)).unwrap_or_default();
        let mut one = |key: &str| self.text(section.as_ref()?.get(key)?);
        let (id, npi, address) = (one("id"), one("npi"), one("address"));
        if let Some(section) = &section {
            check_fields(section, address.is_some());
        }
        let program = root.required("program").and_then(|node| node.section(&["track", "confidential"]));
        let track = program.as_ref().and_then(|section| self.track(section.required("track")?));
        let confidential = program
            .as_ref()
            .and_then(|section| section.get("confidential"))
            .and_then(|node| self.confidential(node));
        let details = root.get("details").map(|node| self.details(node)).unwrap_or_default();
        let list = |key: &str| root.get(key).map(MappingNode::list).unwrap_or_default();
        let facts = list("facts").into_iter().filter_map(|node| self.fact(node)).collect();
        let mut filters = Vec::new();
        for (key, keeps) in [("keep", true), ("skip", false)] {
            filters.extend(list(key).into_iter().filter_map(|node| self.filter(node, keeps)));
        }
        let (source, publisher, as_of) = source?;
        let (columns, parts) = (std::mem::take(&mut self.columns), std::mem::take(&mut self.parts));
        Some(Mapping {
            source,
            publisher,
            as_of,
            table,
            columns,
            parts,
            fields,
            id,
            npi,
            address,
            track: track?,
            confidential,
            filters,
            facts,
            details,
        })
    }

    fn table(&mut self, node: MappingNode<'_>) -> TableRules {
        let keys = ["sheet", "header_row", "delimiter", "encoding", "group_by"];
        let Some(section) = node.section(&keys) else { return TableRules::default() };
        let columns = section.get("group_by").map(MappingNode::list).unwrap_or_default();
        let group_by = columns.into_iter().filter_map(|node| self.column(node)).collect();
        let delimiters = [(",", b','), (";", b';'), ("\t", b'\t'), ("tab", b'\t'), ("|", b'|')];
        let encoding = section.get("encoding").and_then(|node| {
            let found = Encoding::for_label(node.text()?.as_bytes());
            if found.is_none() {
                node.fault("unknown encoding; expected utf-8, utf-16le, utf-16be, windows-1252 or another label of the Encoding Standard");
            }
            found
        });
        TableRules {
            sheet: section.get("sheet").and_then(MappingNode::text),
            header_row: section.get("header_row").and_then(MappingNode::count),
            group_by,
            text: TextOptions {
                delimiter: section.get("delimiter").and_then(|node| node.one_of(&delimiters)),
                encoding,
            },
        }
    }

    fn source(&mut self, node: MappingNode<'_>) -> Option<SourcePart> {
        let section = node.section(&["name", "publisher", "as_of"])?;
        let name_node = section.required("name");
        let source = name_node.and_then(|node| match Source::csv(&node.text()?) {
            Ok(source) => Some(source),
            Err(error) => {
                node.fault(error.to_string());
                None
            }
        });
        let publisher = section.required("publisher").and_then(MappingNode::text);
        let as_of = section.get("as_of").and_then(|node| self.as_of(node)).unwrap_or(AsOfRule::Unknown);
        Some((source?, publisher?, as_of))
    }

    fn as_of(&mut self, node: MappingNode<'_>) -> Option<AsOfRule> {
        if node.is_table() {
            let section = node.section(&["column", "format"])?;
            let column = self.column(section.required("column")?)?;
            return Some(AsOfRule::Column(column, section.get("format").and_then(MappingNode::text)));
        }
        let day: Option<Date> = node.text()?.parse().ok();
        if day.is_none() {
            node.fault("expected a day such as \"2026-11-25\", or { column = \"…\" }");
        }
        day.map(AsOfRule::Day)
    }

    fn fields(&mut self, section: &MappingSection<'_>) -> Vec<(SiteField, TextRule)> {
        let texts = SiteField::ALL.into_iter();
        texts.filter_map(|field| Some((field, self.text(section.get(field.slug())?)?))).collect()
    }

    /// A text: the name of a column, or a table that says how to assemble the text.
    fn text(&mut self, node: MappingNode<'_>) -> Option<TextRule> {
        if !node.is_table() {
            return self.column(node).map(TextRule::column);
        }
        let keys = ["column", "columns", "join", "either", "value", "pattern", "values"];
        let section = node.section(&keys)?;
        let mut columns = |node: MappingNode<'_>| -> Vec<ColumnId> {
            node.list().into_iter().filter_map(|node| self.column(node)).collect()
        };
        let between = section.get("join").and_then(MappingNode::text).unwrap_or_else(|| " ".to_owned());
        let from: Vec<TextParts> = [
            section.get("column").map(|node| TextParts::Either(columns(node))),
            section.get("columns").map(|node| TextParts::Joined(columns(node), between)),
            section.get("either").map(|node| TextParts::Either(columns(node))),
            section.get("value").and_then(MappingNode::text).map(TextParts::Value),
        ]
        .into_iter()
        .flatten()
        .collect();
        let Ok([parts]) = <[TextParts; 1]>::try_from(from) else {
            node.fault("expected exactly one of these keys: column, columns, either, value");
            return None;
        };
        let column = match &parts {
            TextParts::Value(_) => None,
            TextParts::Joined(columns, _) | TextParts::Either(columns) => columns.first().copied(),
        };
        let mut part = |node: MappingNode<'_>, text: &str| match column {
            Some(column) => self.part(node, column, text),
            None => self.part_of("(value)".to_owned(), node, text),
        };
        let pattern = section.get("pattern").and_then(|node| Some((regex(node)?, part(node, &node.text()?))));
        let mut values = HashMap::new();
        if let Some(section) = section.get("values").and_then(MappingNode::entries) {
            let pairs = section.pairs().filter_map(|(key, node)| Some((key, node, node.text()?)));
            values.extend(pairs.map(|(key, node, text)| (normalize(key), (part(node, key), text))));
        }
        Some(TextRule { parts, pattern, values })
    }

    /// The ID of a column, which is the same wherever the column is used.
    fn column(&mut self, node: MappingNode<'_>) -> Option<ColumnId> {
        let name = node.text()?;
        let known = self.columns.iter().position(|column| fold(&column.name) == fold(&name));
        Some(ColumnId(known.unwrap_or_else(|| {
            self.columns.push(ColumnRef { name, line: node.line() });
            self.columns.len() - 1
        })))
    }

    /// A new ID for a value or a pattern of a column.
    fn part(&mut self, node: MappingNode<'_>, column: ColumnId, text: &str) -> PartId {
        self.part_of(self.columns[column.0].name.clone(), node, text)
    }

    fn part_of(&mut self, column: String, node: MappingNode<'_>, text: &str) -> PartId {
        self.parts.push(Unmatched { line: node.line() as u64, column, value: text.to_owned() });
        PartId(self.parts.len() - 1)
    }

    fn track(&mut self, node: MappingNode<'_>) -> Option<TrackRule> {
        if node.list().first().is_some_and(|first| first.is_table()) && node.is_list() {
            return self.track_rules(node);
        }
        if !node.is_table() {
            return Some(TrackRule::Always(tracks(node)));
        }
        let section = node.section(&["column", "values", "otherwise"])?;
        let column_node = section.required("column")?;
        let column = self.column(column_node)?;
        let values = section.required("values")?.entries()?;
        let pairs = values.pairs().map(|(key, node)| (key, node, tracks(node)));
        let values = pairs
            .map(|(key, node, tracks)| (normalize(key), (self.part(node, column, key), tracks)))
            .collect();
        let otherwise = section.get("otherwise").map(tracks);
        Some(TrackRule::ByValue { column, name: column_node.text()?, values, otherwise })
    }

    fn details(&mut self, node: MappingNode<'_>) -> DetailRules {
        let keys = [
            "description",
            "hours",
            "eligibility",
            "minimum_age",
            "maximum_age",
            "cost",
            "languages",
            "capacity",
        ];
        let Some(section) = node.section(&keys) else { return DetailRules::default() };
        let mut one = |key: &str| self.text(section.get(key)?);
        DetailRules {
            description: one("description"),
            hours: one("hours"),
            eligibility: one("eligibility"),
            minimum_age: one("minimum_age"),
            maximum_age: one("maximum_age"),
            languages: one("languages"),
            costs: section
                .get("cost")
                .map(MappingNode::list)
                .unwrap_or_default()
                .into_iter()
                .filter_map(|node| self.text(node))
                .collect(),
            capacity: section.get("capacity").and_then(|node| self.capacity(node)),
        }
    }

    fn capacity(&mut self, node: MappingNode<'_>) -> Option<CapacityRule> {
        let section = node.section(&["unit", "available", "maximum", "updated"])?;
        let unit = section.required("unit")?.text()?;
        let available = self.text(section.required("available")?)?;
        let maximum = section.get("maximum").and_then(|node| self.text(node));
        let updated = section.get("updated").and_then(|node| self.as_of(node)).unwrap_or(AsOfRule::Unknown);
        Some(CapacityRule { unit, available, maximum, updated })
    }
}

/// Checks that the fields include a name and a location, which every place needs.
fn check_fields(section: &MappingSection<'_>, has_address: bool) {
    let has = |name: &str| section.get(name).is_some();
    if !has("name") && !has("name2") {
        section.fault("the key name is missing: which column has the name of the place?");
    }
    let has_city = has("city") && has("state");
    if !(has_address || has("zip") || has_city) {
        section.fault("the location of the place is missing: give zip, or city and state, or address");
    }
    if has_address && (has("street") || has("street2")) {
        section.fault("address is the whole address, so street and street2 can't be given as well");
    }
}

fn tracks(node: MappingNode<'_>) -> Vec<Track> {
    let mut tracks: Vec<Track> = node.list().into_iter().filter_map(|node| node.one_of(&TRACKS)).collect();
    tracks.sort_unstable();
    tracks.dedup();
    if tracks.is_empty() {
        node.fault("expected a track: substance_use or mental_health");
    }
    tracks
}

fn regex(node: MappingNode<'_>) -> Option<Regex> {
    compiled(&node.text()?, node)
}

/// A regular expression; errors are recorded at the node.
fn compiled(text: &str, node: MappingNode<'_>) -> Option<Regex> {
    match Regex::new(text) {
        Ok(regex) => Some(regex),
        Err(error) => {
            let reason = error.to_string();
            let reason = reason.lines().last().unwrap_or_default();
            node.fault(format!("invalid regular expression: {reason}"));
            None
        }
    }
}
