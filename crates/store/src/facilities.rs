//! Facilities, assembled from the listings that describe them.

use std::collections::HashSet;
use std::ops::ControlFlow;

use directory::listing::Role;
use directory::{Facility, PlacedListing};
use jiff::Timestamp;
use jiff::civil::Date;
use uuid::Uuid;

use crate::error::Error;
use crate::listings::{DecodedListing, ListingRow, parse_undamaged, select_listings};
use crate::meta::{self, Generation};
use crate::pending::Pending;
use crate::pool::Session;
use crate::statement::{row, rows, table_row, value, values};
use crate::{Store, text};

/// Called with each facility; [`ControlFlow::Break`] ends the visit.
pub type Visit<'a> = dyn FnMut(Facility) -> ControlFlow<()> + Send + 'a;

/// What the store knows about the id of a facility.
#[derive(Debug, Clone, PartialEq)]
pub enum FacilityRecord {
    /// It is listed.
    Listed(Facility),
    /// No source lists it anymore.
    Gone {
        /// The facility as it was last listed.
        last: Facility,
        /// When it was found to be gone.
        gone_at: Timestamp,
    },
    /// The facility turned out to be the same as another one, which has the id given here.
    Merged(Uuid),
    /// There is no facility to show: the id was never given to one, everything that listed it was undone or deleted,
    /// or all its listings have [`Role::Identity`].
    Unknown,
}

const DOING: &str = "reading facilities";

/// How many facilities are read at a time.
const BATCH: i64 = 500;

impl Store {
    /// Visits every listed facility of the generation that is served, ordered by id. Returns that generation, or `None`
    /// when nothing was ever published.
    ///
    /// # Errors
    /// When the store can't be read.
    pub fn visit_facilities<'a>(&'a self, visit: &'a mut Visit<'a>) -> Pending<'a, Option<Generation>> {
        Box::pin(async move {
            let mut session = self.pool.read(DOING).await?;
            let Some(generation) = meta::generation(&mut session).await? else { return Ok(None) };
            let today = meta::published_on(&mut session).await?;
            let mut batches = FacilityBatches::new(generation, today);
            while let Some(batch) = batches.next(&mut session).await? {
                if batch.into_iter().any(|facility| visit(facility).is_break()) {
                    break;
                }
            }
            Ok(Some(generation))
        })
    }

    /// The ids from `first` to `last` that were ever given to a facility, sorted.
    ///
    /// # Errors
    /// When the store can't be read.
    pub fn facility_ids(&self, first: Uuid, last: Uuid) -> Pending<'_, Vec<Uuid>> {
        Box::pin(async move {
            let mut session = self.pool.read(DOING).await?;
            let query = "SELECT id FROM facility WHERE id >= $1 AND id <= $2 ORDER BY id";
            let ids = values!(&mut session, DOING, String, query, first.to_string(), last.to_string())?;
            ids.iter().map(|id| text::id("a facility's id", id)).collect()
        })
    }

    /// The facilities whose place is secret, and those that were merged into one of them.
    ///
    /// # Errors
    /// When the store can't be read.
    pub fn secret_facilities(&self) -> Pending<'_, HashSet<Uuid>> {
        Box::pin(async move {
            const DOING: &str = "reading which facilities are secret";
            let mut session = self.pool.read(DOING).await?;
            let query = "WITH RECURSIVE place (id) AS
            (SELECT facility_id FROM listing WHERE secret_version IS NOT NULL
             UNION SELECT facility.id FROM facility JOIN place ON facility.merged_into = place.id)
            SELECT id FROM place";
            let ids = values!(&mut session, DOING, String, query)?;
            ids.iter().map(|id| text::id("a secret facility", id)).collect()
        })
    }

    /// What the store knows about the facility `id`.
    ///
    /// # Errors
    /// When the store can't be read.
    pub fn facility(&self, id: Uuid) -> Pending<'_, FacilityRecord> {
        Box::pin(async move {
            let mut session = self.pool.read(DOING).await?;
            let Some(row) = facility_row(&mut session, id).await? else { return Ok(FacilityRecord::Unknown) };
            if let Some(target) = merge_target(&mut session, id, row.merged_into).await? {
                return Ok(FacilityRecord::Merged(target));
            }
            let listings = listings_of(&mut session, id).await?;
            let listings = match &row.gone_at {
                None => listings.into_iter().map(|parsed| parsed.placed).collect(),
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
        })
    }
}

