//! The manifest of an index folder, which is written last: the data it was made from, and the checksums of its files and
//! of itself.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use directory::text::digest;
use directory::{Notice, Vocabulary, names};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
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

    /// The text of the manifest's file: the manifest as JSON, with its checksum.
    pub(crate) fn to_text(&self) -> serde_json::Result<String> {
        let manifest = serde_json::value::to_raw_value(self)?;
        let crc32 = crc32fast::hash(manifest.get().as_bytes());
        serde_json::to_string(&ManifestFile { manifest, crc32 })
    }

    /// Reads an index folder: its manifest, and all files that the manifest names. Checks them against this release, the
    /// wanted data and their checksums.
    pub(crate) fn read(folder: &Path, wanted: IndexIdentity) -> Result<(Manifest, IndexFiles), OpenError> {
        let damaged = |reason: String| OpenError::Damaged { path: folder.to_owned(), reason };
        let outdated =
            |reason: &str| OpenError::Outdated { path: folder.to_owned(), reason: reason.to_owned() };
        let text = match fs::read_to_string(folder.join(FILE)) {
            Ok(text) => text,
            Err(err) if err.kind() == std::io::ErrorKind::NotFound => {
                return Err(OpenError::Missing(folder.to_owned()));
            }
            Err(err) => return Err(damaged(format!("reading its manifest: {err}"))),
        };
        let unreadable = |err: serde_json::Error| match serde_json::from_str::<OlderManifest>(&text) {
            Ok(OlderManifest { format }) if format < FORMAT => outdated("it was written by another release"),
            _ => damaged(format!("reading its manifest: {err}")),
        };
        let file: ManifestFile = serde_json::from_str(&text).map_err(unreadable)?;
        if crc32fast::hash(file.manifest.get().as_bytes()) != file.crc32 {
            return Err(damaged(format!("{FILE} is not as it was written")));
        }
        let format: OlderManifest = serde_json::from_str(file.manifest.get()).map_err(unreadable)?;
        if format.format != FORMAT {
            return Err(outdated("it was written by another release"));
        }
        let manifest: Manifest = serde_json::from_str(file.manifest.get()).map_err(unreadable)?;
        if manifest.vocabulary != vocabulary_digest() {
            return Err(outdated("it was written by another release"));
        }
        if manifest.identity != wanted {
            return Err(outdated("it was made from other data"));
        }
        let files =
            manifest.files.iter().map(|file| Ok((file.name.clone(), file.read(folder).map_err(damaged)?)));
        let files = files.collect::<Result<_, _>>()?;
        Ok((manifest, files))
    }
}

/// The contents of the files of an index, by their names.
pub(crate) type IndexFiles = BTreeMap<PathBuf, Vec<u8>>;

/// What the manifest's file contains.
#[derive(Serialize, Deserialize)]
struct ManifestFile {
    manifest: Box<RawValue>,
    /// The checksum of the text of `manifest`.
    crc32: u32,
}

/// What the manifests of all releases have in common.
#[derive(Deserialize)]
struct OlderManifest {
    format: u32,
}

impl FileChecksum {
    /// The contents of the file, or the reason why they are not as they were written.
    fn read(&self, folder: &Path) -> Result<Vec<u8>, String> {
        let name = self.name.display();
        let contents = fs::read(folder.join(&self.name)).map_err(|err| format!("reading {name}: {err}"))?;
        if contents.len() as u64 == self.bytes && crc32fast::hash(&contents) == self.crc32 {
            Ok(contents)
        } else {
            Err(format!("{name} is not as it was written"))
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
                let contents = fs::read(folder.join(&name))?;
                files.push(FileChecksum {
                    name,
                    bytes: contents.len() as u64,
                    crc32: crc32fast::hash(&contents),
                });
            }
        }
    }
    files.sort();
    Ok(files)
}
