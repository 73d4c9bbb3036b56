//! What an import that is undone leaves: the listings as the imports that still count have stated them.
//!
//! A version of a listing is *in effect* when an import that counts states it: the one that brought it, or a later one,
//! before the next version, that covers the listing and therefore found it unchanged. What a listing says is its newest
//! version in effect. Nothing is deleted to undo an import: it counts no more, and what then differs is written as a new
//! version of the listing.

mod effect;
mod placements;

use std::collections::HashMap;

use directory::{ListingId, Placement, Source};
use jiff::Timestamp;

use crate::changes::{Reversion, Reverted};
use crate::error::Error;
use crate::imports::{ImportId, ImportRecord, ImportStatus};
use crate::listings::{parsed, unreadable};
use crate::pool::{Session, row, rows};
use crate::revision::Revision;
use crate::{Store, text};
use effect::{Effect, Statement, Version};

/// Why an import can't be undone.
#[derive(Debug, thiserror::Error)]
pub enum UndoError {
    /// There is none of that name.
    #[error("there is no import {0}")]
    Unknown(ImportId),
    /// It was undone before.
    #[error("the import {0} is undone already")]
    Already(ImportId),
    /// It is not published.
    #[error("the import {id} published nothing that could be undone: it is {}", status.slug())]
    NotPublished {
        /// Which import.
        id: ImportId,
        /// What became of it.
        status: ImportStatus,
    },
    /// It was published before versions were kept, and another one of its source before it.
    #[error(
        "the import {0} is from before versions of listings were kept, so what was before it is not known"
    )]
    NoVersions(ImportId),
    /// The store can't be read.
    #[error(transparent)]
    Store(#[from] Error),
}

/// What it takes to undo an import.
#[derive(Debug, Clone, PartialEq)]
pub struct Reversal {
    /// The source of the import.
    pub source: Source,
    /// Listings that are to be what they were.
    pub reverted: Vec<Reverted>,
    /// Listings that without the import were last retrieved at another time.
    pub dated: Vec<(ListingId, Timestamp)>,
    /// Where listings that the import moved were before, and with them those that went on from them.
    pub placements: HashMap<ListingId, Placement>,
}

const DOING: &str = "finding what an import changed";

impl Revision {
    /// What it takes to undo an import.
    ///
    /// # Errors
    /// When it can't be undone, or the store can't be read.
    pub async fn reversal(&self, store: &Store, id: ImportId) -> Result<Reversal, UndoError> {
        let import = store.import(id).await?.ok_or(UndoError::Unknown(id))?;
        let ImportRecord { source, status, generation, .. } = import;
        let generation = match (status, generation) {
            (ImportStatus::Done, Some(generation)) => generation.0,
            (ImportStatus::Undone, _) => return Err(UndoError::Already(id)),
            (status, _) => return Err(UndoError::NotPublished { id, status }),
        };
        let mut session = store.pool.read(DOING).await?;
        let mut statements = statements(&mut session, source).await?;
        let undone = statements.iter().position(|statement| statement.generation == generation);
        let undone = undone.filter(|at| statements[*at].coverage.is_some());
        statements.remove(undone.ok_or(UndoError::NoVersions(id))?);

        let now = listings_now(&mut session, source).await?;
        let mut reversal =
            Reversal { source, reverted: Vec::new(), dated: Vec::new(), placements: HashMap::new() };
        for (id, versions) in versions(&mut session, source).await? {
            let Some(now) = now.get(&id) else { continue };
            let effect = effect::of(&versions, &statements);
            if !says_the_same(&mut session, &id, &effect, now).await? {
                let to = reversion(&mut session, &id, effect).await?;
                reversal.reverted.push(Reverted { id, to });
            } else if let Effect::Present { retrieved_at, .. } = &effect
                && *retrieved_at != now.retrieved_at
            {
                reversal.dated.push((id, text::time("a publication", retrieved_at)?));
            }
        }
        reversal.placements = placements::before(&mut session, generation).await?;
        Ok(reversal)
    }
}

