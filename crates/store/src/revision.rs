//! A running revision: it publishes a generation without an import.

use jiff::Timestamp;
use uuid::Uuid;

use crate::Store;
use crate::error::BeginError;
use crate::holder::Holder;
use crate::lock::Lock;
use crate::meta;
use crate::pending::{Boxed, Pending};
use crate::publication::{Publication, PublicationCause};
use crate::staging::StagingToken;

/// A change to the directory without an import: undoing one, or a person's decision. It holds the lock on imports until it
/// is dropped.
pub struct Revision {
    store: Store,
    lock: Lock,
    token: StagingToken,
    id: Uuid,
    began_at: Timestamp,
}

impl Store {
    /// Begins a revision.
    ///
    /// # Errors
    /// When an import or another revision is running, in this process or any other, or the store fails.
    pub fn begin_revision(&self, now: Timestamp) -> Boxed<'_, Result<Revision, BeginError>> {
        Box::pin(async move {
            let lock = self.take_lock().await?;
            const DOING: &str = "beginning a revision";
            let mut session = self.pool.write(DOING).await?;
            meta::set_holder(&mut session, Some(&Holder::here(now))).await?;
            let token = StagingToken::take(&mut session).await?;
            session.commit(DOING).await?;
            token.sweep(&self.pool).await?;
            Ok(Revision { store: self.clone(), lock, token, id: Uuid::now_v7(), began_at: now })
        })
    }

    /// Takes the lock on imports.
    pub(crate) async fn take_lock(&self) -> Result<Lock, BeginError> {
        match Lock::try_take(&self.url, self.identity.store_id).await? {
            Some(lock) => Ok(lock),
            None => {
                let mut session = self.pool.read("reading who runs an import").await?;
                Err(BeginError::Busy { holder: meta::holder(&mut session).await? })
            }
        }
    }
}

impl Revision {
    /// The store that it changes.
    pub(crate) fn store(&self) -> &Store {
        &self.store
    }

    /// Opens its publication.
    ///
    /// # Errors
    /// When the store can't be written, or the lock was lost.
    pub fn publish(&mut self, cause: PublicationCause) -> Pending<'_, Publication<'_>> {
        Box::pin(async move {
            Publication::open(&self.store, &mut self.lock, self.token, cause, self.id, self.began_at).await
        })
    }

    /// Deletes what was not published, releases the lock and waits until it is released.
    pub fn close(self) -> Boxed<'static, ()> {
        Box::pin(async move {
            const DOING: &str = "ending a revision";
            self.token.clean_up(&self.store.pool).await;
            // A failure does no harm: whoever takes the lock next overwrites the record of its holder.
            if let Ok(mut session) = self.store.pool.write(DOING).await
                && meta::set_holder(&mut session, None).await.is_ok()
                && let Err(error) = session.commit(DOING).await
            {
                tracing::debug!(%error, "the end of a revision could not be recorded");
            }
            self.lock.release().await;
        })
    }
}
