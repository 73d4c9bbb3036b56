//! A listing: one parsed record as a source published it.

mod content;
mod difference;
mod written;

use std::fmt;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use crate::source::Source;

pub use content::{Content, Questionnaire, Role};
pub use difference::{Difference, Field};

/// Identifies a listing by its source and its id within that source.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ListingId {
    /// The source that published the listing.
    pub source: Source,
    /// The id that the source gives the listing.
    pub id: String,
}

impl fmt::Display for ListingId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.source.slug(), self.id)
    }
}

/// One record as a source published it.
#[derive(Debug, Clone, PartialEq)]
pub struct Listing {
    /// The source and the id within it.
    pub id: ListingId,
    /// When the listing was retrieved from the source.
    pub retrieved_at: Timestamp,
    /// What the listing says about the place.
    pub content: Content,
}

/// How recent a listing is. More recent listings compare as greater.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Recency {
    day: Option<Date>,
    /// Set only if there is no day, so that it only orders listings without one.
    retrieved_at: Option<Timestamp>,
}

impl Listing {
    /// The date that the listing describes: the one its source gives or, for a live service, the day it was retrieved.
    pub fn day(&self) -> Option<Date> {
        let retrieved = || self.retrieved_at.to_zoned(TimeZone::UTC).date();
        self.content.as_of.or_else(|| self.id.source.is_live().then(retrieved))
    }

    /// Whether the source dates the listing in the future.
    pub fn is_dated_after(&self, today: Date) -> bool {
        self.content.as_of.is_some_and(|day| day > today)
    }

    /// How recent the listing is. A date in the future is ignored.
    pub fn recency(&self, today: Date) -> Recency {
        let day = self.day().filter(|_| !self.is_dated_after(today));
        Recency { day, retrieved_at: day.is_none().then_some(self.retrieved_at) }
    }

    /// The publisher's name to show to people.
    pub fn publisher(&self) -> &str {
        self.content.publisher.as_deref().unwrap_or_else(|| self.id.source.label())
    }
}