/// Whether a listing is already what it is to become. What was taken back before has a version of its own, which says the
/// same as an older one.
async fn says_the_same(
    session: &mut Session,
    id: &ListingId,
    effect: &Effect,
    now: &Now,
) -> Result<bool, Error> {
    let version = match effect {
        Effect::Present { version, .. } if !now.is_gone => *version,
        Effect::Gone { version, .. } if now.is_gone => *version,
        _ => return Ok(false),
    };
    if version == now.version {
        return Ok(true);
    }
    let query = "SELECT COUNT(*) FROM listing_version AS a JOIN listing_version AS b
        ON b.source = a.source AND b.source_id = a.source_id AND b.content = a.content
        WHERE a.source = $1 AND a.source_id = $2 AND a.generation = $3 AND b.generation = $4";
    let (source, id) = (id.source.slug(), &id.id);
    let same = row!(session, DOING, (i64,), query, source, id, version, now.version)?;
    Ok(same.is_some_and(|(count,)| count > 0))
}

/// What a listing is now: the generation of its content, whether it is gone, when it was retrieved.
struct Now {
    version: i64,
    is_gone: bool,
    retrieved_at: String,
}

async fn listings_now(session: &mut Session, source: Source) -> Result<HashMap<ListingId, Now>, Error> {
    let query = "SELECT source_id, version, CASE WHEN gone_at IS NULL THEN 0 ELSE 1 END, retrieved_at
        FROM listing WHERE source = $1";
    let rows = rows!(session, DOING, (String, i64, i32, String), query, source.slug())?;
    let now = |(id, version, gone, retrieved_at): (String, i64, i32, String)| {
        (ListingId { source, id }, Now { version, is_gone: gone == 1, retrieved_at })
    };
    Ok(rows.into_iter().map(now).collect())
}

/// The imports of a source that count, oldest first.
async fn statements(session: &mut Session, source: Source) -> Result<Vec<Statement>, Error> {
    let query = "SELECT p.generation, p.coverage, p.retrieved_at FROM publication AS p
        JOIN import AS i ON i.id = p.import_id
        WHERE p.kind = 'import' AND i.source = $1 AND i.status = 'done' ORDER BY p.generation";
    let rows = rows!(session, DOING, (i64, Option<String>, String), query, source.slug())?;
    let statement = |(generation, coverage, at): (i64, Option<String>, String)| Statement {
        generation,
        coverage,
        retrieved_at: at,
    };
    Ok(rows.into_iter().map(statement).collect())
}

/// The versions of each listing of a source, oldest first.
async fn versions(session: &mut Session, source: Source) -> Result<Vec<(ListingId, Vec<Version>)>, Error> {
    let query = "SELECT source_id, generation, track, CASE WHEN content IS NULL THEN 0 ELSE 1 END
        FROM listing_version WHERE source = $1 ORDER BY source_id, generation";
    let rows = rows!(session, DOING, (String, i64, String, i32), query, source.slug())?;
    let mut all: Vec<(ListingId, Vec<Version>)> = Vec::new();
    for (id, generation, track, has_content) in rows {
        let version = Version { generation, track, has_content: has_content == 1 };
        match all.last_mut().filter(|(last, _)| last.id == id) {
            Some((_, versions)) => versions.push(version),
            None => all.push((ListingId { source, id }, vec![version])),
        }
    }
    Ok(all)
}

/// What becomes of a listing, with what it says then.
async fn reversion(session: &mut Session, id: &ListingId, effect: Effect) -> Result<Reversion, Error> {
    let time = |at: &str| text::time("a publication", at);
    Ok(match effect {
        Effect::Absent => Reversion::Absent,
        Effect::Present { version, retrieved_at } => Reversion::Present {
            content: content(session, id, version).await?.into(),
            version,
            retrieved_at: time(&retrieved_at)?,
        },
        Effect::Gone { version, gone_at, retrieved_at } => Reversion::Gone {
            content: content(session, id, version).await?.into(),
            version,
            gone_at: time(&gone_at)?,
            retrieved_at: time(&retrieved_at)?,
        },
    })
}

async fn content(
    session: &mut Session,
    id: &ListingId,
    version: i64,
) -> Result<directory::listing::Content, Error> {
    let query = "SELECT content FROM listing_version
        WHERE source = $1 AND source_id = $2 AND generation = $3 AND content IS NOT NULL";
    let found = row!(session, DOING, (String,), query, id.source.slug(), &id.id, version)?;
    let (content,) = found.ok_or_else(|| unreadable(id, format!("its version {version} is missing")))?;
    parsed(id, &content)
}
