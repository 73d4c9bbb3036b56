//! Which providers a file covers: all, or those that changed in one week.

/// Which providers a file covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FileScope {
    /// All providers.
    Whole,
    /// Those that changed in a week.
    Week,
}

/// The first day of the enumeration. The name of a monthly file has the days from this one to that of the file.
const BEGINNING: &str = "20050523";

impl FileScope {
    /// The scope in the name of a table: `npidata_pfile_20050523-20261108.csv` covers all providers, a name with another first
    /// day covers a week. A name without days counts as covering all.
    pub fn from_name(name: &str) -> FileScope {
        let days = name.to_ascii_lowercase().split_once("npidata_pfile_").map(|(_, days)| days.to_owned());
        let first = days.as_deref().and_then(|days| days.split_once('-')).map(|(first, _)| first);
        match first {
            Some(first) if first != BEGINNING && first.bytes().all(|byte| byte.is_ascii_digit()) => {
                FileScope::Week
            }
            _ => FileScope::Whole,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_day_in_a_name_distinguishes_weekly_files() {
        assert_eq!(FileScope::from_name("npidata_pfile_20050523-20261108.csv"), FileScope::Whole);
        assert_eq!(FileScope::from_name("NPIDATA_PFILE_20261102-20261108_V2.CSV"), FileScope::Week);
        assert_eq!(FileScope::from_name("mine.csv"), FileScope::Whole);
    }
}
