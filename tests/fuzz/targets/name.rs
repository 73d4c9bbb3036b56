//! The words of a name, as they are typed.

#![no_main]

use libfuzzer_sys::fuzz_target;
use service::ResolvedSearch;
use service::request::{FromInput, Input};
use service::search::SearchPage;

fuzz_target!(|name: String| {
    let given = vec![("q".to_owned(), name), ("sort".to_owned(), "name".to_owned())];
    let Ok(search) = Input::from_pairs(given).and_then(ResolvedSearch::from_input) else { return };
    let found = SearchPage::find(&fuzz::sample_directory(), &search);
    assert!(found.is_ok(), "a name that is accepted is searched for");
});
