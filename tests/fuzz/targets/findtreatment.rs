//! A page of the locator, and a file in its format.

#![no_main]

use std::sync::Arc;

use ingest::page::RowPage;
use ingest::sources::findtreatment::FindTreatment;
use ingest::{Document, SourceFile};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    let source = &FindTreatment::LOCATOR;
    if let Ok(page) = RowPage::parse(input.to_vec()) {
        fuzz::read(source, [Document::Page(Arc::new(page))]);
    }
    fuzz::read_files(source, vec![SourceFile::from_bytes("rows.json", input.to_vec())]);
});
