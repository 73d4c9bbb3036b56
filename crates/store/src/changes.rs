//! What an import changes, and the writing of it.

use std::collections::{BTreeMap, HashSet};

use directory::listing::Content;
use directory::{ListingId, Placement, Source, Track};
use jiff::Timestamp;
use uuid::Uuid;

use crate::bulk::{self, Value};
use crate::error::Error;
use crate::imports::{ImportId, RejectedRow};
use crate::pool::{Session, execute};
use crate::text::{deflated, time_text, without_nul};

/// A listing that is new or says something else than before.
#[derive(Debug, Clone, PartialEq)]
pub struct Upsert {
    /// Its name.
    pub id: ListingId,
    /// What it says.
    pub content: Content,
    /// The facility and program it describes.
    pub placement: Placement,
    /// The row as it came.
    pub raw: String,
}

/// What an import changes. Large ones may be written in parts, which keeps memory small.
///
/// They are written in this order: `purge`, `upserts`, `moved`, `gone`, `touched`, `merged`, `rejected`.
#[derive(Debug, Clone, PartialEq)]
pub struct Changes {
    /// When the rows were retrieved. Also the time of what is first seen, gone or back.
    pub retrieved_at: Timestamp,
    /// Sources to be forgotten without a trace.
    pub purge: Vec<Source>,
    /// Listings that are new or changed, or back; each at most once.
    pub upserts: Vec<Upsert>,
    /// Listings that say what they said, but describe another facility or program than was thought.
    pub moved: Vec<(ListingId, Placement)>,
    /// Listings that their source no longer has.
    pub gone: Vec<ListingId>,
    /// Sources all of whose present listings were retrieved again, changed or not.
    pub touched: Vec<Source>,
    /// Facilities that turned out to be another one: the old id, and the one that goes on.
    pub merged: Vec<(Uuid, Uuid)>,
    /// Rows that could not be read.
    pub rejected: Vec<RejectedRow>,
}

impl Changes {
    /// No changes, found at `retrieved_at`.
    pub fn at(retrieved_at: Timestamp) -> Changes {
        Changes {
            retrieved_at,
            purge: Vec::new(),
            upserts: Vec::new(),
            moved: Vec::new(),
            gone: Vec::new(),
            touched: Vec::new(),
            merged: Vec::new(),
            rejected: Vec::new(),
        }
    }
}

pub(crate) async fn write(session: &mut Session, import: ImportId, changes: &Changes) -> Result<(), Error> {
    for source in &changes.purge {
        purge(session, import, *source).await?;
    }
    let at = time_text(changes.retrieved_at);
    upsert(session, &changes.upserts, &at).await?;
    move_listings(session, &changes.moved, &at).await?;
    mark_gone(session, &changes.gone, &at).await?;
    for source in &changes.touched {
        let touch = "UPDATE listing SET retrieved_at = $1
            WHERE source = $2 AND gone_at IS NULL AND retrieved_at <> $1";
        execute!(&mut *session, "dating the listings that were retrieved again", touch, &at, source.slug())?;
    }
    merge(session, &changes.merged, &at).await?;
    reject(session, import, &changes.rejected).await
}

async fn upsert(session: &mut Session, upserts: &[Upsert], at: &str) -> Result<(), Error> {
    let mut ids = HashSet::new();
    if let Some(twice) = upserts.iter().find(|upsert| !ids.insert(&upsert.id)) {
        return Err(Error::Twice(twice.id.clone()));
    }
    const DOING: &str = "writing listings";
    let rows = upserts.iter().map(|Upsert { id, content, placement, .. }| {
        let json = serde_json::to_string(content).expect("a content has only text keys");
        [
            id.source.slug().into(),
            id.id.as_str().into(),
            content.track.slug().into(),
            placement.facility.into(),
            placement.program.into(),
            json.into(),
            at.into(),
            at.into(),
        ]
    });
    let head = "INSERT INTO listing
        (source, source_id, track, facility_id, program_id, content, retrieved_at, first_seen) ";
    let tail = " ON CONFLICT (source, source_id) DO UPDATE SET track = excluded.track,
        facility_id = excluded.facility_id, program_id = excluded.program_id, content = excluded.content,
        retrieved_at = excluded.retrieved_at, gone_at = NULL";
    bulk::execute(session, DOING, head, Box::new(rows), tail).await?;

    let rows = upserts.iter().map(|Upsert { id, raw, .. }| {
        [id.source.slug().into(), id.id.as_str().into(), deflated(raw.as_bytes()).into()]
    });
    let head = "INSERT INTO listing_raw (source, source_id, raw) ";
    let tail = " ON CONFLICT (source, source_id) DO UPDATE SET raw = excluded.raw";
    bulk::execute(session, DOING, head, Box::new(rows), tail).await?;

    let placements = upserts.iter().map(|upsert| (upsert.placement, Some(upsert.content.track)));
    write_placements(session, placements, at).await
}

