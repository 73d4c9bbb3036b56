//! Opening a store.

use std::path::{Path, PathBuf};
use std::time::Duration;

use jiff::Timestamp;
use sqlx::postgres::PgConnectOptions;
use sqlx::{ConnectOptions, Connection, SqliteConnection};

use crate::error::{Cause, Error};
use crate::meta::{self, Generation, Published, StoreIdentity};
use crate::migrate::migrate;
use crate::pool::{Pool, either, row, sqlite_options};
use crate::text;
use crate::url::{DatabaseUrl, Place};

/// An open store. Clones share its connections.
#[derive(Debug, Clone)]
pub struct Store {
    pub(crate) pool: Pool,
    /// For writes that a person waits for.
    pub(crate) hasty: Pool,
    pub(crate) url: DatabaseUrl,
    pub(crate) identity: StoreIdentity,
}

/// The oldest PostgreSQL the store is tested with.
const OLDEST_POSTGRES: u32 = 15;

impl Store {
    /// Opens the store; makes the file and its folder where there is none, and brings the tables up to date.
    ///
    /// # Errors
    /// When there is no connection, the file is no SQLite database, is from a newer version of the program,
    /// or can't be written.
    pub async fn open(url: &DatabaseUrl) -> Result<Store, Error> {
        let (pool, hasty, url) = match &url.0 {
            Place::Sqlite(file) => {
                let file = prepare_file(file)?;
                let url = DatabaseUrl::sqlite(&file);
                (open_file(&file, &url).await?, Pool::hasty_sqlite(&file), url)
            }
            Place::Postgres(options) => {
                let options = options.clone().disable_statement_logging();
                let url = DatabaseUrl(Place::Postgres(Box::new(options.clone())));
                let pool = open_server(&options, &url).await?;
                (pool.clone(), pool, url)
            }
        };
        migrate(&pool, &url).await?;
        let mut session = pool.read("reading the store's identity").await?;
        let identity = meta::identity(&mut session).await?;
        drop(session);
        Ok(Store { pool, hasty, url, identity })
    }

    /// What was made once, with the store.
    pub fn identity(&self) -> &StoreIdentity {
        &self.identity
    }

    /// Where the store is.
    pub fn url(&self) -> &DatabaseUrl {
        &self.url
    }

    /// The generation that is published, by any process; `None` before the first. Cheap enough to ask each
    /// second.
    ///
    /// # Errors
    /// When the store can't be read.
    pub async fn generation(&self) -> Result<Option<Generation>, Error> {
        let value = either!(Pool, &self.pool, |db| {
            sqlx::query_scalar::<_, String>(meta::GENERATION_QUERY).fetch_optional(db).await
        });
        meta::generation_of(value.map_err(|error| Error::database("reading the generation", error))?)
    }

    /// The generation that is published, and what published it: two machines that each published one of
    /// this number, of which the store kept one, can tell by it whose index is the right one.
    ///
    /// # Errors
    /// When the store can't be read.
    pub async fn published(&self) -> Result<Option<Published>, Error> {
        const DOING: &str = "reading what is published";
        let mut session = self.pool.read(DOING).await?;
        let query = "SELECT m.value, p.id FROM meta AS m
            JOIN publication AS p ON CAST(p.generation AS TEXT) = m.value WHERE m.key = 'generation'";
        let Some((generation, by)) = row!(&mut session, DOING, (String, String), query)? else {
            return Ok(None);
        };
        let by = text::id("a publication", &by)?;
        Ok(meta::generation_of(Some(generation))?.map(|generation| Published { generation, by }))
    }

    /// When the generation was published.
    ///
    /// # Errors
    /// When the store can't be read.
    pub async fn changed_at(&self) -> Result<Option<Timestamp>, Error> {
        meta::changed_at(&mut self.pool.read("reading when the store changed").await?).await
    }

    /// Closes all connections, and waits for them.
    pub async fn close(&self) {
        self.hasty.close().await;
        self.pool.close().await;
    }
}

/// Makes the folder of the file, and its path absolute, so that one file has one name.
fn prepare_file(file: &Path) -> Result<PathBuf, Error> {
    let failed = |folder: &Path| {
        let folder = folder.to_owned();
        move |source| Error::CreateFolder { folder, source }
    };
    let file = std::path::absolute(file).map_err(failed(file))?;
    let (Some(folder), Some(name)) = (file.parent(), file.file_name()) else { return Ok(file) };
    std::fs::create_dir_all(folder).map_err(failed(folder))?;
    let file = folder.canonicalize().map_err(failed(folder))?.join(name);
    Ok(file.canonicalize().unwrap_or(file))
}

async fn open_file(file: &Path, url: &DatabaseUrl) -> Result<Pool, Error> {
    let failed = |error| Error::connect(url, error);
    let mut connection = sqlite_options(file).connect().await.map_err(failed)?;
    use_write_ahead_log(&mut connection).await.map_err(failed)?;
    check_writable(&mut connection).await.map_err(failed)?;
    connection.close().await.map_err(failed)?;
    Pool::sqlite(file).await.map_err(failed)
}

/// Lets readers go on while one process writes. The file remembers it.
///
/// SQLite does not wait when another process opens a new file at the same time, so we do.
async fn use_write_ahead_log(connection: &mut SqliteConnection) -> Result<(), sqlx::Error> {
    let mut tries = 100;
    loop {
        let done = sqlx::query("PRAGMA journal_mode = WAL").execute(&mut *connection).await;
        match done {
            Err(error) if tries > 0 && Cause::of(&error) == Cause::Locked => {
                tries -= 1;
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
            done => return done.map(drop),
        }
    }
}

/// Fails when the file can't be written. That another process is writing just now is no failure.
async fn check_writable(connection: &mut SqliteConnection) -> Result<(), sqlx::Error> {
    sqlx::query("PRAGMA busy_timeout = 0").execute(&mut *connection).await?;
    match connection.begin_with("BEGIN IMMEDIATE").await {
        Ok(transaction) => transaction.rollback().await,
        Err(error) if Cause::of(&error) == Cause::Locked => Ok(()),
        Err(error) => Err(error),
    }
}

/// Connects once by itself, because a pool hides for a while that nobody answers.
async fn open_server(options: &PgConnectOptions, url: &DatabaseUrl) -> Result<Pool, Error> {
    let failed = |error| Error::connect(url, error);
    let mut connection = options.connect().await.map_err(failed)?;
    let version = sqlx::query_scalar::<_, String>("SELECT current_setting('server_version_num')");
    let version: u32 = version.fetch_one(&mut connection).await.map_err(failed)?.parse().unwrap_or(u32::MAX);
    connection.close().await.map_err(failed)?;
    if version / 10_000 < OLDEST_POSTGRES {
        let found = version / 10_000;
        return Err(Error::ServerTooOld { place: url.to_string(), found, least: OLDEST_POSTGRES });
    }
    Pool::postgres(options).await.map_err(failed)
}
