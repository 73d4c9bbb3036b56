//! Listings as they are stored.

use std::collections::{HashMap, HashSet};

use directory::listing::Content;
use directory::{LentCoordinate, Listing, ListingId, PlacedListing, Placement, Source};
use jiff::Timestamp;
use uuid::Uuid;

use crate::error::Error;
use crate::pending::Pending;
use crate::statement::{rows, table_row};
use crate::{Store, checksum, text};

/// A listing and where it is placed, present or gone.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredListing {
    /// The listing's source and its id there.
    pub id: ListingId,
    /// What it says, or said last.
    pub content: Content,
    /// The facility and program it describes.
    pub placement: Placement,
    /// The coordinate that another listing lends it.
    pub lent: Option<LentCoordinate>,
    /// When it was found to be gone; `None` if it is present.
    pub gone_at: Option<Timestamp>,
    /// Whether it asks to keep its place secret, or did so in an import that was not undone.
    pub is_secret: bool,
}

/// What the store has from one source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceStatus {
    /// The source.
    pub source: Source,
    /// How many present listings it has.
    pub listings: u64,
    /// When one of its listings was last retrieved.
    pub retrieved_at: Option<Timestamp>,
}

/// Selects the columns of a [`ListingRow`]: `select_listings!("listing", "condition on l")`. The first argument is
/// `listing`, or `listing_state` to read a generation other than the one that is served.
macro_rules! select_listings {
    ($table:literal, $condition:literal) => {
        concat!(
            "SELECT l.facility_id, l.program_id, l.source, l.source_id, v.content, v.checksum, l.retrieved_at, l.lent,
            l.gone_at, s.content AS secret_content, s.checksum AS secret_checksum FROM ",
            $table,
            " AS l JOIN listing_version AS v
            ON v.source = l.source AND v.source_id = l.source_id AND v.generation = l.version
            LEFT JOIN listing_version AS s
            ON s.source = l.source AND s.source_id = l.source_id AND s.generation = l.secret_version WHERE ",
            $condition
        )
    };
}

pub(crate) use select_listings;

table_row! {
    /// What [`select_listings`] selects.
    pub(crate) struct ListingRow {
        pub(crate) facility_id: String,
        program_id: String,
        source: String,
        source_id: String,
        content: String,
        checksum: Option<i64>,
        retrieved_at: String,
        lent: Option<String>,
        gone_at: Option<String>,
        /// The newest content that asked to keep the place secret.
        secret_content: Option<String>,
        secret_checksum: Option<i64>,
    }
}

/// A listing, parsed from its row.
pub(crate) struct DecodedListing {
    /// The id of its facility, not parsed.
    pub facility: String,
    /// The listing and its program.
    pub placed: PlacedListing,
    pub gone_at: Option<Timestamp>,
}

impl ListingRow {
    pub(crate) fn parse(self) -> Result<DecodedListing, Error> {
        let id = text::listing_id(&self.source, self.source_id)?;
        let program = Uuid::parse_str(&self.program_id).map_err(|error| unreadable(&id, error))?;
        let retrieved_at = self.retrieved_at.parse().map_err(|error| unreadable(&id, error))?;
        let content = parse_content(&id, &self.content, self.checksum)?;
        let lent = self.lent.map(|lent| serde_json::from_str(&lent)).transpose();
        let lent = lent.map_err(|error| unreadable(&id, error))?;
        let gone_at = self.gone_at.map(|time| time.parse()).transpose();
        let gone_at = gone_at.map_err(|error| unreadable(&id, error))?;
        let secret_content = self
            .secret_content
            .map(|content| parse_content(&id, &content, self.secret_checksum))
            .transpose()?;
        let withheld = secret_content.and_then(|content| content.location.withheld().cloned());
        let listing = Listing { id, retrieved_at, content };
        Ok(DecodedListing {
            facility: self.facility_id,
            placed: PlacedListing { program, listing, lent, is_gone: gone_at.is_some(), withheld },
            gone_at,
        })
    }
}