/// All listed facilities of a generation in the order of their ids, read in batches.
pub(crate) struct FacilityBatches {
    generation: i64,
    /// The day on which the generation is published. Claims are weighed as of this day.
    today: Date,
    /// The last id of the previous batch.
    after: String,
}

impl FacilityBatches {
    pub(crate) fn new(generation: Generation, today: Date) -> FacilityBatches {
        FacilityBatches { generation: generation.0, today, after: String::new() }
    }

    /// The next batch; `None` after the last.
    pub(crate) async fn next(&mut self, session: &mut Session) -> Result<Option<Vec<Facility>>, Error> {
        let query = "SELECT MAX(id) FROM (SELECT id FROM facility_state
            WHERE generation = $1 AND id > $2 AND gone_at IS NULL ORDER BY id LIMIT $3) AS batch";
        let last = value!(&mut *session, DOING, Option<String>, query, self.generation, &self.after, BATCH)?;
        let Some(last) = last.flatten() else { return Ok(None) };
        // Two kinds of gone listings still matter: superseded ones, which answer what the newer listing of the same program
        // leaves open, and those that asked for secrecy.
        let query = select_listings!(
            "listing_state",
            "l.generation = $1 AND l.facility_id > $2 AND l.facility_id <= $3 AND (l.gone_at IS NULL
             OR l.secret_version IS NOT NULL OR EXISTS
             (SELECT 1 FROM listing_state AS newer WHERE newer.generation = $1 AND newer.facility_id = l.facility_id
              AND newer.program_id = l.program_id AND newer.source = l.source AND newer.gone_at IS NULL))
             ORDER BY l.facility_id"
        );
        let rows = rows!(&mut *session, DOING, ListingRow, query, self.generation, &self.after, &last)?;
        self.after = last;
        assemble(parse_undamaged(rows)?, self.today).map(Some)
    }
}

/// Assembles facilities from listings that are ordered by facility.
fn assemble(parsed: Vec<DecodedListing>, today: Date) -> Result<Vec<Facility>, Error> {
    let mut facilities = Vec::new();
    let mut listings: Vec<PlacedListing> = Vec::new();
    let mut parsed = parsed.into_iter().peekable();
    while let Some(DecodedListing { facility, placed, .. }) = parsed.next() {
        listings.push(placed);
        if parsed.peek().is_none_or(|next| next.facility != facility) {
            let id = text::id("a facility's id", &facility)?;
            facilities.extend(Facility::assemble(id, std::mem::take(&mut listings), today));
        }
    }
    Ok(facilities)
}

table_row! {
    struct FacilityRow {
        gone_at: Option<String>,
        merged_into: Option<String>,
    }
}

async fn facility_row(session: &mut Session, id: Uuid) -> Result<Option<FacilityRow>, Error> {
    let query = "SELECT gone_at, merged_into FROM facility WHERE id = $1";
    row!(session, DOING, FacilityRow, query, id.to_string())
}

/// The facility that this one was merged into, possibly through others.
async fn merge_target(
    session: &mut Session,
    id: Uuid,
    merged_into: Option<String>,
) -> Result<Option<Uuid>, Error> {
    let mut visited = HashSet::from([id]);
    let mut target = None;
    let mut next = merged_into;
    while let Some(text) = next {
        let id = text::id("a merged facility", &text)?;
        if !visited.insert(id) {
            break;
        }
        let Some(row) = facility_row(session, id).await? else { break };
        target = Some(id);
        next = row.merged_into;
    }
    Ok(target)
}

/// All listings of a facility, present and gone, except damaged ones.
async fn listings_of(session: &mut Session, id: Uuid) -> Result<Vec<DecodedListing>, Error> {
    let query = select_listings!("listing", "l.facility_id = $1");
    parse_undamaged(rows!(session, DOING, ListingRow, query, id.to_string())?)
}

/// The listings of a facility that is gone, as they were when its last program listing disappeared: those that
/// disappeared with it count as present. Older ones matter only when they asked for secrecy.
fn last_listings(listings: Vec<DecodedListing>) -> Vec<PlacedListing> {
    let is_program = |parsed: &&DecodedListing| parsed.placed.listing.content.role == Role::Program;
    let last = listings.iter().filter(is_program).filter_map(|parsed| parsed.gone_at).max();
    let listings =
        listings.into_iter().filter(|parsed| parsed.gone_at == last || parsed.placed.withheld.is_some());
    listings.map(|parsed| PlacedListing { is_gone: parsed.gone_at != last, ..parsed.placed }).collect()
}
