//! Listings, as they are kept.

use directory::listing::Content;
use directory::{Listing, ListingId, Placement, Source};
use jiff::Timestamp;
use uuid::Uuid;

use crate::error::Error;
use crate::pool::{row, rows};
use crate::{Store, text};

/// A listing and where it was placed, still there or gone.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredListing {
    /// Its name.
    pub id: ListingId,
    /// What it said last.
    pub content: Content,
    /// The facility and program it describes.
    pub placement: Placement,
    /// When its source no longer had it.
    pub gone_at: Option<Timestamp>,
}

/// What the store has of one source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceStatus {
    /// The source.
    pub source: Source,
    /// How many listings of it there are, without those that are gone.
    pub listings: u64,
    /// When a listing of it was last retrieved.
    pub retrieved_at: Option<Timestamp>,
}

/// `program_id, source, source_id, content, retrieved_at` of a listing, behind its facility's id.
pub(crate) type ListingRow = (String, String, String, String, String, String);

/// The facility's id as text, the program's, and the listing.
pub(crate) fn placed(row: ListingRow) -> Result<(String, Uuid, Listing), Error> {
    let (facility, program, source, id, content, retrieved_at) = row;
    let id = text::listing_id(&source, id)?;
    let program = Uuid::parse_str(&program).map_err(|error| unreadable(&id, error))?;
    let retrieved_at = retrieved_at.parse().map_err(|error| unreadable(&id, error))?;
    let content = parsed(&id, &content)?;
    Ok((facility, program, Listing { id, retrieved_at, content }))
}

fn parsed(id: &ListingId, content: &str) -> Result<Content, Error> {
    serde_json::from_str(content).map_err(|error| unreadable(id, error))
}

fn unreadable(id: &ListingId, why: impl ToString) -> Error {
    Error::unreadable(format!("the listing {id}"), why)
}

const DOING: &str = "reading listings";

impl Store {
    /// All listings of a source, and those that are gone.
    ///
    /// # Errors
    /// When the store can't be read.
    pub async fn known_listings(&self, source: Source) -> Result<Vec<StoredListing>, Error> {
        let mut session = self.pool.read(DOING).await?;
        let mut listings = Vec::new();
        let mut after = String::new();
        loop {
            let query = "SELECT source_id, content, facility_id, program_id, gone_at FROM listing
                WHERE source = $1 AND source_id > $2 ORDER BY source_id LIMIT 2000";
            type Row = (String, String, String, String, Option<String>);
            let rows = rows!(&mut session, DOING, Row, query, source.slug(), &after)?;
            let Some((last, ..)) = rows.last() else { return Ok(listings) };
            after.clone_from(last);
            for (id, content, facility, program, gone_at) in rows {
                let id = ListingId { source, id };
                let what = || format!("the listing {id}");
                let placement = Placement {
                    facility: text::id(&what(), &facility)?,
                    program: text::id(&what(), &program)?,
                };
                let gone_at = text::optional_time(&what(), gone_at.as_deref())?;
                listings.push(StoredListing { content: parsed(&id, &content)?, id, placement, gone_at });
            }
        }
    }

    /// The row of a listing as it came; `None` when there is none.
    ///
    /// # Errors
    /// When the store can't be read.
    pub async fn raw_listing(&self, id: &ListingId) -> Result<Option<String>, Error> {
        let mut session = self.pool.read(DOING).await?;
        let query = "SELECT raw FROM listing_raw WHERE source = $1 AND source_id = $2";
        let found = row!(&mut session, DOING, (Vec<u8>,), query, id.source.slug(), &id.id)?;
        let inflate = |(bytes,): (Vec<u8>,)| {
            let bytes = text::inflated(&bytes).map_err(|error| unreadable(id, error))?;
            String::from_utf8(bytes).map_err(|error| unreadable(id, error))
        };
        found.map(inflate).transpose()
    }

    /// The sources that have listings, present or gone.
    ///
    /// # Errors
    /// When the store can't be read.
    pub async fn sources(&self) -> Result<Vec<SourceStatus>, Error> {
        let mut session = self.pool.read(DOING).await?;
        let query = "SELECT source, COUNT(*) FILTER (WHERE gone_at IS NULL), MAX(retrieved_at)
            FROM listing GROUP BY source ORDER BY source";
        let rows = rows!(&mut session, DOING, (String, i64, Option<String>), query)?;
        let status = |(source, listings, retrieved_at): (String, i64, Option<String>)| {
            Ok(SourceStatus {
                source: text::source("a listing", &source)?,
                listings: listings.cast_unsigned(),
                retrieved_at: text::optional_time("a listing", retrieved_at.as_deref())?,
            })
        };
        rows.into_iter().map(status).collect()
    }
}
