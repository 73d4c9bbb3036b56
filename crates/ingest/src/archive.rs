//! Zip archives from others, opened with limits.
//!
//! An archive is a small file that can describe a very large one. So the number of entries is checked before their
//! directory is read, entries must not share bytes of the file, and all entries that are read together unpack to at
//! most a multiple of the file's size. The sizes that an archive states about itself are not trusted.

use std::borrow::Cow;
use std::io::{self, Read, Seek, SeekFrom};

use zip::ZipArchive;
use zip::read::ZipFile;

use crate::file::{FileError, ReadSeek};
use crate::metered::Exceeded;

/// Maximum number of entries. A workbook has a few for each sheet, and a data package has one for each table.
const ENTRIES: u64 = 10_000;

/// How much an archive may unpack to.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Unpacked {
    /// What errors call the unpacked archive, such as "the unpacked workbook".
    pub what: &'static str,
    /// Maximum size of everything that is read, in bytes.
    pub most: u64,
    /// How many times its own size an archive may unpack to.
    pub ratio: u64,
    /// How much any archive may unpack to, regardless of its own size, in bytes.
    pub always: u64,
}

/// An open archive.
pub(crate) struct Archive {
    file: String,
    zip: ZipArchive<Box<dyn ReadSeek>>,
    /// How many bytes may still be unpacked.
    left: u64,
    /// The error for more than these.
    exceeded: Exceeded,
}

impl Archive {
    /// Opens an archive and checks its directory.
    pub fn open(file: &str, mut content: Box<dyn ReadSeek>, limits: Unpacked) -> Result<Archive, FileError> {
        let input = |source| FileError::Input { file: file.to_owned(), source };
        let packed = content.seek(SeekFrom::End(0)).map_err(input)?;
        let announced = announced_entries(&mut content, packed).map_err(input)?;
        if announced > ENTRIES {
            return Err(too_many_entries(file));
        }
        let failed = |error| FileError::from_zip(file, &error);
        let mut zip = ZipArchive::new(content).map_err(failed)?;
        if zip.len() as u64 > ENTRIES {
            return Err(too_many_entries(file));
        }
        if zip.has_overlapping_entries().map_err(failed)? {
            return Err(FileError::damaged(file, "its entries overlap, so that it would unpack without end"));
        }
        let left = limits.most.min(limits.always.max(packed.saturating_mul(limits.ratio)));
        let exceeded = Exceeded { what: limits.what, bytes: left };
        Ok(Archive { file: file.to_owned(), zip, left, exceeded })
    }

    /// The names of the entries, in the order of their indices. A name that can't be decoded is empty.
    pub fn names(&self) -> Vec<String> {
        let names = self.zip.file_names();
        names.map(|name| name.map(Cow::into_owned).unwrap_or_default()).collect()
    }

    /// An entry, unpacked while it is read. Reading fails once all entries together exceed the limit.
    pub fn entry(&mut self, at: usize) -> Result<Entry<'_>, FileError> {
        let inner = self.zip.by_index(at).map_err(|error| FileError::from_zip(&self.file, &error))?;
        Ok(Entry { inner, left: &mut self.left, exceeded: self.exceeded })
    }

    /// The file.
    pub fn into_content(self) -> Box<dyn ReadSeek> {
        self.zip.into_inner()
    }
}

/// An entry of an archive.
pub(crate) struct Entry<'a> {
    inner: ZipFile<'a, Box<dyn ReadSeek>>,
    left: &'a mut u64,
    exceeded: Exceeded,
}

impl Read for Entry<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let bytes = self.inner.read(buffer)?;
        *self.left = self.left.checked_sub(bytes as u64).ok_or_else(|| io::Error::other(self.exceeded))?;
        Ok(bytes)
    }
}

fn too_many_entries(file: &str) -> FileError {
    FileError::too_large(file, "the list of files in the archive", format!("{ENTRIES} files"))
}

/// The beginning of the record at the end of an archive. A comment of up to 65,535 bytes may follow the record.
const END: &[u8] = b"PK\x05\x06";
const END_BYTES: usize = 22;
const LONGEST_COMMENT: u64 = 65_535;

