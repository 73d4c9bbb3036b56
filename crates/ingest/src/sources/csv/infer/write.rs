//! The proposal, as TOML with comments.

/// Writes to a string, which never fails.
macro_rules! line {
    ($out:expr, $($part:tt)*) => {{
        let _ = writeln!($out, $($part)*);
    }};
}

mod facts;

use std::fmt::Write;

use super::Known;
use super::columns::{Column, Shape};
use super::guess::{Guesses, TrackGuess, ended};
use facts::{by_track, facts, is_twin, twin};

/// Most characters of a comment's part.
const SHORT: usize = 100;

/// A mapping with what was guessed.
pub(super) fn mapping(known: &Known, guesses: &Guesses, group_by: &[usize]) -> String {
    let mut out = String::new();
    line!(
        out,
        "# A mapping for {}, proposed from its columns and values. Look through every line marked CHECK:",
        comment(&known.file)
    );
    line!(out, "# what is not sure was guessed. docs/sources/csv.md explains each key.");
    line!(out, "#\n# The first of {} rows:", known.rows);
    known.shown.iter().for_each(|row| line!(out, "#   {}", comment_of(row, 1_000)));
    source(&mut out, known, guesses);
    table(&mut out, known, group_by);
    fields(&mut out, known, guesses);
    program(&mut out, known, guesses);
    status(&mut out, known);
    let rest =
        known.columns.iter().enumerate().filter(|(at, _)| guesses.fields.iter().all(|(_, used)| used != at));
    for (at, column) in rest {
        match &guesses.track {
            TrackGuess::Listed(column_of_track, _) if *column_of_track == at => by_track(&mut out, column),
            _ if is_twin(known, column) => twin(&mut out, column),
            track => facts(&mut out, column, track.column() == Some(at)),
        }
    }
    details(&mut out, known, guesses);
    out
}

fn source(out: &mut String, known: &Known, guesses: &Guesses) {
    let stem = known.file.rsplit_once('.').map_or(known.file.as_str(), |(stem, _)| stem);
    let plain: String =
        stem.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' }).collect();
    let parts: Vec<&str> = plain.split('-').filter(|part| !part.is_empty()).collect();
    let mut name = parts.join("-");
    name.truncate(32);
    let name = if name.is_empty() { "table" } else { name.trim_end_matches('-') };
    line!(out, "\n[source]");
    line!(out, "name = {}   # CHECK: short; keep it when you import the next edition", quoted(name));
    line!(out, "publisher = {}   # CHECK: who publishes it, for people to read", quoted(stem));
    match guesses.column("as_of") {
        Some(at) => line!(
            out,
            "as_of = {{ column = {} }}   # CHECK: the day a row was true",
            quoted(&known.columns[at].name)
        ),
        None => match known.day_above {
            Some(day) => line!(
                out,
                "as_of = \"{day}\"   # CHECK: the day the table was true; it stands above the header"
            ),
            None => {
                line!(
                    out,
                    "# CHECK: fill in the day the table was true, or a column that tells it; without one,"
                );
                line!(out, "# every other source is believed before this one.");
                line!(out, "# as_of = \"2026-01-31\"   # or {{ column = \"…\" }}");
            }
        },
    }
}

fn table(out: &mut String, known: &Known, group_by: &[usize]) {
    if known.sheet.is_none() && known.header_row == 1 && group_by.is_empty() {
        return;
    }
    line!(out, "\n[table]");
    if let Some(sheet) = &known.sheet {
        line!(out, "sheet = {}", quoted(sheet));
    }
    if known.sheet.is_some() || known.header_row > 1 {
        line!(out, "header_row = {}", known.header_row);
    }
    if !group_by.is_empty() {
        let names: Vec<String> = group_by.iter().map(|at| quoted(&known.columns[*at].name)).collect();
        line!(out, "# CHECK: some rows are the same in these columns; they become one listing.");
        line!(out, "group_by = [{}]", names.join(", "));
    }
}

fn fields(out: &mut String, known: &Known, guesses: &Guesses) {
    line!(out, "\n[fields]");
    let name = |at: usize| quoted(&known.columns[at].name);
    let of = |field: &str| guesses.column(field);
    let written = |out: &mut String, fields: &[&str]| {
        for field in fields {
            if let Some(at) = of(field) {
                line!(out, "{field} = {}", name(at));
            }
        }
    };
    written(out, &["id", "name", "name2"]);
    place(out, known, guesses);
    written(out, &["phone", "intake_phone", "hotline", "website", "latitude", "longitude", "npi"]);
    let is_free = |at: usize| guesses.fields.iter().all(|(_, used)| *used != at);
    let words =
        |(at, column): &(usize, &Column)| column.filled > 0 && is_free(*at) && !column.looks(Shape::Number);
    let filled = |(_, column): &(usize, &Column)| column.filled > 0;
    let columns = || known.columns.iter().enumerate();
    let first =
        columns().find(words).or_else(|| columns().find(filled)).map_or("", |(_, column)| &column.name);
    if of("name").is_none() && of("name2").is_none() {
        line!(out, "name = {}   # CHECK: no column looks like the name of the place", quoted(first));
    }
    if of("id").is_none() {
        line!(out, "# id = \"…\"   # a number of its own for each row, if there is one");
    }
}

