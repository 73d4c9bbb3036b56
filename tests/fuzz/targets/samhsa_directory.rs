//! A workbook of SAMHSA's National Directory: the fuzzer changes the XML in it, or its bytes.

#![no_main]

use ingest::SourceFile;
use ingest::sources::samhsa_directory::SamhsaDirectory;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    let archive = fuzz::parts(input).and_then(|parts| fuzz::zipped(&parts));
    let bytes = archive.unwrap_or_else(|| input.to_vec());
    let name = "National_Directory_SU_Facilities_2024.xlsx";
    fuzz::read_files(&SamhsaDirectory::default(), vec![SourceFile::from_bytes(name, bytes)]);
});
