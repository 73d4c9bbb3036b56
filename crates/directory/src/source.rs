//! The data sources that listings come from, and their names.

use std::fmt;

use serde::{Deserialize, Serialize};

/// The data source of a listing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Source {
    /// The FindTreatment.gov locator API.
    Findtreatment,
    /// The workbooks of SAMHSA's National Directories.
    SamhsaDirectory,
    /// The locator's own export: a table with a column for each service code.
    LocatorExport,
    /// CMS's National Plan and Provider Enumeration System (NPPES). It says who a provider is and where, but not what
    /// services it offers.
    Nppes,
    /// A human services directory in HSDS, under the name the operator gave it.
    Hsds(SourceName),
    /// A table read through a mapping file, under the name that the mapping gives it.
    Csv(SourceName),
    /// The national listings that come with the program: one edition of [`Source::SamhsaDirectory`], with coordinates.
    Bundled,
    /// The fictional listings that come with the program.
    Sample,
}

/// The year of the edition in [`Source::Bundled`].
pub const BUNDLED_YEAR: u16 = 2023;

/// The maximum number of characters in the name that an operator gives a source.
const LONGEST_NAME: usize = 32;

/// The maximum number of bytes in a slug: a prefix of at most five bytes and a name.
const SLUG_BYTES: usize = LONGEST_NAME + 5;

/// The name, with its prefix, of a source whose kind can occur several times: `csv:tx-licenses`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceName {
    /// Lower-case ASCII letters, digits, `-` and the `:` of the prefix, padded with zero bytes.
    slug: [u8; SLUG_BYTES],
}

/// The error for text that cannot be the name of a source.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadSourceName {
    /// The name an operator chose is empty or too long, has characters that are not allowed, or begins with a hyphen.
    #[error(
        "{0:?} can't name a source: use 1 to {LONGEST_NAME} lower-case letters, digits and hyphens, beginning with a \
         letter or digit"
    )]
    Form(String),
    /// There is no source with this slug.
    #[error("{0:?} is not a known source")]
    Unknown(String),
}

const HSDS: &str = "hsds:";
const CSV: &str = "csv:";

impl Source {
    /// The sources that exist only once, unlike [`Source::Hsds`] and [`Source::Csv`].
    pub const SINGLE: [Source; 6] = [
        Source::Findtreatment,
        Source::SamhsaDirectory,
        Source::LocatorExport,
        Source::Nppes,
        Source::Bundled,
        Source::Sample,
    ];

    /// The HSDS directory with this name.
    ///
    /// # Errors
    /// If the name is empty or too long, begins with a hyphen, or has characters other than lower-case letters, digits
    /// and hyphens.
    pub fn hsds(name: &str) -> Result<Source, BadSourceName> {
        SourceName::parse(HSDS, name).map(Source::Hsds)
    }

    /// The mapped table with this name.
    ///
    /// # Errors
    /// If the name is empty or too long, begins with a hyphen, or has characters other than lower-case letters, digits
    /// and hyphens.
    pub fn csv(name: &str) -> Result<Source, BadSourceName> {
        SourceName::parse(CSV, name).map(Source::Csv)
    }

    /// The source's name in the API and the store, including any prefix.
    pub fn slug(&self) -> &str {
        match self {
            Source::Findtreatment => "findtreatment",
            Source::SamhsaDirectory => "samhsa_directory",
            Source::LocatorExport => "locator_export",
            Source::Nppes => "nppes",
            Source::Hsds(name) | Source::Csv(name) => name.as_str(),
            Source::Bundled => "bundled",
            Source::Sample => "sample",
        }
    }

    /// The source with this slug.
    ///
    /// # Errors
    /// If no source can have this slug.
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

    /// Whether the source is always current, so that an undated row is as recent as its retrieval.
    pub fn is_live(&self) -> bool {
        matches!(self, Source::Findtreatment | Source::Sample)
    }

    /// Whether listings of this source continue earlier ones of the source `earlier`. Every source continues itself.
    /// FindTreatment.gov and the National Directories also continue the bundled edition, because SAMHSA now publishes
    /// the same listings there.
    pub fn continues(&self, earlier: Source) -> bool {
        let publishes_bundled = matches!(self, Source::Findtreatment | Source::SamhsaDirectory);
        *self == earlier || (earlier == Source::Bundled && publishes_bundled)
    }

    /// The name shown to people for listings that do not name their publisher.
    pub fn label(&self) -> &str {
        match self {
            Source::Findtreatment => "FindTreatment.gov (SAMHSA)",
            Source::SamhsaDirectory | Source::Bundled => "National Directory (SAMHSA)",
            Source::LocatorExport => "FindTreatment.gov export (SAMHSA)",
            Source::Nppes => "NPI registry (CMS)",
            Source::Hsds(name) | Source::Csv(name) => name.as_str(),
            Source::Sample => "sample data, not real places",
        }
    }
}

impl SourceName {
    fn parse(prefix: &str, name: &str) -> Result<SourceName, BadSourceName> {
        let is_allowed = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        let is_valid = (1..=LONGEST_NAME).contains(&name.len())
            && !name.starts_with('-')
            && name.bytes().all(is_allowed);
        if !is_valid {
            return Err(BadSourceName::Form(name.to_owned()));
        }
        let mut slug = [0; SLUG_BYTES];
        for (to, from) in slug.iter_mut().zip(prefix.bytes().chain(name.bytes())) {
            *to = from;
        }
        Ok(SourceName { slug })
    }

    /// The slug, including the prefix.
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
            [Source::csv("tx-licenses"), Source::hsds("211-texas")].map(|source| source.expect("a name"));
        for source in Source::SINGLE.into_iter().chain(several) {
            assert_eq!(Source::from_slug(source.slug()), Ok(source));
        }
        assert_eq!(several[0].slug(), "csv:tx-licenses");
    }

    #[test]
    fn invalid_names_are_rejected() {
        let long = "a".repeat(LONGEST_NAME + 1);
        for name in ["", "-a", "Tx", "a b", "a:b", "ä", &long] {
            assert!(Source::csv(name).is_err(), "{name}");
        }
        assert!(Source::csv(&long[1..]).is_ok());
        assert!(Source::from_slug("nowhere").is_err());
    }
}
