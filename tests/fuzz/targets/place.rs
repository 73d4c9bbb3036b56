//! A place, as people type it.

#![no_main]

use libfuzzer_sys::fuzz_target;
use places::Gazetteer;

fuzz_target!(|text: &str| {
    let gazetteer = Gazetteer::embedded();
    if let Err(error) = gazetteer.resolve(text) {
        let _ = error.to_string();
    }
    assert!(gazetteer.suggest(text, 5).len() <= 5);
});
