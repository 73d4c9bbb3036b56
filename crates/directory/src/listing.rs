//! A listing: one row as one source published it, parsed.

mod difference;
mod written;

use std::fmt;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use crate::contact::Phone;
use crate::details::Details;
use crate::fact::{AttributeSet, FactSet};
use crate::location::{Location, Withheld};
use crate::npi::Npi;
use crate::source::Source;
use crate::vocabulary::{Edition, Track, UnknownService, Vocabulary};

pub use difference::{Difference, Field};

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

/// What a listing is good for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// It tells what a program offers.
    #[default]
    Program,
    /// It tells who is at a place and nothing of what is offered. A place that is known from such listings alone is
    /// never shown.
    Identity,
}

/// Whose questions a listing answers with its codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Questionnaire {
    /// One year's questionnaire of a directory of SAMHSA.
    Edition(Edition),
    /// A questionnaire of a directory of SAMHSA that asks for these codes: one that the code book lacks.
    Codes(AttributeSet),
    /// No questionnaire of SAMHSA: it says what it says in [`Content::stated`].
    Own,
}

impl Questionnaire {
    /// The codes that are asked for.
    pub fn codes(&self) -> AttributeSet {
        match self {
            Questionnaire::Edition(edition) => Vocabulary::embedded().questionnaire(*edition),
            Questionnaire::Codes(codes) => *codes,
            Questionnaire::Own => AttributeSet::default(),
        }
    }
}

/// What a listing says of a place: everything but its name in the source and the time.
#[derive(Debug, Clone, PartialEq)]
pub struct Content {
    /// What it is good for.
    pub role: Role,
    /// Which of the two kinds of treatment it is listed for.
    pub track: Track,
    /// Whose questions it answers.
    pub questionnaire: Questionnaire,
    /// Who publishes it, for people to read, where the source's own label does not say.
    pub publisher: Option<String>,
    /// The day the source says it was true.
    pub as_of: Option<Date>,
    /// The organization that runs the place, or the only name that the source gives.
    pub organization: String,
    /// The name of the clinic, department or program, where the source gives one beside the organization's.
    pub program_name: Option<String>,
    /// Where it is, as far as the source lets it be told.
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
    /// What it says outright of attributes of any kind, in place of what would follow from its codes.
    pub stated: FactSet,
    /// By which number health plans know the provider.
    pub npi: Option<Npi>,
    /// What it says beside facts.
    pub details: Details,
}

impl Content {
    /// What names and places alone say.
    pub fn new(
        track: Track,
        questionnaire: Questionnaire,
        organization: String,
        location: Location,
    ) -> Content {
        Content {
            role: Role::Program,
            track,
            questionnaire,
            publisher: None,
            as_of: None,
            organization,
            program_name: None,
            location,
            phone: None,
            intake_phones: Vec::new(),
            hotline: None,
            website: None,
            codes: None,
            unknown_services: Vec::new(),
            stated: FactSet::default(),
            npi: None,
            details: Details::default(),
        }
    }

    /// Both names in one: "Hope House, Women's Program".
    pub fn full_name(&self) -> String {
        match &self.program_name {
            Some(program) => format!("{}, {program}", self.organization),
            None => self.organization.clone(),
        }
    }

    /// Keeps secret where the place is. Its website and free texts go as well: nobody can tell what they give away.
    pub fn withhold(&mut self, withheld: Withheld) {
        self.location = Location::Withheld(withheld);
        self.website = None;
        self.details = Details::default();
    }
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

/// How recent a listing is. The most recent is the greatest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Recency {
    day: Option<Date>,
    /// Decides only among listings without a day.
    retrieved_at: Option<Timestamp>,
}

impl Listing {
    /// The day it speaks of: the one its source gives or, for a service that answers as of now, the day it was asked.
    pub fn day(&self) -> Option<Date> {
        let asked = || self.retrieved_at.to_zoned(TimeZone::UTC).date();
        self.content.as_of.or_else(|| self.id.source.is_live().then(asked))
    }

    /// Whether its source gives a day that is still to come.
    pub fn is_dated_after(&self, today: Date) -> bool {
        self.content.as_of.is_some_and(|day| day > today)
    }

    /// How recent it is. A day that is still to come counts as none.
    pub fn recency(&self, today: Date) -> Recency {
        let day = self.day().filter(|_| !self.is_dated_after(today));
        Recency { day, retrieved_at: day.is_none().then_some(self.retrieved_at) }
    }

    /// Who says so, for people to read.
    pub fn publisher(&self) -> &str {
        self.content.publisher.as_deref().unwrap_or_else(|| self.id.source.label())
    }
}
