//! The lock on imports: only one import at a time works on a store, across all processes and computers.
//!
//! The kernel or the server releases it when its holder dies, so it never has to be broken.

use std::fs::{File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};

use sqlx::postgres::PgConnectOptions;
use sqlx::{Connection, PgConnection};
use uuid::Uuid;

use crate::error::{EngineError, Error};
use crate::pending::Pending;
use crate::pool::connect_to_server;
use crate::scratch::with_ending;
use crate::url::{DatabaseLocation, DatabaseUrl};

const DOING: &str = "taking the lock on imports";

/// The lock, held until this is dropped.
pub(crate) enum Lock {
    /// A locked file beside the SQLite file.
    File { _file: LockedFile },
    /// A separate connection that holds a PostgreSQL advisory lock.
    Connection(Box<PgConnection>),
}

/// A locked file.
///
/// Dropping it unlocks the file instead of just closing it. A child process that another thread is starting at this
/// moment has a copy of the handle, which would hold the lock until the child has called `exec`.
#[derive(Debug)]
pub(crate) struct LockedFile(pub(crate) File);

impl Drop for LockedFile {
    fn drop(&mut self) {
        // If this fails, closing the file releases the lock a moment later.
        let _ = self.0.unlock();
    }
}

impl Lock {
    /// Takes the lock; `None` when it is held by somebody else.
    pub(crate) async fn try_take(url: &DatabaseUrl, store_id: Uuid) -> Result<Option<Lock>, Error> {
        match &url.0 {
            DatabaseLocation::Sqlite(file) => try_lock_file(file),
            DatabaseLocation::Postgres(options) => try_lock_server(options, store_id).await,
        }
    }

    /// Fails when the lock was lost with its connection.
    pub(crate) fn check(&mut self) -> Pending<'_, ()> {
        Box::pin(async move {
            match self {
                Lock::File { .. } => Ok(()),
                Lock::Connection(connection) => {
                    connection.ping().await.map_err(|source| Error::LockLost { source })
                }
            }
        })
    }

    /// Releases the lock before it returns. Dropping the lock would release it only a moment later.
    pub(crate) async fn release(self) {
        if let Lock::Connection(connection) = self
            && let Err(error) = connection.close().await
        {
            tracing::debug!(%error, "the connection that held the lock on imports was already closed");
        }
    }
}

pub(crate) fn lock_path(file: &Path) -> PathBuf {
    with_ending(file, ".import-lock")
}

fn try_lock_file(file: &Path) -> Result<Option<Lock>, Error> {
    let path = lock_path(file);
    let failed = |source| Error::LockFile { path: path.clone(), source };
    let file = OpenOptions::new().create(true).truncate(false).write(true).open(&path).map_err(failed)?;
    match file.try_lock() {
        Ok(()) => Ok(Some(Lock::File { _file: LockedFile(file) })),
        Err(TryLockError::WouldBlock) => Ok(None),
        Err(TryLockError::Error(source)) => Err(failed(source)),
    }
}

fn try_lock_server(options: &PgConnectOptions, store_id: Uuid) -> Pending<'_, Option<Lock>> {
    Box::pin(async move {
        let mut connection =
            connect_to_server(options).await.map_err(|error| Error::database(DOING, error))?;
        // A holder that was just dropped releases the lock as soon as the server notices: wait for that.
        let settings = "SELECT set_config('lock_timeout', '1s', false),
        set_config('idle_session_timeout', '0', false), set_config('tcp_keepalives_idle', '60', false)";
        sqlx::query(settings)
            .execute(&mut connection)
            .await
            .map_err(|error| Error::database(DOING, error))?;
        let lock = sqlx::query("SELECT pg_advisory_lock($1)").bind(key(store_id));
        match lock.execute(&mut connection).await {
            Ok(_) => Ok(Some(Lock::Connection(Box::new(connection)))),
            Err(error) if EngineError::classify(&error) == EngineError::Locked => Ok(None),
            Err(error) => Err(Error::database(DOING, error)),
        }
    })
}

/// The number of the lock. It is made from the store's id, so that other stores on the same server use other numbers.
fn key(store_id: Uuid) -> i64 {
    let (high, low) = store_id.as_u64_pair();
    (high ^ low).cast_signed()
}
