//! The proposal, as TOML with comments.

use std::fmt::Write;

use directory::{AttributeId, Track, Vocabulary};

use super::Known;
use super::columns::{Between, Choices, Column, Shape};
use super::guess::{Guesses, TrackGuess, ended, tracks_of};
use super::words::{are_codes, level, meaning};

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

fn facts(out: &mut String, column: &Column, tells_track: bool) {
    let name = quoted(&column.name);
    if column.filled == 0 {
        line!(out, "\n# {} is empty.", comment(&name));
    } else if column.is_marked() {
        marked(out, column);
    } else if column.looks(Shape::Day) || (column.looks(Shape::Number) && !has_levels(&column.name)) {
        line!(
            out,
            "\n# {} has days or numbers in {} rows: kept, and not used.",
            comment(&name),
            column.filled
        );
    } else if let Some(choices) = column.choices() {
        listed(out, column, &choices, tells_track);
    } else {
        line!(
            out,
            "\n# {} has different values in most of its {} rows: kept, and not used.",
            comment(&name),
            column.filled
        );
    }
}

/// Whether the name of a column is there twice in the header, so that it may speak of one track or the other.
fn is_twin(known: &Known, column: &Column) -> bool {
    let base = |name: &str| name.trim_end_matches(" (2)").to_owned();
    known.columns.iter().filter(|other| base(&other.name) == base(&column.name)).count() > 1
}

/// What such a column says is for a person to tell: a wrong track would make a yes of a no.
fn twin(out: &mut String, column: &Column) {
    let slug =
        meaning(&column.name).map_or("…", |(id, _)| Vocabulary::embedded().attribute(id).slug.as_str());
    line!(out, "\n# CHECK: this name is there twice, perhaps once for each track: see [[program.track]]");
    line!(out, "# [[facts]]\n# column = {}", comment(&quoted(&column.name)));
    line!(out, "# attribute = \"{slug}\"\n# track = \"…\"");
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
            other_marks(out, column);
        }
        None => {
            line!(out, "\n# [[facts]]   # yes or no in {} rows", column.filled);
            line!(out, "# column = {}", comment(&quoted(&column.name)));
            line!(out, "# attribute = \"…\"\n{empty}");
        }
    }
}

/// Values beside the marks of a column: those that begin with yes or no are proposed to mean that.
fn other_marks(out: &mut String, column: &Column) {
    let values = column.no_marks();
    for word in ["yes", "no"] {
        let is_meant = |value: &&(String, u64)| {
            value.0.to_lowercase().split(|c: char| !c.is_alphanumeric()).next() == Some(word)
        };
        let meant: Vec<String> = values.iter().filter(is_meant).map(|(value, _)| quoted(value)).collect();
        if !meant.is_empty() {
            line!(out, "{word} = [{}]   # CHECK", meant.join(", "));
        }
    }
    let told: Vec<String> =
        values.iter().map(|(value, rows)| format!("{} ({rows} rows)", quoted(value))).collect();
    if !told.is_empty() {
        line!(out, "# beside yes and no there are {}", comment_of(&told.join(", "), 500));
    }
}

/// Whether the name of a column speaks of levels of care.
fn has_levels(name: &str) -> bool {
    let small = name.to_lowercase();
    small.contains("level")
        || small.contains("asam")
        || small.split(|c: char| !c.is_alphanumeric()).any(|word| word == "loc")
}

/// What a value of a column may mean.
fn meaning_in(column: &Column, value: &str) -> Option<(AttributeId, bool)> {
    level(value, has_levels(&column.name)).map(|id| (id, true)).or_else(|| meaning(value))
}

fn listed(out: &mut String, column: &Column, choices: &Choices, tells_track: bool) {
    let by_code = are_codes(&choices.values);
    let guess = |value: &str| {
        if by_code { Some((Vocabulary::embedded().code(value)?, true)) } else { meaning_in(column, value) }
    };
    let shown: Vec<_> =
        choices.values.iter().take(VALUES).map(|(value, count)| (value, count, guess(value))).collect();
    if shown.iter().all(|(_, _, guess)| guess.is_none()) {
        let what = if tells_track { "tells the track" } else { "names nothing that is known" };
        line!(out, "\n# {} {what}. Its values, and how many rows have each:", comment(&quoted(&column.name)));
        shown.iter().for_each(|(value, count, _)| line!(out, "#   {}  {count}", comment(&quoted(value))));
        return;
    }
    list_of(out, column, choices, None);
    for (value, count, guess) in shown {
        value_means(out, value, *count, guess);
    }
}

/// A column whose values speak of one track or the other: what it says of each.
fn by_track(out: &mut String, column: &Column) {
    let Some(choices) = column.choices() else { return };
    for track in Track::ALL {
        list_of(out, column, &choices, Some(track));
        for (value, count) in choices.values.iter().take(VALUES) {
            let tracks = tracks_of(value);
            if tracks.is_empty() || tracks.contains(&track) {
                value_means(out, value, *count, meaning_in(column, value));
            } else {
                line!(out, "{} = []   # of the other track", quoted(value));
            }
        }
    }
}

/// The head of a column that lists what there is.
fn list_of(out: &mut String, column: &Column, choices: &Choices, track: Option<Track>) {
    line!(out, "\n[[facts]]   # CHECK each value");
    line!(out, "column = {}", quoted(&column.name));
    track.into_iter().for_each(|track| line!(out, "track = {}", quoted(track.slug())));
    match choices.between {
        Some(Between::Sign(sign)) => line!(out, "split = {}", quoted(sign)),
        Some(Between::Mixed) => line!(out, "split_pattern = {}", quoted(Between::PATTERN)),
        None => {}
    }
    line!(
        out,
        "# A row whose values are all known says no to what it does not list. Where the list may be incomplete:"
    );
    line!(out, "# not_listed = \"not_stated\"");
    line!(
        out,
        "# A value that stands in a comment is not known: a row with it says no to nothing. Give it a meaning, or []"
    );
    line!(out, "# where it means nothing.\n[facts.values]");
}

fn value_means(out: &mut String, value: &str, count: u64, guess: Option<(AttributeId, bool)>) {
    match guess {
        Some((id, is_yes)) => {
            let known = Vocabulary::embedded().attribute(id);
            let says = quoted(&format!("{}{}", if is_yes { "" } else { "not " }, known.slug));
            line!(out, "{} = {says}   # {count} rows; {}", quoted(value), comment(&known.label));
        }
        None => line!(out, "# {} = \"…\"   # {count} rows", comment(&quoted(value))),
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
