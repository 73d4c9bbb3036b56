//! A cursor. Only one that a page of the same search gave is accepted.

#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use service::request::{FromInput, Input, Text};
use service::search::SearchPage;
use service::{Error, ResolvedSearch};

const SEARCH: &str = "state=TX&level=any&limit=1";

static GENUINE: LazyLock<Vec<String>> = LazyLock::new(|| {
    let mut cursors: Vec<String> = Vec::new();
    while let Some(next) = page(cursors.last()).expect("a genuine cursor").next_cursor {
        cursors.push(next);
    }
    cursors
});

fn page(cursor: Option<&String>) -> Result<SearchPage, Error> {
    let mut search = ResolvedSearch::from_input(Input::from_query(SEARCH)?)?;
    search.parameters.cursor = match cursor {
        Some(cursor) => Some(Text::parse(cursor).map_err(|error| Error::Gone(error.to_string()))?),
        None => None,
    };
    SearchPage::find(&fuzz::sample_directory(), &search)
}

fuzz_target!(|cursor: String| {
    let is_genuine = GENUINE.contains(&cursor);
    assert!(page(Some(&cursor)).is_err() || is_genuine, "{cursor:?} is accepted");
});
