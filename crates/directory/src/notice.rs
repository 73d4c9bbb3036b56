//! What people must know before they rely on any listing.

use serde::{Deserialize, Serialize};

use crate::source::Source;

/// What people must know before they rely on any listing of a directory. If several apply, the first one is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Notice {
    /// Nothing in it is real.
    Sample,
    /// It has listings of the edition that comes with the program, which is some years old.
    Bundled,
}

impl Notice {
    /// The notice that listings of a source require.
    pub fn for_source(source: Source) -> Option<Notice> {
        match source {
            Source::Sample => Some(Notice::Sample),
            Source::Bundled => Some(Notice::Bundled),
            _ => None,
        }
    }

    /// The notice of a directory with listings of these sources.
    pub fn for_sources(sources: impl Iterator<Item = Source>) -> Option<Notice> {
        sources.filter_map(Notice::for_source).min()
    }

    /// The notice in words.
    pub fn text(self) -> &'static str {
        match self {
            Notice::Sample => "sample data, not real places",
            Notice::Bundled => "listings of 2023, from SAMHSA's National Directory; numbers may have changed",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::BUNDLED_YEAR;

    #[test]
    fn the_notice_names_the_year_of_the_bundled_edition() {
        assert!(Notice::Bundled.text().contains(&BUNDLED_YEAR.to_string()));
    }

    #[test]
    fn only_listings_that_come_with_the_program_require_a_notice() {
        let notice = |sources: &[Source]| Notice::for_sources(sources.iter().copied());
        assert_eq!(notice(&[Source::Findtreatment, Source::SamhsaDirectory, Source::Nppes]), None);
        assert_eq!(notice(&[Source::Nppes, Source::Bundled]), Some(Notice::Bundled));
        assert_eq!(notice(&[Source::Bundled, Source::Sample]), Some(Notice::Sample));
    }
}
