//! Files that sources publish, and what can be wrong with a whole one.

use std::fs::File;
use std::io::{self, Read, Seek};
use std::path::Path;

use zip::result::ZipError;

/// Where the bytes of a file come from.
pub trait ReadSeek: Read + Seek + Send {}

impl<T: Read + Seek + Send> ReadSeek for T {}

/// A file as a source publishes it.
pub struct SourceFile {
    /// Its name, without folders.
    pub name: String,
    /// Its bytes, from the beginning.
    pub content: Box<dyn ReadSeek>,
}

impl SourceFile {
    /// Opens a file of the disk.
    ///
    /// # Errors
    /// When it can't be opened.
    pub fn open(path: &Path) -> io::Result<SourceFile> {
        let name = printable(&path.file_name().unwrap_or(path.as_os_str()).to_string_lossy());
        Ok(SourceFile { name, content: Box::new(File::open(path)?) })
    }
}

impl FileError {
    /// What opening a zip archive, or something in it, failed for.
    pub(crate) fn of_zip(file: &str, error: &ZipError) -> FileError {
        let file = file.to_owned();
        match error {
            ZipError::InvalidPassword | ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => {
                let problem = "the archive is protected by a password: unpack it, and give what is in it";
                FileError::Format { file, problem: problem.to_owned() }
            }
            error => FileError::Damaged { file, problem: error.to_string() },
        }
    }
}

/// A name as it can be printed: without control characters, which would command a terminal.
fn printable(name: &str) -> String {
    name.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect()
}

/// Why a file can't be read as a whole. The text says what is wrong and what would be right.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// Input failed.
    #[error("{file}: failed to read")]
    Input {
        /// Which file.
        file: String,
        /// Why.
        #[source]
        source: io::Error,
    },
    /// It is something else than its source publishes.
    #[error("{file}: {problem}")]
    Format {
        /// Which file.
        file: String,
        /// What is wrong, and what is expected.
        problem: String,
    },
    /// It is cut or damaged, so that rows may be missing.
    #[error("{file}: the file is cut or damaged: {problem}")]
    Damaged {
        /// Which file.
        file: String,
        /// What shows it.
        problem: String,
    },
    /// It holds more than a file of its source can: a defence against files made to exhaust memory or disk.
    #[error("{file}: {what} is larger than the {limit} that are read")]
    TooLarge {
        /// Which file.
        file: String,
        /// What of it.
        what: String,
        /// The bound, with its unit.
        limit: String,
    },
    /// Several files were given that do not belong together.
    #[error("{0}")]
    Set(String),
}
