//! A workbook: the fuzzer changes the XML in it, or its bytes.

#![no_main]

use std::sync::LazyLock;

use ingest::SourceFile;
use ingest::sources::csv::{MappedTable, Mapping};
use ingest::sources::locator_export::LocatorExport;
use libfuzzer_sys::fuzz_target;

static TABLE: LazyLock<MappedTable> = LazyLock::new(|| {
    let text = include_str!("../../fixtures/csv/licences.toml");
    MappedTable::new(Mapping::parse("licences.toml", text).expect("a valid mapping"))
});

fuzz_target!(|input: &[u8]| {
    let archive = fuzz::parts(input).and_then(|parts| fuzz::zipped(&parts));
    let file = || SourceFile::from_bytes("table.xlsx", archive.clone().unwrap_or_else(|| input.to_vec()));
    fuzz::read_files(&*TABLE, vec![file()]);
    fuzz::read_files(&LocatorExport, vec![file()]);
});
