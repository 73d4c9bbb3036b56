//! The folder that holds the indexes of a store's generations.

use std::fs;
use std::path::{Path, PathBuf};

use crate::error::OpenError;
use crate::manifest::IndexIdentity;
use crate::snapshot::Snapshot;

/// The folder that holds the indexes of a store's generations, one folder each.
#[derive(Debug, Clone)]
pub struct IndexFolder(PathBuf);

impl IndexFolder {
    /// The indexes below `path`, which need not exist.
    pub fn new(path: impl Into<PathBuf>) -> IndexFolder {
        IndexFolder(path.into())
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// Where the index of these data is, or will be.
    pub fn of(&self, identity: IndexIdentity) -> PathBuf {
        self.0.join(format!("{:08}-{}", identity.generation, &identity.store.simple().to_string()[..8]))
    }

    /// Opens the index of these data.
    ///
    /// # Errors
    /// When there is none, or it can't be used; then it can be built anew.
    pub fn open(&self, identity: IndexIdentity) -> Result<Snapshot, OpenError> {
        Snapshot::open(&self.of(identity), identity)
    }

    /// Removes indexes of other data that are older than the one in use, and what an interrupted build left.
    /// Files that a running process still reads stay there until it closes them.
    pub fn remove_older_than(&self, identity: IndexIdentity) {
        let keep = self.of(identity);
        let Ok(entries) = fs::read_dir(&self.0) else { return };
        for path in entries.filter_map(Result::ok).map(|entry| entry.path()) {
            let name = |path: &Path| path.file_name().map(|name| name.to_string_lossy().into_owned());
            if name(&path) < name(&keep) {
                // Another process may be removing it too.
                let _ = fs::remove_dir_all(&path);
            }
        }
    }
}
