//! A table for which a mapping is suggested.

#![no_main]

use ingest::SourceFile;
use ingest::sources::csv::{Mapping, infer};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    if let Ok(suggested) = infer(SourceFile::from_bytes("table.csv", input.to_vec()), None) {
        // It may have gaps that a person fills in.
        let _ = Mapping::parse("suggested.toml", &suggested);
    }
});
