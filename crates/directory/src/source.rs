//! Where listings come from.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Where a listing comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Source {
    /// The FindTreatment.gov locator API.
    Findtreatment,
    /// The workbooks of SAMHSA's National Directories.
    SamhsaDirectory,
    /// The locator's own export: a table with a column for each service code.
    LocatorExport,
    /// The National Plan and Provider Enumeration System of CMS. Tells who and where, never what is offered.
    Nppes,
    /// A directory of human services in HSDS 3.x, under a name the operator gave it.
    Hsds(SourceName),
    /// A table that is read by a mapping, under the name the mapping gives it.
    Csv(SourceName),
    /// The fictional listings that come with the program.
    Sample,
}

/// Most characters of a name that an operator gives a source.
const LONGEST_NAME: usize = 32;

/// Bytes of a slug: a prefix of at most five and a name.
const SLUG_BYTES: usize = LONGEST_NAME + 5;

/// The name of a source of which there can be several, with its prefix: `csv:tx-licences`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceName {
    /// Small ASCII letters, digits, `-` and the `:` of the prefix; zeros behind them.
    slug: [u8; SLUG_BYTES],
}

/// A text that can't name a source.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadSourceName {
    /// Not like `tx-licences`.
    #[error(
        "{0:?} can't name a source: use 1 to {LONGEST_NAME} small letters, digits and hyphens, beginning with a letter \
         or digit"
    )]
    Form(String),
    /// No source has this slug.
    #[error("{0:?} is no known source")]
    Unknown(String),
}

const HSDS: &str = "hsds:";
const CSV: &str = "csv:";

impl Source {
    /// Those of which there is one each.
    pub const SINGLE: [Source; 5] = [
        Source::Findtreatment,
        Source::SamhsaDirectory,
        Source::LocatorExport,
        Source::Nppes,
        Source::Sample,
    ];

    /// The HSDS directory of this name.
    ///
    /// # Errors
    /// When the name is not of small letters, digits and hyphens.
    pub fn hsds(name: &str) -> Result<Source, BadSourceName> {
        SourceName::parse(HSDS, name).map(Source::Hsds)
    }

    /// The mapped table of this name.
    ///
    /// # Errors
    /// When the name is not of small letters, digits and hyphens.
    pub fn csv(name: &str) -> Result<Source, BadSourceName> {
        SourceName::parse(CSV, name).map(Source::Csv)
    }

    /// The name in the API and the store.
    pub fn slug(&self) -> &str {
        match self {
            Source::Findtreatment => "findtreatment",
            Source::SamhsaDirectory => "samhsa_directory",
            Source::LocatorExport => "locator_export",
            Source::Nppes => "nppes",
            Source::Hsds(name) | Source::Csv(name) => name.as_str(),
            Source::Sample => "sample",
        }
    }

    /// The source of that slug.
    ///
    /// # Errors
    /// When there is none.
    pub fn from_slug(slug: &str) -> Result<Source, BadSourceName> {
        if let Some(name) = slug.strip_prefix(HSDS) {
            return Source::hsds(name);
        }
        if let Some(name) = slug.strip_prefix(CSV) {
            return Source::csv(name);
        }
        let single = Source::SINGLE.into_iter().find(|source| source.slug() == slug);
        single.ok_or_else(|| BadSourceName::Unknown(slug.to_owned()))
    }

    /// Whether it answers as of now: what it says without a date is as old as the question.
    pub fn is_live(&self) -> bool {
        matches!(self, Source::Findtreatment | Source::Sample)
    }

    /// What people read of it, where a listing does not name its publisher.
    pub fn label(&self) -> &str {
        match self {
            Source::Findtreatment => "FindTreatment.gov (SAMHSA)",
            Source::SamhsaDirectory => "National Directory (SAMHSA)",
            Source::LocatorExport => "FindTreatment.gov export (SAMHSA)",
            Source::Nppes => "NPI registry (CMS)",
            Source::Hsds(name) | Source::Csv(name) => name.as_str(),
            Source::Sample => "sample data, not real places",
        }
    }
}

impl SourceName {
    fn parse(prefix: &str, name: &str) -> Result<SourceName, BadSourceName> {
        let is_inner = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        let is_sound =
            (1..=LONGEST_NAME).contains(&name.len()) && !name.starts_with('-') && name.bytes().all(is_inner);
        if !is_sound {
            return Err(BadSourceName::Form(name.to_owned()));
        }
        let mut slug = [0; SLUG_BYTES];
        for (to, from) in slug.iter_mut().zip(prefix.bytes().chain(name.bytes())) {
            *to = from;
        }
        Ok(SourceName { slug })
    }

    /// The whole slug, prefix included.
    pub fn as_str(&self) -> &str {
        let len = self.slug.iter().position(|byte| *byte == 0).unwrap_or(SLUG_BYTES);
        std::str::from_utf8(&self.slug[..len]).expect("a name is ASCII")
    }
}

impl fmt::Debug for SourceName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.as_str())
    }
}

impl TryFrom<String> for Source {
    type Error = BadSourceName;

    fn try_from(slug: String) -> Result<Self, Self::Error> {
        Source::from_slug(&slug)
    }
}

impl From<Source> for String {
    fn from(source: Source) -> Self {
        source.slug().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_source_is_found_by_its_slug() {
        let several =
            [Source::csv("tx-licences"), Source::hsds("211-texas")].map(|source| source.expect("a name"));
        for source in Source::SINGLE.into_iter().chain(several) {
            assert_eq!(Source::from_slug(source.slug()), Ok(source));
        }
        assert_eq!(several[0].slug(), "csv:tx-licences");
    }

    #[test]
    fn a_name_that_could_be_mistaken_is_refused() {
        let long = "a".repeat(LONGEST_NAME + 1);
        for name in ["", "-a", "Tx", "a b", "a:b", "ä", &long] {
            assert!(Source::csv(name).is_err(), "{name}");
        }
        assert!(Source::csv(&long[1..]).is_ok());
        assert!(Source::from_slug("nowhere").is_err());
    }
}
