//! Files that sources publish, and what can be wrong with a file as a whole.

use std::fs::File;
use std::io::{self, Cursor, Read, Seek};
use std::path::Path;

use zip::result::ZipError;

use crate::rows::error::ReadError;

/// The bytes of a file, on disk or in memory.
pub trait ReadSeek: Read + Seek + Send {}

impl<T: Read + Seek + Send> ReadSeek for T {}

/// A file that a source publishes.
pub struct SourceFile {
    /// The name of the file, without folders.
    pub name: String,
    /// The bytes of the file, positioned at the beginning.
    pub content: Box<dyn ReadSeek>,
}

impl SourceFile {
    /// Opens a file on disk.
    ///
    /// # Errors
    /// If the file can't be opened.
    pub fn open(path: &Path) -> io::Result<SourceFile> {
        let name = printable(&path.file_name().unwrap_or(path.as_os_str()).to_string_lossy());
        Ok(SourceFile { name, content: Box::new(File::open(path)?) })
    }

    /// A file in memory.
    pub fn from_bytes(name: &str, bytes: Vec<u8>) -> SourceFile {
        SourceFile { name: name.to_owned(), content: Box::new(Cursor::new(bytes)) }
    }
}

impl FileError {
    /// A file that is not what its source publishes.
    pub(crate) fn format(file: &str, problem: impl Into<String>) -> FileError {
        FileError::Format { file: file.to_owned(), problem: problem.into() }
    }

    /// A file that is cut off or damaged.
    pub(crate) fn damaged(file: &str, problem: impl Into<String>) -> FileError {
        FileError::Damaged { file: file.to_owned(), problem: problem.into() }
    }

    /// A file with a part, `what`, that exceeds a limit.
    pub(crate) fn too_large(file: &str, what: impl Into<String>, limit: impl Into<String>) -> FileError {
        FileError::TooLarge { file: file.to_owned(), what: what.into(), limit: limit.into() }
    }

    /// Why a zip archive, or a file in it, can't be opened.
    pub(crate) fn from_zip(file: &str, error: &ZipError) -> FileError {
        match error {
            ZipError::InvalidPassword | ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => {
                FileError::format(
                    file,
                    "the archive is protected by a password: unpack it, and import the files in it",
                )
            }
            error => FileError::damaged(file, error.to_string()),
        }
    }
}

/// A name without control characters, which a terminal would interpret.
fn printable(name: &str) -> String {
    name.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect()
}

/// Why a file as a whole can't be read. The text says what is wrong, and what is expected instead.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// The file can't be read from disk.
    #[error("{file}: failed to read")]
    Input {
        /// Which file.
        file: String,
        /// What went wrong.
        #[source]
        source: io::Error,
    },
    /// The rows of the file, which are JSON, can't be read.
    #[error("reading {file}")]
    Rows {
        /// Which file.
        file: String,
        /// What went wrong.
        #[source]
        source: ReadError,
    },
    /// The file is not what its source publishes.
    #[error("{file}: {problem}")]
    Format {
        /// Which file.
        file: String,
        /// What is wrong, and what is expected.
        problem: String,
    },
    /// The file is cut off or damaged, so that rows may be missing.
    #[error("{file}: the file is cut off or damaged: {problem}")]
    Damaged {
        /// Which file.
        file: String,
        /// How it was noticed.
        problem: String,
    },
    /// The file is larger than a file of its source should be. This protects against files made to exhaust memory or disk.
    #[error("{file}: {what} is larger than the {limit} allowed")]
    TooLarge {
        /// Which file.
        file: String,
        /// Which part of the file.
        what: String,
        /// The limit, with its unit.
        limit: String,
    },
    /// The files that were given do not belong together.
    #[error("{0}")]
    Set(String),
}
