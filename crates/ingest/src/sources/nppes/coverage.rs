//! What a file stands for: the whole country, or one week's changes.

/// What a file stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Coverage {
    /// All providers.
    Whole,
    /// Those that changed in a week.
    Week,
}

/// The day on which the enumeration began: the monthly file's name goes from it to the day of the file.
const BEGINNING: &str = "20050523";

impl Coverage {
    /// What the name of a table says: `npidata_pfile_20050523-20261108.csv` is of all, a name that begins with another
    /// day is of a week. A name without days is taken to be of all.
    pub fn of(name: &str) -> Coverage {
        let days = name.to_ascii_lowercase().split_once("npidata_pfile_").map(|(_, days)| days.to_owned());
        let first = days.as_deref().and_then(|days| days.split_once('-')).map(|(first, _)| first);
        match first {
            Some(first) if first != BEGINNING && first.bytes().all(|byte| byte.is_ascii_digit()) => {
                Coverage::Week
            }
            _ => Coverage::Whole,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_tells_a_week_from_the_whole() {
        assert_eq!(Coverage::of("npidata_pfile_20050523-20261108.csv"), Coverage::Whole);
        assert_eq!(Coverage::of("NPIDATA_PFILE_20261102-20261108_V2.CSV"), Coverage::Week);
        assert_eq!(Coverage::of("mine.csv"), Coverage::Whole);
    }
}
