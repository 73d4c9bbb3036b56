//! A search as JSON, which is then run.

#![no_main]

use libfuzzer_sys::fuzz_target;
use service::ResolvedSearch;
use service::request::{FromInput, Input};
use service::search::SearchPage;

fuzz_target!(|body: &[u8]| {
    let Ok(input) = Input::from_json(body) else { return };
    let Ok(search) = ResolvedSearch::from_input(input) else { return };
    let _ = SearchPage::find(&fuzz::sample_directory(), &search);
});
