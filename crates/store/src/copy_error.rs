//! Why a store can't be copied, backed up or restored.

use std::path::{Path, PathBuf};

use crate::error::Error;

/// Why a store can't be copied, backed up or restored. What was there before is still there.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CopyError {
    /// A store can't be read or written.
    #[error(transparent)]
    Store(#[from] Error),
    /// The target has data.
    #[error("{place} has data already")]
    NotEmpty {
        /// The target.
        place: String,
    },
    /// Other processes use the target.
    #[error("{place} is in use: stop the server and wait for imports to end")]
    InUse {
        /// The target.
        place: String,
    },
    /// The file is not a backup.
    #[error("{} is not a backup made by this program", path.display())]
    NotABackup {
        /// The file.
        path: PathBuf,
    },
    /// The backup is not as it was written.
    #[error("the backup {} is damaged: {what}", path.display())]
    DamagedBackup {
        /// The file.
        path: PathBuf,
        /// What is damaged.
        what: String,
    },
    /// The copy was read again, and differs from what was written.
    #[error("the table {table} in {place} differs from what was written to it")]
    Differs {
        /// The table.
        table: String,
        /// The target.
        place: String,
    },
    /// The target has tables that this program did not make, or lacks some.
    #[error("{place} does not have exactly the tables of this program: use an empty database")]
    OtherTables {
        /// The target.
        place: String,
    },
    /// A file can't be copied, removed or renamed.
    #[error("{doing} {}", path.display())]
    File {
        /// What was being done, such as `removing`.
        doing: &'static str,
        /// The file.
        path: PathBuf,
        /// The reason.
        source: std::io::Error,
    },
}

impl CopyError {
    /// The same error about the file that the damaged one is a copy of.
    pub(crate) fn about(self, file: &Path) -> CopyError {
        match self {
            CopyError::NotABackup { .. } => CopyError::NotABackup { path: file.to_owned() },
            CopyError::DamagedBackup { what, .. } => CopyError::DamagedBackup { path: file.to_owned(), what },
            error => error,
        }
    }

    /// The error of an operation on a file.
    pub(crate) fn file(
        doing: &'static str,
        path: impl Into<PathBuf>,
    ) -> impl FnOnce(std::io::Error) -> CopyError {
        let path = path.into();
        move |source| CopyError::File { doing, path, source }
    }
}
