//! The folder with the indexes of a store's generations.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::error::{BuildError, OpenError};
use crate::manifest::IndexIdentity;
use crate::snapshot::Snapshot;

/// The folder with the indexes of a store's generations, one subfolder each.
#[derive(Debug, Clone)]
pub struct IndexFolder(PathBuf);

impl IndexFolder {
    /// The indexes in `path`, which need not exist.
    pub fn new(path: impl Into<PathBuf>) -> IndexFolder {
        IndexFolder(path.into())
    }

    /// The path of the folder.
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// The path of the index of these data, whether it exists or not.
    pub fn path_of(&self, identity: IndexIdentity) -> PathBuf {
        // The last digits of an import's id are random; the first ones only encode the time.
        self.0.join(format!("{:08}-{}", identity.generation, &identity.import.simple().to_string()[20..]))
    }

    /// Opens the index of these data.
    ///
    /// # Errors
    /// If there is none, or it can't be used. Then it can be rebuilt.
    pub fn open(&self, identity: IndexIdentity) -> Result<Snapshot, OpenError> {
        Snapshot::open(&self.path_of(identity), identity)
    }

    /// Removes the indexes of earlier generations and the remains of interrupted builds. A running process can still read
    /// the files it has open.
    pub fn remove_before(&self, generation: i64) {
        let Ok(entries) = fs::read_dir(&self.0) else { return };
        for path in entries.filter_map(Result::ok).map(|entry| entry.path()) {
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            let number = name.split('-').next().and_then(|number| number.parse::<i64>().ok());
            let is_older = number.is_some_and(|number| number < generation);
            let is_dead = (name.starts_with(UNFINISHED) && is_abandoned(&path))
                || (name.starts_with(UNLOCKED) && is_old(&path));
            if is_older || is_dead {
                // Another process may be removing it too.
                let _ = fs::remove_dir_all(&path);
            }
        }
    }

    /// Begins the index of these data in a temporary folder.
    ///
    /// # Errors
    /// If that folder can't be created.
    pub fn begin(&self, identity: IndexIdentity) -> Result<UnfinishedIndex, BuildError> {
        let begun = self.begin_folder();
        let (folder, lock) = begun.map_err(|source| BuildError::Io { path: self.0.clone(), source })?;
        Ok(UnfinishedIndex { folder, target: self.path_of(identity), _lock: lock })
    }

    /// A new folder to build an index in, and the lock that tells others it is being built.
    fn begin_folder(&self) -> std::io::Result<(PathBuf, File)> {
        let id = uuid::Uuid::now_v7().simple().to_string();
        let unlocked = self.0.join(format!("{UNLOCKED}{id}"));
        fs::create_dir_all(&unlocked)?;
        let lock = File::create(unlocked.join(LOCK))?;
        lock.try_lock()?;
        // From now on, others may take it for abandoned if they find it unlocked.
        let path = self.0.join(format!("{UNFINISHED}{id}"));
        fs::rename(&unlocked, &path)?;
        Ok((path, lock))
    }
}

/// The index of one generation in a temporary folder, which gets its final name once it is complete. It is removed when
/// this is dropped before that. After a `kill`, the next import removes it.
pub struct UnfinishedIndex {
    folder: PathBuf,
    target: PathBuf,
    /// Held until the folder has its final name.
    _lock: File,
}

impl UnfinishedIndex {
    /// The temporary folder.
    pub fn path(&self) -> &Path {
        &self.folder
    }

    /// Gives the folder its final name.
    ///
    /// # Errors
    /// If it can't be renamed.
    pub fn finish(self) -> Result<(), BuildError> {
        self.rename().map_err(|source| BuildError::Io { path: self.folder.clone(), source })
    }

    fn rename(&self) -> std::io::Result<()> {
        // A folder with this name has the same data, but is damaged or from another release.
        match fs::remove_dir_all(&self.target) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        fs::remove_file(self.folder.join(LOCK))?;
        fs::rename(&self.folder, &self.target)
    }
}

impl Drop for UnfinishedIndex {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// The prefix of folders in which an index is being built.
const UNFINISHED: &str = ".building-";

/// The prefix of such folders before they are locked.
const UNLOCKED: &str = ".locking-";

/// The file that the building process locks.
const LOCK: &str = "building.lock";

/// A folder that is still not locked after this time never will be, because its process died.
const SURELY_LOCKED: Duration = Duration::from_secs(3600);

/// Whether the process that was building there has died, which releases its lock.
fn is_abandoned(path: &Path) -> bool {
    File::open(path.join(LOCK)).is_ok_and(|lock| lock.try_lock().is_ok())
}

/// Whether this is so old that the process that made it must have died before it could lock it.
fn is_old(path: &Path) -> bool {
    let made = fs::metadata(path).and_then(|about| about.modified());
    made.is_ok_and(|made| made.elapsed().is_ok_and(|age| age > SURELY_LOCKED))
}

#[cfg(test)]
mod tests {
    use super::*;

    const IDENTITY: IndexIdentity =
        IndexIdentity { store: uuid::Uuid::nil(), import: uuid::Uuid::nil(), generation: 7, documents: 0 };

    #[test]
    fn older_indexes_and_abandoned_builds_are_removed_and_no_others() -> std::io::Result<()> {
        let folder = tempfile::tempdir()?;
        let indexes = IndexFolder::new(folder.path());
        let [older, current, newer] =
            [6, 7, 8].map(|generation| indexes.path_of(IndexIdentity { generation, ..IDENTITY }));
        for path in [&older, &current, &newer] {
            fs::create_dir_all(path)?;
        }
        let (alive, _lock) = indexes.begin_folder()?;
        let (dead, _) = indexes.begin_folder()?;
        indexes.remove_before(7);
        let there = [&older, &current, &newer, &alive, &dead].map(|path| path.exists());
        assert_eq!(there, [false, true, true, true, false]);
        Ok(())
    }

    #[test]
    fn a_build_that_is_starting_is_not_taken_for_an_abandoned_one() -> std::io::Result<()> {
        let folder = tempfile::tempdir()?;
        let indexes = IndexFolder::new(folder.path());
        let ended = std::sync::atomic::AtomicBool::new(false);
        std::thread::scope(|scope| {
            scope.spawn(|| {
                while !ended.load(std::sync::atomic::Ordering::Relaxed) {
                    indexes.remove_before(7);
                }
            });
            let begun: Vec<_> = (0..200).map(|_| indexes.begin_folder()).collect();
            ended.store(true, std::sync::atomic::Ordering::Relaxed);
            for begun in begun {
                let (path, _lock) = begun?;
                assert!(path.join(LOCK).exists());
            }
            Ok(())
        })
    }
}