/// Parses listings. Leaves out those that are damaged, which are logged. If one of them asked for secrecy, the other
/// listings of its facility are left out, too, because they would give the place away.
pub(crate) fn parse_undamaged(rows: Vec<ListingRow>) -> Result<Vec<DecodedListing>, Error> {
    let (mut parsed, mut secret) = (Vec::with_capacity(rows.len()), HashSet::new());
    for row in rows {
        let secret_facility = row.secret_content.is_some().then(|| row.facility_id.clone());
        match row.parse() {
            Ok(listing) => parsed.push(listing),
            Err(damaged @ Error::DamagedListing(_)) => {
                tracing::error!("{damaged}. It is left out");
                secret.extend(secret_facility);
            }
            Err(error) => return Err(error),
        }
    }
    parsed.retain(|listing| !secret.contains(&listing.facility));
    Ok(parsed)
}

/// Parses the content of a listing after comparing it with its checksum.
pub(crate) fn parse_content(id: &ListingId, content: &str, checksum: Option<i64>) -> Result<Content, Error> {
    if checksum != Some(checksum::of(id.source.slug(), &id.id, content.as_bytes())) {
        return Err(Error::DamagedListing(id.to_string()));
    }
    serde_json::from_str(content).map_err(|error| unreadable(id, error))
}

table_row! {
    /// What a listing says.
    pub(crate) struct ContentRow {
        source: String,
        source_id: String,
        content: String,
        checksum: Option<i64>,
    }
}

/// What listings say, by their ids.
pub(crate) fn contents_by_id(rows: Vec<ContentRow>) -> Result<HashMap<ListingId, Content>, Error> {
    let content = |row: ContentRow| {
        let id = text::listing_id(&row.source, row.source_id)?;
        let content = parse_content(&id, &row.content, row.checksum)?;
        Ok((id, content))
    };
    rows.into_iter().map(content).collect()
}

pub(crate) fn unreadable(id: &ListingId, why: impl ToString) -> Error {
    Error::unreadable(format!("the listing {id}"), why)
}

table_row! {
    struct SourceRow {
        source: String,
        listings: i64,
        retrieved_at: Option<String>,
    }
}

const DOING: &str = "reading listings";

impl Store {
    /// All listings of all sources, present and gone, except damaged ones.
    ///
    /// # Errors
    /// When the store can't be read.
    pub fn known_listings(&self) -> Pending<'_, Vec<StoredListing>> {
        Box::pin(async move {
            let mut session = self.pool.read(DOING).await?;
            let mut listings: Vec<StoredListing> = Vec::new();
            let (mut source, mut id) = (String::new(), String::new());
            loop {
                let query = select_listings!(
                    "listing",
                    "(l.source, l.source_id) > ($1, $2) ORDER BY l.source, l.source_id LIMIT 2000"
                );
                let rows = rows!(&mut session, DOING, ListingRow, query, &source, &id)?;
                let Some(last) = rows.last() else { return Ok(listings) };
                (source, id) = (last.source.clone(), last.source_id.clone());
                for parsed in parse_undamaged(rows)? {
                    listings.push(stored_listing(parsed)?);
                }
            }
        })
    }

    /// The sources that have listings, present or gone.
    ///
    /// # Errors
    /// When the store can't be read.
    pub fn sources(&self) -> Pending<'_, Vec<SourceStatus>> {
        Box::pin(async move {
            let mut session = self.pool.read(DOING).await?;
            let query = "SELECT source, COUNT(*) FILTER (WHERE gone_at IS NULL) AS listings,
            MAX(retrieved_at) AS retrieved_at
            FROM listing GROUP BY source ORDER BY source";
            let status = |row: SourceRow| {
                Ok(SourceStatus {
                    source: text::source("a listing", &row.source)?,
                    listings: row.listings.cast_unsigned(),
                    retrieved_at: text::optional_time("a listing", row.retrieved_at.as_deref())?,
                })
            };
            rows!(&mut session, DOING, SourceRow, query)?.into_iter().map(status).collect()
        })
    }
}

fn stored_listing(parsed: DecodedListing) -> Result<StoredListing, Error> {
    let PlacedListing { program, listing, lent, withheld, .. } = parsed.placed;
    let facility = text::id(&format!("the listing {}", listing.id), &parsed.facility)?;
    Ok(StoredListing {
        id: listing.id,
        content: listing.content,
        placement: Placement { facility, program },
        lent,
        gone_at: parsed.gone_at,
        is_secret: withheld.is_some(),
    })
}
