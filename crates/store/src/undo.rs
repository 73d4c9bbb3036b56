//! Undoing an import: what its source had said before becomes current again.
//!
//! The imports of a source are undone in order, the newest first, so a listing goes back to what the remaining imports of
//! its source said last. No version is deleted: the old state is written as a new one. Other sources may have published
//! since, so the placements that the import caused are looked up separately.

mod imports;
mod placements;
mod reversal;
mod state_before;

use crate::error::Error;
use crate::imports::{ImportId, ImportRecord, ImportStatus};
use crate::pending::Boxed;
use crate::revision::Revision;
use imports::{DOING, published_imports};

pub use reversal::Reversal;

/// Why an import can't be undone.
#[derive(Debug, thiserror::Error)]
pub enum UndoError {
    /// There is no import with this id.
    #[error("there is no import {0}")]
    Unknown(ImportId),
    /// It is already undone.
    #[error("the import {0} is already undone")]
    Already(ImportId),
    /// It was not published.
    #[error("the import {id} published nothing that could be undone: its status is {}", status.slug())]
    NotPublished {
        /// The import's id.
        id: ImportId,
        /// Its status.
        status: ImportStatus,
    },
    /// A newer import of the same source was not undone yet.
    #[error("the import {id} is not the newest of its source: undo the import {newest} first")]
    NotNewest {
        /// The import's id.
        id: ImportId,
        /// The newest import of the source that was not undone.
        newest: ImportId,
    },
    /// It was published before versions of listings were kept.
    #[error("the import {0} is from before versions of listings were kept, so what it changed is unknown")]
    NoVersions(ImportId),
    /// The store can't be read.
    #[error(transparent)]
    Store(#[from] Error),
}

impl Revision {
    /// What it takes to undo an import.
    ///
    /// # Errors
    /// When it can't be undone, or the store can't be read.
    pub fn reversal(&self, id: ImportId) -> Boxed<'_, Result<Reversal, UndoError>> {
        Box::pin(async move {
            let import = self.store().import(id).await?.ok_or(UndoError::Unknown(id))?;
            let ImportRecord { source, status, .. } = import;
            match status {
                ImportStatus::Done => {}
                ImportStatus::Undone => return Err(UndoError::Already(id)),
                status => return Err(UndoError::NotPublished { id, status }),
            }
            let mut session = self.store().pool.read(DOING).await?;
            let mut imports = published_imports(&mut session, source).await?;
            let newest = imports.pop().ok_or(UndoError::NoVersions(id))?;
            if newest.id != id {
                return Err(UndoError::NotNewest { id, newest: newest.id });
            }
            if newest.coverage.is_none() {
                return Err(UndoError::NoVersions(id));
            }
            Ok(Reversal::find(&mut session, source, newest.generation, &imports).await?)
        })
    }
}
