//! Revisions change the directory without an import: they undo one, or apply a person's decision about two listings.
//!
//! They are published like imports: the next generation is written, its index is built, and it becomes current.

use directory::resolution::Decision;
use jiff::Timestamp;
use store::{
    BeginError, Generation, ImportId, PublicationCause, Reverted, Review, Revision, Store, UndoError,
};

use super::error::ImportError;
use super::indexing::Indexing;
use super::observer::Observer;
use super::plan::{ImportPlan, KnownState};
use super::publish::Publisher;
use super::request::Stop;

/// What a revision changed.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Revised {
    /// The generation it published.
    pub generation: Generation,
    /// The number of listings that are again what they were before, including those that were removed.
    pub listings: u64,
    /// How many of those were removed.
    pub removed: u64,
    /// The number of listings that describe another facility or program than before.
    pub placed_elsewhere: u64,
    /// The number of facilities that were merged into another one.
    pub merged_facilities: u64,
    /// The number of facilities now.
    pub facilities: u64,
    /// The number of their programs.
    pub programs: u64,
}

/// Why a revision failed. Nothing was changed then.
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

/// Undoes the newest import of a source. What other imports brought stays as it is, and so do the ids of places that they
/// list.
///
/// # Errors
/// When there is no such import, it is not the newest of its source, an import is running, or the store or the index can't be
/// written. Then nothing changed.
pub async fn undo(
    store: &Store,
    import: ImportId,
    indexing: &mut dyn Indexing,
    observer: &mut dyn Observer,
    now: fn() -> Timestamp,
) -> Result<Revised, ReviseError> {
    RevisionRun { store, indexing, observer, now }.run(RevisionRequest::Undo(import)).await
}

/// Stores a person's decision about two listings and places all listings again.
///
/// # Errors
/// When an import is running, or the store or the index can't be written. Then nothing changed.
pub async fn decide(
    store: &Store,
    decision: Decision,
    indexing: &mut dyn Indexing,
    observer: &mut dyn Observer,
    now: fn() -> Timestamp,
) -> Result<Revised, ReviseError> {
    RevisionRun { store, indexing, observer, now }
        .run(RevisionRequest::Review(Review::Decide(decision)))
        .await
}

/// Withdraws a decision, by its number, and places all listings again.
///
/// # Errors
/// As for [`decide`].
pub async fn forget(
    store: &Store,
    number: i64,
    indexing: &mut dyn Indexing,
    observer: &mut dyn Observer,
    now: fn() -> Timestamp,
) -> Result<Revised, ReviseError> {
    RevisionRun { store, indexing, observer, now }.run(RevisionRequest::Review(Review::Forget(number))).await
}

/// What a person asked for.
enum RevisionRequest {
    Undo(ImportId),
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

/// A running revision.
struct RevisionRun<'a> {
    store: &'a Store,
    indexing: &'a mut dyn Indexing,
    observer: &'a mut dyn Observer,
    now: fn() -> Timestamp,
}

impl RevisionRun<'_> {
    async fn run(&mut self, request: RevisionRequest) -> Result<Revised, ReviseError> {
        let mut revision = self.store.begin_revision((self.now)()).await?;
        let ended = match self.plan(&revision, &request).await {
            Ok(plan) => self.publish(&mut revision, request.into(), plan).await.map_err(ReviseError::from),
            Err(error) => Err(error),
        };
        revision.close().await;
        ended
    }

    async fn plan(&self, revision: &Revision, request: &RevisionRequest) -> Result<ImportPlan, ReviseError> {
        let at = (self.now)();
        let review = match request {
            RevisionRequest::Undo(import) => {
                let reversal = revision.reversal(*import).await?;
                let before = KnownState::read(self.store, &[]).await?;
                return Ok(ImportPlan::for_undo(reversal, before, at).await?);
            }
            RevisionRequest::Review(review) => review,
        };
        let mut before = KnownState::read(self.store, &[]).await?;
        match review {
            Review::Decide(decision) => before.decisions.push(decision.clone()),
            Review::Forget(number) => {
                let kept = self.store.decisions().await?.into_iter().filter(|kept| kept.number != *number);
                before.decisions = kept.map(|kept| kept.decision).collect();
            }
        }
        Ok(ImportPlan::for_review(before, at).await?)
    }

    async fn publish(
        &mut self,
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
        let stop = Stop::never();
        let mut publisher =
            Publisher { store: self.store, indexing: self.indexing, observer: self.observer, stop: &stop };
        let committed = async {
            let mut publication = revision.publish(cause).await?;
            let counted = publisher.prepare(&mut publication, plan).await?;
            Ok::<_, ImportError>((publication.commit("").await?, counted))
        };
        match committed.await {
            Ok((generation, counted)) => {
                publisher.indexing.published();
                let (facilities, programs) = (counted.facilities, counted.programs);
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
}
