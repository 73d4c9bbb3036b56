//! The manifest of an index folder, which is written last: the data it was made from, and the checksums of its files.

use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

use directory::text::digest;
use directory::{Notice, Vocabulary, names};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::error::OpenError;
use crate::schema::FORMAT;

/// The name of the manifest's file.
pub(crate) const FILE: &str = "manifest.json";

/// Identifies the data that an index was made from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct IndexIdentity {
    /// The store.
    pub store: Uuid,
    /// The generation of its data.
    pub generation: i64,
    /// The format version of the ready-made documents, chosen by the code that makes them.
    pub documents: u32,
    /// The import that published or will publish the generation. If two prepare the same generation, only one publishes it.
    pub import: Uuid,
}

#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Manifest {
    format: u32,
    /// A digest of the vocabulary and of the abbreviations in names. The index refers to attributes by their positions,
    /// and contains what the abbreviations stand for.
    vocabulary: u64,
    pub identity: IndexIdentity,
    /// The day of the newest retrieval, in days since 1970-01-01. Ages are counted up to this day.
    pub reference_day: i32,
    /// The time of the newest retrieval, in seconds since 1970.
    pub retrieved_at: i64,
    /// What people must know about all of it.
    pub notice: Option<Notice>,
    files: Vec<FileChecksum>,
}

#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
struct FileChecksum {
    name: PathBuf,
    bytes: u64,
    crc32: u32,
}

impl Manifest {
    /// The manifest of the files that are in `folder` now.
    pub(crate) fn new(
        folder: &Path,
        identity: IndexIdentity,
        retrieved_at: i64,
        notice: Option<Notice>,
    ) -> std::io::Result<Manifest> {
        Ok(Manifest {
            format: FORMAT,
            vocabulary: vocabulary_digest(),
            identity,
            reference_day: retrieved_at.div_euclid(86_400) as i32,
            retrieved_at,
            notice,
            files: file_checksums(folder)?,
        })
    }

    /// Reads a folder's manifest and checks it against this release, the wanted data and the files.
    pub(crate) fn check(folder: &Path, wanted: IndexIdentity) -> Result<Manifest, OpenError> {
        let damaged = |reason: String| OpenError::Damaged { path: folder.to_owned(), reason };
        let outdated = |reason: String| OpenError::Outdated { path: folder.to_owned(), reason };
        let text = match fs::read(folder.join(FILE)) {
            Ok(text) => text,
            Err(err) if err.kind() == std::io::ErrorKind::NotFound => {
                return Err(OpenError::Missing(folder.to_owned()));
            }
            Err(err) => return Err(damaged(format!("reading its manifest: {err}"))),
        };
        let manifest: Manifest =
            serde_json::from_slice(&text).map_err(|err| damaged(format!("reading its manifest: {err}")))?;
        if manifest.format != FORMAT || manifest.vocabulary != vocabulary_digest() {
            return Err(outdated("it was written by another release".to_owned()));
        }
        if manifest.identity != wanted {
            return Err(outdated("it was made from other data".to_owned()));
        }
        let found = file_checksums(folder).map_err(|err| damaged(format!("reading its files: {err}")))?;
        match manifest.files.iter().find(|file| !found.contains(file)) {
            Some(file) => Err(damaged(format!("{} is not as it was written", file.name.display()))),
            None => Ok(manifest),
        }
    }
}

fn vocabulary_digest() -> u64 {
    let slugs = Vocabulary::embedded().attributes().iter().map(|known| known.slug.as_str());
    let parts: Vec<&str> = slugs.chain([names::TABLE]).collect();
    digest(&parts)
}

/// The sizes and checksums of all files except the manifest and tantivy's locks.
fn file_checksums(folder: &Path) -> std::io::Result<Vec<FileChecksum>> {
    let mut files = Vec::new();
    let mut folders = vec![PathBuf::new()];
    while let Some(below) = folders.pop() {
        for entry in fs::read_dir(folder.join(&below))? {
            let entry = entry?;
            let name = below.join(entry.file_name());
            if entry.file_type()?.is_dir() {
                folders.push(name);
            } else if name != Path::new(FILE) && name.extension().is_none_or(|ending| ending != "lock") {
                let (bytes, crc32) = checksum(&folder.join(&name))?;
                files.push(FileChecksum { name, bytes, crc32 });
            }
        }
    }
    files.sort();
    Ok(files)
}

fn checksum(path: &Path) -> std::io::Result<(u64, u32)> {
    let mut file = File::open(path)?;
    let mut hasher = crc32fast::Hasher::new();
    let mut buffer = vec![0; 1 << 18];
    let mut bytes = 0;
    loop {
        match file.read(&mut buffer)? {
            0 => return Ok((bytes, hasher.finalize())),
            read => {
                hasher.update(&buffer[..read]);
                bytes += read as u64;
            }
        }
    }
}
