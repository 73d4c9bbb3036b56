//! Where listings were placed before a generation moved them.

use std::collections::HashMap;

use directory::{ListingId, Placement};

use super::DOING;
use crate::error::Error;
use crate::pool::{Session, rows};
use crate::write::name;
use crate::{bulk, text};

/// `source, source_id, facility_id, program_id`, twice.
type Moved = (String, String, String, String, String, String);

/// Where listings that `generation` moved, and that still are where it put them, were before; and with them the listings
/// that came later and went on from one of those.
pub(super) async fn before(
    session: &mut Session,
    generation: i64,
) -> Result<HashMap<ListingId, Placement>, Error> {
    let query = "SELECT p.source, p.source_id, p.facility_id, p.program_id, b.facility_id, b.program_id
        FROM placement AS p JOIN placement AS b ON b.source = p.source AND b.source_id = p.source_id
            AND b.generation = (SELECT MAX(e.generation) FROM placement AS e
                WHERE e.source = p.source AND e.source_id = p.source_id AND e.generation < p.generation)
        WHERE p.generation = $1 AND (p.facility_id <> b.facility_id OR p.program_id <> b.program_id)";
    let mut before = HashMap::new();
    let mut given: HashMap<ListingId, Placement> = HashMap::new();
    for (source, id, facility, program, old_facility, old_program) in
        rows!(&mut *session, DOING, Moved, query, generation)?
    {
        let id = text::listing_id(&source, id)?;
        given.insert(id.clone(), text::placement(&facility, &program)?);
        before.insert(id, text::placement(&old_facility, &old_program)?);
    }
    follow(session, generation, &mut given, &mut before).await?;
    let now = placed_now(session, before.keys()).await?;
    before.retain(|id, _| now.get(id).is_some_and(|now| given.get(id).is_none_or(|given| given == now)));
    Ok(before)
}

/// Adds the listings that went on from those in `before`, while they are where the generation had put their forerunners.
async fn follow(
    session: &mut Session,
    generation: i64,
    given: &mut HashMap<ListingId, Placement>,
    before: &mut HashMap<ListingId, Placement>,
) -> Result<(), Error> {
    let query = "SELECT source, source_id, former_source, former_id, facility_id, program_id FROM placement
        WHERE generation > $1 AND former_id IS NOT NULL ORDER BY generation";
    for (source, id, former_source, former_id, facility, program) in
        rows!(&mut *session, DOING, Moved, query, generation)?
    {
        let former = text::listing_id(&former_source, former_id)?;
        let there = text::placement(&facility, &program)?;
        let is_there = given.get(&former) == Some(&there);
        if let Some(old) = before.get(&former).copied().filter(|_| is_there) {
            let id = text::listing_id(&source, id)?;
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
    let head = "SELECT l.source, l.source_id, l.facility_id, l.program_id FROM (";
    let tail = ") AS r JOIN listing AS l ON l.source = r.column1 AND l.source_id = r.column2";
    let rows: Vec<(String, String, String, String)> =
        bulk::fetch(session, DOING, head, Box::new(ids.map(name)), tail).await?;
    let placed = |(source, id, facility, program): (String, String, String, String)| {
        Ok((text::listing_id(&source, id)?, text::placement(&facility, &program)?))
    };
    rows.into_iter().map(placed).collect()
}
