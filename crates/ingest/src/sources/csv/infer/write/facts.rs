//! The tables `[[facts]]` of a proposal.

use std::fmt::Write;

use directory::{AttributeId, Track, Vocabulary};

use super::super::Known;
use super::super::columns::{Between, Choices, Column, Shape};
use super::super::guess::tracks_of;
use super::super::words::{are_codes, level, meaning};
use super::{comment, comment_of, quoted};

/// Most values of a column that are shown.
const VALUES: usize = 60;

/// What a column says, or that it is not used.
pub(super) fn facts(out: &mut String, column: &Column, tells_track: bool) {
    let name = quoted(&column.name);
    if column.filled == 0 {
        line!(out, "\n# {} is empty.", comment(&name));
    } else if column.is_marked() {
        marked(out, column);
    } else if column.looks(Shape::Number) && meaning(&column.name).is_some() {
        numbered(out, column);
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
pub(super) fn is_twin(known: &Known, column: &Column) -> bool {
    let base = |name: &str| name.trim_end_matches(" (2)").to_owned();
    known.columns.iter().filter(|other| base(&other.name) == base(&column.name)).count() > 1
}

/// What such a column says is for a person to tell: a wrong track would make a yes of a no.
pub(super) fn twin(out: &mut String, column: &Column) {
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
            if column.looks(Shape::Number) && !column.no_marks().is_empty() {
                line!(out, "above = 0   # CHECK: numbers above 0 mean yes");
            } else {
                other_marks(out, column);
            }
        }
        None => {
            line!(out, "\n# [[facts]]   # yes or no in {} rows", column.filled);
            line!(out, "# column = {}", comment(&quoted(&column.name)));
            line!(out, "# attribute = \"…\"\n{empty}");
        }
    }
}

/// A column of numbers whose name has a meaning: how many of something there are, or may be.
fn numbered(out: &mut String, column: &Column) {
    let Some((id, _)) = meaning(&column.name) else { return };
    line!(
        out,
        "\n# [[facts]]   # CHECK: {} rows have a number; do those above 0 mean that it is offered?",
        column.filled
    );
    line!(out, "# column = {}", comment(&quoted(&column.name)));
    line!(out, "# attribute = \"{}\"\n# above = 0", Vocabulary::embedded().attribute(id).slug);
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
pub(super) fn by_track(out: &mut String, column: &Column) {
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
