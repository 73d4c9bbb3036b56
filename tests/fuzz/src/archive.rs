//! Archives made from text, so that the fuzzer changes what is in them and not only bytes whose checksum then differs.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// A file in an archive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part<'a> {
    /// Its name, with folders.
    pub name: &'a str,
    /// Its bytes.
    pub content: &'a [u8],
}

/// The line before a part begins with this, followed by the name of the part.
const MARK: &[u8] = b"=== ";

/// The parts of an input: each begins with the line `=== NAME`. `None` if the input does not begin with such a line.
pub fn parts(input: &[u8]) -> Option<Vec<Part<'_>>> {
    let mut parts = Vec::new();
    let mut rest = input.strip_prefix(MARK)?;
    loop {
        let (part, next) = match find(rest, b"\n=== ") {
            Some(at) => (&rest[..at], Some(&rest[at + 5..])),
            None => (rest, None),
        };
        let end = find(part, b"\n").unwrap_or(part.len());
        if let Ok(name) = std::str::from_utf8(&part[..end]) {
            parts.push(Part { name, content: part.get(end + 1..).unwrap_or_default() });
        }
        match next {
            Some(next) => rest = next,
            None => return Some(parts),
        }
    }
}

/// A zip archive with these parts; `None` if their names can't be in one archive.
pub fn zipped(parts: &[Part<'_>]) -> Option<Vec<u8>> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for part in parts {
        archive.start_file(part.name, options).ok()?;
        archive.write_all(part.content).ok()?;
    }
    Some(archive.finish().ok()?.into_inner())
}

fn find(bytes: &[u8], what: &[u8]) -> Option<usize> {
    bytes.windows(what.len()).position(|window| window == what)
}
