//! Facilities, put together from the listings that describe them.

use std::collections::HashSet;
use std::ops::ControlFlow;

use directory::listing::Role;
use directory::{Facility, PlacedListing};
use jiff::Timestamp;
use jiff::civil::Date;
use uuid::Uuid;

use crate::error::Error;
use crate::listings::{ListingRow, ReadListing, read_listing, select_listings};
use crate::meta::{self, Generation};
use crate::pool::{Session, row, rows};
use crate::{Store, text};

/// What is done with each facility; [`ControlFlow::Break`] ends the visit.
pub type Visit<'a> = dyn FnMut(Facility) -> ControlFlow<()> + Send + 'a;

/// What the store knows of a facility's id.
#[derive(Debug, Clone, PartialEq)]
pub enum FacilityRecord {
    /// It is listed.
    Listed(Facility),
    /// No source lists it any more.
    Gone {
        /// What it was when it was last listed.
        last: Facility,
        /// When it was found to be gone.
        gone_at: Timestamp,
    },
    /// It turned out to be another facility: the one that goes on.
    Merged(Uuid),
    /// There never was one.
    Unknown,
}

const DOING: &str = "reading facilities";

/// How many facilities are read at a time.
const BATCH: i64 = 500;

impl Store {
    /// Shows every listed facility, ordered by id, all as they were at one moment. Gives the generation of
    /// that moment, or `None` when nothing was ever published.
    ///
    /// # Errors
    /// When the store can't be read.
    pub async fn visit_facilities(&self, visit: &mut Visit<'_>) -> Result<Option<Generation>, Error> {
        let mut session = self.pool.read(DOING).await?;
        let generation = meta::generation(&mut session).await?;
        let today = meta::published_on(&mut session).await?;
        visit_all(&mut session, today, visit).await?;
        Ok(generation)
    }

    /// The ids from `first` to `last` that were ever given to a facility, in order.
    ///
    /// # Errors
    /// When the store can't be read.
    pub async fn facility_ids(&self, first: Uuid, last: Uuid) -> Result<Vec<Uuid>, Error> {
        let mut session = self.pool.read(DOING).await?;
        let query = "SELECT id FROM facility WHERE id >= $1 AND id <= $2 ORDER BY id";
        let rows = rows!(&mut session, DOING, (String,), query, first.to_string(), last.to_string())?;
        rows.into_iter().map(|(id,)| text::id("a facility's id", &id)).collect()
    }

    /// The facilities that are to be kept secret, and those that were merged into one.
    ///
    /// # Errors
    /// When the store can't be read.
    pub async fn secret_facilities(&self) -> Result<HashSet<Uuid>, Error> {
        const DOING: &str = "reading which facilities are secret";
        let mut session = self.pool.read(DOING).await?;
        let query = "WITH RECURSIVE place (id) AS
            (SELECT facility_id FROM listing WHERE secret_version IS NOT NULL
             UNION SELECT facility.id FROM facility JOIN place ON facility.merged_into = place.id)
            SELECT id FROM place";
        let rows = rows!(&mut session, DOING, (String,), query)?;
        rows.into_iter().map(|(id,)| text::id("a secret facility", &id)).collect()
    }

    /// What the store knows of the facility `id`.
    ///
    /// # Errors
    /// When the store can't be read.
    pub async fn facility(&self, id: Uuid) -> Result<FacilityRecord, Error> {
        let mut session = self.pool.read(DOING).await?;
        let Some(row) = facility_row(&mut session, id).await? else { return Ok(FacilityRecord::Unknown) };
        if let Some(goes_on) = last_of_chain(&mut session, id, row.merged_into).await? {
            return Ok(FacilityRecord::Merged(goes_on));
        }
        let listings = listings_of(&mut session, id).await?;
        let listings = match &row.gone_at {
            None => listings.into_iter().map(|read| read.placed).collect(),
            Some(_) => last_listings(listings),
        };
        let facility = Facility::assemble(id, listings, meta::published_on(&mut session).await?);
        let what = || format!("the facility {id}");
        Ok(match (facility, row.gone_at) {
            (None, _) => FacilityRecord::Unknown,
            (Some(facility), None) => FacilityRecord::Listed(facility),
            (Some(last), Some(gone_at)) => {
                FacilityRecord::Gone { last, gone_at: text::time(&what(), &gone_at)? }
            }
        })
    }
}

