//! The packed listings that come with the program: the fuzzer changes the unpacked text, or the bytes of the file.

#![no_main]

use std::io::Write;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use ingest::SourceFile;
use ingest::sources::bundled::BundledListings;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::none());
    encoder.write_all(input).expect("memory can be written");
    let packed = encoder.finish().expect("memory can be written");
    for bytes in [packed, input.to_vec()] {
        fuzz::read_files(&BundledListings, vec![SourceFile::from_bytes("listings.zlib", bytes)]);
    }
});