/// Writes the facilities of these placements, and the programs whose track is known.
async fn write_placements(
    session: &mut Session,
    placements: impl Iterator<Item = (Placement, Option<Track>)>,
    at: &str,
) -> Result<(), Error> {
    let mut facilities = BTreeMap::new();
    let mut programs = BTreeMap::new();
    for (placement, track) in placements {
        facilities.insert(placement.facility, ());
        programs.extend(track.map(|track| (placement.program, (placement.facility, track))));
    }
    let rows = facilities.keys().map(|id| [Value::from(*id), at.into()]);
    let head = "INSERT INTO facility (id, first_seen) ";
    bulk::execute(session, "writing facilities", head, Box::new(rows), " ON CONFLICT (id) DO NOTHING")
        .await?;

    let rows = programs
        .iter()
        .map(|(id, (facility, track))| [Value::from(*id), (*facility).into(), track.slug().into()]);
    let head = "INSERT INTO program (id, facility_id, track) ";
    let tail = " ON CONFLICT (id) DO UPDATE SET facility_id = excluded.facility_id, track = excluded.track";
    bulk::execute(session, "writing programs", head, Box::new(rows), tail).await
}

async fn move_listings(
    session: &mut Session,
    moved: &[(ListingId, Placement)],
    at: &str,
) -> Result<(), Error> {
    let rows = moved.iter().map(|(id, placement)| {
        [
            Value::from(id.source.slug()),
            id.id.as_str().into(),
            placement.facility.into(),
            placement.program.into(),
        ]
    });
    let head = "UPDATE listing SET facility_id = v.column3, program_id = v.column4 FROM (";
    let tail = ") AS v WHERE listing.source = v.column1 AND listing.source_id = v.column2";
    bulk::execute(session, "moving listings", head, Box::new(rows), tail).await?;
    write_placements(session, moved.iter().map(|(_, placement)| (*placement, None)), at).await?;

    // Their programs are of the track of the listing.
    let rows = moved.iter().map(|(id, _)| [Value::from(id.source.slug()), id.id.as_str().into()]);
    let head = "INSERT INTO program (id, facility_id, track)
        SELECT DISTINCT program_id, facility_id, track FROM listing JOIN (";
    let tail = ") AS v ON listing.source = v.column1 AND listing.source_id = v.column2 WHERE true
        ON CONFLICT (id) DO UPDATE SET facility_id = excluded.facility_id, track = excluded.track";
    bulk::execute(session, "writing programs", head, Box::new(rows), tail).await
}

async fn mark_gone(session: &mut Session, gone: &[ListingId], at: &str) -> Result<(), Error> {
    let rows = gone.iter().map(|id| [Value::from(id.source.slug()), id.id.as_str().into(), at.into()]);
    let head = "UPDATE listing SET gone_at = v.column3 FROM (";
    let tail = ") AS v WHERE listing.source = v.column1 AND listing.source_id = v.column2
        AND listing.gone_at IS NULL";
    bulk::execute(session, "marking listings as gone", head, Box::new(rows), tail).await
}

async fn merge(session: &mut Session, merged: &[(Uuid, Uuid)], at: &str) -> Result<(), Error> {
    let rows = merged.iter().map(|(old, goes_on)| [Value::from(*old), at.into(), (*goes_on).into()]);
    let head = "INSERT INTO facility (id, first_seen, merged_into) ";
    let tail = " ON CONFLICT (id) DO UPDATE SET merged_into = excluded.merged_into";
    bulk::execute(session, "merging facilities", head, Box::new(rows), tail).await
}

async fn reject(session: &mut Session, import: ImportId, rejected: &[RejectedRow]) -> Result<(), Error> {
    let import = import.to_string();
    let rows = rejected.iter().map(|row| {
        [
            import.as_str().into(),
            row.row_number.cast_signed().into(),
            Value::Text(without_nul(&row.reason)),
            Value::Text(without_nul(&row.raw)),
        ]
    });
    let head = "INSERT INTO rejected_row (import_id, row_number, reason, raw) ";
    bulk::execute(session, "writing the rows that could not be read", head, Box::new(rows), "").await
}

/// Deletes the listings of a source, what only they describe, and the imports they came with.
async fn purge(session: &mut Session, import: ImportId, source: Source) -> Result<(), Error> {
    const DOING: &str = "deleting all of a source";
    let source = source.slug();
    let facilities = "DELETE FROM facility
        WHERE id IN (SELECT facility_id FROM listing WHERE source = $1)
        AND NOT EXISTS (SELECT 1 FROM listing WHERE listing.facility_id = facility.id AND source <> $1)";
    execute!(&mut *session, DOING, facilities, source)?;
    for delete in [
        "DELETE FROM fact WHERE source = $1",
        "DELETE FROM listing_raw WHERE source = $1",
        "DELETE FROM listing WHERE source = $1",
    ] {
        execute!(&mut *session, DOING, delete, source)?;
    }
    let imports = "DELETE FROM import WHERE source = $1 AND id <> $2";
    execute!(&mut *session, DOING, imports, source, import.to_string())?;
    // Ids that only led to a facility of the source lead nowhere now, maybe through one another.
    let redirects = "DELETE FROM facility
        WHERE merged_into IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM facility AS goes_on WHERE goes_on.id = facility.merged_into)
        AND NOT EXISTS (SELECT 1 FROM listing WHERE listing.facility_id = facility.id)";
    while execute!(&mut *session, DOING, redirects)? > 0 {}
    Ok(())
}