/// Shows every facility that has a present listing, ordered by id, with what is believed of it on the day `today`.
pub(crate) async fn visit_all(
    session: &mut Session,
    today: Date,
    visit: &mut Visit<'_>,
) -> Result<(), Error> {
    let mut batches = Batches::new(today);
    while let Some(batch) = batches.next(session).await? {
        for facility in batch {
            if visit(facility).is_break() {
                return Ok(());
            }
        }
    }
    Ok(())
}

/// All listed facilities in the order of their ids, some at a time.
pub(crate) struct Batches {
    after: String,
    today: Date,
}

impl Batches {
    /// `today`: the day on which the generation is published.
    pub(crate) fn new(today: Date) -> Batches {
        Batches { after: String::new(), today }
    }

    /// The next ones; `None` when there are no more.
    pub(crate) async fn next(&mut self, session: &mut Session) -> Result<Option<Vec<Facility>>, Error> {
        let query = "SELECT MAX(id) FROM
            (SELECT id FROM facility WHERE id > $1 AND gone_at IS NULL ORDER BY id LIMIT $2) AS batch";
        let last = row!(&mut *session, DOING, (Option<String>,), query, &self.after, BATCH)?;
        let Some((Some(last),)) = last else { return Ok(None) };
        // Of those that are gone the superseded ones still answer what newer ones leave open, and those that asked for
        // secrecy still do.
        let query = select_listings!(
            "l.facility_id > $1 AND l.facility_id <= $2 AND (l.gone_at IS NULL
             OR l.secret_version IS NOT NULL OR EXISTS
             (SELECT 1 FROM listing AS newer WHERE newer.program_id = l.program_id AND newer.source = l.source
              AND newer.gone_at IS NULL)) ORDER BY l.facility_id"
        );
        let rows = rows!(&mut *session, DOING, ListingRow, query, &self.after, &last)?;
        self.after = last;
        assembled(rows, self.today).map(Some)
    }
}

/// The facilities of listings that are ordered by facility.
fn assembled(rows: Vec<ListingRow>, today: Date) -> Result<Vec<Facility>, Error> {
    let mut facilities = Vec::new();
    let mut listings: Vec<PlacedListing> = Vec::new();
    let mut rows = rows.into_iter().peekable();
    while let Some(row) = rows.next() {
        let read = read_listing(row)?;
        listings.push(read.placed);
        if rows.peek().is_none_or(|(next, ..)| *next != read.facility) {
            let id = text::id("a facility's id", &read.facility)?;
            facilities.extend(Facility::assemble(id, std::mem::take(&mut listings), today));
        }
    }
    Ok(facilities)
}

struct FacilityRow {
    gone_at: Option<String>,
    merged_into: Option<String>,
}

async fn facility_row(session: &mut Session, id: Uuid) -> Result<Option<FacilityRow>, Error> {
    let query = "SELECT gone_at, merged_into FROM facility WHERE id = $1";
    let found = row!(session, DOING, (Option<String>, Option<String>), query, id.to_string())?;
    Ok(found.map(|(gone_at, merged_into)| FacilityRow { gone_at, merged_into }))
}

/// The facility that goes on for one that was merged, maybe several times.
async fn last_of_chain(
    session: &mut Session,
    id: Uuid,
    merged_into: Option<String>,
) -> Result<Option<Uuid>, Error> {
    let mut passed = HashSet::from([id]);
    let mut last = None;
    let mut next = merged_into;
    while let Some(text) = next {
        let id = text::id("a merged facility", &text)?;
        if !passed.insert(id) {
            break;
        }
        let Some(row) = facility_row(session, id).await? else { break };
        last = Some(id);
        next = row.merged_into;
    }
    Ok(last)
}

/// All listings of a facility, and those that are gone.
async fn listings_of(session: &mut Session, id: Uuid) -> Result<Vec<ReadListing>, Error> {
    let rows = rows!(session, DOING, ListingRow, select_listings!("l.facility_id = $1"), id.to_string())?;
    rows.into_iter().map(read_listing).collect()
}

/// The listings that went last, all at once, as if they were still there. What was to be kept secret still is.
fn last_listings(listings: Vec<ReadListing>) -> Vec<PlacedListing> {
    let is_program = |read: &&ReadListing| read.placed.listing.content.role == Role::Program;
    let last = listings.iter().filter(is_program).filter_map(|read| read.gone_at).max();
    let told = listings.into_iter().filter(|read| read.gone_at == last || read.placed.withheld.is_some());
    told.map(|read| PlacedListing { is_gone: read.gone_at != last, ..read.placed }).collect()
}
