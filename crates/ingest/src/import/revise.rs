//! What changes the directory without an import: undoing one, and what a person decides about a pair of listings.
//!
//! It is published as an import is: one transaction, with the index of the next generation built from it.

use directory::resolution::Decision;
use jiff::Timestamp;
use store::{
    BeginError, Generation, ImportId, PublicationCause, Reversion, Reverted, Review, Revision, Store,
    UndoError,
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
    /// Listings that are again what they were before, those that are removed among them.
    pub listings: u64,
    /// How many of those are there no more.
    pub removed: u64,
    /// Listings that describe another facility or program than was thought.
    pub placed_elsewhere: u64,
    /// Facilities that turned out to be another one.
    pub merged_facilities: u64,
    /// How many facilities there are now.
    pub facilities: u64,
    /// How many programs they have.
    pub programs: u64,
}

/// Why nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum ReviseError {
    /// The import can't be undone.
    #[error(transparent)]
    Undo(#[from] UndoError),
    /// What comes of it can't be published.
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

/// Takes one import back as if it had not been. What came from other imports stays as it is, and so do the ids of places
/// that are known from them.
///
/// # Errors
/// When there is no such import or it can't be undone, an import is running, or the store or the index can't be written.
/// Then nothing changed.
pub async fn undo(
    store: &Store,
    import: ImportId,
    indexing: &mut dyn Indexing,
    observer: &mut dyn Observer,
    now: fn() -> Timestamp,
) -> Result<Revised, ReviseError> {
    RevisionRun { store, indexing, observer, now }.run(RevisionRequest::Undo(import)).await
}

/// Keeps a person's decision about two listings, and places all listings anew.
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

/// Forgets a decision, by its number, and places all listings anew.
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

/// What is to be changed.
enum RevisionRequest {
    Undo(ImportId),
    Review(Review),
}

impl From<RevisionRequest> for PublicationCause {
    fn from(wish: RevisionRequest) -> PublicationCause {
        match wish {
            RevisionRequest::Undo(import) => PublicationCause::Undo(import),
            RevisionRequest::Review(review) => PublicationCause::Review(review),
        }
    }
}

/// A revision at work.
struct RevisionRun<'a> {
    store: &'a Store,
    indexing: &'a mut dyn Indexing,
    observer: &'a mut dyn Observer,
    now: fn() -> Timestamp,
}

impl RevisionRun<'_> {
    async fn run(&mut self, wish: RevisionRequest) -> Result<Revised, ReviseError> {
        let mut revision = self.store.begin_revision((self.now)()).await?;
        let ended = match self.plan(&revision, &wish).await {
            Ok(plan) => self.publish(&mut revision, wish.into(), plan).await.map_err(ReviseError::from),
            Err(error) => Err(error),
        };
        revision.close().await;
        ended
    }

    async fn plan(&self, revision: &Revision, wish: &RevisionRequest) -> Result<ImportPlan, ReviseError> {
        let at = (self.now)();
        let review = match wish {
            RevisionRequest::Undo(import) => {
                let reversal = revision.reversal(*import).await?;
                let before = KnownState::read(self.store, &[]).await?;
                return Ok(ImportPlan::of_undo(reversal, before, at).await?);
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
        Ok(ImportPlan::of_review(before, at).await?)
    }

    async fn publish(
        &mut self,
        revision: &mut Revision,
        cause: PublicationCause,
        plan: ImportPlan,
    ) -> Result<Revised, ImportError> {
        let changes = &plan.changes;
        let (listings, placed_elsewhere) = (changes.reverted.len() as u64, changes.moved.len() as u64);
        let is_removed = |reverted: &&Reverted| !matches!(reverted.to, Reversion::Present { .. });
        let removed = changes.reverted.iter().filter(is_removed).count() as u64;
        let merged_facilities = changes.merged.len() as u64;
        let stop = Stop::never();
        let mut publishing =
            Publisher { store: self.store, indexing: self.indexing, observer: self.observer, stop: &stop };
        let committed = async {
            let mut publication = revision.publish(cause).await?;
            let counted = publishing.prepare(&mut publication, plan).await?;
            Ok::<_, ImportError>((publication.commit("").await?, counted))
        };
        match committed.await {
            Ok((generation, counted)) => {
                publishing.indexing.published();
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
                publishing.indexing.abandon();
                Err(error)
            }
        }
    }
}
