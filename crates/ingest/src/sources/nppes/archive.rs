//! Finds the table of providers in a file, which is the table itself or a zip archive that contains it.

use std::io::{BufRead, BufReader, Read};

use crate::archive::{Archive, Unpacked};
use crate::file::{FileError, SourceFile};

const BUFFER: usize = 1 << 18;

/// How much an archive may unpack to: about six times the size of the table in 2026, which unpacks to ten times its size.
const ARCHIVE: Unpacked =
    Unpacked { what: "the unpacked archive", most: 64 << 30, ratio: 50, always: 64 << 20 };

/// The table of providers, unpacked.
pub(super) struct ProviderTable<'a> {
    /// The name of the file, followed by that of the table if the file is an archive.
    pub name: String,
    /// Whether it covers only the providers that changed in one week.
    pub is_weekly: bool,
    pub text: &'a mut dyn BufRead,
}

/// Finds the table in a file and reads it with `read`.
pub(super) fn with_table<T>(
    file: SourceFile,
    read: &mut dyn FnMut(&mut ProviderTable<'_>) -> Result<T, FileError>,
) -> Result<T, FileError> {
    let SourceFile { name, mut content } = file;
    let input = |source| FileError::Input { file: name.clone(), source };
    let mut magic = [0; 4];
    let is_zip = match content.read_exact(&mut magic) {
        Ok(()) => magic == *b"PK\x03\x04",
        Err(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => false,
        Err(error) => return Err(input(error)),
    };
    content.rewind().map_err(input)?;
    if !is_zip {
        let is_weekly = is_weekly(&name);
        let mut text = BufReader::with_capacity(BUFFER, content);
        return read(&mut ProviderTable { name, is_weekly, text: &mut text });
    }
    let mut archive = Archive::open(&name, content, ARCHIVE)?;
    let (at, member) = member(&name, archive.names())?;
    let mut text = BufReader::with_capacity(BUFFER, archive.entry(at)?);
    let is_weekly = is_weekly(&member);
    read(&mut ProviderTable { name: format!("{name}: {member}"), is_weekly, text: &mut text })
}

/// The index and the name of the table of providers in an archive, which must have exactly one.
fn member(name: &str, members: Vec<String>) -> Result<(usize, String), FileError> {
    let is_table = |member: &str| {
        let lower = member.to_ascii_lowercase();
        let base = lower.rsplit('/').next().unwrap_or_default();
        base.starts_with("npidata_pfile") && base.ends_with(".csv") && !base.contains("fileheader")
    };
    let mut tables = members.into_iter().enumerate().filter(|(_, member)| is_table(member));
    match (tables.next(), tables.next()) {
        (Some(table), None) => Ok(table),
        (found, _) => {
            let problem = match found {
                None => {
                    "the archive has no table npidata_pfile_….csv: give a full monthly file or a weekly \
                         file of NPPES"
                }
                Some(_) => "the archive has several tables npidata_pfile_….csv; one is expected",
            };
            Err(FileError::format(name, problem))
        }
    }
}

/// The day on which NPIs were first issued. The name of a monthly file contains this day and the day of the file.
const BEGINNING: &str = "20050523";

/// Whether a table covers one week: `npidata_pfile_20050523-20261108.csv` covers all providers, and a table with a
/// different first day in its name covers a week. A table without days in its name counts as covering all providers.
fn is_weekly(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let days = name.split_once("npidata_pfile_").and_then(|(_, days)| days.split_once('-'));
    days.is_some_and(|(first, _)| first != BEGINNING && first.bytes().all(|byte| byte.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_day_in_a_name_distinguishes_weekly_files() {
        assert!(!is_weekly("npidata_pfile_20050523-20261108.csv"));
        assert!(is_weekly("NPIDATA_PFILE_20261102-20261108_V2.CSV"));
        assert!(!is_weekly("mine.csv"));
    }
}
