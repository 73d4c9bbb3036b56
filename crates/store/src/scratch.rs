//! Databases that exist only for a while, and the files that belong to a database.

use std::fs;
use std::path::{Path, PathBuf};

use crate::copy_error::CopyError;

/// The path with something added to its end.
pub(crate) fn with_ending(path: &Path, ending: &str) -> PathBuf {
    let mut path = path.as_os_str().to_owned();
    path.push(ending);
    PathBuf::from(path)
}

/// An SQLite file, and then the files that SQLite keeps beside it.
pub(crate) fn files_of(database: &Path) -> impl Iterator<Item = PathBuf> {
    ["", "-wal", "-shm", "-journal"].iter().map(|ending| with_ending(database, ending))
}

/// A database that is removed when this is dropped, unless it was renamed.
pub(crate) struct Scratch(pub PathBuf);

impl Scratch {
    /// Removes what an earlier process may have left there.
    pub(crate) fn new(path: PathBuf) -> Result<Scratch, CopyError> {
        let scratch = Scratch(path);
        files_of(&scratch.0).try_for_each(|file| remove(&file))?;
        Ok(scratch)
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        for file in files_of(&self.0) {
            let _ = fs::remove_file(file);
        }
    }
}

/// Removes a file that may not exist.
pub(crate) fn remove(file: &Path) -> Result<(), CopyError> {
    match fs::remove_file(file) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(CopyError::file("removing", file)(error))
        }
        _ => Ok(()),
    }
}
