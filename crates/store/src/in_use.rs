//! Who uses a store. A restore replaces a whole store, so nobody else may have it open.

use std::fs::{File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};

use sqlx::Connection;
use sqlx::postgres::PgConnectOptions;

use crate::copy_error::CopyError;
use crate::error::Error;
use crate::lock::LockedFile;
use crate::pending::Boxed;
use crate::pool::connect_to_server;
use crate::scratch::with_ending;
use crate::url::{DatabaseLocation, DatabaseUrl};

/// Tells other processes that this one has an SQLite file open, until it is dropped. It holds no lock in a folder that
/// can't be written, where nothing can be restored either.
#[derive(Debug)]
pub(crate) struct InUse(
    #[expect(dead_code, reason = "it is unlocked when it is dropped")] Option<LockedFile>,
);

impl InUse {
    /// Fails when the file is being replaced.
    pub(crate) fn share(file: &Path) -> Result<InUse, Error> {
        let Ok(lock) = open(file) else { return Ok(InUse(None)) };
        match lock.try_lock_shared() {
            Ok(()) => Ok(InUse(Some(LockedFile(lock)))),
            Err(TryLockError::WouldBlock) => Err(Error::BeingRestored { place: file.display().to_string() }),
            Err(TryLockError::Error(_)) => Ok(InUse(None)),
        }
    }
}

/// The right to replace a store: nobody else uses it. Until this is dropped, nobody can open an SQLite file.
pub(crate) struct Alone(
    #[expect(dead_code, reason = "it is unlocked when it is dropped")] Option<LockedFile>,
);

impl Alone {
    /// Fails when others use the store.
    pub(crate) fn with(url: &DatabaseUrl) -> Boxed<'_, Result<Alone, CopyError>> {
        Box::pin(async move {
            match &url.0 {
                DatabaseLocation::Sqlite(file) => alone_with_file(file),
                DatabaseLocation::Postgres(options) => alone_on_server(options, url).await,
            }
        })
    }
}

fn alone_with_file(file: &Path) -> Result<Alone, CopyError> {
    let failed = || CopyError::file("locking", path(file));
    let lock = open(file).map_err(failed())?;
    match lock.try_lock() {
        Ok(()) => Ok(Alone(Some(LockedFile(lock)))),
        Err(TryLockError::WouldBlock) => Err(CopyError::InUse { place: file.display().to_string() }),
        Err(TryLockError::Error(error)) => Err(failed()(error)),
    }
}

/// A server on PostgreSQL keeps connections open.
async fn alone_on_server(options: &PgConnectOptions, url: &DatabaseUrl) -> Result<Alone, CopyError> {
    let failed = |error| Error::connect(url, error);
    let mut connection = connect_to_server(options).await.map_err(failed)?;
    let query = "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database()
        AND backend_type = 'client backend' AND pid <> pg_backend_pid()";
    let others: i64 = sqlx::query_scalar(query).fetch_one(&mut connection).await.map_err(failed)?;
    connection.close().await.map_err(failed)?;
    if others > 0 { Err(CopyError::InUse { place: url.to_string() }) } else { Ok(Alone(None)) }
}

fn open(file: &Path) -> std::io::Result<File> {
    OpenOptions::new().create(true).truncate(false).write(true).open(path(file))
}

/// The file that is locked, beside the SQLite file.
fn path(file: &Path) -> PathBuf {
    with_ending(file, ".in-use")
}
