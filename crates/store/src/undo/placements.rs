//! Where listings were placed before a generation moved them.

use std::collections::HashMap;

use directory::{ListingId, Placement};

use super::imports::DOING;
use crate::error::Error;
use crate::pool::Session;
use crate::statement::{rows, table_row};
use crate::write::listing_key;
use crate::{bulk, text};

table_row! {
    struct MovedRow {
        source: String,
        source_id: String,
        facility_id: String,
        program_id: String,
        old_facility_id: String,
        old_program_id: String,
    }
}

table_row! {
    struct ContinuedRow {
        source: String,
        source_id: String,
        former_source: String,
        former_id: String,
        facility_id: String,
        program_id: String,
    }
}

table_row! {
    struct PlacedRow {
        source: String,
        source_id: String,
        facility_id: String,
        program_id: String,
    }
}

/// Where the listings that `generation` moved were before, if they still are where it put them. Listings that came later and
/// continue one of those count as moved with it.
pub(super) async fn before(
    session: &mut Session,
    generation: i64,
) -> Result<HashMap<ListingId, Placement>, Error> {
    let query = "SELECT p.source, p.source_id, p.facility_id, p.program_id, b.facility_id AS old_facility_id,
            b.program_id AS old_program_id
        FROM placement AS p JOIN placement AS b ON b.source = p.source AND b.source_id = p.source_id
            AND b.generation = (SELECT MAX(e.generation) FROM placement AS e
                WHERE e.source = p.source AND e.source_id = p.source_id AND e.generation < p.generation)
        WHERE p.generation = $1 AND (p.facility_id <> b.facility_id OR p.program_id <> b.program_id)";
    let mut before = HashMap::new();
    let mut given: HashMap<ListingId, Placement> = HashMap::new();
    for row in rows!(&mut *session, DOING, MovedRow, query, generation)? {
        let id = text::listing_id(&row.source, row.source_id)?;
        given.insert(id.clone(), text::placement(&row.facility_id, &row.program_id)?);
        before.insert(id, text::placement(&row.old_facility_id, &row.old_program_id)?);
    }
    add_continuing(session, generation, &mut given, &mut before).await?;
    let now = placed_now(session, before.keys()).await?;
    before.retain(|id, _| now.get(id).is_some_and(|now| given.get(id).is_none_or(|given| given == now)));
    Ok(before)
}

/// Adds the listings that continue one of those in `before` and are placed where the generation had put it, which
/// `given` says.
async fn add_continuing(
    session: &mut Session,
    generation: i64,
    given: &mut HashMap<ListingId, Placement>,
    before: &mut HashMap<ListingId, Placement>,
) -> Result<(), Error> {
    let query = "SELECT source, source_id, former_source, former_id, facility_id, program_id FROM placement
        WHERE generation > $1 AND former_id IS NOT NULL ORDER BY generation";
    for row in rows!(&mut *session, DOING, ContinuedRow, query, generation)? {
        let former = text::listing_id(&row.former_source, row.former_id)?;
        let there = text::placement(&row.facility_id, &row.program_id)?;
        let is_there = given.get(&former) == Some(&there);
        if let Some(old) = before.get(&former).copied().filter(|_| is_there) {
            let id = text::listing_id(&row.source, row.source_id)?;
            given.insert(id.clone(), there);
            before.entry(id).or_insert(old);
        }
    }
    Ok(())
}

/// Where these listings are placed now.
async fn placed_now<'a>(
    session: &mut Session,
    ids: impl Iterator<Item = &'a ListingId> + Send + 'a,
) -> Result<HashMap<ListingId, Placement>, Error> {
    let head = "WITH asked (source, source_id) AS (";
    let tail = ") SELECT l.source, l.source_id, l.facility_id, l.program_id FROM asked
        JOIN listing AS l ON l.source = asked.source AND l.source_id = asked.source_id";
    let rows: Vec<PlacedRow> =
        bulk::fetch(session, DOING, head, Box::new(ids.map(listing_key)), tail).await?;
    let placed = |row: PlacedRow| {
        let id = text::listing_id(&row.source, row.source_id)?;
        Ok((id, text::placement(&row.facility_id, &row.program_id)?))
    };
    rows.into_iter().map(placed).collect()
}