/// Street, city, state and ZIP code, or the whole address.
fn place(out: &mut String, known: &Known, guesses: &Guesses) {
    let name = |at: usize| quoted(&known.columns[at].name);
    let of = |field: &str| guesses.column(field);
    let state_zip = known.columns.iter().position(|column| column.looks(Shape::StateZip));
    let address = of("address");
    let is_end = |at: usize| known.columns[at].looks(Shape::CityStateZip);
    match (address, of("street")) {
        (Some(at), Some(street)) if is_end(at) => {
            let columns: Vec<String> =
                [Some(street), of("street2"), Some(at)].into_iter().flatten().map(name).collect();
            line!(out, "address = {{ columns = [{}], join = \", \" }}   # CHECK", columns.join(", "));
        }
        (Some(at), _) => line!(out, "address = {}", name(at)),
        (None, _) => {
            for field in ["street", "street2"] {
                of(field).into_iter().for_each(|at| line!(out, "{field} = {}", name(at)));
            }
        }
    }
    of("city").into_iter().for_each(|at| line!(out, "city = {}", name(at)));
    if let Some(at) = state_zip.filter(|_| of("zip").is_none()) {
        let column = name(at);
        line!(out, "state = {{ column = {column}, pattern = '^\\w\\w' }}   # CHECK");
        line!(out, "zip = {{ column = {column}, pattern = '\\d{{5}}.*$' }}   # CHECK");
        return;
    }
    for field in ["state", "zip"] {
        of(field).into_iter().for_each(|at| line!(out, "{field} = {}", name(at)));
    }
    let has_place =
        of("zip").is_some() || address.is_some() || (of("city").is_some() && of("state").is_some());
    if !has_place {
        let zips = known.columns.iter().find(|column| column.half_looks(Shape::Zip));
        let first = known.columns.iter().find(|column| column.filled > 0);
        let name = zips.or(first).map_or("", |column| &column.name);
        line!(out, "zip = {}   # CHECK: no column looks like a ZIP code or an address", quoted(name));
        line!(out, "# state = {{ value = \"TX\" }}   # for a list of one state, with city = …");
    }
}

fn program(out: &mut String, known: &Known, guesses: &Guesses) {
    line!(out, "\n[program]");
    match &guesses.track {
        TrackGuess::All(track) => {
            line!(
                out,
                "track = \"{}\"   # CHECK: or mental_health, substance_use, or both in a list",
                track.slug()
            );
        }
        TrackGuess::Column(at, values) => {
            line!(out, "[program.track]   # CHECK");
            line!(out, "column = {}", quoted(&known.columns[*at].name));
            line!(
                out,
                "# otherwise = \"substance_use\"   # of other values; without it such rows are rejected"
            );
            line!(out, "[program.track.values]");
            for (value, tracks) in values {
                let slugs: Vec<String> = tracks.iter().map(|track| quoted(track.slug())).collect();
                match slugs.as_slice() {
                    [] => line!(out, "# {} = \"…\"", comment(&quoted(value))),
                    slugs => line!(out, "{} = [{}]", quoted(value), slugs.join(", ")),
                }
            }
        }
        TrackGuess::Listed(at, tracks) => {
            for (track, values) in tracks {
                let patterns: Vec<String> = values.iter().map(|value| regex::escape(value)).collect();
                line!(
                    out,
                    "\n[[program.track]]   # CHECK: a row is a program of each track that one of these picks"
                );
                line!(out, "track = {}", quoted(track.slug()));
                line!(out, "column = {}", quoted(&known.columns[*at].name));
                line!(out, "pattern = {}", quoted(&format!("(?i){}", patterns.join("|"))));
            }
            line!(out, "\n# [[program.track]]   # of other rows; without it they are rejected");
            line!(out, "# track = \"substance_use\"\n# otherwise = true");
        }
    }
}

/// A column that tells which rows still hold: those that do not are left out.
fn status(out: &mut String, known: &Known) {
    for column in &known.columns {
        let Some((ended, others)) = ended(column) else { continue };
        let list =
            |values: &[String]| values.iter().map(|value| quoted(value)).collect::<Vec<_>>().join(", ");
        line!(out, "\n[[skip]]   # CHECK: rows that no longer hold");
        line!(out, "column = {}", quoted(&column.name));
        line!(out, "values = [{}]", list(&ended));
        line!(out, "# others are {}", comment_of(&list(&others), 500));
    }
}

fn details(out: &mut String, known: &Known, guesses: &Guesses) {
    let Some(at) = guesses.column("hours") else { return };
    line!(out, "\n[details]\nhours = {}", quoted(&known.columns[at].name));
}

/// A text in the quotes of TOML. What JSON escapes TOML does too, in the same way, and the delete character besides.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string().replace('\u{7f}', "\\u007F")
}

fn comment(text: &str) -> String {
    comment_of(text, SHORT)
}

/// A text that can stand in a comment: on one line, without control characters, not too long.
fn comment_of(text: &str, longest: usize) -> String {
    let plain: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).take(longest).collect();
    let is_cut = text.chars().nth(longest).is_some();
    if is_cut { format!("{plain}…") } else { plain }
}
