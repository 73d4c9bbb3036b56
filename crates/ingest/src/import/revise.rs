//! Revisions change the directory without an import: they undo one, or apply a person's decision about two listings.
//!
//! They are published like imports: the next generation is written, its index is built, and it becomes current.

use jiff::Timestamp;
use store::{
    BeginError, Generation, ImportId, PublicationCause, Reverted, Review, Revision, Store, UndoError,
};

use super::error::ImportError;
use super::indexing::Indexing;
use super::observer::Observer;
use super::plan::{ImportPlan, KnownState};
use super::publish::{IndexedCounts, Publisher};
use super::request::Stop;

/// What a revision changed.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Revised {
    /// The generation it published.
    pub generation: Generation,
    /// The number of listings restored to what they were before, including those that were removed.
    pub listings: u64,
    /// How many of those were removed.
    pub removed: u64,
    /// The number of listings that now describe a different facility or program.
    pub placed_elsewhere: u64,
    /// The number of facilities that were merged into another one.
    pub merged_facilities: u64,
    /// The number of facilities now.
    pub facilities: u64,
    /// The number of their programs.
    pub programs: u64,
}

/// Why a revision failed. A failed revision changes nothing.
#[derive(Debug, thiserror::Error)]
pub enum ReviseError {
    /// The import can't be undone.
    #[error(transparent)]
    Undo(#[from] UndoError),
    /// The result can't be published.
    #[error(transparent)]
    Publish(#[from] ImportError),
}

impl From<store::Error> for ReviseError {
    fn from(error: store::Error) -> Self {
        ReviseError::Publish(error.into())
    }
}

impl From<BeginError> for ReviseError {
    fn from(error: BeginError) -> Self {
        ReviseError::Publish(error.into())
    }
}

/// What a person asked for.
#[derive(Debug, Clone, PartialEq)]
pub enum RevisionRequest {
    /// Undoes the newest import of a source. What other imports wrote stays as it is, and so do the ids of the places they
    /// list.
    Undo(ImportId),
    /// Stores a decision about two listings, or withdraws one, and places all listings again.
    Review(Review),
}

impl From<RevisionRequest> for PublicationCause {
    fn from(request: RevisionRequest) -> PublicationCause {
        match request {
            RevisionRequest::Undo(import) => PublicationCause::Undo(import),
            RevisionRequest::Review(review) => PublicationCause::Review(review),
        }
    }
}

/// Revises the directory. `indexing` writes the index of the generation that is about to be published. `now` is the clock.
///
/// # Errors
/// If an import is running, the import to undo does not exist or is not the newest of its source, or the store or the index
/// can't be written. In all these cases, nothing has changed.
pub fn revise<'a>(
    store: &'a Store,
    request: RevisionRequest,
    indexing: &'a mut dyn Indexing,
    observer: &'a mut dyn Observer,
    now: fn() -> Timestamp,
) -> store::Boxed<'a, Result<Revised, ReviseError>> {
    Box::pin(async move {
        let mut revision = store.begin_revision(now()).await?;
        let stop = Stop::never();
        let publisher = Publisher { store, indexing, observer, stop: &stop };
        let ended = match plan(store, &revision, &request, now()).await {
            Ok(plan) => {
                publish(publisher, &mut revision, request.into(), plan).await.map_err(ReviseError::from)
            }
            Err(error) => Err(error),
        };
        revision.close().await;
        ended
    })
}

async fn plan(
    store: &Store,
    revision: &Revision,
    request: &RevisionRequest,
    at: Timestamp,
) -> Result<ImportPlan, ReviseError> {
    let mut before = KnownState::read(store, &[]).await?;
    match request {
        RevisionRequest::Undo(import) => {
            let reversal = revision.reversal(*import).await?;
            return Ok(ImportPlan::for_undo(reversal, before, at).await?);
        }
        RevisionRequest::Review(Review::Decide(decision)) => before.decisions.push(decision.clone()),
        RevisionRequest::Review(Review::Forget(number)) => {
            let others = store.decisions().await?.into_iter().filter(|stored| stored.number != *number);
            before.decisions = others.map(|stored| stored.decision).collect();
        }
    }
    Ok(ImportPlan::for_review(before, at).await?)
}

async fn publish(
    mut publisher: Publisher<'_>,
    revision: &mut Revision,
    cause: PublicationCause,
    plan: ImportPlan,
) -> Result<Revised, ImportError> {
    let changes = &plan.changes;
    let (listings, placed_elsewhere) = (changes.reverted.len() as u64, changes.moved.len() as u64);
    let is_removed =
        |reverted: &&Reverted| reverted.to.as_ref().is_none_or(|(state, _)| state.gone_at.is_some());
    let removed = changes.reverted.iter().filter(is_removed).count() as u64;
    let merged_facilities = changes.merged.len() as u64;
    let committed = async {
        let mut publication = revision.publish(cause).await?;
        let counted = publisher.prepare(&mut publication, plan).await?;
        Ok((publication.commit("").await?, counted))
    };
    match committed.await {
        Ok((generation, IndexedCounts { facilities, programs })) => {
            publisher.indexing.published();
            Ok(Revised {
                generation,
                listings,
                removed,
                placed_elsewhere,
                merged_facilities,
                facilities,
                programs,
            })
        }
        Err(error) => {
            publisher.indexing.abandon();
            Err(error)
        }
    }
}
