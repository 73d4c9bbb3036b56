//! Listings, as they are kept.

use std::collections::HashMap;

use directory::listing::Content;
use directory::{LentCoordinate, Listing, ListingId, PlacedListing, Placement, Source};
use jiff::Timestamp;
use uuid::Uuid;

use crate::error::Error;
use crate::pool::rows;
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
    /// The coordinate it is lent.
    pub lent: Option<LentCoordinate>,
    /// When its source no longer had it.
    pub gone_at: Option<Timestamp>,
    /// Whether it asks to keep its place secret, or did in an import that counts.
    pub is_secret: bool,
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

/// The columns of a [`ListingRow`], of `listing AS l`, and the table they are of.
macro_rules! select_listings {
    ($condition:literal) => {
        concat!(
            "SELECT l.facility_id, l.program_id, l.source, l.source_id, v.content, l.retrieved_at, l.lent, l.gone_at,
            (SELECT s.content FROM listing_version AS s WHERE s.source = l.source AND s.source_id = l.source_id
             AND s.generation = l.secret_version)
            FROM listing AS l JOIN listing_version AS v
            ON v.source = l.source AND v.source_id = l.source_id AND v.generation = l.version WHERE ",
            $condition
        )
    };
}

pub(crate) use select_listings;

/// What [`select_listings`] selects.
pub(crate) type ListingRow =
    (String, String, String, String, String, String, Option<String>, Option<String>, Option<String>);

/// A listing as it was read.
pub(crate) struct ReadListing {
    /// Its facility's id.
    pub facility: String,
    /// The listing and its program.
    pub placed: PlacedListing,
    /// When it was gone.
    pub gone_at: Option<Timestamp>,
}

pub(crate) fn read_listing(row: ListingRow) -> Result<ReadListing, Error> {
    let (facility, program, source, id, content, retrieved_at, lent, gone_at, asked) = row;
    let id = text::listing_id(&source, id)?;
    let program = Uuid::parse_str(&program).map_err(|error| unreadable(&id, error))?;
    let retrieved_at = retrieved_at.parse().map_err(|error| unreadable(&id, error))?;
    let content = parsed(&id, &content)?;
    let lent = lent.map(|lent| serde_json::from_str(&lent)).transpose();
    let lent = lent.map_err(|error| unreadable(&id, error))?;
    let gone_at = gone_at.map(|time| time.parse()).transpose().map_err(|error| unreadable(&id, error))?;
    let asked = asked.map(|asked| parsed(&id, &asked)).transpose()?;
    let withheld = asked.and_then(|asked| asked.location.withheld().cloned());
    let listing = Listing { id, retrieved_at, content };
    Ok(ReadListing {
        facility,
        placed: PlacedListing { program, listing, lent, is_gone: gone_at.is_some(), withheld },
        gone_at,
    })
}

pub(crate) fn parsed(id: &ListingId, content: &str) -> Result<Content, Error> {
    serde_json::from_str(content).map_err(|error| unreadable(id, error))
}

/// What listings say, by source and id.
pub(crate) fn contents_by_id(
    rows: Vec<(String, String, String)>,
) -> Result<HashMap<ListingId, Content>, Error> {
    let content = |(source, id, content): (String, String, String)| {
        let id = text::listing_id(&source, id)?;
        let content = parsed(&id, &content)?;
        Ok((id, content))
    };
    rows.into_iter().map(content).collect()
}

pub(crate) fn unreadable(id: &ListingId, why: impl ToString) -> Error {
    Error::unreadable(format!("the listing {id}"), why)
}

const DOING: &str = "reading listings";

impl Store {
    /// All listings of all sources, and those that are gone.
    ///
    /// # Errors
    /// When the store can't be read.
    pub async fn known_listings(&self) -> Result<Vec<StoredListing>, Error> {
        let mut session = self.pool.read(DOING).await?;
        let mut listings: Vec<StoredListing> = Vec::new();
        let (mut source, mut id) = (String::new(), String::new());
        loop {
            let query = select_listings!(
                "(l.source, l.source_id) > ($1, $2) ORDER BY l.source, l.source_id LIMIT 2000"
            );
            let rows = rows!(&mut session, DOING, ListingRow, query, &source, &id)?;
            let Some((_, _, last_source, last_id, ..)) = rows.last() else { return Ok(listings) };
            (source, id) = (last_source.clone(), last_id.clone());
            for row in rows {
                listings.push(stored(read_listing(row)?)?);
            }
        }
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

fn stored(read: ReadListing) -> Result<StoredListing, Error> {
    let PlacedListing { program, listing, lent, withheld, .. } = read.placed;
    let facility = text::id(&format!("the listing {}", listing.id), &read.facility)?;
    Ok(StoredListing {
        id: listing.id,
        content: listing.content,
        placement: Placement { facility, program },
        lent,
        gone_at: read.gone_at,
        is_secret: withheld.is_some(),
    })
}
