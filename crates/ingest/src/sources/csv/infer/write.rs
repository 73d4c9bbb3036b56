//! The proposal, as TOML with comments.

use std::fmt::Write;

use directory::Vocabulary;

use super::Known;
use super::columns::Column;
use super::guess::{Guesses, TrackGuess, are_codes, meaning};

/// Most values of a column that are shown.
const VALUES: usize = 60;

/// Most characters of a comment's part.
const SHORT: usize = 100;

/// Writes to a string, which never fails.
macro_rules! line {
    ($out:expr, $($part:tt)*) => {{
        let _ = writeln!($out, $($part)*);
    }};
}

/// A mapping with what was guessed.
pub(super) fn mapping(known: &Known, guesses: &Guesses) -> String {
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
    table(&mut out, known);
    fields(&mut out, known, guesses);
    program(&mut out, known, guesses);
    status(&mut out, known);
    let rest =
        known.columns.iter().enumerate().filter(|(at, _)| guesses.fields.iter().all(|(_, used)| used != at));
    for (at, column) in rest {
        let tells_track = matches!(&guesses.track, TrackGuess::Column(column, _) if *column == at);
        facts(&mut out, column, tells_track);
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
        None => {
            line!(out, "# as_of = \"2026-01-31\"   # the day the table was true, or {{ column = \"…\" }}")
        }
    }
}

fn table(out: &mut String, known: &Known) {
    if known.sheet.is_none() && known.header_row == 1 {
        return;
    }
    line!(out, "\n[table]");
    if let Some(sheet) = &known.sheet {
        line!(out, "sheet = {}", quoted(sheet));
    }
    line!(out, "header_row = {}", known.header_row);
}

fn fields(out: &mut String, known: &Known, guesses: &Guesses) {
    line!(out, "\n[fields]");
    let order = [
        "id",
        "name",
        "name2",
        "street",
        "street2",
        "city",
        "state",
        "zip",
        "address",
        "phone",
        "intake_phone",
        "hotline",
        "website",
        "latitude",
        "longitude",
        "npi",
    ];
    for field in order {
        if let Some(at) = guesses.column(field) {
            line!(out, "{field} = {}", quoted(&known.columns[at].name));
        }
    }
    let first = known.columns.iter().find(|column| column.filled > 0).map_or("", |column| &column.name);
    if guesses.column("name").is_none() && guesses.column("name2").is_none() {
        line!(out, "name = {}   # CHECK: no column looks like the name of the place", quoted(first));
    }
    let has = |field| guesses.column(field).is_some();
    if !(has("zip") || has("address") || has("city") && has("state")) {
        line!(out, "zip = {}   # CHECK: no column looks like a ZIP code or an address", quoted(first));
        line!(out, "# state = {{ value = \"TX\" }}   # for a list of one state, with city = …");
    }
    if !has("id") {
        line!(out, "# id = \"…\"   # a number of its own for each row, if there is one");
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
    }
}

/// A column that tells which rows still hold is shown as a filter that is not in force.
fn status(out: &mut String, known: &Known) {
    let is_status = |column: &&Column| column.name.to_lowercase().contains("status");
    let Some(column) = known.columns.iter().find(is_status) else { return };
    let Some((_, choices)) = column.choices() else { return };
    line!(out, "\n# Rows that no longer hold can be left out:");
    line!(out, "# [[keep]]\n# column = {}", comment(&quoted(&column.name)));
    let values: Vec<String> =
        choices.iter().map(|(value, count)| format!("{} ({count} rows)", quoted(value))).collect();
    line!(out, "# values = [\"…\"]   # there are {}", comment_of(&values.join(", "), 500));
}

fn facts(out: &mut String, column: &Column, tells_track: bool) {
    let name = quoted(&column.name);
    if column.filled == 0 {
        line!(out, "\n# {} is empty.", comment(&name));
    } else if column.is_marked() {
        marked(out, column);
    } else if let Some((between, choices)) = column.choices() {
        listed(out, column, between, &choices, tells_track);
    } else {
        line!(
            out,
            "\n# {} has different values in most of its {} rows: kept, and not used.",
            comment(&name),
            column.filled
        );
    }
}

fn marked(out: &mut String, column: &Column) {
    let empty = if column.has_yes_only() {
        "# empty = \"no\"   # only yes is marked: does an empty cell mean no?"
    } else {
        "# empty = \"no\"   # by default an empty cell says nothing"
    };
    match meaning(&column.name) {
        Some((id, is_yes)) => {
            let not = if is_yes { "" } else { "not " };
            let known = Vocabulary::embedded().attribute(id);
            line!(out, "\n[[facts]]   # CHECK: {} rows have a mark", column.filled);
            line!(out, "column = {}", quoted(&column.name));
            line!(out, "attribute = \"{not}{}\"   # {}", known.slug, comment(&known.label));
            line!(out, "{empty}");
        }
        None => {
            line!(out, "\n# [[facts]]   # yes or no in {} rows", column.filled);
            line!(out, "# column = {}", comment(&quoted(&column.name)));
            line!(out, "# attribute = \"…\"\n{empty}");
        }
    }
}

fn listed(
    out: &mut String,
    column: &Column,
    between: Option<&str>,
    choices: &[(String, u64)],
    tells_track: bool,
) {
    let vocabulary = Vocabulary::embedded();
    let by_code = are_codes(choices);
    let guess = |value: &str| if by_code { Some((vocabulary.code(value)?, true)) } else { meaning(value) };
    let guessed = choices.iter().take(VALUES).filter(|(value, _)| guess(value).is_some()).count();
    if guessed == 0 {
        let what = if tells_track { "tells the track" } else { "names nothing that is known" };
        line!(out, "\n# {} {what}. Its values, and how many rows have each:", comment(&quoted(&column.name)));
        for (value, count) in choices.iter().take(VALUES) {
            line!(out, "#   {}  {count}", comment(&quoted(value)));
        }
        return;
    }
    line!(out, "\n[[facts]]   # CHECK each value");
    line!(out, "column = {}", quoted(&column.name));
    if let Some(between) = between {
        line!(out, "split = {}", quoted(between));
    }
    line!(
        out,
        "# not_listed = \"not_stated\"   # by default what the column names in other rows is no where a row does not list it"
    );
    line!(out, "[facts.values]");
    for (value, count) in choices.iter().take(VALUES) {
        match guess(value) {
            Some((id, is_yes)) => {
                let known = vocabulary.attribute(id);
                let not = if is_yes { "" } else { "not " };
                line!(
                    out,
                    "{} = \"{not}{}\"   # {count} rows; {}",
                    quoted(value),
                    known.slug,
                    comment(&known.label)
                );
            }
            None => line!(out, "# {} = \"…\"   # {count} rows", comment(&quoted(value))),
        }
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
