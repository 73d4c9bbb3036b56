//! What an index folder says of itself, written last: which data it was made from, and its files' checksums.

use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

use directory::Vocabulary;
use directory::text::digest;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::error::OpenError;
use crate::schema::FORMAT;

/// The name of the manifest's file.
pub(crate) const FILE: &str = "manifest.json";

/// Which data an index was made from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct IndexIdentity {
    /// The store.
    pub store: Uuid,
    /// The generation of its data.
    pub generation: i64,
    /// The form of the ready-made documents, a number of whoever makes them.
    pub documents: u32,
    /// The import that published it, or will: of two that prepare the same generation only one does.
    pub import: Uuid,
}

#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Manifest {
    format: u32,
    /// Positions in the vocabulary are baked into the index.
    vocabulary: u64,
    pub identity: IndexIdentity,
    /// Day of the newest retrieval, days since 1970-01-01: what ages are counted to.
    pub reference_day: i32,
    /// Seconds since 1970 of the newest retrieval.
    pub retrieved_at: i64,
    /// Whether any of it is sample data.
    pub sample: bool,
    files: Vec<Checked>,
}

#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
struct Checked {
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
        sample: bool,
    ) -> std::io::Result<Manifest> {
        Ok(Manifest {
            format: FORMAT,
            vocabulary: vocabulary_digest(),
            identity,
            reference_day: retrieved_at.div_euclid(86_400) as i32,
            retrieved_at,
            sample,
            files: checked_files(folder)?,
        })
    }

    /// Reads a folder's manifest and holds it against this program, the wanted data and the files.
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
        let found = checked_files(folder).map_err(|err| damaged(format!("reading its files: {err}")))?;
        match manifest.files.iter().find(|file| !found.contains(file)) {
            Some(file) => Err(damaged(format!("{} is not as it was written", file.name.display()))),
            None => Ok(manifest),
        }
    }
}

fn vocabulary_digest() -> u64 {
    let slugs: Vec<&str> =
        Vocabulary::embedded().attributes().iter().map(|known| known.slug.as_str()).collect();
    digest(&slugs)
}

/// Sizes and checksums of all files but the manifest and tantivy's locks.
fn checked_files(folder: &Path) -> std::io::Result<Vec<Checked>> {
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
                files.push(Checked { name, bytes, crc32 });
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
