//! A revision at work: what is published without an import.

use jiff::Timestamp;
use uuid::Uuid;

use crate::Store;
use crate::error::{BeginError, Error};
use crate::imports::Holder;
use crate::lock::Lock;
use crate::meta;
use crate::publication::{Cause, Publication};

/// What changes the directory without an import: the undoing of one, or a person's decision. It holds the lock that keeps
/// imports away.
pub struct Revision {
    store: Store,
    lock: Lock,
    id: Uuid,
    began_at: Timestamp,
}

impl Store {
    /// Begins a revision.
    ///
    /// # Errors
    /// When an import or another revision is running, in this process or any other, or the store fails.
    pub async fn begin_revision(&self, now: Timestamp) -> Result<Revision, BeginError> {
        let lock = self.take_lock().await?;
        const DOING: &str = "beginning a revision";
        let mut session = self.pool.write(DOING).await?;
        meta::set_holder(&mut session, Some(&Holder::here(now))).await?;
        session.commit(DOING).await?;
        Ok(Revision { store: self.clone(), lock, id: Uuid::now_v7(), began_at: now })
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

    /// Opens its publication: one transaction, which nobody sees until it is committed.
    ///
    /// # Errors
    /// When the store can't be written, or the lock was lost.
    pub async fn publish(&mut self, cause: Cause) -> Result<Publication<'_>, Error> {
        Publication::open(&self.store, &mut self.lock, cause, self.id, self.began_at).await
    }

    /// Frees the lock and waits until it is free.
    pub async fn close(self) {
        const DOING: &str = "ending a revision";
        // Whoever takes the lock next says who they are: it does no harm when this can't be written.
        if let Ok(mut session) = self.store.pool.write(DOING).await
            && meta::set_holder(&mut session, None).await.is_ok()
            && let Err(error) = session.commit(DOING).await
        {
            tracing::debug!(%error, "the end of a revision could not be written down");
        }
        self.lock.release().await;
    }
}
