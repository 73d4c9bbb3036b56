//! What an import that is undone leaves: the listings as the imports that still count have stated them.
//!
//! A version of a listing is *in effect* when an import that counts states it: the one that brought it, or a later one,
//! before the next version, that covers the listing and therefore found it unchanged. What a listing says is its newest
//! version in effect. Nothing is deleted to undo an import: it counts no more, and what then differs is written as a new
//! version of the listing.

mod effect;
mod listings;
mod placements;

use std::collections::HashMap;

use directory::{ListingId, Placement, Source};
use jiff::Timestamp;

use crate::changes::{Coverage, Reverted};
use crate::error::Error;
use crate::imports::{ImportId, ImportRecord, ImportStatus};
use crate::pool::{Session, rows};
use crate::publication::PublicationKind;
use crate::revision::Revision;
use crate::text;
use effect::{Effect, Statement};

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
    /// Listings of which another version asked last to keep their place secret, or none any more.
    pub asked: Vec<(ListingId, Option<i64>)>,
    /// Where listings that the import moved were before, and with them those that went on from them.
    pub placements: HashMap<ListingId, Placement>,
}

const DOING: &str = "finding what an import changed";

/// The generation of the versions of listings that were gone before versions were kept.
const BEFORE: i64 = 0;

impl Revision {
    /// What it takes to undo an import.
    ///
    /// # Errors
    /// When it can't be undone, or the store can't be read.
    pub async fn reversal(&self, id: ImportId) -> Result<Reversal, UndoError> {
        let import = self.store().import(id).await?.ok_or(UndoError::Unknown(id))?;
        let ImportRecord { source, status, generation, .. } = import;
        let generation = match (status, generation) {
            (ImportStatus::Done, Some(generation)) => generation.0,
            (ImportStatus::Undone, _) => return Err(UndoError::Already(id)),
            (status, _) => return Err(UndoError::NotPublished { id, status }),
        };
        let mut session = self.store().pool.read(DOING).await?;
        let mut statements = statements(&mut session, source).await?;
        // What was gone before versions were kept is of no import that could be undone.
        let import_before_versions = statements.iter().find(|statement| statement.coverage.is_none());
        let import_before_versions = import_before_versions.map(|statement| statement.retrieved_at.clone());
        let undone = statements.iter().position(|statement| statement.generation == generation);
        let undone = undone.filter(|at| statements[*at].coverage.is_some());
        statements.remove(undone.ok_or(UndoError::NoVersions(id))?);
        if let Some(earliest) = import_before_versions {
            statements.insert(0, Statement { generation: BEFORE, coverage: None, retrieved_at: earliest });
        }

        let listings = listings::told(&mut session, source).await?;
        let effects: Vec<Effect> =
            listings.iter().map(|told| effect::of(&told.versions, &statements)).collect();
        let same = listings::say_the_same(&mut session, listings.iter().zip(&effects)).await?;
        let (mut dated, mut differing) = (Vec::new(), Vec::new());
        for (told, effect) in listings.iter().zip(effects) {
            match effect {
                effect if !same.contains(&told.id) => differing.push((told.id.clone(), effect)),
                Effect::Present { retrieved_at, .. } if retrieved_at != told.retrieved_at => {
                    dated.push((told.id.clone(), text::time("a publication", &retrieved_at)?));
                }
                _ => {}
            }
        }
        let asked = listings.iter().filter_map(|told| {
            let asked = effect::asking(&told.versions, &statements);
            (asked != told.secret_version).then(|| (told.id.clone(), asked))
        });
        Ok(Reversal {
            source,
            asked: asked.collect(),
            reverted: listings::reverted(&mut session, differing).await?,
            dated,
            placements: placements::before(&mut session, generation).await?,
        })
    }
}

/// The imports of a source that count, oldest first.
async fn statements(session: &mut Session, source: Source) -> Result<Vec<Statement>, Error> {
    let query = "SELECT p.generation, p.coverage, p.retrieved_at FROM publication AS p
        JOIN import AS i ON i.id = p.import_id
        WHERE p.kind = $1 AND i.source = $2 AND i.status = $3 ORDER BY p.generation";
    let (import, done) = (PublicationKind::Import.slug(), ImportStatus::Done.slug());
    let rows = rows!(session, DOING, (i64, Option<String>, String), query, import, source.slug(), done)?;
    let statement = |(generation, coverage, retrieved_at): (i64, Option<String>, String)| {
        let read = |slug: String| {
            let unknown = || Error::unreadable("a publication", format!("{slug:?} covers nothing"));
            Coverage::from_slug(&slug).ok_or_else(unknown)
        };
        Ok(Statement { generation, coverage: coverage.map(read).transpose()?, retrieved_at })
    };
    rows.into_iter().map(statement).collect()
}
