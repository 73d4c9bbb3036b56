//! Which held imports `refresh` publishes anyway.

use std::collections::BTreeMap;

use directory::Source;
use serde::{Deserialize, Deserializer, de};

/// For each source, the greatest share of its places that may disappear without a person looking at it, in percent.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AcceptedRemovals {
    by_source: BTreeMap<String, u64>,
    /// For all other sources.
    others: Option<u64>,
}

/// Stands for all sources that are not named.
const ALL: &str = "all";

impl AcceptedRemovals {
    /// Parses `SOURCE=PERCENT`, separated by commas.
    fn parse(text: &str) -> Result<AcceptedRemovals, String> {
        let mut accepted = AcceptedRemovals::default();
        for part in text.split(',').map(str::trim).filter(|part| !part.is_empty()) {
            let (source, percent) = part.split_once('=').ok_or_else(|| wrong(part))?;
            let percent = percent.trim().trim_end_matches('%').parse().map_err(|_| wrong(part))?;
            if percent > 100 {
                return Err(wrong(part));
            }
            match source.trim() {
                ALL => accepted.others = Some(percent),
                slug => {
                    let source = Source::from_slug(slug).map_err(|error| format!("in {part:?}: {error}"))?;
                    accepted.by_source.insert(source.slug().to_owned(), percent);
                }
            }
        }
        Ok(accepted)
    }

    /// The share of the source's places that may disappear, if there is one.
    pub fn percent(&self, source: Source) -> Option<u64> {
        self.by_source.get(source.slug()).copied().or(self.others)
    }
}

fn wrong(part: &str) -> String {
    format!("{part:?} is not SOURCE=PERCENT, such as samhsa_directory=40 or all=30")
}

impl<'de> Deserialize<'de> for AcceptedRemovals {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        AcceptedRemovals::parse(&String::deserialize(deserializer)?).map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_has_its_own_share_or_that_of_all_others() {
        let accepted = AcceptedRemovals::parse("samhsa_directory=40%, csv:tx = 50, all=30").unwrap();
        let percent = |slug: &str| accepted.percent(Source::from_slug(slug).unwrap());
        assert_eq!(
            ["samhsa_directory", "csv:tx", "findtreatment"].map(percent),
            [Some(40), Some(50), Some(30)]
        );
        assert_eq!(AcceptedRemovals::default().percent(Source::Findtreatment), None);
    }

    #[test]
    fn a_wrong_share_is_an_error_that_shows_it() {
        for text in ["40", "samhsa_directory=", "samhsa_directory=101", "samhsa_directory=-1", "nowhere=40"] {
            let error = AcceptedRemovals::parse(text).unwrap_err();
            assert!(error.contains(text), "{error}");
        }
    }
}
