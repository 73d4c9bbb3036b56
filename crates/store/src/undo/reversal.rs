//! What it takes to undo an import.

use std::collections::{HashMap, HashSet};

use directory::{ListingId, Placement, Source};
use jiff::Timestamp;

use super::imports::{DOING, PublishedImport, published_imports};
use super::placements;
use super::state_before::{ListingVersion, state_before};
use crate::bulk;
use crate::changes::{Reverted, StateBefore};
use crate::error::Error;
use crate::listings::{contents_by_id, parse_content, unreadable};
use crate::pool::Session;
use crate::statement::{rows, table_row, values};
use crate::text;
use crate::write::listing_key;

/// What it takes to undo an import.
#[derive(Debug, Clone, PartialEq)]
pub struct Reversal {
    /// Listings that return to an earlier state.
    pub reverted: Vec<Reverted>,
    /// Listings that say the same without the import, but were last retrieved at another time.
    pub dated: Vec<(ListingId, Timestamp)>,
    /// The newest version that asks to keep the place secret, for listings where that changes.
    pub asked: Vec<(ListingId, Option<i64>)>,
    /// Where the listings that the import moved were before. Listings that continue one of those are included.
    pub placements: HashMap<ListingId, Placement>,
}

impl Reversal {
    /// Finds how to undo the newest import of a source, which published the generation `undone`. `imports` are the
    /// remaining ones. Listings of other sources that it removed come back.
    pub(super) async fn find(
        session: &mut Session,
        source: Source,
        undone: i64,
        imports: &[PublishedImport],
    ) -> Result<Reversal, Error> {
        let mut reversal = Reversal::of_source(session, source, undone, imports).await?;
        for removed in removed_sources(session, source, undone).await? {
            let imports = published_imports(session, removed).await?;
            let Reversal { reverted, dated, asked, .. } =
                Reversal::of_source(session, removed, undone, &imports).await?;
            reversal.reverted.extend(reverted);
            reversal.dated.extend(dated);
            reversal.asked.extend(asked);
        }
        reversal.placements = placements::before(session, undone).await?;
        Ok(reversal)
    }

    /// The part of a reversal that concerns the listings of one source, without placements.
    async fn of_source(
        session: &mut Session,
        source: Source,
        undone: i64,
        imports: &[PublishedImport],
    ) -> Result<Reversal, Error> {
        let changed = changed_by(session, source, undone).await?;
        let (mut before, mut dated, mut asked) = (Vec::new(), Vec::new(), Vec::new());
        for VersionedListing { id, versions, retrieved_at, secret_version } in
            versioned_listings(session, source, imports).await?
        {
            let secret = versions.iter().rfind(|version| version.is_confidential);
            let secret = secret.map(|version| imports[version.import].generation);
            if secret != secret_version {
                asked.push((id.clone(), secret));
            }
            match state_before(&versions, imports) {
                state if changed.contains(&id.id) => before.push((id, state)),
                Some(state) if state.gone_at.is_none() && state.retrieved_at != retrieved_at => {
                    dated.push((id, state.retrieved_at));
                }
                _ => {}
            }
        }
        let reverted = with_contents(session, before).await?;
        Ok(Reversal { reverted, dated, asked, placements: HashMap::new() })
    }
}

/// A listing with the versions that the remaining imports brought.
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
        checksum: Option<i64>,
        retrieved_at: String,
        secret_version: Option<i64>,
    }
}

/// The listings of a source, ordered by id.
async fn versioned_listings(
    session: &mut Session,
    source: Source,
    imports: &[PublishedImport],
) -> Result<Vec<VersionedListing>, Error> {
    let query = "SELECT v.source_id, v.generation, v.track,
        CASE WHEN v.content IS NULL THEN 0 ELSE 1 END AS has_content,
        CASE WHEN l.secret_version IS NOT NULL THEN v.content END AS content, v.checksum, l.retrieved_at, l.secret_version
        FROM listing_version AS v JOIN listing AS l ON l.source = v.source AND l.source_id = v.source_id
        WHERE v.source = $1 ORDER BY v.source_id, v.generation";
    let mut listings: Vec<VersionedListing> = Vec::new();
    for row in rows!(session, DOING, VersionRow, query, source.slug())? {
        let id = ListingId { source, id: row.source_id };
        if listings.last().is_none_or(|last| last.id != id) {
            listings.push(VersionedListing {
                id: id.clone(),
                versions: Vec::new(),
                retrieved_at: text::time("a listing", &row.retrieved_at)?,
                secret_version: row.secret_version,
            });
        }
        let import = imports.binary_search_by_key(&row.generation, |import| import.generation);
        let (Ok(import), Some(listing)) = (import, listings.last_mut()) else { continue };
        let content = row.content.map(|content| parse_content(&id, &content, row.checksum)).transpose()?;
        listing.versions.push(ListingVersion {
            import,
            track: text::track("a version of a listing", &row.track)?,
            has_content: row.has_content == 1,
            is_confidential: content.is_some_and(|content| content.location.is_withheld()),
        });
    }
    Ok(listings)
}

/// The other sources whose listings the generation `undone` removed.
async fn removed_sources(session: &mut Session, source: Source, undone: i64) -> Result<Vec<Source>, Error> {
    let query =
        "SELECT DISTINCT source FROM listing_version WHERE generation = $1 AND source <> $2 ORDER BY source";
    let sources = values!(session, DOING, String, query, undone, source.slug())?;
    sources.iter().map(|slug| text::source("a version of a listing", slug)).collect()
}

/// The ids of the listings that the generation `undone` added, changed, marked as gone or brought back.
async fn changed_by(session: &mut Session, source: Source, undone: i64) -> Result<HashSet<String>, Error> {
    let query = "SELECT v.source_id FROM listing_version AS v
        WHERE v.source = $1 AND v.generation = $2 AND v.content IS DISTINCT FROM
            (SELECT b.content FROM listing_version AS b WHERE b.source = v.source AND b.source_id = v.source_id
             AND b.generation < v.generation ORDER BY b.generation DESC LIMIT 1)";
    Ok(values!(session, DOING, String, query, source.slug(), undone)?.into_iter().collect())
}

/// The states that listings return to, with what they said then.
async fn with_contents(
    session: &mut Session,
    states: Vec<(ListingId, Option<StateBefore>)>,
) -> Result<Vec<Reverted>, Error> {
    let rows = states.iter().filter_map(|(id, state)| {
        let [source, source_id] = listing_key(id);
        state.map(|state| [source, source_id, state.version.into()])
    });
    let head = "WITH asked (source, source_id, generation) AS (";
    let tail = ") SELECT v.source, v.source_id, v.content, v.checksum FROM asked JOIN listing_version AS v
        ON v.source = asked.source AND v.source_id = asked.source_id AND v.generation = asked.generation
        WHERE v.content IS NOT NULL";
    let mut contents = contents_by_id(bulk::fetch(session, DOING, head, Box::new(rows), tail).await?)?;
    let reverted = |(id, state): (ListingId, Option<StateBefore>)| {
        let content = |state: StateBefore| {
            let missing = || unreadable(&id, format!("its version {} is missing", state.version));
            contents.remove(&id).map(|content| (state, Box::new(content))).ok_or_else(missing)
        };
        Ok(Reverted { to: state.map(content).transpose()?, id })
    };
    states.into_iter().map(reverted).collect()
}
