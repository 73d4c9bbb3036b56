//! The draft as TOML: recognized columns, and everything else in comments.

use std::fmt::Write;

use super::choices::{Choices, choices, count, is_marked};
use super::recognize::{city_state_zip, fields, may_mark_confidential};
use super::sample::{Column, Sample};

/// How many cells of each column are shown.
const SAMPLES: usize = 3;

/// Maximum number of characters of a cell that are shown.
const SAMPLE: usize = 60;

const NEXT_STEPS: &str = "\
# It states no facts yet, and can't be used until you finish it (docs/sources/csv.md explains each key):
#
# 1. [source]: say who publishes the table, and on which day it was true.
# 2. [fields]: check the columns that were recognized, and add what is missing.
# 3. [program]: say what the programs treat: remove the # from one line with \"track\". Columns that may say which
#    addresses must not be shown are listed there: decide on \"confidential\".
# 4. All columns are listed at the end, with all of their values if these are few. Where values state facts, remove the
#    # from the lines of the column, and fill in the attribute that each value stands for, or [] if it stands for none.
# 5. Rows that should not be imported, such as closed places, are left out by [[skip]].";

const AS_OF: &str =
    r#"# as_of = "2026-01-31"   # or { column = "…" }; without it, all other sources take precedence"#;

const TABLE: &str =
    "# group_by = [\"…\"]   # if a place has several rows: the columns that are equal in all of them";

const FIELDS: &str = "
[fields]
# id = \"…\"   # a number that a row keeps from edition to edition, such as a license number";

const PROGRAM: &str = r#"
[program]
# What the programs treat. If a column says so, see [program.track] in docs/sources/csv.md.
# track = "substance_use"
# track = "mental_health"
# track = ["substance_use", "mental_health"]"#;

const CONFIDENTIAL: &str = "#
# This column may say which addresses must not be shown. Without a line such as the next, all addresses are shown.";

/// Writes to a string, which never fails.
macro_rules! line {
    ($out:expr, $($part:tt)*) => {{
        let _ = writeln!($out, $($part)*);
    }};
}

/// The draft for a table.
pub(super) fn write(sample: &Sample) -> String {
    let (mut out, fields) = (String::new(), fields(&sample.columns));
    line!(out, "# A draft of a mapping for {}.\n{NEXT_STEPS}", quoted(&sample.file));
    source(&mut out, &sample.file);
    line!(out, "{AS_OF}\n\n[table]");
    sample.sheet.iter().for_each(|sheet| line!(out, "sheet = {}", quoted(sheet)));
    line!(out, "header_row = {}\n{TABLE}\n{FIELDS}", sample.header_row);
    place(&mut out, &sample.columns, &fields);
    line!(out, "{PROGRAM}");
    for column in sample.columns.iter().filter(|column| may_mark_confidential(&column.name)) {
        let test = if is_marked(column) { "marked = true" } else { "values = [\"…\"]" };
        line!(out, "{CONFIDENTIAL}\n# confidential = {{ column = {}, {test} }}", quoted(&column.name));
    }
    line!(out, "\n# The columns, with values from the first {}.", rows(sample.rows));
    for (at, column) in sample.columns.iter().enumerate() {
        let field = fields.iter().find(|(_, taken)| *taken == Some(at)).map(|(field, _)| *field);
        describe(&mut out, column, field);
    }
    out
}

fn source(out: &mut String, file: &str) {
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let words = stem.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let mut name = words.map(str::to_ascii_lowercase).collect::<Vec<_>>().join("-");
    name.truncate(32);
    let name = if name.is_empty() { "table" } else { name.trim_end_matches('-') };
    line!(out, "\n[source]\nname = {}   # keep it when you import the next edition", quoted(name));
    line!(out, "publisher = {}   # shown beside each fact", quoted(stem));
}

fn place(out: &mut String, columns: &[Column], fields: &[(&str, Option<usize>)]) {
    let name = |at: usize| quoted(&columns[at].name);
    let column = |field: &str| fields.iter().find(|(known, _)| *known == field)?.1.map(name);
    let rest = city_state_zip(columns).map(name).filter(|_| column("street").is_some());
    let is_joined = |field: &str| rest.is_some() && ["address", "street", "street2"].contains(&field);
    if rest.is_some() {
        let parts = [column("street"), column("street2"), rest.clone()].into_iter().flatten();
        let parts = parts.collect::<Vec<_>>().join(", ");
        line!(out, "address = {{ columns = [{parts}], join = \", \" }}");
    }
    for (field, at) in fields.iter().filter(|(field, _)| !is_joined(field)) {
        match at {
            Some(at) => line!(out, "{field} = {}", name(*at)),
            None => line!(out, "# {field} = \"…\""),
        }
    }
}

/// A column with some of its cells, and what it can be used for.
fn describe(out: &mut String, column: &Column, field: Option<&str>) {
    let (name, mut shown): (String, Vec<String>) = (quoted(&column.name), Vec::new());
    for cell in column.cells.iter().map(|cell| quoted(&cut(cell))) {
        if shown.len() < SAMPLES && !shown.contains(&cell) {
            shown.push(cell);
        }
    }
    line!(out, "#\n# {name}, filled in {}: {}", rows(column.cells.len()), shown.join(", "));
    if let Some(field) = field {
        line!(out, "# Recognized as \"{field}\".");
    } else if is_marked(column) {
        let values = count(column, &[]).into_iter();
        let values: Vec<String> = values.map(|(value, rows)| format!("{} {rows}", quoted(&value))).collect();
        line!(out, "# Yes or no: {}", values.join(", "));
        line!(out, "# [[facts]]\n# column = {name}\n# attribute = \"\"");
    } else if let Some(Choices { split, values }) = choices(column) {
        line!(out, "# Different values: {}\n# [[facts]]\n# column = {name}", values.len());
        split.into_iter().for_each(|split| line!(out, "# {split}"));
        line!(out, "# [facts.values]");
        values
            .iter()
            .for_each(|(value, count)| line!(out, "# {} = \"\"   # {}", quoted(value), rows(*count)));
    }
}

fn rows(count: usize) -> String {
    if count == 1 { "1 row".to_owned() } else { format!("{count} rows") }
}

/// A text as a TOML string. JSON escapes the same characters in the same way, except the delete character.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string().replace('\u{7f}', "\\u007F")
}

fn cut(text: &str) -> String {
    let beginning: String = text.chars().take(SAMPLE).collect();
    if beginning.len() < text.len() { format!("{beginning}…") } else { beginning }
}