/// The number of entries in `END` if the real one is in another record, which the locator before `END` points to.
const IN_LONG_END: u64 = 0xffff;
const LOCATOR_BYTES: u64 = 20;

/// The number of entries that the end of an archive announces, the highest if there are several ends; 0 if there is
/// none, which is an error later.
fn announced_entries(content: &mut Box<dyn ReadSeek>, packed: u64) -> io::Result<u64> {
    let from = packed.saturating_sub(LONGEST_COMMENT + END_BYTES as u64);
    content.seek(SeekFrom::Start(from))?;
    let mut tail = Vec::new();
    content.read_to_end(&mut tail)?;
    let mut most = 0;
    for (at, _) in tail.windows(END_BYTES).enumerate().filter(|(_, record)| record.starts_with(END)) {
        most = most.max(match number(&tail[at + 10..at + 12]) {
            IN_LONG_END => entries_in_long_end(content, from + at as u64).unwrap_or(IN_LONG_END),
            entries => entries,
        });
    }
    content.rewind()?;
    Ok(most)
}

/// The number of entries in the long record at the end of an archive; `None` if there is no such record.
fn entries_in_long_end(content: &mut Box<dyn ReadSeek>, end: u64) -> Option<u64> {
    let mut read = |from: u64, bytes: &mut [u8]| {
        content.seek(SeekFrom::Start(from)).and_then(|_| content.read_exact(bytes)).ok()
    };
    let (mut locator, mut record) = ([0; LOCATOR_BYTES as usize], [0; 40]);
    read(end.checked_sub(LOCATOR_BYTES)?, &mut locator)?;
    read(number(&locator[8..16]), &mut record)?;
    record.starts_with(b"PK\x06\x06").then(|| number(&record[32..40]))
}

/// The number in at most eight bytes, the lowest byte first.
fn number(bytes: &[u8]) -> u64 {
    bytes.iter().rev().fold(0, |number, byte| number << 8 | u64::from(*byte))
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write};

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    const LIMITS: Unpacked =
        Unpacked { what: "the unpacked archive", most: 1 << 20, ratio: 10, always: 1 << 10 };

    fn packed(entries: usize, bytes: usize) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for at in 0..entries {
            zip.start_file(format!("{at}.csv"), SimpleFileOptions::default()).unwrap();
            zip.write_all(&vec![b'x'; bytes]).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    fn open(bytes: Vec<u8>) -> Result<Archive, FileError> {
        Archive::open("a.zip", Box::new(Cursor::new(bytes)), LIMITS)
    }

    #[test]
    fn all_entries_together_unpack_to_a_multiple_of_the_archive_at_most() {
        let mut archive = open(packed(3, 700)).unwrap();
        let mut read = |at| io::copy(&mut archive.entry(at).unwrap(), &mut io::sink());
        assert_eq!(read(0).unwrap(), 700);
        let most = 10 * packed(3, 700).len();
        assert!(most > 2100 && read(1).is_ok() && read(2).is_ok(), "{most}");
        let mut archive = open(packed(1, 1 << 20)).unwrap();
        let error = io::copy(&mut archive.entry(0).unwrap(), &mut io::sink()).unwrap_err();
        assert!(error.to_string().starts_with("the unpacked archive is larger than"), "{error}");
    }

    #[test]
    fn an_archive_with_too_many_entries_is_refused() {
        assert!(open(packed(10_000, 0)).is_ok());
        let error = open(packed(10_001, 0)).err().unwrap().to_string();
        assert_eq!(error, "a.zip: the list of files in the archive is larger than the 10000 files allowed");
        // The number is then in the record for large archives.
        assert!(matches!(open(packed(70_000, 0)).err(), Some(FileError::TooLarge { .. })));
    }

    #[test]
    fn an_archive_whose_entries_overlap_is_refused() {
        let mut bytes = packed(2, 100);
        // The directory says that the second entry begins where the first one does.
        let directory = bytes.windows(4).rposition(|found| found == b"PK\x01\x02").unwrap();
        bytes[directory + 42..directory + 46].fill(0);
        assert!(open(bytes).err().unwrap().to_string().contains("overlap"));
    }
}
