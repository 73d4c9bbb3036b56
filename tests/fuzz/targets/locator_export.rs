//! The table that people download from the locator.

#![no_main]

use ingest::SourceFile;
use ingest::sources::locator_export::LocatorExport;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    fuzz::read_files(&LocatorExport, vec![SourceFile::from_bytes("export.csv", input.to_vec())]);
});
