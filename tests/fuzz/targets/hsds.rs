//! An HSDS directory: JSON, tables, or an archive of tables.

#![no_main]

use ingest::SourceFile;
use ingest::sources::hsds::Hsds;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    let source = Hsds::new("demo", "A directory").expect("a valid name");
    let Some(parts) = fuzz::parts(input) else {
        for name in ["services.json", "package.zip"] {
            fuzz::read_files(&source, vec![SourceFile::from_bytes(name, input.to_vec())]);
        }
        return;
    };
    let tables = parts.iter().map(|part| SourceFile::from_bytes(part.name, part.content.to_vec()));
    let from_tables = fuzz::read_files(&source, tables.collect());
    let Some(archive) = fuzz::zipped(&parts) else { return };
    let from_archive = fuzz::read_files(&source, vec![SourceFile::from_bytes("package.zip", archive)]);
    if let (Some(one), Some(other)) = (from_tables, from_archive) {
        assert_eq!(one.listings.len(), other.listings.len(), "an archive reads like its tables");
    }
});
