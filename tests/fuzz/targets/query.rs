//! The query of a search. What was understood must mean the same when it is sent again.

#![no_main]

use libfuzzer_sys::fuzz_target;
use service::ResolvedSearch;
use service::request::{FromInput, Input};

fuzz_target!(|query: &str| {
    let Ok(input) = Input::from_query(query) else { return };
    let Ok(search) = ResolvedSearch::from_input(input) else { return };
    let sent = serde_json::to_vec(&search.parameters).expect("parameters are JSON");
    let again = Input::from_json(&sent).and_then(ResolvedSearch::from_input);
    let again = again.unwrap_or_else(|error| panic!("{error:?} in {}", String::from_utf8_lossy(&sent)));
    assert_eq!(again.parameters, search.parameters);
});
