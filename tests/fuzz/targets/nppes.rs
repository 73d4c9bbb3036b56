//! The table of NPPES, by itself and in an archive.

#![no_main]

use fuzz::Part;
use ingest::SourceFile;
use ingest::sources::nppes::Nppes;
use libfuzzer_sys::fuzz_target;

const TABLE: &str = "npidata_pfile_20050523-20261108.csv";

fuzz_target!(|input: &[u8]| {
    let table = fuzz::read_files(&Nppes, vec![SourceFile::from_bytes(TABLE, input.to_vec())]);
    let archive = fuzz::zipped(&[Part { name: TABLE, content: input }]).expect("a valid name");
    let archive = fuzz::read_files(&Nppes, vec![SourceFile::from_bytes("nppes.zip", archive)]);
    let listings = |set: Option<ingest::ParsedSet>| set.map(|set| set.listings.len());
    assert_eq!(listings(table), listings(archive), "an archive reads like its table");
});
