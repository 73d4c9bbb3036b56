//! Listings, as they are kept.

use directory::listing::Content;
use directory::{Lent, Listing, ListingId, Placed, Placement, Source};
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
    /// The coordinate it is lent.
    pub lent: Option<Lent>,
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

/// The columns of a [`ListingRow`], of `listing AS l`, and the table they are of.
macro_rules! select_listings {
    ($condition:literal) => {
        concat!(
            "SELECT l.facility_id, l.program_id, l.source, l.source_id, v.content, l.retrieved_at, l.lent, l.gone_at
            FROM listing AS l JOIN listing_version AS v
            ON v.source = l.source AND v.source_id = l.source_id AND v.generation = l.version WHERE ",
            $condition
        )
    };
}

pub(crate) use select_listings;

/// What [`select_listings`] selects.
pub(crate) type ListingRow = (String, String, String, String, String, String, Option<String>, Option<String>);

/// A listing as it was read.
pub(crate) struct ReadListing {
    /// Its facility's id.
    pub facility: String,
    /// The listing and its program.
    pub placed: Placed,
    /// When it was gone.
    pub gone_at: Option<Timestamp>,
}

pub(crate) fn read_listing(row: ListingRow) -> Result<ReadListing, Error> {
    let (facility, program, source, id, content, retrieved_at, lent, gone_at) = row;
    let id = text::listing_id(&source, id)?;
    let program = Uuid::parse_str(&program).map_err(|error| unreadable(&id, error))?;
    let retrieved_at = retrieved_at.parse().map_err(|error| unreadable(&id, error))?;
    let content = parsed(&id, &content)?;
    let lent = lent.map(|lent| serde_json::from_str(&lent)).transpose();
    let lent = lent.map_err(|error| unreadable(&id, error))?;
    let gone_at = gone_at.map(|time| time.parse()).transpose().map_err(|error| unreadable(&id, error))?;
    let listing = Listing { id, retrieved_at, content };
    Ok(ReadListing {
        facility,
        placed: Placed { program, listing, lent, is_gone: gone_at.is_some() },
        gone_at,
    })
}

pub(crate) fn parsed(id: &ListingId, content: &str) -> Result<Content, Error> {
    serde_json::from_str(content).map_err(|error| unreadable(id, error))
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

    /// One listing, present or gone; `None` when there is none of that name.
    ///
    /// # Errors
    /// When the store can't be read.
    pub async fn known_listing(&self, id: &ListingId) -> Result<Option<StoredListing>, Error> {
        let mut session = self.pool.read(DOING).await?;
        let query = select_listings!("l.source = $1 AND l.source_id = $2");
        let found = row!(&mut session, DOING, ListingRow, query, id.source.slug(), &id.id)?;
        found.map(|row| stored(read_listing(row)?)).transpose()
    }

    /// The row of a listing as it came last; `None` when there is none.
    ///
    /// # Errors
    /// When the store can't be read.
    pub async fn raw_listing(&self, id: &ListingId) -> Result<Option<String>, Error> {
        let mut session = self.pool.read(DOING).await?;
        let query = "SELECT v.raw FROM listing AS l JOIN listing_version AS v
            ON v.source = l.source AND v.source_id = l.source_id AND v.generation = l.version
            WHERE l.source = $1 AND l.source_id = $2 AND v.raw IS NOT NULL";
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

fn stored(read: ReadListing) -> Result<StoredListing, Error> {
    let Placed { program, listing, lent, .. } = read.placed;
    let facility = text::id(&format!("the listing {}", listing.id), &read.facility)?;
    Ok(StoredListing {
        id: listing.id,
        content: listing.content,
        placement: Placement { facility, program },
        lent,
        gone_at: read.gone_at,
    })
}
