//! A table that is read with a mapping.

#![no_main]

use std::sync::LazyLock;

use ingest::SourceFile;
use ingest::sources::csv::{MappedTable, Mapping};
use libfuzzer_sys::fuzz_target;

static TABLE: LazyLock<MappedTable> = LazyLock::new(|| {
    let text = include_str!("../../fixtures/csv/licences.toml");
    MappedTable::new(Mapping::parse("licences.toml", text).expect("a valid mapping"))
});

fuzz_target!(|input: &[u8]| {
    fuzz::read_files(&*TABLE, vec![SourceFile::from_bytes("licences.csv", input.to_vec())]);
});
