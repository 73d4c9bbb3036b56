//! A listing: one row as one source published it, parsed.

use std::fmt;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::contact::{Address, Phone};
use crate::fact::AttributeSet;
use crate::geo::{Coordinate, CoordinatePrecision};
use crate::vocabulary::{Edition, Track, UnknownService, Vocabulary};

/// Where a listing comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// The FindTreatment.gov locator API.
    Findtreatment,
    /// The fictional listings that come with the program.
    Sample,
}

impl Source {
    /// All of them.
    pub const ALL: [Source; 2] = [Source::Findtreatment, Source::Sample];

    /// The name in the API and the store.
    pub fn slug(self) -> &'static str {
        match self {
            Source::Findtreatment => "findtreatment",
            Source::Sample => "sample",
        }
    }

    /// The source of that name.
    pub fn from_slug(slug: &str) -> Option<Source> {
        Source::ALL.into_iter().find(|source| source.slug() == slug)
    }

    /// What people read of it.
    pub fn label(self) -> &'static str {
        match self {
            Source::Findtreatment => "FindTreatment.gov (SAMHSA)",
            Source::Sample => "sample data, not real places",
        }
    }
}

/// The name of a listing: its source, and its own id there.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ListingId {
    /// Where it comes from.
    pub source: Source,
    /// Its id in that source.
    pub id: String,
}

impl fmt::Display for ListingId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.source.slug(), self.id)
    }
}

/// A coordinate and how precise it is.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Location {
    /// Where.
    pub coordinate: Coordinate,
    /// How precisely.
    pub precision: CoordinatePrecision,
}

/// What a listing says of a place: everything but its name in the source and the time.
#[derive(Debug, Clone, PartialEq)]
pub struct Content {
    /// Which of the two kinds of treatment it is listed for.
    pub track: Track,
    /// Whose questions it answers.
    pub edition: Edition,
    /// The day the source says it was true.
    pub as_of: Option<Date>,
    /// The organization, or the only name.
    pub name1: String,
    /// The clinic or department.
    pub name2: Option<String>,
    /// Where it is.
    pub address: Address,
    /// Where it is on the Earth.
    pub location: Location,
    /// The main number.
    pub phone: Option<Phone>,
    /// Numbers for new clients.
    pub intake_phones: Vec<Phone>,
    /// A number for a crisis.
    pub hotline: Option<Phone>,
    /// The website's address.
    pub website: Option<String>,
    /// The codes it has; none where the source gives no services at all.
    pub codes: Option<AttributeSet>,
    /// Services the code book lacks, as they came.
    pub unknown_services: Vec<UnknownService>,
}

/// One row as one source published it.
#[derive(Debug, Clone, PartialEq)]
pub struct Listing {
    /// Its name.
    pub id: ListingId,
    /// When we retrieved it.
    pub retrieved_at: Timestamp,
    /// What it says.
    pub content: Content,
}

/// A [`Content`] as it is written to a store: codes by name, so that it outlives the vocabulary's order.
#[derive(Serialize, Deserialize)]
struct Written {
    track: Track,
    edition: Edition,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    as_of: Option<Date>,
    name1: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    name2: Option<String>,
    address: Address,
    location: Location,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    phone: Option<Phone>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    intake_phones: Vec<Phone>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    hotline: Option<Phone>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    website: Option<String>,
    codes: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    unknown_services: Vec<UnknownService>,
}

impl Serialize for Content {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let content = self.clone();
        Written {
            track: content.track,
            edition: content.edition,
            as_of: content.as_of,
            name1: content.name1,
            name2: content.name2,
            address: content.address,
            location: content.location,
            phone: content.phone,
            intake_phones: content.intake_phones,
            hotline: content.hotline,
            website: content.website,
            codes: content.codes.as_ref().map(written_codes),
            unknown_services: content.unknown_services,
        }
        .serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Content {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let written = Written::deserialize(deserializer)?;
        let mut unknown_services = written.unknown_services;
        let codes = written.codes.map(|codes| read_codes(&codes, &mut unknown_services));
        Ok(Content {
            track: written.track,
            edition: written.edition,
            as_of: written.as_of,
            name1: written.name1,
            name2: written.name2,
            address: written.address,
            location: written.location,
            phone: written.phone,
            intake_phones: written.intake_phones,
            hotline: written.hotline,
            website: written.website,
            codes,
            unknown_services,
        })
    }
}

fn written_codes(codes: &AttributeSet) -> String {
    let vocabulary = Vocabulary::embedded();
    let codes: Vec<&str> = codes.iter().filter_map(|id| vocabulary.attribute(id).code.as_deref()).collect();
    codes.join(" ")
}

/// Codes that a newer vocabulary dropped are kept as unknown services.
fn read_codes(codes: &str, unknown: &mut Vec<UnknownService>) -> AttributeSet {
    let vocabulary = Vocabulary::embedded();
    let mut set = AttributeSet::default();
    for code in codes.split_whitespace() {
        match vocabulary.code(code) {
            Some(id) => set.insert(id),
            None => unknown.push(UnknownService { category: String::new(), name: code.to_owned() }),
        }
    }
    set
}
