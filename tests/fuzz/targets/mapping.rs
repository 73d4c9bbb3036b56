//! A mapping, and a table that is read with it.

#![no_main]

use ingest::SourceFile;
use ingest::sources::csv::{MappedTable, Mapping};
use libfuzzer_sys::fuzz_target;

const ROWS: &[u8] = include_bytes!("../../fixtures/csv/licences.csv");

fuzz_target!(|text: &str| {
    match Mapping::parse("licences.toml", text) {
        Ok(mapping) => {
            let file = SourceFile::from_bytes("licences.csv", ROWS.to_vec());
            fuzz::read_files(&MappedTable::new(mapping), vec![file]);
        }
        Err(error) => drop(error.to_string()),
    }
});
