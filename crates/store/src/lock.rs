//! The lock that lets one import at a time work on a store, over all processes and computers.
//!
//! The kernel or the server frees it when its holder dies, so it never has to be broken.

use std::fs::{File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};

use sqlx::postgres::PgConnectOptions;
use sqlx::{ConnectOptions, Connection, PgConnection};
use uuid::Uuid;

use crate::error::{Cause, Error};
use crate::url::{DatabaseUrl, Place};

const DOING: &str = "taking the lock on imports";

/// The lock, held for as long as this lives.
pub(crate) enum Lock {
    /// A locked file beside the SQLite file.
    File { _file: LockedFile },
    /// A connection of its own, on which a PostgreSQL advisory lock is held.
    Connection(Box<PgConnection>),
}

/// A locked file.
///
/// It is unlocked rather than only closed: a child that another thread is starting at this moment has a copy of the
/// handle, which would keep the lock until the child has begun its program.
pub(crate) struct LockedFile(File);

impl Drop for LockedFile {
    fn drop(&mut self) {
        // Closing it frees the lock too, if only a moment later.
        let _ = self.0.unlock();
    }
}

impl Lock {
    /// Takes the lock; `None` when somebody has it.
    pub(crate) async fn try_take(url: &DatabaseUrl, store_id: Uuid) -> Result<Option<Lock>, Error> {
        match &url.0 {
            Place::Sqlite(file) => try_lock_file(file),
            Place::Postgres(options) => try_lock_server(options, store_id).await,
        }
    }

    /// Fails when the lock was lost on the way.
    pub(crate) async fn check(&mut self) -> Result<(), Error> {
        match self {
            Lock::File { .. } => Ok(()),
            Lock::Connection(connection) => {
                connection.ping().await.map_err(|source| Error::LockLost { source })
            }
        }
    }

    /// Frees the lock before it returns, which dropping it does only soon after.
    pub(crate) async fn release(self) {
        if let Lock::Connection(connection) = self
            && let Err(error) = connection.close().await
        {
            tracing::debug!(%error, "the connection that held the lock on imports was closed already");
        }
    }
}

fn lock_path(file: &Path) -> PathBuf {
    let mut path = file.as_os_str().to_owned();
    path.push(".import-lock");
    PathBuf::from(path)
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

async fn try_lock_server(options: &PgConnectOptions, store_id: Uuid) -> Result<Option<Lock>, Error> {
    let mut connection = options.connect().await.map_err(|error| Error::database(DOING, error))?;
    // A holder that was just dropped is gone as soon as the server notices.
    let settings = "SELECT set_config('lock_timeout', '1s', false),
        set_config('idle_session_timeout', '0', false), set_config('tcp_keepalives_idle', '60', false)";
    sqlx::query(settings).execute(&mut connection).await.map_err(|error| Error::database(DOING, error))?;
    let lock = sqlx::query("SELECT pg_advisory_lock($1)").bind(key(store_id));
    match lock.execute(&mut connection).await {
        Ok(_) => Ok(Some(Lock::Connection(Box::new(connection)))),
        Err(error) if Cause::of(&error) == Cause::Locked => Ok(None),
        Err(error) => Err(Error::database(DOING, error)),
    }
}

/// A number for the lock that other stores in the same database do not use.
fn key(store_id: Uuid) -> i64 {
    let (high, low) = store_id.as_u64_pair();
    (high ^ low).cast_signed()
}
