//! The listings of a source before an import that is undone.

use std::collections::{HashMap, HashSet};

use directory::listing::Content;
use directory::{ListingId, Source};
use jiff::Timestamp;

use super::state_before::{ListingVersion, StateBefore, newest_secret_version, state_before};
use super::{CountedImport, DOING};
use crate::bulk;
use crate::changes::{Reversion, Reverted};
use crate::error::Error;
use crate::listings::{contents_by_id, parse_content, unreadable};
use crate::pool::Session;
use crate::statement::{rows, table_row, values};
use crate::text;
use crate::write::listing_key;

/// How the listings of a source change when its newest import is undone; the fields are those of
/// [`Reversal`](super::Reversal).
pub(super) struct SourceReversal {
    pub reverted: Vec<Reverted>,
    pub dated: Vec<(ListingId, Timestamp)>,
    pub asked: Vec<(ListingId, Option<i64>)>,
}

/// `imports` are the imports of the source that count, without the one that is undone, whose generation is `undone`.
pub(super) async fn revert_source(
    session: &mut Session,
    source: Source,
    undone: i64,
    imports: &[CountedImport],
) -> Result<SourceReversal, Error> {
    let listings = versioned_listings(session, source).await?;
    let changed = changed_by(session, source, undone).await?;
    let (mut before, mut dated, mut asked) = (Vec::new(), Vec::new(), Vec::new());
    for listing in listings {
        let secret_version = newest_secret_version(&listing.versions, imports);
        if secret_version != listing.secret_version {
            asked.push((listing.id.clone(), secret_version));
        }
        match state_before(&listing.versions, imports) {
            state if changed.contains(&listing.id.id) => before.push((listing.id, state)),
            StateBefore::Present { retrieved_at, .. } if retrieved_at != listing.retrieved_at => {
                dated.push((listing.id, retrieved_at));
            }
            _ => {}
        }
    }
    Ok(SourceReversal { reverted: with_contents(session, before).await?, dated, asked })
}

/// A listing with all its versions.
struct VersionedListing {
    id: ListingId,
    /// Oldest first.
    versions: Vec<ListingVersion>,
    retrieved_at: Timestamp,
    /// The newest version that asked to keep the place secret.
    secret_version: Option<i64>,
}

table_row! {
    struct VersionRow {
        source_id: String,
        generation: i64,
        track: String,
        /// 0 or 1.
        has_content: i32,
        /// Only of listings that ever asked to keep their place secret.
        content: Option<String>,
        retrieved_at: String,
        secret_version: Option<i64>,
    }
}

/// The listings of a source, ordered by id.
async fn versioned_listings(session: &mut Session, source: Source) -> Result<Vec<VersionedListing>, Error> {
    let query = "SELECT v.source_id, v.generation, v.track,
        CASE WHEN v.content IS NULL THEN 0 ELSE 1 END AS has_content,
        CASE WHEN l.secret_version IS NOT NULL THEN v.content END AS content, l.retrieved_at, l.secret_version
        FROM listing_version AS v JOIN listing AS l ON l.source = v.source AND l.source_id = v.source_id
        WHERE v.source = $1 ORDER BY v.source_id, v.generation";
    let mut listings: Vec<VersionedListing> = Vec::new();
    for row in rows!(session, DOING, VersionRow, query, source.slug())? {
        let id = ListingId { source, id: row.source_id };
        let content = row.content.map(|content| parse_content(&id, &content)).transpose()?;
        let version = ListingVersion {
            generation: row.generation,
            track: text::track("a version of a listing", &row.track)?,
            has_content: row.has_content == 1,
            is_confidential: content.is_some_and(|content| content.location.is_withheld()),
        };
        match listings.last_mut().filter(|last| last.id == id) {
            Some(last) => last.versions.push(version),
            None => listings.push(VersionedListing {
                id,
                versions: vec![version],
                retrieved_at: text::time("a listing", &row.retrieved_at)?,
                secret_version: row.secret_version,
            }),
        }
    }
    Ok(listings)
}

/// The ids of the listings that say something else since the generation `undone`, are new, gone or back.
async fn changed_by(session: &mut Session, source: Source, undone: i64) -> Result<HashSet<String>, Error> {
    let query = "SELECT v.source_id FROM listing_version AS v
        WHERE v.source = $1 AND v.generation = $2 AND v.content IS DISTINCT FROM
            (SELECT b.content FROM listing_version AS b WHERE b.source = v.source AND b.source_id = v.source_id
             AND b.generation < v.generation ORDER BY b.generation DESC LIMIT 1)";
    Ok(values!(session, DOING, String, query, source.slug(), undone)?.into_iter().collect())
}

/// What becomes of listings, with what they say then.
async fn with_contents(
    session: &mut Session,
    states: Vec<(ListingId, StateBefore)>,
) -> Result<Vec<Reverted>, Error> {
    let mut contents = contents(session, &states).await?;
    let reverted = |(id, state)| {
        let mut content = |version: i64| {
            let missing = || unreadable(&id, format!("its version {version} is missing"));
            contents.remove(&id).map(Box::new).ok_or_else(missing)
        };
        let to = match state {
            StateBefore::Absent => Reversion::Absent,
            StateBefore::Present { version, retrieved_at } => {
                Reversion::Present { content: content(version)?, version, retrieved_at }
            }
            StateBefore::Gone { version, gone_at, retrieved_at } => {
                Reversion::Gone { content: content(version)?, version, gone_at, retrieved_at }
            }
        };
        Ok(Reverted { id, to })
    };
    states.into_iter().map(reverted).collect()
}

/// What listings say in the versions of these states.
async fn contents(
    session: &mut Session,
    states: &[(ListingId, StateBefore)],
) -> Result<HashMap<ListingId, Content>, Error> {
    let rows = states.iter().filter_map(|(id, state)| {
        let (StateBefore::Present { version, .. } | StateBefore::Gone { version, .. }) = state else {
            return None;
        };
        let [source, source_id] = listing_key(id);
        Some([source, source_id, (*version).into()])
    });
    let head = "WITH asked (source, source_id, generation) AS (";
    let tail = ") SELECT v.source, v.source_id, v.content FROM asked JOIN listing_version AS v
        ON v.source = asked.source AND v.source_id = asked.source_id AND v.generation = asked.generation
        WHERE v.content IS NOT NULL";
    contents_by_id(bulk::fetch(session, DOING, head, Box::new(rows), tail).await?)
}
